"""The draft plan and what follows it: one route, one command."""

from uuid import UUID

from shared.http.asking import permission

from ..access import on_case
from ..schemas.drafting import (
    ConsultationAnswerSchema,
    ConsultationSchema,
    DraftPlanSchema,
    PlanContentSchema,
    RepresentationsSchema,
)
from ..shown import DoneSchema
from .telling import Body, Reply, blp, recorded


@blp.post("/<uuid:case_id>/draft-plans")
@blp.arguments(DraftPlanSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_draft_plan(body: Body, case_id: UUID) -> Reply:
    """Record that the council sent a draft plan."""
    return recorded("draft_plan", body, case_id)


@blp.post("/<uuid:case_id>/plan-content")
@blp.arguments(PlanContentSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_plan_content(body: Body, case_id: UUID) -> Reply:
    """Record what a draft, a final or an amended plan says, section by section."""
    return recorded("plan_content", body, case_id)


@blp.post("/<uuid:case_id>/representations")
@blp.arguments(RepresentationsSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_representations(body: Body, case_id: UUID) -> Reply:
    """Record that the family answered a draft plan or an amendment notice."""
    return recorded("representations", body, case_id)


@blp.post("/<uuid:case_id>/consultations")
@blp.arguments(ConsultationSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_consultation(body: Body, case_id: UUID) -> Reply:
    """Record that the council consults the school about being named."""
    return recorded("consultation", body, case_id)


@blp.post("/<uuid:case_id>/consultation-answers")
@blp.arguments(ConsultationAnswerSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def answer_consultation(body: Body, case_id: UUID) -> Reply:
    """Record the school's answer to a consultation."""
    return recorded("consultation_answer", body, case_id)
