"""The JSON of drafts, of what a plan says, of views and consultations."""

from typing import Any, Final
from uuid import uuid4

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from shared.personal import Typed, personal_fields

from ..domain.plan_terms import (
    Budget,
    ConsultationAnswer,
    NamingGround,
    Outcome,
    Period,
    Placement,
    PlacementKind,
    Provision,
    Section,
    SectionText,
)
from .base import Many, PlannedDay, Said, ToldDay, today

MOST_OUTCOMES: Final = 40
MOST_PROVISIONS: Final = 60
MOST_CHARACTERS: Final = 60_000
MOST_MINUTES: Final = 24 * 60
MOST_SESSIONS: Final = 400
MOST_PENCE: Final = 1_000_000_00
OF_PROVISION: Final = (Section.F, Section.G, Section.H1, Section.H2)


class DraftPlanSchema(Schema):
    """served_on: with the family. names_placement: section I is not blank."""

    sent_on = ToldDay(allow_none=True, load_default=None)
    served_on = ToldDay(allow_none=True, load_default=None)
    received_on = ToldDay(required=True)
    names_placement = fields.Boolean(load_default=False)


class SectionTextSchema(Schema):
    section = fields.Enum(Section, by_value=True, required=True)
    text = Said(required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> SectionText:
        return SectionText(**data)


class OutcomeSchema(Schema):
    """outcome_id: to name it in a provision; made up where it is left out."""

    outcome_id = fields.UUID(load_default=uuid4)
    text = Said(required=True)
    by_on = PlannedDay(allow_none=True, load_default=None)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Outcome:
        return Outcome(**data)


class ProvisionSchema(Schema):
    """minutes of a session, so many sessions per period. provision_id: the same in every plan."""

    provision_id = fields.UUID(load_default=uuid4)
    section = fields.Enum(Section, by_value=True, load_default=Section.F)
    text = Said(required=True)
    minutes = fields.Integer(
        allow_none=True, load_default=None, validate=validate.Range(1, MOST_MINUTES)
    )
    sessions = fields.Integer(
        allow_none=True, load_default=None, validate=validate.Range(1, MOST_SESSIONS)
    )
    per = fields.Enum(Period, by_value=True, allow_none=True, load_default=None)
    who = Said(allow_none=True, load_default=None, most=200)
    outcome_ids = Many(fields.UUID(), load_default=(), validate=validate.Length(max=MOST_OUTCOMES))

    @validates_schema
    def check_amount(self, data: dict[str, Any], **_: Any) -> None:
        if data["section"] not in OF_PROVISION:
            raise ValidationError("Provision stands in section F, G, H1 or H2.", "section")
        if (data["sessions"] is None) != (data["per"] is None):
            raise ValidationError("Say how many sessions, and in which period.", "per")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Provision:
        return Provision(**data, vague=())


class PlacementSchema(Schema):
    """school_id: of this trust, if it is one of its schools. name: of the school, or the type."""

    kind = fields.Enum(PlacementKind, by_value=True, required=True)
    school_id = fields.UUID(allow_none=True, load_default=None)
    name = Said(allow_none=True, load_default=None, most=200)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Placement:
        return Placement(**data)


class BudgetSchema(Schema):
    purpose = Said(required=True)
    pence = fields.Integer(
        allow_none=True, load_default=None, validate=validate.Range(0, MOST_PENCE)
    )
    direct_payment = fields.Boolean(load_default=False)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Budget:
        return Budget(**data)


class PlanContentSchema(Schema):
    """of: the entry of the draft, final or amended plan. 60,000 characters in all at most."""

    of = fields.UUID(required=True)
    sections = Many(
        fields.Nested(SectionTextSchema), load_default=(), validate=validate.Length(max=12)
    )
    outcomes = Many(
        fields.Nested(OutcomeSchema), load_default=(), validate=validate.Length(max=MOST_OUTCOMES)
    )
    provisions = Many(
        fields.Nested(ProvisionSchema),
        load_default=(),
        validate=validate.Length(max=MOST_PROVISIONS),
    )
    placement = fields.Nested(PlacementSchema, allow_none=True, load_default=None)
    budget = fields.Nested(BudgetSchema, allow_none=True, load_default=None)

    @validates_schema
    def check_parts(self, data: dict[str, Any], **_: Any) -> None:
        letters = [one.section for one in data["sections"]]
        if len(set(letters)) < len(letters):
            raise ValidationError("Give each section once.", "sections")
        known = {one.outcome_id for one in data["outcomes"]}
        if any(set(one.outcome_ids) - known for one in data["provisions"]):
            raise ValidationError("A provision names an outcome that is not there.", "provisions")
        values = (*data["sections"], *data["outcomes"], *data["provisions"])
        texts = [text for one in values for _, text in personal_fields(one)]
        if sum(len(one.text) for one in texts if isinstance(one, Typed)) > MOST_CHARACTERS:
            raise ValidationError("Use 60,000 characters or less in all.", "sections")


class RepresentationsSchema(Schema):
    """about: the entry of the draft or of the amendment notice."""

    about = fields.UUID(required=True)
    sent_on = ToldDay(load_default=today)
    wants_meeting = fields.Boolean(load_default=False)
    asks_for = Said(allow_none=True, load_default=None, most=200)
    said = Said(allow_none=True, load_default=None)


class ConsultationSchema(Schema):
    """received_on: by the school."""

    sent_on = ToldDay(allow_none=True, load_default=None)
    received_on = ToldDay(required=True)


class ConsultationAnswerSchema(Schema):
    """about: the entry of the consultation. grounds: needed for "cannot-meet"."""

    about = fields.UUID(required=True)
    sent_on = ToldDay(load_default=today)
    answer = fields.Enum(ConsultationAnswer, by_value=True, required=True)
    grounds = Many(
        fields.Enum(NamingGround, by_value=True), load_default=(), validate=validate.Length(max=3)
    )
    reasons = Said(allow_none=True, load_default=None)
