"""HTTP in: one route, one query."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import g
from flask_smorest import Blueprint

from shared.commits import Document
from shared.http.asking import etag, permission, platform
from shared.http.fields import PageSchema
from shared.http.reading import open_record
from shared.http.waiting import behind_header, wait_until_seen

from . import queries
from .access import on_case, pupil_of_path, school_of_query, store
from .explaining import explained, explained_row
from .projections.cases import CASES
from .schemas.base import today
from .schemas.queries import DeadlinesQuery, SchoolQuery
from .shown import CaseSchema, CasesSchema, DeadlinesSchema
from .viewers import seen_by

Query = dict[str, Any]
Reply = tuple[dict[str, Any], int, dict[str, Any]]

blp = Blueprint("ehc", __name__, description="EHC cases and their dates as they are read")


def with_next_date(case: Document) -> Document:
    """A case of a list with the nearest date that runs."""
    now = today()
    running = [one["due_on"] for one in case["deadlines"] if queries.still_counts(one, now)]
    return {**case, "next_due_on": min(running, default=None)}


def paged(found: queries.Page) -> Reply:
    cases, following = found
    body = {"cases": listed(cases), "next": following}
    return body, 200, behind_header()


def listed(cases: Sequence[Document]) -> list[Document]:
    return [with_next_date(case) for case in cases]


def seen(query: Query) -> dict[str, Any]:
    """Wait for what the list must have seen; the rest of a page's arguments."""
    wait_until_seen(platform().views, CASES.name, query.get("after"))
    return {"cursor": query.get("cursor"), "limit": query["limit"]}


@blp.get("/cases")
@blp.arguments(SchoolQuery, location="query")
@blp.response(200, CasesSchema)
@permission("ehc.list", on=school_of_query)
def of_school(query: Query) -> Reply:
    """The cases of the pupils of a school, newest first."""
    page, school_id = seen(query), query["school_id"]
    views = platform().views
    return paged(queries.cases_of_school(views, school_id, open_only=query["open"], **page))


@blp.get("/pupils/<uuid:pupil_id>/cases")
@blp.arguments(PageSchema, location="query")
@blp.response(200, CasesSchema)
@permission("ehc.read", on=pupil_of_path)
def of_pupil(query: Query, pupil_id: UUID) -> Reply:
    """The cases of a pupil, newest first."""
    page = seen(query)
    return paged(queries.cases_of_pupil(platform().views, pupil_id, **page))


@blp.get("/deadlines")
@blp.arguments(DeadlinesQuery, location="query")
@blp.response(200, DeadlinesSchema)
@permission("ehc.list", on=school_of_query)
def deadlines(query: Query) -> Reply:
    """Every date of a school's cases that runs, the earliest first."""
    views = platform().views
    wait_until_seen(views, CASES.name, query.get("after"))
    now = today()
    rows, more = queries.running_deadlines(
        views, query["school_id"], today=now, limit=query["limit"]
    )
    found = [{**explained_row(row, now), "version": row["version"]} for row in rows]
    body = {"deadlines": found, "more": more}
    return body, 200, behind_header()


@blp.get("/cases/<uuid:case_id>")
@blp.response(200, CaseSchema)
@permission("ehc.read", on=on_case)
def one(case_id: UUID) -> Reply:
    """A case with all that the caller may read, and every date explained."""
    found = seen_by(with_next_date(queries.case(store(), case_id)), g.grant.role)
    [shown] = open_record([found], pupils=[found["pupil_id"]], what="ehc-case", why="ehc.read")
    return explained(shown, today()), 200, etag(found["version"])
