"""The JSON that is answered with. A text that is not for the viewer is left out of it."""

from marshmallow import Schema, fields

from shared.http.fields import KeptDay, ShownText

from .domain.deadlines import Status
from .domain.flags import Mark
from .domain.stage import Stage


class DoneSchema(Schema):
    """made_id: of the entry that this request made. token: what a list may be asked to have seen,
    as `after`. version: for `If-Match`.
    """

    case_id = fields.UUID(required=True)
    made_id = fields.UUID(allow_none=True)
    token = fields.String(required=True)
    version = fields.Integer(required=True)


class ShownAuthoritySchema(Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)


class ByWhomSchema(Schema):
    """on: the day it was true; at: when it was recorded."""

    by = fields.UUID(allow_none=True)
    on = KeptDay(allow_none=True)
    at = fields.AwareDateTime(allow_none=True)


class StruckSchema(ByWhomSchema):
    reason = ShownText()
    replaced_by = fields.UUID(allow_none=True)


class EntrySchema(ByWhomSchema):
    """What was told, its type as on the wire. stands: neither struck out nor replaced."""

    entry_id = fields.UUID(required=True)
    type = fields.String(required=True)
    stands = fields.Boolean(required=True)
    corrects = fields.UUID(allow_none=True)
    reason = ShownText()
    struck_out = fields.Nested(StruckSchema, allow_none=True)
    basis = fields.String()
    letter_dated_on = KeptDay(allow_none=True)
    decision = fields.String()
    decided_on = KeptDay(allow_none=True)
    sent_on = KeptDay(allow_none=True)
    served_on = KeptDay(allow_none=True)
    received_on = KeptDay(allow_none=True)
    rights = fields.List(fields.String(), allow_none=True)
    text = ShownText()
    details = fields.Dict(
        metadata={"description": "All else that it says, by the names of docs/contracts/ehcp."}
    )


class WithdrawnSchema(Schema):
    cause = fields.String(required=True)
    on = KeptDay(allow_none=True)
    at = fields.AwareDateTime(required=True)


class NoticeSchema(Schema):
    """What was announced. days_in_hand: of a met one; below 0, late."""

    notice_id = fields.UUID(required=True)
    what = fields.String(required=True)
    rule = fields.String(required=True)
    about = fields.UUID(allow_none=True)
    due_on = KeptDay(allow_none=True)
    responsible = fields.String(required=True)
    days_left = fields.Integer(allow_none=True)
    days_in_hand = fields.Integer(allow_none=True)
    withdrawn = fields.Nested(WithdrawnSchema, allow_none=True)
    on = KeptDay(allow_none=True)
    at = fields.AwareDateTime(required=True)


class ExplanationSchema(Schema):
    """Whole sentences."""

    start = fields.String(required=True)
    counted = fields.String(required=True)
    stays = fields.String(required=True)
    aim = fields.String(required=True)
    authority = fields.String(required=True)
    holder = fields.String(required=True)
    means = fields.String(required=True)


class SureSchema(Schema):
    """basis: council-letter, as-told, recorded; null while the day is not known."""

    basis = fields.String(required=True, allow_none=True)
    said = fields.String(required=True)


class DatesSchema(Schema):
    """A deadline. Its days are null while the day it starts from is not known.

    about: which of the rule's clocks, where it has several: the review, the draft, the appeal.
    kind: "by" can be late; what is not is no last day.
    """

    rule = fields.String(required=True)
    about = fields.UUID(allow_none=True)
    kind = fields.String(required=True)
    title = fields.String(required=True)
    source = fields.String(required=True)
    force = fields.String(required=True)
    responsible = fields.String(required=True)
    status = fields.String(required=True, metadata={"enum": [one.value for one in Status]})
    start_on = fields.Date(allow_none=True)
    due_on = fields.Date(allow_none=True)
    last_working_day_on = fields.Date(allow_none=True)
    provisional = fields.Boolean(required=True)
    closed_because = fields.String(allow_none=True)
    sure = fields.Nested(SureSchema, required=True)
    days_left = fields.Integer(allow_none=True)


class ExceptionShownSchema(Schema):
    """An excuse that was claimed. holds: null where too little was told. The date stays."""

    entry_id = fields.UUID(required=True)
    ground = fields.String(required=True)
    title = fields.String(required=True)
    claimed_by = fields.String(required=True)
    claimed_on = fields.Date()
    family_told_on = fields.Date(allow_none=True)
    holds = fields.Boolean(allow_none=True)
    said = fields.String(required=True)


class DeadlineSchema(DatesSchema):
    """One deadline of a case, explained."""

    start_event = fields.String(required=True)
    authority = fields.String(required=True)
    explanation = fields.Nested(ExplanationSchema, allow_none=True)
    done_on = fields.Date(allow_none=True)
    days_in_hand = fields.Integer(allow_none=True)
    can_do = fields.List(fields.String())
    exceptions = fields.List(fields.Nested(ExceptionShownSchema))


class DeadlineRowSchema(DatesSchema):
    """One deadline in a school's list. authority: the council."""

    case_id = fields.UUID(required=True)
    pupil_id = fields.UUID(required=True)
    authority = fields.Nested(ShownAuthoritySchema, required=True)


class FlagSchema(Schema):
    """What was done against a rule, or promises nothing. source: the law's own place.

    days: how late. about: the entry, provision or clock. phrase: of a text that is vague.
    """

    mark = fields.String(required=True, metadata={"enum": [one.value for one in Mark]})
    rule = fields.String(allow_none=True)
    source = fields.String(allow_none=True)
    days = fields.Integer(allow_none=True)
    about = fields.UUID(allow_none=True)
    phrase = fields.String(allow_none=True)
    said = fields.String(required=True)


class CaseRowSchema(Schema):
    """A case in a list: no text. next_due_on: the nearest date that runs."""

    case_id = fields.UUID(required=True, attribute="_id")
    pupil_id = fields.UUID(required=True)
    requester = fields.String(required=True)
    authority = fields.Nested(ShownAuthoritySchema, required=True)
    asked_on = KeptDay(allow_none=True)
    asked_at = fields.AwareDateTime(required=True)
    referral_id = fields.UUID(allow_none=True)
    stage = fields.String(required=True, metadata={"enum": [one.value for one in Stage]})
    open = fields.Boolean(required=True)
    appeal_open = fields.Boolean()
    exception_claimed = fields.Boolean()
    next_due_on = KeptDay(allow_none=True)
    version = fields.Integer(required=True)


class CaseSchema(CaseRowSchema):
    """A case with all that this viewer may read. entries, notices: in the order recorded."""

    asked_by = fields.UUID(allow_none=True)
    family_consulted_on = KeptDay(allow_none=True)
    reasons = ShownText()
    entries = fields.List(fields.Nested(EntrySchema), required=True)
    notices = fields.List(fields.Nested(NoticeSchema), required=True)
    struck_out = fields.Nested(StruckSchema, allow_none=True)
    deadlines = fields.List(fields.Nested(DeadlineSchema), required=True)
    flags = fields.List(fields.Nested(FlagSchema), required=True)


class CasesSchema(Schema):
    """A page. next: the cursor of the page after it, null after the last."""

    cases = fields.List(fields.Nested(CaseRowSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class RunningSchema(DeadlineRowSchema):
    """A date of a school that runs. version: of its case, for `If-Match`."""

    version = fields.Integer(required=True)


class DeadlinesSchema(Schema):
    """The dates of a school that run, the earliest first. more: there are some after these."""

    deadlines = fields.List(fields.Nested(RunningSchema), required=True)
    more = fields.Boolean(required=True)
