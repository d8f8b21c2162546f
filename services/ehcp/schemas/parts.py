"""What can be told of a case, and corrected, and imagined: each with its JSON and its command."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from marshmallow import Schema

from ..domain import commands as ask
from . import asking, drafting


@dataclass(frozen=True, slots=True)
class Part:
    """schema: its JSON, whose fields have the names of the command's."""

    schema: type[Schema]
    command: type[ask.Told]


PARTS: Final[Mapping[str, Part]] = {
    "receipt": Part(asking.ReceiptSchema, ask.RecordReceipt),
    "decision": Part(asking.DecisionSchema, ask.RecordDecision),
    "plan_decision": Part(asking.PlanDecisionSchema, ask.RecordPlanDecision),
    "advice_request": Part(asking.AdviceRequestSchema, ask.RecordAdviceRequest),
    "advice": Part(asking.AdviceSchema, ask.RecordAdvice),
    "draft_plan": Part(drafting.DraftPlanSchema, ask.RecordDraftPlan),
    "plan_content": Part(drafting.PlanContentSchema, ask.RecordPlanContent),
    "representations": Part(drafting.RepresentationsSchema, ask.RecordRepresentations),
    "consultation": Part(drafting.ConsultationSchema, ask.RecordConsultation),
    "consultation_answer": Part(drafting.ConsultationAnswerSchema, ask.AnswerConsultation),
    "exception": Part(asking.ExceptionSchema, ask.ClaimException),
    "final_plan": Part(asking.FinalPlanSchema, ask.RecordFinalPlan),
}
