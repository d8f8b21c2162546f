"""HTTP in: one route, one query."""

from typing import Any
from uuid import UUID

from flask import g
from flask_smorest import Blueprint

from shared.commits import Document
from shared.http.asking import etag, permission, platform
from shared.http.reading import open_record
from shared.http.waiting import behind_header, wait_until_seen

from . import queries
from .access import on_plan, pupil_of_path, school_of_query, store
from .schemas import PupilQuery, SchoolQuery
from .shown import PlanSchema, PlansSchema, PupilsPlansSchema
from .viewers import in_list, put_together, seen_by

Query = dict[str, Any]
Reply = tuple[dict[str, Any], int, dict[str, Any]]

blp = Blueprint("support_plans", __name__, description="Support plans as they are read")


@blp.get("/plans")
@blp.arguments(SchoolQuery, location="query")
@blp.response(200, PlansSchema)
@permission("plan.list", on=school_of_query)
def of_school(query: Query) -> Reply:
    """The plans of a school's pupils: without a review date first, then the soonest review."""
    views, status = platform().views, query["status"]
    wait_until_seen(views, queries.PLANS_VIEW, query.get("after"))
    found, following = queries.plans_of_school(
        views,
        query["school_id"],
        statuses=queries.STATUSES if status == "all" else (status,),
        cursor=query.get("cursor"),
        limit=query["limit"],
    )
    return {"plans": [in_list(one) for one in found], "next": following}, 200, behind_header()


@blp.get("/pupils/<uuid:pupil_id>/plans")
@blp.arguments(PupilQuery, location="query")
@blp.response(200, PupilsPlansSchema)
@permission("plan.read", on=pupil_of_path)
def of_pupil(query: Query, pupil_id: UUID) -> Reply:
    """All the plans that a pupil ever had, the newest first."""
    wait_until_seen(platform().views, queries.PLANS_VIEW, query.get("after"))
    rows = [in_list(one) for one in queries.plans_of_pupil(platform().views, pupil_id)]
    # No text is among them, but that there was a plan is the pupil's record all the same.
    listed = open_record(rows, pupils=[pupil_id], what="plans", why="plan.read")
    return {"plans": listed}, 200, behind_header()


@blp.get("/plans/<uuid:plan_id>")
@blp.response(200, PlanSchema)
@permission("plan.read", on=on_plan)
def one(plan_id: UUID) -> Reply:
    """A plan with all that the caller may read; for a family what was shared with them."""
    plan = queries.plan(store(), plan_id)
    return opened(plan), 200, etag(plan["version"])


def opened(plan: Document) -> Document:
    """The plan with its texts, for this caller, once it is written down who looked."""
    [shown] = open_record(
        [put_together(plan)], pupils=[plan["pupil_id"]], what="plan", why="plan.read"
    )
    return seen_by(shown, g.grant.role, g.caller.person_id)
