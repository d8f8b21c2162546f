"""The JSON of what is told from the request to the final plan."""

from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from shared.http.fields import PastDay, Text
from shared.personal import Audience
from shared.rulebook.exceptions import Ground
from shared.rulebook.reading import BOOK

from ..domain.advice_terms import AdviceHeading, AdviceSection, Evidence, EvidenceKind
from ..domain.plan_terms import Right
from ..domain.terms import AssessmentDecision, Basis, PlanDecision, Requester
from .base import Many, PlannedDay, Said, ToldDay, today

MOST_NAME: Final = 100
MOST_SECTIONS: Final = 12
MOST_EVIDENCE: Final = 40


def rights() -> Many:
    """What a letter tells the family of."""
    every = fields.Enum(Right, by_value=True)
    return Many(every, allow_none=True, load_default=None, validate=validate.Length(max=len(Right)))


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
    requester = fields.Enum(
        Requester,
        by_value=True,
        required=True,
        validate=validate.NoneOf(
            [Requester.NOT_KNOWN], error="Say who asked: school, parent, young-person or other."
        ),
    )
    authority = fields.Nested(AuthoritySchema, required=True)
    asked_on = ToldDay(load_default=today)
    family_consulted_on = ToldDay(allow_none=True, load_default=None)
    reasons = Said(allow_none=True, load_default=None)
    referral_id = fields.UUID(allow_none=True, load_default=None)


class ArrivalSchema(Schema):
    """authority: the council that maintains the plan. issued_on: the day on the plan."""

    pupil_id = fields.UUID(required=True)
    authority = fields.Nested(AuthoritySchema, required=True)
    came_on = ToldDay(load_default=today)
    issued_on = ToldDay(allow_none=True, load_default=None)


class ReceiptSchema(Schema):
    """confirmed: by the council's letter of `letter_dated_on`; else only as we were told."""

    received_on = ToldDay(required=True)
    confirmed = fields.Boolean(load_default=False)
    letter_dated_on = ToldDay(allow_none=True, load_default=None)

    @validates_schema
    def check_letter(self, data: dict[str, Any], **_: Any) -> None:
        if data["confirmed"] and data["letter_dated_on"] is None:
            raise ValidationError("Enter the date of the council's letter.", "letter_dated_on")
        if not data["confirmed"] and data["letter_dated_on"] is not None:
            raise ValidationError("Say that the council's letter confirms it.", "confirmed")

    @post_load
    def make_basis(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        confirmed = data.pop("confirmed")
        return {**data, "basis": Basis.COUNCIL_LETTER if confirmed else Basis.AS_TOLD}


class AnswerSchema(Schema):
    """A letter of the council. received_on: the day we were told.

    rights: what it tells the family of; left out where nobody has looked.
    """

    decided_on = ToldDay(allow_none=True, load_default=None)
    sent_on = ToldDay(allow_none=True, load_default=None)
    received_on = ToldDay(required=True)
    reasons = Said(allow_none=True, load_default=None)
    rights = rights()


class DecisionSchema(AnswerSchema):
    decision = fields.Enum(AssessmentDecision, by_value=True, required=True)


class PlanDecisionSchema(AnswerSchema):
    decision = fields.Enum(PlanDecision, by_value=True, required=True)


class AdviceRequestSchema(Schema):
    """received_on: the day the school received the council's request."""

    received_on = ToldDay(required=True)


class AdviceSectionSchema(Schema):
    heading = fields.Enum(AdviceHeading, by_value=True, required=True)
    text = Said(Audience.STAFF, required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> AdviceSection:
        return AdviceSection(**data)


class EvidenceSchema(Schema):
    kind = fields.Enum(EvidenceKind, by_value=True, required=True)
    title = Said(Audience.STAFF, required=True, most=200)
    dated_on = PastDay(allow_none=True, load_default=None)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Evidence:
        return Evidence(**data)


class AdviceSchema(Schema):
    """sections, evidence: what was sent; left out where only the day is told."""

    sent_on = ToldDay(load_default=today)
    note = Said(Audience.STAFF, allow_none=True, load_default=None)
    sections = Many(
        fields.Nested(AdviceSectionSchema),
        allow_none=True,
        load_default=None,
        validate=validate.Length(max=MOST_SECTIONS),
    )
    evidence = Many(
        fields.Nested(EvidenceSchema),
        allow_none=True,
        load_default=None,
        validate=validate.Length(max=MOST_EVIDENCE),
    )


class ExceptionSchema(Schema):
    """rule, about: the clock, as `deadlines` names it. The two days are of a closed school."""

    rule = fields.String(required=True, validate=validate.OneOf(sorted(BOOK.ids())))
    about = fields.UUID(allow_none=True, load_default=None)
    ground = fields.Enum(Ground, by_value=True, required=True)
    claimed_on = ToldDay(load_default=today)
    first_closed_on = PlannedDay(allow_none=True, load_default=None)
    reopens_on = PlannedDay(allow_none=True, load_default=None)
    family_told_on = ToldDay(allow_none=True, load_default=None)
    evidence = Said(allow_none=True, load_default=None)


class FinalPlanSchema(Schema):
    """issued_on: from that day the pupil's code is E."""

    issued_on = ToldDay(required=True)
    sent_on = ToldDay(allow_none=True, load_default=None)
    received_on = ToldDay(allow_none=True, load_default=None)
    rights = rights()
