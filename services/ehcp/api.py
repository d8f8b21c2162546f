"""HTTP in: one route, one command. The routes that read are in `reading_api`."""

from typing import Any
from uuid import UUID

from flask import g
from flask_smorest import Blueprint

from shared.http.asking import asked, etag, if_match, new_id, permission
from shared.personal import Audience, Typed
from shared.runner import Done, run

from .access import on_case, pupil_of_body, store
from .domain.commands import (
    Command,
    RecordAdvice,
    RecordAdviceRequest,
    RecordDecision,
    RecordFinalPlan,
    RecordPlanDecision,
    RecordReceipt,
    RequestAssessment,
    StrikeOutCase,
    StrikeOutEntry,
    Told,
)
from .domain.terms import Authority, Basis
from .handlers import handle
from .schemas import (
    PARTS,
    AdviceRequestSchema,
    AdviceSchema,
    CorrectionSchema,
    DecisionSchema,
    FinalPlanSchema,
    PlanDecisionSchema,
    ReceiptSchema,
    RequestSchema,
    StrikeOutSchema,
    today,
)
from .shown import DoneSchema

Body = dict[str, Any]
Reply = tuple[dict[str, Any], int, dict[str, Any]]

blp = Blueprint(
    "cases", __name__, url_prefix="/cases", description="EHC cases and what was told of them"
)


def common(case_id: UUID) -> Body:
    """What every command about a case says."""
    return {"case_id": case_id, "by": g.caller.person_id, "today": today()}


def about_if_any(text: str | None, audience: Audience) -> Typed | None:
    """What was typed, about the pupil whom this request is about."""
    return None if text is None else about(text, audience)


def about(text: str, audience: Audience) -> Typed:
    return Typed(subject=g.target.pupil_id, audience=audience, text=text)


def changed(command: Command, made_id: UUID | None = None) -> Reply:
    """Carry out a command on a case that the caller has seen."""
    done = run(handle, store(), command, by=asked(), if_match=if_match())
    return answered(done, command.case_id, made_id, 200)


def answered(done: Done, case_id: UUID, made_id: UUID | None, status: int) -> Reply:
    body = {
        "case_id": case_id,
        "made_id": made_id,
        "token": done.token,
        "version": done.version,
    }
    return body, status, etag(done.version)


def told(part: str, body: Body, case_id: UUID, **more: Any) -> Reply:
    """Record one of the PARTS."""
    command = telling(part, body, case_id, **more)
    return changed(command, command.entry_id)


def telling(part: str, body: Body, case_id: UUID, **more: Any) -> Told:
    """The command that records a part. more: `corrects` and `reason`, of a correction."""
    own: Body = {**common(case_id), "entry_id": new_id(), **more}
    match part:
        case "receipt":
            basis = Basis.COUNCIL_LETTER if body["confirmed"] else Basis.AS_TOLD
            days = {name: body[name] for name in ("received_on", "letter_dated_on")}
            return RecordReceipt(**own, **days, basis=basis)
        case "decision":
            return RecordDecision(**own, **answer(body))
        case "plan_decision":
            return RecordPlanDecision(**own, **answer(body))
        case "advice_request":
            return RecordAdviceRequest(**own, **body)
        case "advice":
            note = about_if_any(body["note"], Audience.STAFF)
            return RecordAdvice(**own, sent_on=body["sent_on"], note=note)
        case "final_plan":
            return RecordFinalPlan(**own, **body)
        case _:
            raise ValueError(part)


def answer(body: Body) -> Body:
    return {**body, "reasons": about_if_any(body["reasons"], Audience.FAMILY)}


@blp.post("")
@blp.arguments(RequestSchema)
@blp.response(201, DoneSchema)
@permission("ehc.work", on=pupil_of_body)
def request_assessment(body: Body) -> Reply:
    """Record that the council was asked for an EHC needs assessment."""
    command = RequestAssessment(
        **common(new_id()),
        pupil_id=body["pupil_id"],
        requester=body["requester"],
        authority=Authority(**body["authority"]),
        family_consulted_on=body["family_consulted_on"],
        reasons=about_if_any(body["reasons"], Audience.FAMILY),
        referral_id=body["referral_id"],
        effective_on=body["asked_on"],
    )
    done = run(handle, store(), command, by=asked(), if_match=None)
    return answered(done, command.case_id, None, 201)


@blp.post("/<uuid:case_id>/receipt")
@blp.arguments(ReceiptSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_receipt(body: Body, case_id: UUID) -> Reply:
    """Record the day the council received the request; again, to confirm it by its letter."""
    return told("receipt", body, case_id)


@blp.post("/<uuid:case_id>/decision")
@blp.arguments(DecisionSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_decision(body: Body, case_id: UUID) -> Reply:
    """Record whether the council will assess, as it was told."""
    return told("decision", body, case_id)


@blp.post("/<uuid:case_id>/plan-decision")
@blp.arguments(PlanDecisionSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_plan_decision(body: Body, case_id: UUID) -> Reply:
    """Record whether the council will make a plan, as it was told."""
    return told("plan_decision", body, case_id)


@blp.post("/<uuid:case_id>/advice-request")
@blp.arguments(AdviceRequestSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_advice_request(body: Body, case_id: UUID) -> Reply:
    """Record that the council asked the school for its advice."""
    return told("advice_request", body, case_id)


@blp.post("/<uuid:case_id>/advice")
@blp.arguments(AdviceSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_advice(body: Body, case_id: UUID) -> Reply:
    """Record that the school sent its advice."""
    return told("advice", body, case_id)


@blp.post("/<uuid:case_id>/final-plan")
@blp.arguments(FinalPlanSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_final_plan(body: Body, case_id: UUID) -> Reply:
    """Record that the council issued the final plan."""
    return told("final_plan", body, case_id)


@blp.post("/<uuid:case_id>/corrections")
@blp.arguments(CorrectionSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def correct(body: Body, case_id: UUID) -> Reply:
    """Say in full what an entry should have said, or that it never happened; deadlines follow."""
    reason = about(body["reason"], Audience.FAMILY)
    for part in PARTS:
        if part in body:
            return told(part, body[part], case_id, corrects=body["corrects"], reason=reason)
    entry_id = body["corrects"]
    return changed(StrikeOutEntry(**common(case_id), entry_id=entry_id, reason=reason))


@blp.post("/<uuid:case_id>/strike-out")
@blp.arguments(StrikeOutSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def strike_out(body: Body, case_id: UUID) -> Reply:
    """Mark a whole case as entered in error, for the wrong pupil say."""
    command = StrikeOutCase(
        **common(case_id),
        reason=about(body["reason"], Audience.STAFF),
        replaced_by=body["replaced_by"],
    )
    return changed(command)
