"""The JSON that is asked with. Texts have 4,000 characters at most; a day is "2026-11-23"."""

from datetime import date
from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from shared.calendar import london_date, utc_now
from shared.http.fields import PageSchema, PastDay, Text

from .domain.terms import AssessmentDecision, PlanDecision, Requester

MOST_NAME: Final = 100
MOST_DEADLINES: Final = 200


def today() -> date:
    return london_date(utc_now())


class AuthoritySchema(Schema):
    """code: of the local authority, three digits; no list of them is ever complete."""

    code = fields.String(
        required=True,
        validate=validate.Regexp(
            r"(?!000)[0-9]{3}\Z", error="Enter the three digits of the council."
        ),
    )
    name = Text(required=True, most=MOST_NAME)


class RequestSchema(Schema):
    """family_consulted_on: needed where the school asks. referral_id: the concern it comes from."""

    pupil_id = fields.UUID(required=True)
    requester = fields.Enum(Requester, by_value=True, required=True)
    authority = fields.Nested(AuthoritySchema, required=True)
    asked_on = PastDay(load_default=today)
    family_consulted_on = PastDay(allow_none=True, load_default=None)
    reasons = Text(allow_none=True, load_default=None)
    referral_id = fields.UUID(allow_none=True, load_default=None)


class ReceiptSchema(Schema):
    """confirmed: by the council's letter of `letter_dated_on`; else only as we were told."""

    received_on = PastDay(required=True)
    confirmed = fields.Boolean(load_default=False)
    letter_dated_on = PastDay(allow_none=True, load_default=None)

    @validates_schema
    def check_letter(self, data: dict[str, Any], **_: Any) -> None:
        if data["confirmed"] and data["letter_dated_on"] is None:
            raise ValidationError("Enter the date of the council's letter.", "letter_dated_on")
        if not data["confirmed"] and data["letter_dated_on"] is not None:
            raise ValidationError("Say that the council's letter confirms it.", "confirmed")


class AnswerSchema(Schema):
    """A letter of the council. received_on: the day we were told."""

    decided_on = PastDay(allow_none=True, load_default=None)
    sent_on = PastDay(allow_none=True, load_default=None)
    received_on = PastDay(required=True)
    reasons = Text(allow_none=True, load_default=None)


class DecisionSchema(AnswerSchema):
    decision = fields.Enum(AssessmentDecision, by_value=True, required=True)


class PlanDecisionSchema(AnswerSchema):
    decision = fields.Enum(PlanDecision, by_value=True, required=True)


class AdviceRequestSchema(Schema):
    """received_on: the day the school received the council's request."""

    received_on = PastDay(required=True)


class AdviceSchema(Schema):
    sent_on = PastDay(load_default=today)
    note = Text(allow_none=True, load_default=None)


class FinalPlanSchema(Schema):
    """issued_on: from that day the pupil's code is E."""

    issued_on = PastDay(required=True)
    sent_on = PastDay(allow_none=True, load_default=None)
    received_on = PastDay(allow_none=True, load_default=None)


PARTS: Final = (
    "receipt",
    "decision",
    "plan_decision",
    "advice_request",
    "advice",
    "final_plan",
)


class CorrectionSchema(Schema):
    """What the entry `corrects` should have said, in full, or that it never happened."""

    corrects = fields.UUID(required=True)
    reason = Text(required=True)
    receipt = fields.Nested(ReceiptSchema)
    decision = fields.Nested(DecisionSchema)
    plan_decision = fields.Nested(PlanDecisionSchema)
    advice_request = fields.Nested(AdviceRequestSchema)
    advice = fields.Nested(AdviceSchema)
    final_plan = fields.Nested(FinalPlanSchema)
    never_happened = fields.Boolean(load_default=False)

    @validates_schema
    def check_parts(self, data: dict[str, Any], **_: Any) -> None:
        given = [name for name in PARTS if name in data]
        if len(given) + data["never_happened"] != 1:
            told = f"Give exactly one of {', '.join(PARTS)}, or never_happened."
            raise ValidationError(told, given[1] if len(given) > 1 else "corrects")


class StrikeOutSchema(Schema):
    """replaced_by: the case of the right pupil."""

    reason = Text(required=True)
    replaced_by = fields.UUID(allow_none=True, load_default=None)


class SchoolQuery(PageSchema):
    """Which school, and whether also the cases that are over."""

    school_id = fields.UUID(required=True)
    open = fields.Boolean(load_default=True)


class DeadlinesQuery(Schema):
    """Which school. The nearest dates, `limit` of them; `after`: what must be seen."""

    school_id = fields.UUID(required=True)
    limit = fields.Integer(
        load_default=MOST_DEADLINES, validate=validate.Range(min=1, max=MOST_DEADLINES)
    )
    after = fields.String(validate=validate.Regexp(r"ehccase-[0-9a-f-]{36}@[0-9]{1,10}\Z"))
