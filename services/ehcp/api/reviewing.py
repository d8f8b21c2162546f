"""Reviews and amendments: one route, one command."""

from uuid import UUID

from shared.http.asking import permission

from ..access import on_case
from ..schemas.reviewing import (
    AmendedPlanSchema,
    AmendmentNoticeSchema,
    ChaseSchema,
    InvitationsSchema,
    MeetingMoveSchema,
    MeetingSchema,
    NoAmendmentSchema,
    PapersSchema,
    ReportSchema,
    ReviewAdviceSchema,
    ReviewDecisionSchema,
    ReviewSchema,
    ViewsSchema,
)
from ..shown import DoneSchema
from .telling import Body, Reply, blp, recorded


@blp.post("/<uuid:case_id>/reviews")
@blp.arguments(ReviewSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def plan_review(body: Body, case_id: UUID) -> Reply:
    """Plan a review: annual, early, or before a transfer."""
    return recorded("review", body, case_id)


@blp.post("/<uuid:case_id>/review-moves")
@blp.arguments(MeetingMoveSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def move_meeting(body: Body, case_id: UUID) -> Reply:
    """Put the meeting of a review on another day."""
    return recorded("review_move", body, case_id)


@blp.post("/<uuid:case_id>/review-invitations")
@blp.arguments(InvitationsSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_invitations(body: Body, case_id: UUID) -> Reply:
    """Record to whom notice of the meeting was sent, and who is asked for advice."""
    return recorded("review_invitations", body, case_id)


@blp.post("/<uuid:case_id>/review-chases")
@blp.arguments(ChaseSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def chase_advice(body: Body, case_id: UUID) -> Reply:
    """Record who was reminded of their advice."""
    return recorded("review_chase", body, case_id)


@blp.post("/<uuid:case_id>/review-advice")
@blp.arguments(ReviewAdviceSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_review_advice(body: Body, case_id: UUID) -> Reply:
    """Record that somebody's advice for a review came."""
    return recorded("review_advice", body, case_id)


@blp.post("/<uuid:case_id>/review-papers")
@blp.arguments(PapersSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_papers(body: Body, case_id: UUID) -> Reply:
    """Record that the papers of a review were circulated."""
    return recorded("review_papers", body, case_id)


@blp.post("/<uuid:case_id>/review-views")
@blp.arguments(ViewsSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_views(body: Body, case_id: UUID) -> Reply:
    """Record the views of the child or the family."""
    return recorded("review_views", body, case_id)


@blp.post("/<uuid:case_id>/review-meetings")
@blp.arguments(MeetingSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_meeting(body: Body, case_id: UUID) -> Reply:
    """Record that the meeting was held."""
    return recorded("review_meeting", body, case_id)


@blp.post("/<uuid:case_id>/review-reports")
@blp.arguments(ReportSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_report(body: Body, case_id: UUID) -> Reply:
    """Record that the report of a review was sent."""
    return recorded("review_report", body, case_id)


@blp.post("/<uuid:case_id>/review-decisions")
@blp.arguments(ReviewDecisionSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_review_decision(body: Body, case_id: UUID) -> Reply:
    """Record the council's decision after a review."""
    return recorded("review_decision", body, case_id)


@blp.post("/<uuid:case_id>/amendment-notices")
@blp.arguments(AmendmentNoticeSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_notice(body: Body, case_id: UUID) -> Reply:
    """Record that the council proposes to amend the plan."""
    return recorded("amendment_notice", body, case_id)


@blp.post("/<uuid:case_id>/amended-plans")
@blp.arguments(AmendedPlanSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_amended_plan(body: Body, case_id: UUID) -> Reply:
    """Record that the council issued the amended plan."""
    return recorded("amended_plan", body, case_id)


@blp.post("/<uuid:case_id>/amendments-dropped")
@blp.arguments(NoAmendmentSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def record_no_amendment(body: Body, case_id: UUID) -> Reply:
    """Record that the council will not amend the plan after all."""
    return recorded("no_amendment", body, case_id)
