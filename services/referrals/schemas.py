"""The JSON that is asked with. Texts have 4,000 characters at most; a day is "2026-11-23"."""

from datetime import date
from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from shared.calendar import london_date, utc_now
from shared.http.fields import PageSchema, PastDay, Text

from .domain.terms import (
    Area,
    EvidenceKind,
    Gathered,
    LawfulBasis,
    Need,
    OtherHelp,
    Outcome,
    Setting,
    Source,
    Speaker,
    Specialist,
    Step,
    Withdrawal,
)

MOST_TRIED: Final = 10
MOST_WEEKS: Final = 520
MOST_WAITING: Final = 200
PART_OF: Final = {
    Outcome.SEN_SUPPORT: "sen_support",
    Outcome.WATCH_AND_REVIEW: "watch",
    Outcome.SIGNPOST: "signposting",
    Outcome.NOT_SEND: "not_send",
}


def today() -> date:
    return london_date(utc_now())


class FutureDay(fields.Date):
    """A day that something is planned for: within 5 years."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        day: date = super()._deserialize(value, attr, data, **kwargs)
        if not 1900 <= day.year <= today().year + 5:
            raise ValidationError("Must be a day within 5 years.")
        return day


class TriedSchema(Schema):
    what = Text(required=True)
    weeks = fields.Integer(
        required=True, strict=True, validate=validate.Range(min=0, max=MOST_WEEKS)
    )
    effect = Text(required=True)


class RaiseReferralSchema(Schema):
    """author_id: whose concern it is, where another person writes it down for them."""

    pupil_id = fields.UUID(required=True)
    source = fields.Enum(Source, by_value=True)
    author_id = fields.UUID()
    areas = fields.List(
        fields.Enum(Area, by_value=True), load_default=list, validate=validate.Length(max=4)
    )
    noticed = Text(required=True)
    tried = fields.List(
        fields.Nested(TriedSchema), load_default=list, validate=validate.Length(max=MOST_TRIED)
    )
    family_said = Text()
    not_talked_because = Text()
    confidential = fields.Boolean(load_default=False)
    lawful_basis = fields.Enum(LawfulBasis, by_value=True)
    follows = fields.UUID()
    corrects = fields.UUID()
    effective_on = PastDay(load_default=today)


class AcknowledgeSchema(Schema):
    effective_on = PastDay(load_default=today)


class NoteSchema(Schema):
    text = Text(required=True)
    confidential = fields.Boolean(load_default=False)


class EvidenceSchema(Schema):
    kind = fields.Enum(EvidenceKind, by_value=True, required=True)
    text = Text(required=True)
    covers_from = PastDay(required=True)
    covers_to = PastDay(required=True)
    effective_on = PastDay(load_default=today)


class ObservationSchema(Schema):
    setting = fields.Enum(Setting, by_value=True, required=True)
    seen = Text(required=True)
    observed_by = fields.UUID()
    effective_on = PastDay(load_default=today)


class ViewSchema(Schema):
    speaker = fields.Enum(Speaker, by_value=True, required=True)
    person_id = fields.UUID(allow_none=True, load_default=None)
    gathered = fields.Enum(Gathered, by_value=True, required=True)
    said = Text(required=True)
    confidential = fields.Boolean(load_default=False)
    effective_on = PastDay(load_default=today)


class SetAsideSchema(Schema):
    step = fields.Enum(Step, by_value=True, required=True)
    reason = Text(required=True)


class ReasonSchema(Schema):
    reason = Text(required=True)


class StrikeOutSchema(Schema):
    """replaced_by: the concern that was raised for the right pupil."""

    reason = Text(required=True)
    replaced_by = fields.UUID(allow_none=True, load_default=None)


class SenSupportSchema(Schema):
    primary_need = fields.Enum(Need, by_value=True, required=True)
    secondary_need = fields.Enum(Need, by_value=True, allow_none=True, load_default=None)


class WatchSchema(Schema):
    owner_id = fields.UUID(required=True)
    review_on = FutureDay(required=True)
    looks_at = Text(required=True)


class SignpostingSchema(Schema):
    to = fields.List(
        fields.Enum(OtherHelp, by_value=True),
        required=True,
        validate=validate.Length(min=1, max=len(OtherHelp)),
    )
    how = Text(required=True)


class NotSendSchema(Schema):
    adjustments = Text(required=True)
    other_support = Text(required=True)
    look_again_if = Text(required=True)
    look_again_on = FutureDay(required=True)


class DecisionSchema(Schema):
    """The outcome, and of the four parts the one that it needs (none for ehc-assessment)."""

    outcome = fields.Enum(Outcome, by_value=True, required=True)
    sen_support = fields.Nested(SenSupportSchema)
    watch = fields.Nested(WatchSchema)
    signposting = fields.Nested(SignpostingSchema)
    not_send = fields.Nested(NotSendSchema)
    reasons = Text(required=True)
    decided_on = PastDay(load_default=today)
    effective_on = PastDay(load_default=today)
    parents_told_on = PastDay(allow_none=True, load_default=None)

    @validates_schema
    def check_parts(self, data: dict[str, Any], **_: Any) -> None:
        needed = PART_OF.get(data["outcome"]) if "outcome" in data else None
        wrong = {
            part: ["This outcome needs this part." if part == needed else "Leave this out."]
            for part in PART_OF.values()
            if (part in data) != (part == needed)
        }
        if wrong and "outcome" in data:
            raise ValidationError(wrong)


class CorrectionSchema(DecisionSchema):
    """corrects: the id of the decision that stands and is wrong."""

    corrects = fields.UUID(required=True)
    reason = Text(required=True)


class ParentsToldSchema(Schema):
    decision_id = fields.UUID(required=True)
    how = fields.Enum(Gathered, by_value=True, required=True)
    effective_on = PastDay(load_default=today)


class ConsentSchema(Schema):
    giver = fields.Enum(Speaker, by_value=True, required=True)
    giver_id = fields.UUID(allow_none=True, load_default=None)
    how = fields.Enum(Gathered, by_value=True, required=True)
    given_on = PastDay(required=True)


class AskSpecialistSchema(Schema):
    """consent: left out only by mistake, which is refused by its rule."""

    specialist = fields.Enum(Specialist, by_value=True, required=True)
    question = Text(required=True)
    consent = fields.Nested(ConsentSchema, allow_none=True, load_default=None)
    reply_wanted_by = FutureDay(allow_none=True, load_default=None)
    effective_on = PastDay(load_default=today)


class ChaseSchema(Schema):
    how = fields.Enum(Gathered, by_value=True, required=True)
    note = Text(allow_none=True, load_default=None)
    effective_on = PastDay(load_default=today)


class ReportSchema(Schema):
    summary = Text(required=True)
    confidential = fields.Boolean(load_default=False)
    written_on = PastDay(required=True)
    effective_on = PastDay(load_default=today)


class WithdrawSchema(Schema):
    why = fields.Enum(Withdrawal, by_value=True, required=True)
    note = Text(allow_none=True, load_default=None)
    effective_on = PastDay(load_default=today)


class SchoolQuery(PageSchema):
    """Which school's concerns, and in which state."""

    school_id = fields.UUID(required=True)
    status = fields.String(load_default="open", validate=validate.OneOf(["open", "decided", "all"]))


class WaitingQuery(PageSchema):
    """Which school's open concerns: the most urgent, `limit` of them."""

    class Meta:
        exclude = ("cursor",)

    school_id = fields.UUID(required=True)
    limit = fields.Integer(
        load_default=MOST_WAITING, validate=validate.Range(min=1, max=MOST_WAITING)
    )


class DueQuery(Schema):
    school_id = fields.UUID(required=True)
    on = fields.Date(load_default=today)


class KnownQuery(Schema):
    on = PastDay(required=True)
