"""From the request to the final plan: one route, one command."""

from uuid import UUID

from shared.http.asking import asked, new_id, permission
from shared.runner import run

from ..access import on_case, pupil_of_body, store
from ..domain.commands import BeginWithPlan, RequestAssessment
from ..domain.terms import Authority
from ..handlers import handle
from ..schemas.asking import (
    AdviceRequestSchema,
    AdviceSchema,
    ArrivalSchema,
    DecisionSchema,
    ExceptionSchema,
    FinalPlanSchema,
    PlanDecisionSchema,
    ReceiptSchema,
    RequestSchema,
)
from ..shown import DoneSchema
from .telling import Body, Reply, about_pupil, answered, blp, common, recorded


@blp.post("")
@blp.arguments(RequestSchema)
@blp.response(201, DoneSchema)
@permission("ehc.work", on=pupil_of_body)
def request_assessment(body: Body) -> Reply:
    """Record that the council was asked for an EHC needs assessment."""
    command: RequestAssessment = about_pupil(
        RequestAssessment(
            **common(new_id()),
            pupil_id=body["pupil_id"],
            requester=body["requester"],
            authority=Authority(**body["authority"]),
            family_consulted_on=body["family_consulted_on"],
            reasons=body["reasons"],
            referral_id=body["referral_id"],
            effective_on=body["asked_on"],
        )
    )
    done = run(handle, store(), command, by=asked(), if_match=None)
    return answered(done, command.case_id, None, 201)


@blp.post("/arrivals")
@blp.arguments(ArrivalSchema)
@blp.response(201, DoneSchema)
@permission("ehc.work", on=pupil_of_body)
def begin_with_plan(body: Body) -> Reply:
    """Record that a pupil came to the school with an EHC plan."""
    command = BeginWithPlan(
        **common(new_id()), **{**body, "authority": Authority(**body["authority"])}
    )
    done = run(handle, store(), command, by=asked(), if_match=None)
    return answered(done, command.case_id, None, 201)


@blp.post("/<uuid:case_id>/receipt")
@blp.arguments(ReceiptSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_receipt(body: Body, case_id: UUID) -> Reply:
    """Record the day the council received the request; again, to confirm it by its letter."""
    return recorded("receipt", body, case_id)


@blp.post("/<uuid:case_id>/decision")
@blp.arguments(DecisionSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_decision(body: Body, case_id: UUID) -> Reply:
    """Record whether the council will assess, as it was told."""
    return recorded("decision", body, case_id)


@blp.post("/<uuid:case_id>/plan-decision")
@blp.arguments(PlanDecisionSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_plan_decision(body: Body, case_id: UUID) -> Reply:
    """Record whether the council will make a plan, as it was told."""
    return recorded("plan_decision", body, case_id)


@blp.post("/<uuid:case_id>/advice-request")
@blp.arguments(AdviceRequestSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_advice_request(body: Body, case_id: UUID) -> Reply:
    """Record that the council asked the school for its advice."""
    return recorded("advice_request", body, case_id)


@blp.post("/<uuid:case_id>/advice")
@blp.arguments(AdviceSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_advice(body: Body, case_id: UUID) -> Reply:
    """Record that the school sent its advice."""
    return recorded("advice", body, case_id)


@blp.post("/<uuid:case_id>/final-plan")
@blp.arguments(FinalPlanSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_final_plan(body: Body, case_id: UUID) -> Reply:
    """Record that the council issued the final plan."""
    return recorded("final_plan", body, case_id)


@blp.post("/<uuid:case_id>/exceptions")
@blp.arguments(ExceptionSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def claim_exception(body: Body, case_id: UUID) -> Reply:
    """Record an excuse for a lateness; it moves no date."""
    return recorded("exception", body, case_id)
