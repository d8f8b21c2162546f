"""HTTP in: one route, one command. The family's own are in `family_api`, reading `reading_api`."""

from uuid import UUID

from flask import g
from flask_smorest import Blueprint

from shared.http.asking import new_id, permission
from shared.personal import Audience

from .access import on_plan
from .asking import Body, Reply, about, added, by_caller, changed, with_texts
from .domain.advice import review_advice, review_date_advice, vague_words
from .domain.commands import (
    ArrangeProvision,
    ClosePlan,
    EndProvision,
    MeasureTarget,
    NoteNeeds,
    RecordSession,
    RecordViews,
    ReviewPlan,
    SetTarget,
    SharePlan,
    StrikeOutPlanEntry,
    TargetResult,
)
from .schemas import (
    ClosingSchema,
    EndingSchema,
    MeasureSchema,
    NeedsSchema,
    ProvisionSchema,
    ReasonSchema,
    ReviewSchema,
    SessionSchema,
    ShareSchema,
    TargetSchema,
    ViewsSchema,
)
from .shown import PlanDoneSchema

blp = Blueprint("plans", __name__, url_prefix="/plans", description="Work on a support plan")


@blp.post("/<uuid:plan_id>/needs")
@blp.arguments(NeedsSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.work", on=on_plan)
def note_needs(body: Body, plan_id: UUID) -> Reply:
    """Say what the pupil is good at, what is hard, how the family can help."""
    texts = with_texts(body, "strengths", "needs", "at_home")
    command = NoteNeeds(**by_caller(plan_id), note_id=new_id(), **texts)
    return changed(command, command.note_id)


@blp.post("/<uuid:plan_id>/targets")
@blp.arguments(TargetSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.work", on=on_plan)
def set_target(body: Body, plan_id: UUID) -> Reply:
    """Agree what the pupil will do. Missing parts refuse, vague words warn."""
    vague = vague_words(f"{body['will_do']} {body['measure'] or ''}")
    texts = with_texts(body, "will_do", "measure")
    command = SetTarget(**by_caller(plan_id), target_id=new_id(), **texts)
    return changed(command, command.target_id, tuple(str(word) for word in vague))


@blp.post("/<uuid:plan_id>/measures")
@blp.arguments(MeasureSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.session", on=on_plan)
def measure_target(body: Body, plan_id: UUID) -> Reply:
    """Record where the pupil is now."""
    command = MeasureTarget(**by_caller(plan_id), measure_id=new_id(), **body)
    return added(command, command.measure_id)


@blp.post("/<uuid:plan_id>/provision")
@blp.arguments(ProvisionSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.work", on=on_plan)
def arrange_provision(body: Body, plan_id: UUID) -> Reply:
    """Arrange what adults do for a target."""
    texts = with_texts(body, "what")
    command = ArrangeProvision(**by_caller(plan_id), provision_id=new_id(), **texts)
    return changed(command, command.provision_id)


@blp.post("/<uuid:plan_id>/provision/<uuid:provision_id>/ending")
@blp.arguments(EndingSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.work", on=on_plan)
def end_provision(body: Body, plan_id: UUID, provision_id: UUID) -> Reply:
    """Stop provision, from the day after the one that is told."""
    texts = with_texts(body, "reason")
    command = EndProvision(
        **by_caller(plan_id), ending_id=new_id(), provision_id=provision_id, **texts
    )
    return changed(command, command.ending_id)


@blp.post("/<uuid:plan_id>/sessions")
@blp.arguments(SessionSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.session", on=on_plan)
def record_session(body: Body, plan_id: UUID) -> Reply:
    """Record that a session took place, or why it did not."""
    command = RecordSession(
        **by_caller(plan_id),
        session_id=new_id(),
        provision_id=body["provision_id"],
        missed=body["missed"],
        note=about(body["note"], Audience.STAFF) if body["note"] else None,
        effective_on=body["effective_on"],
    )
    return added(command, command.session_id)


@blp.post("/<uuid:plan_id>/views")
@blp.arguments(ViewsSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.work", on=on_plan)
def record_views(body: Body, plan_id: UUID) -> Reply:
    """Record what a parent, the pupil or the young person said."""
    audience = Audience.CONFIDENTIAL if body.pop("confidential") else Audience.FAMILY
    said = about(body.pop("said"), audience) if body["said"] else body.pop("said")
    command = RecordViews(**by_caller(plan_id), views_id=new_id(), said=said, **body)
    return added(command, command.views_id)


@blp.post("/<uuid:plan_id>/shares")
@blp.arguments(ShareSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.work", on=on_plan)
def share_plan(body: Body, plan_id: UUID) -> Reply:
    """Let the family read the plan as it stands."""
    advice = (
        review_date_advice(body["effective_on"], body["review_on"]) if body["review_on"] else ()
    )
    command = SharePlan(**by_caller(plan_id), share_id=new_id(), **body)
    return changed(command, command.share_id, advice)


@blp.post("/<uuid:plan_id>/reviews")
@blp.arguments(ReviewSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.work", on=on_plan)
def review_plan(body: Body, plan_id: UUID) -> Reply:
    """Record a review: what the help has done, what the family says, when to look again."""
    advice = review_advice(
        body["effective_on"],
        body["next_review_on"],
        parents_heard=body["parents_views"] is not None,
        pupil_heard=body["pupils_views"] is not None,
    )
    texts = with_texts(body, "effect", "parents_views", "pupils_views")
    told = texts | {
        "led_by": body["led_by"] or g.caller.person_id,
        "results": tuple(TargetResult(**one) for one in body["results"]),
    }
    command = ReviewPlan(**by_caller(plan_id), review_id=new_id(), **told)
    return changed(command, command.review_id, advice)


@blp.post("/<uuid:plan_id>/closing")
@blp.arguments(ClosingSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.work", on=on_plan)
def close_plan(body: Body, plan_id: UUID) -> Reply:
    """End SEN Support."""
    texts = with_texts(body, "reason", "evidence")
    command = ClosePlan(**by_caller(plan_id), closing_id=new_id(), **texts)
    return changed(command, command.closing_id)


@blp.post("/<uuid:plan_id>/entries/<uuid:entry_id>/strike-out")
@blp.arguments(ReasonSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.work", on=on_plan)
def strike_out(body: Body, plan_id: UUID, entry_id: UUID) -> Reply:
    """Mark one entry as entered in error."""
    reason = about(body["reason"], Audience.STAFF)
    return changed(StrikeOutPlanEntry(**by_caller(plan_id), entry_id=entry_id, reason=reason))
