"""The JSON of re-assessment, ceasing and moves."""

from typing import Any

from marshmallow import Schema, fields, post_load

from ..domain.appeal_terms import ReassessmentDecision
from ..domain.terms import Authority, Requester
from .asking import AnswerSchema, AuthoritySchema
from .base import PlannedDay, ToldDay, today


class ReassessmentRequestSchema(Schema):
    """received_on: by the council; left out while nobody knows it."""

    requester = fields.Enum(Requester, by_value=True, required=True)
    asked_on = ToldDay(load_default=today)
    received_on = ToldDay(allow_none=True, load_default=None)


class ReassessmentSchema(AnswerSchema):
    """request_id: left out where the council decided by itself."""

    request_id = fields.UUID(allow_none=True, load_default=None)
    decision = fields.Enum(ReassessmentDecision, by_value=True, required=True)


class CeaseConsultationSchema(Schema):
    sent_on = ToldDay(allow_none=True, load_default=None)
    received_on = ToldDay(required=True)


class CeaseDecisionSchema(AnswerSchema):
    pass


class CeasedSchema(Schema):
    """ended_on: the last day of the plan."""

    ended_on = ToldDay(required=True)
    received_on = ToldDay(allow_none=True, load_default=None)


class ToCouncilSchema(Schema):
    """to: the council that the plan goes over to."""

    to = fields.Nested(AuthoritySchema, required=True)

    @post_load
    def make_authority(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**data, "to": Authority(**data["to"])}


class MoveSchema(ToCouncilSchema):
    """known_on: the old council learned of it."""

    move_on = PlannedDay(required=True)
    known_on = ToldDay(allow_none=True, load_default=None)


class TransferredSchema(ToCouncilSchema):
    transferred_on = ToldDay(required=True)


class TransferLetterSchema(Schema):
    sent_on = ToldDay(allow_none=True, load_default=None)
    received_on = ToldDay(required=True)
    will_assess = fields.Boolean(allow_none=True, load_default=None)
    review_by = PlannedDay(allow_none=True, load_default=None)
