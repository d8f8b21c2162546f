"""Re-assessment, ceasing and moves: one route, one command."""

from uuid import UUID

from shared.http.asking import permission

from ..access import on_case
from ..schemas.changing import (
    CeaseConsultationSchema,
    CeaseDecisionSchema,
    CeasedSchema,
    MoveSchema,
    ReassessmentRequestSchema,
    ReassessmentSchema,
    TransferLetterSchema,
    TransferredSchema,
)
from ..shown import DoneSchema
from .telling import Body, Reply, blp, recorded


@blp.post("/<uuid:case_id>/reassessment-requests")
@blp.arguments(ReassessmentRequestSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def request_reassessment(body: Body, case_id: UUID) -> Reply:
    """Record that a re-assessment was asked for."""
    return recorded("reassessment_request", body, case_id)


@blp.post("/<uuid:case_id>/reassessment-decisions")
@blp.arguments(ReassessmentSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_reassessment(body: Body, case_id: UUID) -> Reply:
    """Record whether the council will assess again."""
    return recorded("reassessment_decision", body, case_id)


@blp.post("/<uuid:case_id>/cease-consultations")
@blp.arguments(CeaseConsultationSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_cease_consultation(body: Body, case_id: UUID) -> Reply:
    """Record that the council asks before it ceases the plan."""
    return recorded("cease_consultation", body, case_id)


@blp.post("/<uuid:case_id>/cease-decisions")
@blp.arguments(CeaseDecisionSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_cease_decision(body: Body, case_id: UUID) -> Reply:
    """Record that the council will cease the plan."""
    return recorded("cease_decision", body, case_id)


@blp.post("/<uuid:case_id>/plan-ends")
@blp.arguments(CeasedSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_ceased(body: Body, case_id: UUID) -> Reply:
    """Record that the plan has ended."""
    return recorded("plan_end", body, case_id)


@blp.post("/<uuid:case_id>/moves")
@blp.arguments(MoveSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_move(body: Body, case_id: UUID) -> Reply:
    """Record that the family moves to the area of another council."""
    return recorded("move", body, case_id)


@blp.post("/<uuid:case_id>/transfers")
@blp.arguments(TransferredSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_transfer(body: Body, case_id: UUID) -> Reply:
    """Record that the plan went over to another council."""
    return recorded("transfer", body, case_id)


@blp.post("/<uuid:case_id>/transfer-letters")
@blp.arguments(TransferLetterSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_transfer_letter(body: Body, case_id: UUID) -> Reply:
    """Record what the new council told the family."""
    return recorded("transfer_letter", body, case_id)
