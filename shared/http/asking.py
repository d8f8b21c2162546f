"""Who asks, for what, under which key: from the headers of a request to the domain's `Request`."""

import hashlib
import hmac
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from flask import Flask, current_app, g, request
from werkzeug.exceptions import UnsupportedMediaType

from shared.access.grants import Target, check, may_ever
from shared.calendar import utc_now
from shared.errors import BadRequest, PreconditionRequired, Unauthenticated
from shared.http.platform import Platform
from shared.http.stating import stated
from shared.recorded import Actor, IdempotencyKey, Origin, Request

P = ParamSpec("P")
R = TypeVar("R")

NEW_IDS: Final = uuid5(NAMESPACE_OID, "waymark/new-id")
KEY_FORM: Final = re.compile(r"[\x21-\x7e]{8,128}")
ETAG_FORM: Final = re.compile(r'(?:W/)?"(\d{1,10})"')
TRACEPARENT_FORM: Final = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}")
CHANGES: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
PERMISSION: Final = "__waymark_permission__"
PUBLIC: Final = "__waymark_public__"


def platform() -> Platform:
    """What this process stands on."""
    found: Platform = current_app.extensions["waymark"]
    return found


def permission(
    name: str, *, on: Callable[..., Target]
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Name the permission that a route needs, and what it is needed on.

    It stands innermost, below `arguments`, so that `on` gets the route's own checked arguments.
    Whether the caller has any role for it at all is asked before the body is read.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            g.target = on(*args, **kwargs)
            g.grant = check(name, g.caller, g.target)
            g.reason = stated(name, g.grant, g.target)
            return view(*args, **kwargs)

        setattr(checked, PERMISSION, name)
        return checked

    return decorate


def public(reason: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say why a route needs no token at all."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, PUBLIC, reason)
        return view

    return decorate


def install(app: Flask) -> None:
    """Read the headers of every request, before its route."""
    app.before_request(_begin)


def _begin() -> None:
    g.trace_id, g.correlation_id = _trace(request.headers.get("traceparent", ""))
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None:
        return
    if request.method in CHANGES and request.mimetype != "application/json":
        raise UnsupportedMediaType
    if hasattr(view, PUBLIC):
        return
    g.caller = platform().verifier.caller(_bearer())
    needed = getattr(view, PERMISSION, None)
    if needed is None:
        raise RuntimeError(f"{request.endpoint} names no permission")
    may_ever(needed, g.caller)
    if request.method in CHANGES:
        g.key = _key()


def _trace(header: str) -> tuple[str, UUID]:
    """The trace id, and the correlation id that goes with it."""
    found = TRACEPARENT_FORM.fullmatch(header.strip())
    trace = found.group(1) if found else uuid4().hex
    return trace, UUID(trace)


def _bearer() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("no bearer token")
    return token.strip()


def _key() -> IdempotencyKey:
    key = request.headers.get("Idempotency-Key", "")
    if not KEY_FORM.fullmatch(key):
        raise BadRequest(
            "Send an `Idempotency-Key` of 8 to 128 printable characters: the same one when you"
            " ask again, a new one for everything else."
        )
    told = "\n".join((request.method, request.full_path, request.headers.get("If-Match", "")))
    fingerprint = hmac.new(platform().fingerprint_key, told.encode(), hashlib.sha256)
    fingerprint.update(request.get_data(cache=True))
    return IdempotencyKey(subject=g.caller.subject, key=key, fingerprint=fingerprint.digest())


def new_id() -> UUID:
    """The id of what this request makes: the same when it is sent again under its key."""
    key: IdempotencyKey = g.key
    return uuid5(NEW_IDS, f"{key.subject}/{key.key}")


def if_match() -> int:
    """The version that the caller saw. Raises PreconditionRequired, BadRequest."""
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise PreconditionRequired
    found = ETAG_FORM.fullmatch(header)
    if not found:
        raise BadRequest('`If-Match` takes one ETag of this thing, like "7".')
    return int(found.group(1))


def asked(*, on_behalf_of: UUID | None = None) -> Request:
    """Who asks, as a commit records it; after `permission` has let the request through."""
    target: Target = g.target
    return Request(
        actor=Actor(
            person_id=g.caller.person_id, role=g.grant.role.value, on_behalf_of=on_behalf_of
        ),
        origin=Origin.PERSON,
        at=utc_now(),
        correlation_id=g.correlation_id,
        school_id=target.school_id,
        partition_key=str(target.pupil_id) if target.pupil_id else None,
        traceparent=request.headers.get("traceparent") or None,
        key=g.key,
    )


def etag(version: int) -> dict[str, Any]:
    """The header that says at which version something was seen."""
    return {"ETag": f'"{version}"'}
