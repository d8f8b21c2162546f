"""The JSON that is answered with. A text that is not for the viewer is left out of it."""

from marshmallow import Schema, fields

from .domain.terms import Outcome

DAY = {"format": "date"}


class Day(fields.String):
    """A day as read models keep it, "2026-11-23"."""

    def __init__(self) -> None:
        super().__init__(allow_none=True, metadata=DAY)


class Words(fields.String):
    """A text as it was opened for this viewer; "erased" once its key is gone."""

    def __init__(self) -> None:
        super().__init__(allow_none=True)


class DoneSchema(Schema):
    """token: what a list may be asked to have seen, as `after`. version: for `If-Match`."""

    token = fields.String(required=True)
    version = fields.Integer(required=True)


class ReferralDoneSchema(DoneSchema):
    """made_id: of the entry or decision that this request made, if it made one."""

    referral_id = fields.UUID(required=True)
    made_id = fields.UUID(allow_none=True)


class RequestDoneSchema(DoneSchema):
    request_id = fields.UUID(required=True)
    made_id = fields.UUID(allow_none=True)


class ByWhomSchema(Schema):
    by = fields.UUID(allow_none=True)
    on = Day()
    at = fields.AwareDateTime(allow_none=True)


class WithReasonSchema(ByWhomSchema):
    reason = Words()


class StruckOutSchema(WithReasonSchema):
    replaced_by = fields.UUID(allow_none=True)


class ShownTriedSchema(Schema):
    what = Words()
    weeks = fields.Integer()
    effect = Words()


class EntrySchema(ByWhomSchema):
    """type: evidence-added, pupil-observed, family-consulted or author-note-added."""

    entry_id = fields.UUID(required=True)
    type = fields.String(required=True)
    text = Words()
    struck_out = fields.Nested(WithReasonSchema, allow_none=True)
    kind = fields.String()
    covers_from = Day()
    covers_to = Day()
    setting = fields.String()
    speaker = fields.String()
    person_id = fields.UUID(allow_none=True)
    gathered = fields.String()


class ShownSenSupportSchema(Schema):
    primary_need = fields.String(required=True)
    secondary_need = fields.String(allow_none=True)


class ShownWatchSchema(Schema):
    owner_id = fields.UUID(required=True)
    review_on = Day()
    looks_at = Words()


class ShownSignpostingSchema(Schema):
    to = fields.List(fields.String(), required=True)
    how = Words()


class ShownNotSendSchema(Schema):
    adjustments = Words()
    other_support = Words()
    look_again_if = Words()
    look_again_on = Day()


class ToldSchema(ByWhomSchema):
    how = fields.String()


class ShownDecisionSchema(ByWhomSchema):
    """on: from when it holds. corrects: the decision that it replaced, with the reason."""

    decision_id = fields.UUID(required=True)
    outcome = fields.String(required=True, metadata={"enum": [one.value for one in Outcome]})
    decided_on = Day()
    reasons = Words()
    corrects = fields.UUID(allow_none=True)
    reason = Words()
    parents_told = fields.Nested(ToldSchema, allow_none=True)
    sen_support = fields.Nested(ShownSenSupportSchema, allow_none=True)
    watch = fields.Nested(ShownWatchSchema, allow_none=True)
    signposting = fields.Nested(ShownSignpostingSchema, allow_none=True)
    not_send = fields.Nested(ShownNotSendSchema, allow_none=True)


class ConcernRowSchema(Schema):
    """A concern in a list: no text. acknowledge_by, decide_by: what the school promises."""

    referral_id = fields.UUID(required=True, attribute="_id")
    pupil_id = fields.UUID(required=True)
    source = fields.String(required=True)
    raised_by = fields.UUID(required=True)
    raised_on = Day()
    raised_at = fields.AwareDateTime(required=True)
    status = fields.String(required=True)
    acknowledge_by = fields.Date(required=True)
    decide_by = fields.Date(required=True)
    outcome = fields.String(allow_none=True)
    need = fields.String(allow_none=True)
    secondary_need = fields.String(allow_none=True)
    since = Day()
    look_again_on = Day()
    follows = fields.UUID(allow_none=True)
    corrects = fields.UUID(allow_none=True)
    version = fields.Integer(required=True)


class ConcernSchema(ConcernRowSchema):
    """A concern with all that this viewer may read. entries: in the order they were recorded."""

    areas = fields.List(fields.String())
    noticed = Words()
    tried = fields.List(fields.Nested(ShownTriedSchema))
    family_said = Words()
    not_talked_because = Words()
    lawful_basis = fields.String(allow_none=True)
    acknowledged = fields.Nested(ByWhomSchema, allow_none=True)
    entries = fields.List(fields.Nested(EntrySchema))
    set_aside = fields.Dict(keys=fields.String(), values=fields.Nested(WithReasonSchema))
    decision = fields.Nested(ShownDecisionSchema, allow_none=True)
    history = fields.List(fields.Nested(ShownDecisionSchema))
    struck_out = fields.Nested(StruckOutSchema, allow_none=True)


class ConcernsSchema(Schema):
    """A page. next: the cursor of the page after it, null after the last."""

    concerns = fields.List(fields.Nested(ConcernRowSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class DueSchema(Schema):
    """Concerns to look at again, earliest first, at most 200."""

    concerns = fields.List(fields.Nested(ConcernRowSchema), required=True)


class ShownConsentSchema(Schema):
    giver = fields.String(required=True)
    giver_id = fields.UUID(allow_none=True)
    how = fields.String(required=True)
    given_on = Day()


class ShownChaseSchema(ByWhomSchema):
    chase_id = fields.UUID(required=True)
    how = fields.String(required=True)
    note = Words()


class ShownReportSchema(ByWhomSchema):
    report_id = fields.UUID(required=True)
    summary = Words()
    written_on = Day()


class WithdrawnSchema(ByWhomSchema):
    why = fields.String(required=True)
    note = Words()


class SpecialistRequestSchema(Schema):
    request_id = fields.UUID(required=True, attribute="_id")
    referral_id = fields.UUID(allow_none=True)
    pupil_id = fields.UUID(required=True)
    specialist = fields.String(required=True)
    question = Words()
    consent = fields.Nested(ShownConsentSchema, required=True)
    reply_wanted_by = Day()
    requested_by = fields.UUID(required=True)
    asked_on = Day()
    asked_at = fields.AwareDateTime(required=True)
    status = fields.String(required=True)
    chases = fields.List(fields.Nested(ShownChaseSchema), required=True)
    report = fields.Nested(ShownReportSchema, allow_none=True)
    withdrawn = fields.Nested(WithdrawnSchema, allow_none=True)
    version = fields.Integer(required=True)


class SpecialistRequestsSchema(Schema):
    requests = fields.List(fields.Nested(SpecialistRequestSchema), required=True)
    next = fields.String(required=True, allow_none=True)
