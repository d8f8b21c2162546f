"""What the trust asks: one route, one query."""

from typing import Any
from uuid import UUID

from flask import g
from flask_smorest import Blueprint

from shared.access.grants import AUDIENCES, TRUST, Target
from shared.access.pupils import target
from shared.calendar import known_until, london_date, utc_now
from shared.http.asking import permission, platform
from shared.http.reading import open_record
from shared.personal import Audience

from . import queries
from .schemas import (
    CaseloadsSchema,
    ConcernsSchema,
    HistoryQuery,
    HistorySchema,
    RegisterQuery,
    RegisterSchema,
)

blp = Blueprint("reporting", __name__, description="What the trust sees across its schools")


def school_of_query(query: dict[str, Any]) -> Target:
    return Target(school_id=query["school_id"])


def school(school_id: UUID) -> Target:
    return Target(school_id=school_id)


def pupil(_: dict[str, Any], pupil_id: UUID) -> Target:
    return target(platform().views, pupil_id)


@blp.get("/caseload")
@blp.response(200, CaseloadsSchema)
@permission("caseload.trust", on=lambda: TRUST)
def caseload() -> dict[str, Any]:
    """Every school of the trust: who is on the register, what waits, what is late."""
    return {"schools": queries.caseloads(platform().views, london_date(utc_now()))}


@blp.get("/schools/<uuid:school_id>/concerns")
@blp.response(200, ConcernsSchema)
@permission("caseload.read", on=school)
def concerns(school_id: UUID) -> dict[str, Any]:
    """The pupils of a school with a concern that waits, oldest first."""
    today = london_date(utc_now())
    confidential = Audience.CONFIDENTIAL in AUDIENCES[g.grant.role]
    found = queries.open_concerns(platform().views, school_id, today, confidential=confidential)
    return {"pupils": found}


@blp.get("/register")
@blp.arguments(RegisterQuery, location="query")
@blp.response(200, RegisterSchema)
@permission("register.read", on=school_of_query)
def register(query: dict[str, Any]) -> dict[str, Any]:
    """A school's SEND register as it stood on a day, as it was known on a day or at an instant."""
    today = london_date(utc_now())
    true_on, known_at = query.get("true_on", today), query.get("known_at")
    known_on = london_date(known_at) if known_at else query.get("known_on", today)
    views, school_id = platform().views, query["school_id"]
    until = known_at or known_until(known_on)
    then = queries.register(views, school_id, true_on=true_on, until=until)
    now = queries.register(views, school_id, true_on=true_on, until=known_until(today))
    on_register = [entry for entry in then if entry.standing.code != "N"]
    return {
        "school_id": school_id,
        "true_on": true_on,
        "known_on": known_on,
        "counts": queries.counted(then),
        "counts_today": queries.counted(now),
        "differences": queries.differences(then, now),
        "pupils": [
            {
                "pupil_id": entry.pupil_id,
                "year_group": entry.year_group,
                "code": entry.standing.code,
                "need": entry.standing.need,
                "since": entry.standing.since,
                "recorded_at": entry.standing.recorded_at,
            }
            for entry in on_register
        ],
    }


@blp.get("/pupils/<uuid:pupil_id>/history")
@blp.arguments(HistoryQuery, location="query")
@blp.response(200, HistorySchema)
@permission("history.read", on=pupil)
def history(query: dict[str, Any], pupil_id: UUID) -> dict[str, Any]:
    """The events about a pupil, from every service, the one recorded last first."""
    found, following = queries.history(
        platform().views,
        pupil_id,
        audiences=AUDIENCES[g.grant.role],
        cursor=query.get("cursor"),
        limit=query["limit"],
    )
    events = open_record(found, pupils=[pupil_id], what="history", why="history.read")
    return {"events": events, "next": following}
