"""The JSON that is answered with. A text that is not for the viewer is left out of it."""

from marshmallow import Schema, fields

from shared.http.fields import KeptDay, ShownText

from .domain.terms import Outcome


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
    on = KeptDay(allow_none=True)
    at = fields.AwareDateTime(allow_none=True)


class WithReasonSchema(ByWhomSchema):
    reason = ShownText()


class StruckOutSchema(WithReasonSchema):
    replaced_by = fields.UUID(allow_none=True)


class ShownTriedSchema(Schema):
    what = ShownText()
    weeks = fields.Integer()
    effect = ShownText()


class EntrySchema(ByWhomSchema):
    """type: evidence-added, pupil-observed, family-consulted or author-note-added.

    confidential: the text is for the SENCO alone.
    """

    entry_id = fields.UUID(required=True)
    type = fields.String(required=True)
    text = ShownText()
    confidential = fields.Boolean(required=True)
    struck_out = fields.Nested(WithReasonSchema, allow_none=True)
    kind = fields.String()
    covers_from = KeptDay(allow_none=True)
    covers_to = KeptDay(allow_none=True)
    setting = fields.String()
    speaker = fields.String()
    person_id = fields.UUID(allow_none=True)
    gathered = fields.String()


class ShownSenSupportSchema(Schema):
    primary_need = fields.String(required=True)
    secondary_need = fields.String(allow_none=True)


class ShownWatchSchema(Schema):
    owner_id = fields.UUID(required=True)
    review_on = KeptDay(allow_none=True)
    looks_at = ShownText()


class ShownSignpostingSchema(Schema):
    to = fields.List(fields.String(), required=True)
    how = ShownText()


class ShownNotSendSchema(Schema):
    adjustments = ShownText()
    other_support = ShownText()
    look_again_if = ShownText()
    look_again_on = KeptDay(allow_none=True)


class ToldSchema(ByWhomSchema):
    how = fields.String()


class ShownDecisionSchema(ByWhomSchema):
    """on: from when it holds. corrects: the decision that it replaced, with the reason."""

    decision_id = fields.UUID(required=True)
    outcome = fields.String(required=True, metadata={"enum": [one.value for one in Outcome]})
    decided_on = KeptDay(allow_none=True)
    reasons = ShownText()
    corrects = fields.UUID(allow_none=True)
    reason = ShownText()
    parents_told = fields.Nested(ToldSchema, allow_none=True)
    sen_support = fields.Nested(ShownSenSupportSchema, allow_none=True)
    watch = fields.Nested(ShownWatchSchema, allow_none=True)
    signposting = fields.Nested(ShownSignpostingSchema, allow_none=True)
    not_send = fields.Nested(ShownNotSendSchema, allow_none=True)


class ConcernRowSchema(Schema):
    """A concern in a list: no text. acknowledge_by, decide_by: what the school promises.

    source, raised_by: None for the family, where it was raised in confidence.
    """

    referral_id = fields.UUID(required=True, attribute="_id")
    pupil_id = fields.UUID(required=True)
    source = fields.String(required=True, allow_none=True)
    raised_by = fields.UUID(required=True, allow_none=True)
    raised_on = KeptDay(allow_none=True)
    raised_at = fields.AwareDateTime(required=True)
    status = fields.String(required=True)
    acknowledge_by = fields.Date(required=True)
    decide_by = fields.Date(required=True)
    outcome = fields.String(allow_none=True)
    need = fields.String(allow_none=True)
    secondary_need = fields.String(allow_none=True)
    since = KeptDay(allow_none=True)
    look_again_on = KeptDay(allow_none=True)
    follows = fields.UUID(allow_none=True)
    corrects = fields.UUID(allow_none=True)
    version = fields.Integer(required=True)


class ConcernSchema(ConcernRowSchema):
    """A concern with all that this viewer may read. entries: in the order they were recorded."""

    areas = fields.List(fields.String())
    noticed = ShownText()
    tried = fields.List(fields.Nested(ShownTriedSchema))
    family_said = ShownText()
    not_talked_because = ShownText()
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


class WaitingSchema(Schema):
    """Open concerns, the one with the next promised day first. more: there are some after these."""

    concerns = fields.List(fields.Nested(ConcernRowSchema), required=True)
    more = fields.Boolean(required=True)


class DueSchema(Schema):
    """Concerns to look at again, earliest first, at most 200."""

    concerns = fields.List(fields.Nested(ConcernRowSchema), required=True)


class ShownConsentSchema(Schema):
    giver = fields.String(required=True)
    giver_id = fields.UUID(allow_none=True)
    how = fields.String(required=True)
    given_on = KeptDay(allow_none=True)


class ShownChaseSchema(ByWhomSchema):
    chase_id = fields.UUID(required=True)
    how = fields.String(required=True)
    note = ShownText()


class ShownReportSchema(ByWhomSchema):
    report_id = fields.UUID(required=True)
    summary = ShownText()
    written_on = KeptDay(allow_none=True)


class WithdrawnSchema(ByWhomSchema):
    why = fields.String(required=True)
    note = ShownText()


class SpecialistRequestSchema(Schema):
    request_id = fields.UUID(required=True, attribute="_id")
    referral_id = fields.UUID(allow_none=True)
    pupil_id = fields.UUID(required=True)
    specialist = fields.String(required=True)
    question = ShownText()
    consent = fields.Nested(ShownConsentSchema, required=True)
    reply_wanted_by = KeptDay(allow_none=True)
    requested_by = fields.UUID(required=True)
    asked_on = KeptDay(allow_none=True)
    asked_at = fields.AwareDateTime(required=True)
    status = fields.String(required=True)
    chases = fields.List(fields.Nested(ShownChaseSchema), required=True)
    report = fields.Nested(ShownReportSchema, allow_none=True)
    withdrawn = fields.Nested(WithdrawnSchema, allow_none=True)
    version = fields.Integer(required=True)


class SpecialistRequestsSchema(Schema):
    requests = fields.List(fields.Nested(SpecialistRequestSchema), required=True)
    next = fields.String(required=True, allow_none=True)
