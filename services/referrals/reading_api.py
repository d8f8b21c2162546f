"""HTTP in: one route, one query."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import current_app, g
from flask_smorest import Blueprint

from shared.access.grants import TRUST, Role
from shared.commits import Document
from shared.http.asking import etag, permission, platform
from shared.http.fields import PageSchema
from shared.http.reading import open_record
from shared.http.waiting import behind_header, wait_until_seen

from . import queries
from .access import on_referral, pupil_of_path, school_of_query, store
from .promises import PROMISES, Promises
from .schemas import DueQuery, KnownQuery, SchoolQuery
from .shown import ConcernSchema, ConcernsSchema, DueSchema
from .viewers import in_list, seen_by

Query = dict[str, Any]
Reply = tuple[dict[str, Any], int, dict[str, Any]]
STATUSES = {"open": queries.OPEN, "decided": ("decided",), "all": queries.STANDING}

blp = Blueprint(
    "concerns", __name__, url_prefix="/referrals", description="Concerns as they are read"
)


def promised(concern: Document) -> Document:
    """With the days by which the school said that it would answer."""
    promises: Promises = current_app.extensions[PROMISES]
    raised_on = date.fromisoformat(concern["raised_on"])
    return {
        **concern,
        "acknowledge_by": promises.acknowledge_by(raised_on),
        "decide_by": promises.decide_by(raised_on),
    }


def listed(concerns: Sequence[Document], role: Role) -> list[Document]:
    return [promised(in_list(concern, role)) for concern in concerns]


def paged(found: queries.Page) -> Reply:
    concerns, following = found
    body = {"concerns": listed(concerns, g.grant.role), "next": following}
    return body, 200, behind_header()


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
    return paged(queries.concerns_of_school(views, school_id, statuses=statuses, **page))


@blp.get("/mine")
@blp.arguments(PageSchema, location="query")
@blp.response(200, ConcernsSchema)
@permission("referral.own", on=lambda _: TRUST)
def mine(query: Query) -> Reply:
    """The concerns that the caller raised, newest first."""
    page = seen(query)
    return paged(queries.concerns_by_author(platform().views, g.caller.person_id, **page))


@blp.get("/of-pupil/<uuid:pupil_id>")
@blp.arguments(PageSchema, location="query")
@blp.response(200, ConcernsSchema)
@permission("referral.read", on=pupil_of_path)
def of_pupil(query: Query, pupil_id: UUID) -> Reply:
    """The concerns about a pupil, newest first."""
    page = seen(query)
    return paged(queries.concerns_of_pupil(platform().views, [pupil_id], **page))


@blp.get("/due")
@blp.arguments(DueQuery, location="query")
@blp.response(200, DueSchema)
@permission("referral.list", on=school_of_query)
def due(query: Query) -> dict[str, Any]:
    """Concerns that were to be looked at again by a day and that nothing has followed."""
    found = queries.looks_due(platform().views, query["school_id"], query["on"])
    return {"concerns": listed(found, g.grant.role)}


@blp.get("/<uuid:referral_id>")
@blp.response(200, ConcernSchema)
@permission("referral.read", on=on_referral)
def one(referral_id: UUID) -> Reply:
    """A concern with all that the caller may read."""
    concern = queries.concern(store(), referral_id)
    return opened(concern), 200, etag(concern["version"])


@blp.get("/<uuid:referral_id>/as-known")
@blp.arguments(KnownQuery, location="query")
@blp.response(200, ConcernSchema)
@permission("referral.read", on=on_referral)
def as_known(query: Query, referral_id: UUID) -> dict[str, Any]:
    """A concern as it was known when a day ended."""
    return opened(queries.concern_as_known_on(store(), referral_id, query["on"]))


def opened(concern: Document) -> Document:
    """The concern with its texts, for this caller, once it is written down who looked."""
    [shown] = open_record(
        [concern], pupils=[concern["pupil_id"]], what="concern", why="referral.read"
    )
    return promised(seen_by(shown, g.grant.role, g.caller.person_id))
