"""HTTP in: asking specialists, and what came of it."""

from typing import Any, Final
from uuid import UUID

from flask import g
from flask_smorest import Blueprint

from shared.access.grants import FAMILY
from shared.commits import Document
from shared.http.asking import asked, etag, if_match, new_id, permission, platform
from shared.http.fields import PageSchema
from shared.http.reading import open_record
from shared.http.waiting import behind_header, wait_until_seen
from shared.personal import Audience
from shared.runner import Done, run

from . import queries
from .access import known, on_referral, on_request, store
from .api import Body, Reply, about, about_if_any
from .domain.commands import (
    ChaseSpecialist,
    RecordSpecialistReport,
    RequestSpecialistAssessment,
    SpecialistRequestCommand,
    WithdrawSpecialistRequest,
)
from .domain.events import Consent
from .domain.terms import Withdrawal
from .handlers import handle
from .schemas import AskSpecialistSchema, ChaseSchema, ReportSchema, WithdrawSchema, today
from .shown import RequestDoneSchema, SpecialistRequestSchema, SpecialistRequestsSchema
from .viewers import is_confidential

IN_ERROR: Final = Withdrawal.ENTERED_IN_ERROR.value

blp = Blueprint("specialists", __name__, description="Assessments by specialists")


def common(request_id: UUID) -> dict[str, Any]:
    """What every command about a request says."""
    return {"request_id": request_id, "by": g.caller.person_id, "today": today()}


def changed(command: SpecialistRequestCommand, made_id: UUID | None = None) -> Reply:
    done = run(handle, store(), command, by=asked(), if_match=if_match())
    return answered(done, command.request_id, made_id, 200)


def answered(done: Done, request_id: UUID, made_id: UUID | None, status: int) -> Reply:
    body = {
        "request_id": request_id,
        "made_id": made_id,
        "token": done.token,
        "version": done.version,
    }
    return body, status, etag(done.version)


@blp.post("/referrals/<uuid:referral_id>/specialist-requests")
@blp.arguments(AskSpecialistSchema)
@blp.response(201, RequestDoneSchema)
@permission("referral.work", on=on_referral)
def ask(body: Body, referral_id: UUID) -> Reply:
    """Ask a specialist for an assessment, with the consent that was given."""
    command = RequestSpecialistAssessment(
        **common(new_id()),
        referral_id=referral_id,
        pupil_id=g.target.pupil_id,
        specialist=body["specialist"],
        question=about(body["question"], Audience.FAMILY),
        consent=Consent(**body["consent"]) if body["consent"] else None,
        reply_wanted_by=body["reply_wanted_by"],
        effective_on=body["effective_on"],
    )
    done = run(handle, store(), command, by=asked(), if_match=None)
    return answered(done, command.request_id, None, 201)


@blp.get("/referrals/<uuid:referral_id>/specialist-requests")
@blp.arguments(PageSchema, location="query")
@blp.response(200, SpecialistRequestsSchema)
@permission("specialist.read", on=on_referral)
def of_referral(query: Body, referral_id: UUID) -> Reply:
    """Which specialists were asked for a concern, newest first."""
    concern = known(queries.concern(store(), referral_id))
    wait_until_seen(platform().views, queries.REQUESTS_VIEW, query.get("after"))
    found, following = queries.requests_of_referral(
        platform().views, referral_id, cursor=query.get("cursor"), limit=query["limit"]
    )
    return {"requests": opened(found, concern), "next": following}, 200, behind_header()


@blp.get("/specialist-requests/<uuid:request_id>")
@blp.response(200, SpecialistRequestSchema)
@permission("specialist.read", on=on_request)
def one(request_id: UUID) -> Reply:
    """One request to a specialist, with its report."""
    found = queries.specialist_request(store(), request_id)
    concern = None
    if found["referral_id"]:
        concern = known(queries.concern(store(), found["referral_id"]))
    [request] = opened([found], concern)
    return request, 200, etag(request["version"])


def opened(requests: list[Document], concern: Document | None) -> list[Document]:
    """Requests for one concern; a report that is not for this caller leaves no gap."""
    shown = open_record(
        requests,
        pupils=[request["pupil_id"] for request in requests],
        what="specialist",
        why="specialist.read",
        confidential=concern is not None and is_confidential(concern),
    )
    return [without_gap(seen_in_error(request)) for request in shown]


def seen_in_error(request: Document) -> Document:
    """What was entered in error may be about another child: its texts are no family's to read."""
    withdrawn = request["withdrawn"]
    if g.grant.role not in FAMILY or withdrawn is None or withdrawn["why"] != IN_ERROR:
        return request
    return {**request, "question": None, "report": None}


def without_gap(request: Document) -> Document:
    if request["report"] is None or "summary" in request["report"]:
        return request
    return {**request, "report": None, "status": "withdrawn" if request["withdrawn"] else "asked"}


@blp.post("/specialist-requests/<uuid:request_id>/chases")
@blp.arguments(ChaseSchema)
@blp.response(200, RequestDoneSchema)
@permission("referral.work", on=on_request)
def chase(body: Body, request_id: UUID) -> Reply:
    """Record that the specialist was reminded."""
    note = about_if_any(body.pop("note"), Audience.STAFF)
    command = ChaseSpecialist(**common(request_id), chase_id=new_id(), note=note, **body)
    return changed(command, command.chase_id)


@blp.post("/specialist-requests/<uuid:request_id>/report")
@blp.arguments(ReportSchema)
@blp.response(200, RequestDoneSchema)
@permission("referral.work", on=on_request)
def record_report(body: Body, request_id: UUID) -> Reply:
    """Record the report that came."""
    audience = Audience.CONFIDENTIAL if body.pop("confidential") else Audience.FAMILY
    summary = about(body.pop("summary"), audience)
    command = RecordSpecialistReport(
        **common(request_id), report_id=new_id(), summary=summary, **body
    )
    return changed(command, command.report_id)


@blp.post("/specialist-requests/<uuid:request_id>/withdrawal")
@blp.arguments(WithdrawSchema)
@blp.response(200, RequestDoneSchema)
@permission("referral.work", on=on_request)
def withdraw(body: Body, request_id: UUID) -> Reply:
    """Stop asking."""
    note = about_if_any(body.pop("note"), Audience.STAFF)
    return changed(WithdrawSpecialistRequest(**common(request_id), note=note, **body))
