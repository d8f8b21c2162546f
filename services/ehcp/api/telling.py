"""What every route that records something does: make the command, carry it out, answer."""

from typing import Any
from uuid import UUID

from flask import g
from flask_smorest import Blueprint

from shared.http.asking import asked, etag, if_match, new_id
from shared.personal import Personal, Typed, map_personal, typed_text
from shared.runner import Done, run

from ..access import store
from ..domain.commands import Command, Told
from ..handlers import handle
from ..schemas.base import today
from ..schemas.parts import PARTS

Body = dict[str, Any]
Reply = tuple[dict[str, Any], int, dict[str, Any]]

blp = Blueprint(
    "cases", __name__, url_prefix="/cases", description="EHC cases and what was told of them"
)


def common(case_id: UUID) -> Body:
    """What every command about a case says."""
    return {"case_id": case_id, "by": g.caller.person_id, "today": today()}


def about_pupil(command: Any) -> Any:
    """The command with its texts about the pupil whom this request is about."""

    def ours(_: str, text: Personal) -> Personal:
        about: UUID = g.target.pupil_id
        return Typed(subject=about, audience=text.audience, text=typed_text(text))

    return map_personal(command, ours)


def changed(command: Command, made_id: UUID | None = None) -> Reply:
    """Carry out a command on a case that the caller has seen."""
    done = run(handle, store(), command, by=asked(), if_match=if_match())
    return answered(done, command.case_id, made_id, 200)


def answered(done: Done, case_id: UUID, made_id: UUID | None, status: int) -> Reply:
    body = {
        "case_id": case_id,
        "made_id": made_id,
        "token": done.token,
        "version": done.version,
    }
    return body, status, etag(done.version)


def recorded(part: str, body: Body, case_id: UUID, **more: Any) -> Reply:
    """Record one of the PARTS. more: `corrects` and `reason`, of a correction."""
    command = telling(part, body, case_id, entry_id=new_id(), **more)
    return changed(command, command.entry_id)


def telling(part: str, body: Body, case_id: UUID, **more: Any) -> Told:
    """The command that records a part."""
    command: Told = about_pupil(PARTS[part].command(**common(case_id), **more, **body))
    return command
