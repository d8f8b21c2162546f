"""HTTP in, by the family itself: they read what was shared, and say what they think."""

from uuid import UUID

from flask import g
from flask_smorest import Blueprint

from shared.access.grants import Role
from shared.http.asking import new_id, permission

from .access import on_plan
from .asking import Body, Reply, added, by_caller, with_texts
from .domain.commands import ReadPlan, RecordViews
from .domain.terms import Gathered, Speaker
from .schemas import OwnViewsSchema, ReadSchema
from .shown import PlanDoneSchema

SPEAKS_AS = {Role.PARENT: Speaker.PARENT, Role.YOUNG_PERSON: Speaker.YOUNG_PERSON}

blp = Blueprint(
    "family", __name__, url_prefix="/plans", description="What a family does with a plan"
)


@blp.post("/<uuid:plan_id>/reads")
@blp.arguments(ReadSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.say", on=on_plan)
def read_plan(body: Body, plan_id: UUID) -> Reply:
    """Tell the school that the caller has read what was shared; once for each sharing."""
    return added(ReadPlan(**by_caller(plan_id), **body))


@blp.post("/<uuid:plan_id>/own-views")
@blp.arguments(OwnViewsSchema)
@blp.response(200, PlanDoneSchema)
@permission("plan.say", on=on_plan)
def say(body: Body, plan_id: UUID) -> Reply:
    """Agree, add something, or disagree, in one's own words."""
    by = by_caller(plan_id)
    command = RecordViews(
        **by,
        views_id=new_id(),
        speaker=SPEAKS_AS[g.grant.role],
        person_id=g.caller.person_id,
        gathered=Gathered.PORTAL,
        effective_on=by["today"],
        **with_texts(body, "said"),
    )
    return added(command, command.views_id)
