"""Every error as RFC 9457 `application/problem+json`, by the table of design 7. No other shape."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

import structlog
from flask import Flask, Response, g, request
from kafka.errors import KafkaError
from msgspec import json
from pymongo.errors import PyMongoError
from werkzeug.exceptions import HTTPException

from shared import errors
from shared.access.grants import FAMILY

log = structlog.get_logger()

RETRY_AFTER_SECONDS: Final = 2
MEDIA_TYPE: Final = "application/problem+json"

# The first line says what the caller can do; a subclass of Refused has its own.
SIMPLE: Final[Mapping[type[Exception], tuple[HTTPStatus, str]]] = {
    errors.NotFound: (HTTPStatus.NOT_FOUND, "There is nothing here that you may see."),
    errors.Unauthenticated: (
        HTTPStatus.UNAUTHORIZED,
        "Send a token of this trust, not older than five minutes, as `Authorization: Bearer`.",
    ),
    errors.PreconditionRequired: (
        HTTPStatus.PRECONDITION_REQUIRED,
        "Say which version you saw: send its ETag as `If-Match`.",
    ),
    errors.RaceLost: (
        HTTPStatus.CONFLICT,
        "Others are changing this at the same time. Ask again.",
    ),
    errors.KeyReused: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "This Idempotency-Key was used for another request. Use a new one.",
    ),
    errors.TooMany: (HTTPStatus.TOO_MANY_REQUESTS, "Too many requests. Wait, then ask again."),
}


def problem(status: HTTPStatus, detail: str, *, more: Mapping[str, Any] | None = None) -> Response:
    """A problem document; more: `rule`, `errors`, `permission`, `pupil_id`, and of what is stale
    `version`, `seen`, `changed_at` and `changed_by`.
    """
    body = {"type": "about:blank", "title": status.phrase, "status": status.value}
    body |= {"detail": detail, **(more or {})}
    trace = g.get("trace_id")
    if trace:
        body["instance"] = f"urn:trace:{trace}"
    response = Response(json.encode(body), status=status.value, mimetype=MEDIA_TYPE)
    if status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS):
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    if status is HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def answer(error: Exception) -> Response:
    """The one place where an error becomes an answer."""
    g.outcome = type(error).__name__
    match error:
        case errors.Refused():
            return problem(HTTPStatus.CONFLICT, error.detail, more={"rule": error.rule})
        case errors.Invalid():
            return _invalid(error.fields)
        case errors.Stale():
            detail = (
                f"You saw version {error.seen} of this; it is at version {error.current} now."
                " Look at what changed, then ask again with the version that it has."
            )
            more = {"version": error.current, "seen": error.seen, **_changed(error)}
            return problem(HTTPStatus.PRECONDITION_FAILED, detail, more=more)
        case errors.ReasonMissing():
            return _reason_missing(error)
        case errors.Forbidden():
            detail = "Your role does not include this."
            return problem(HTTPStatus.FORBIDDEN, detail, more={"permission": error.permission})
        case errors.BadRequest():
            return problem(HTTPStatus.BAD_REQUEST, str(error))
        case errors.Unavailable() | PyMongoError() | KafkaError():
            log.warning("dependency_down", error=type(error).__name__)
            detail = "Something that this needs does not answer. Ask again, with the same key."
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, detail)
        case HTTPException():
            return _of_werkzeug(error)
    for kind, (status, detail) in SIMPLE.items():
        if isinstance(error, kind):
            return problem(status, detail, more=_field_of(error))
    log.error("unexpected", exc_info=error, path=request.url_rule and request.url_rule.rule)
    detail = "This is our mistake. It has been written down; what was saved is safe."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def _changed(error: errors.Stale) -> dict[str, Any]:
    """When, and for staff by whom: parents do not learn of one another's answers."""
    told: dict[str, Any] = {}
    if error.changed_at:
        told["changed_at"] = error.changed_at.isoformat()
    if error.changed_by and (grant := g.get("grant")) and grant.role not in FAMILY:
        told["changed_by"] = str(error.changed_by)
    return told


def _reason_missing(error: errors.ReasonMissing) -> Response:
    """With the pupil, about whom the reason is: an address need not name them."""
    detail = "Say first why you open this record: send a reason as `Waymark-Reason`."
    more = {"rule": "ReasonMissing", "permission": error.permission}
    more |= {"pupil_id": str(error.pupil_id)} if error.pupil_id else {}
    return problem(HTTPStatus.FORBIDDEN, detail, more=more)


def _field_of(error: Exception) -> dict[str, Any]:
    if isinstance(error, errors.KeyReused):
        return {"errors": {"Idempotency-Key": ["was used for another request"]}}
    return {}


def _invalid(fields: Mapping[str, Any]) -> Response:
    detail = "A field is wrong: " + ", ".join(sorted(fields)) + "."
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, more={"errors": dict(fields)})


def _of_werkzeug(error: HTTPException) -> Response:
    """What Flask, webargs and marshmallow raise; marshmallow's messages come with each field."""
    status = HTTPStatus(error.code or 500)
    messages = (getattr(error, "data", None) or {}).get("messages")
    if status is HTTPStatus.UNPROCESSABLE_ENTITY and isinstance(messages, Mapping):
        return _invalid(dict(_flat(messages)))
    if status is HTTPStatus.BAD_REQUEST:
        return problem(status, "The body is not JSON that can be read.")
    details = {
        HTTPStatus.NOT_FOUND: "There is nothing here that you may see.",
        HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take that method.",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "A body may have 1 MB at most.",
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Send the body as application/json.",
    }
    response = problem(status, details.get(status, status.phrase))
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _flat(messages: Mapping[Any, Any], path: str = "") -> list[tuple[str, list[str]]]:
    """{"json": {"target": {"by": ["..."]}}} as [("target.by", ["..."])]."""
    found: list[tuple[str, list[str]]] = []
    for name, value in messages.items():
        here = name if name in ("json", "query", "headers") and not path else f"{path}.{name}"
        here = "" if here in ("json", "query", "headers") else here.lstrip(".")
        if isinstance(value, Mapping):
            found += _flat(value, here)
        else:
            found.append((here or "body", [str(one) for one in value]))
    return found


def install(app: Flask) -> None:
    """Answer every error of an app in this one shape."""
    app.register_error_handler(HTTPException, answer)  # flask-smorest has brought its own
    app.register_error_handler(Exception, answer)
