"""HTTP in: one route, one query."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import current_app, g
from flask_smorest import Blueprint

from shared.access.grants import POLICY, TRUST, Scope
from shared.commits import Document
from shared.http.asking import etag, permission, platform
from shared.http.fields import PageSchema
from shared.http.reading import open_record
from shared.http.waiting import behind_header, wait_until_seen

from . import queries
from .access import known, on_referral, pupil_of_path, school_of_query, store
from .promises import PROMISES, Promises
from .schemas import DueQuery, KnownQuery, SchoolQuery, WaitingQuery
from .shown import ConcernSchema, ConcernsSchema, DueSchema, WaitingSchema
from .viewers import (
    NO_NEED,
    as_known_to,
    in_confidence,
    in_list,
    is_confidential,
    known_to,
    marked,
    seen_by,
)

Query = dict[str, Any]
Reply = tuple[dict[str, Any], int, dict[str, Any]]
STATUSES = {"open": queries.OPEN, "decided": ("decided",), "all": queries.STANDING}

blp = Blueprint(
    "concerns", __name__, url_prefix="/referrals", description="Concerns as they are read"
)


def promised(concern: Document) -> Document:
    """With the days by which the school said that it would answer: what it promised then stays,
    and where it said nothing, what it promises now counts.
    """
    promises: Promises = current_app.extensions[PROMISES]
    raised_on = date.fromisoformat(concern["raised_on"])
    return {
        **concern,
        "acknowledge_by": _day(concern, "acknowledge_by") or promises.acknowledge_by(raised_on),
        "decide_by": _day(concern, "decide_by") or promises.decide_by(raised_on),
    }


def _day(concern: Document, name: str) -> date | None:
    # A document of before the last rebuild says nothing of it.
    said = concern.get(name)
    return date.fromisoformat(said) if said else None


def listed(concerns: Sequence[Document]) -> list[Document]:
    role, viewer_id = g.grant.role, g.caller.person_id
    return [promised(in_list(concern, role, viewer_id)) for concern in concerns]


def paged(found: queries.Page) -> Reply:
    concerns, following = found
    body = {"concerns": listed(concerns), "next": following}
    return body, 200, behind_header()


def known_here() -> Document:
    """Which concerns the caller may know of, in the role in which they ask."""
    return known_to(g.grant.role, g.caller.person_id)


def seen(query: Query) -> dict[str, Any]:
    """Wait for what the list must have seen; the rest of a page's arguments."""
    wait_until_seen(platform().views, queries.CONCERNS_VIEW, query.get("after"))
    return {"cursor": query.get("cursor"), "limit": query["limit"]}


@blp.get("")
@blp.arguments(SchoolQuery, location="query")
@blp.response(200, ConcernsSchema)
@permission("referral.list", on=school_of_query)
def of_school(query: Query) -> Reply:
    """The concerns about the pupils of a school, newest first."""
    page, statuses = seen(query), STATUSES[query["status"]]
    school_id = query["school_id"]
    views = platform().views
    found = queries.concerns_of_school(
        views, school_id, known=known_here(), statuses=statuses, **page
    )
    return paged(found)


@blp.get("/mine")
@blp.arguments(PageSchema, location="query")
@blp.response(200, ConcernsSchema)
@permission("referral.own", on=lambda _: TRUST)
def mine(query: Query) -> Reply:
    """The concerns that the caller raised about pupils of their schools, newest first.

    Without needs, as a teacher sees them: no role of the caller's was asked for at a school.
    """
    page, views = seen(query), platform().views
    concerns, following = queries.concerns_by_author(
        views, g.caller.person_id, school_ids=own_schools(), **page
    )
    return paged(([{**one, **NO_NEED} for one in concerns], following))


def own_schools() -> list[UUID] | None:
    """Where the caller works now; None for the whole trust."""
    posts = [one for one in g.caller.grants if one.role in POLICY["referral.own"]]
    if any(one.scope is Scope.TRUST for one in posts):
        return None
    return [one.id for one in posts]


@blp.get("/of-pupil/<uuid:pupil_id>")
@blp.arguments(PageSchema, location="query")
@blp.response(200, ConcernsSchema)
@permission("referral.read", on=pupil_of_path)
def of_pupil(query: Query, pupil_id: UUID) -> Reply:
    """The concerns about a pupil, newest first."""
    page = seen(query)
    views = platform().views
    return paged(queries.concerns_of_pupil(views, pupil_id, known=known_here(), **page))


@blp.get("/waiting")
@blp.arguments(WaitingQuery, location="query")
@blp.response(200, WaitingSchema)
@permission("referral.list", on=school_of_query)
def waiting(query: Query) -> Reply:
    """The open concerns of a school, the one with the next promised day first."""
    views, limit = platform().views, query["limit"]
    wait_until_seen(views, queries.CONCERNS_VIEW, query.get("after"))
    found = queries.waiting(views, query["school_id"], known=known_here(), limit=limit + 1)
    concerns = sorted(listed(found), key=next_promise)
    return {"concerns": concerns[:limit], "more": len(concerns) > limit}, 200, behind_header()


def next_promise(concern: Document) -> tuple[date, str]:
    """By when the school said that it would do the next thing: reply, then decide."""
    by = "acknowledge_by" if concern["status"] == "raised" else "decide_by"
    return concern[by], str(concern["_id"])


@blp.get("/due")
@blp.arguments(DueQuery, location="query")
@blp.response(200, DueSchema)
@permission("referral.list", on=school_of_query)
def due(query: Query) -> dict[str, Any]:
    """Concerns that were to be looked at again by a day and that nothing has followed."""
    views, school_id = platform().views, query["school_id"]
    found = queries.looks_due(views, school_id, query["on"], known=known_here())
    return {"concerns": listed(found)}


@blp.get("/<uuid:referral_id>")
@blp.response(200, ConcernSchema)
@permission("referral.read", on=on_referral)
def one(referral_id: UUID) -> Reply:
    """A concern with all that the caller may read."""
    concern = known(queries.concern(store(), referral_id))
    return opened(concern), 200, etag(concern["version"])


@blp.get("/<uuid:referral_id>/as-known")
@blp.arguments(KnownQuery, location="query")
@blp.response(200, ConcernSchema)
@permission("referral.read", on=on_referral)
def as_known(query: Query, referral_id: UUID) -> dict[str, Any]:
    """A concern as it was known when a day ended."""
    then = known(queries.concern_as_known_on(store(), referral_id, query["on"]))
    return opened(as_known_to(g.grant.role, then, queries.concern(store(), referral_id)))


def opened(concern: Document) -> Document:
    """The concern with its texts, for this caller, once it is written down who looked."""
    role, viewer_id = g.grant.role, g.caller.person_id
    [shown] = open_record(
        [in_confidence(marked(concern), role, viewer_id)],
        pupils=[concern["pupil_id"]],
        what="concern",
        why="referral.read",
        confidential=is_confidential(concern),
    )
    return promised(seen_by(shown, role, viewer_id))
