"""What every route that changes a plan does: from its body to a command, from that to an answer."""

from typing import Any
from uuid import UUID

from flask import g, request

from shared.http.asking import asked, etag, if_match
from shared.personal import Audience, Typed
from shared.runner import run

from .access import store
from .domain.commands import Command
from .handlers import handle
from .schemas import today

Body = dict[str, Any]
Reply = tuple[dict[str, Any], int, dict[str, Any]]


def by_caller(plan_id: UUID) -> dict[str, Any]:
    """What every command of a person says."""
    return {"plan_id": plan_id, "by": g.caller.person_id, "today": today()}


def about(text: str, audience: Audience = Audience.FAMILY) -> Typed:
    """What was typed, about the pupil whom this request is about."""
    return Typed(subject=g.target.pupil_id, audience=audience, text=text)


def with_texts(body: Body, *names: str) -> Body:
    """The body with the texts of these names as they are typed for the family; None stays."""
    return body | {name: about(body[name]) for name in names if body[name] is not None}


def changed(command: Command, made_id: UUID | None = None, warnings: tuple[str, ...] = ()) -> Reply:
    """Carry out a command on a plan that the caller has seen."""
    return _answered(command, made_id, warnings, if_match())


def added(command: Command, made_id: UUID | None = None) -> Reply:
    """Carry out a command that is true beside whatever others have changed meanwhile.

    A session took place, somebody said something: `If-Match` is taken where it is sent.
    """
    return _answered(command, made_id, (), if_match() if "If-Match" in request.headers else None)


def _answered(
    command: Command, made_id: UUID | None, warnings: tuple[str, ...], seen: int | None
) -> Reply:
    done = run(handle, store(), command, by=asked(), if_match=seen)
    body = {
        "plan_id": command.plan_id,
        "made_id": made_id,
        "token": done.token,
        "version": done.version,
        "warnings": list(warnings),
    }
    return body, 200, etag(done.version)
