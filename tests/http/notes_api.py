"""A service of one aggregate, for the tests of what every service's HTTP promises."""

from typing import Any
from uuid import UUID

from flask import Flask, g
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from shared.access.grants import TRUST, Target
from shared.commits import Head
from shared.errors import NotFound, Refused, Unavailable
from shared.eventstore import EventStore
from shared.http.app import make_app
from shared.http.asking import asked, etag, if_match, new_id, permission, platform
from shared.http.fields import PastDay, Text
from shared.http.platform import Platform
from shared.http.reading import open_record
from shared.personal import Audience, Typed
from shared.recorded import Request
from shared.runner import run
from tests.shared.notes import CODEC, Event, NoteTaken, counted

blp = Blueprint("notes", __name__, url_prefix="/notes", description="Notes")


Command = tuple[UUID, Event]


class NoteClosed(Refused):
    """A note that counts more than 9 is closed."""


class NoteSchema(Schema):
    pupil_id = fields.UUID(required=True)
    said = Text(required=True)
    on = PastDay(required=True)


class NumberSchema(Schema):
    number = fields.Integer(required=True, strict=True)


class AnswerSchema(Schema):
    note_id = fields.UUID(required=True)
    token = fields.String(required=True)


class AfterSchema(Schema):
    after = fields.String()


class NoteShownSchema(Schema):
    note_id = fields.UUID(required=True)
    pupil_id = fields.UUID(required=True)


def notes() -> EventStore[Event]:
    return EventStore(platform().main, CODEC, platform().sealer, source="notes")


def pupil_of_body(body: dict[str, Any]) -> Target:
    """In this service every pupil is at the school whose id is its own."""
    return Target(pupil_id=body["pupil_id"], school_id=body["pupil_id"])


def pupil_of_note(_: dict[str, Any], note_id: UUID) -> Target:
    events = notes().read(f"note-{note_id}").events
    if not events:
        raise NotFound
    pupil_id = events[0].event.pupil_id
    return Target(pupil_id=pupil_id, school_id=pupil_id)


def add(store: EventStore[Event], command: Command, *, by: Request, if_match: int | None) -> Head:
    note_id, event = command
    stream = store.read(f"note-{note_id}")
    stream.check_seen(if_match)
    if isinstance(event, NoteTaken) and stream.events:
        return stream.head
    if stream.head.version > 9:
        raise NoteClosed
    return store.append(stream.head, [event], by=by)


@blp.post("")
@blp.arguments(NoteSchema)
@blp.response(201, AnswerSchema)
@permission("referral.raise", on=pupil_of_body)
def take(body: dict[str, Any]) -> Any:
    """Write something down about a pupil."""
    said = Typed(subject=body["pupil_id"], audience=Audience.STAFF, text=body["said"])
    note = NoteTaken(pupil_id=body["pupil_id"], said=said, effective_on=body["on"])
    command: Command = (new_id(), note)
    done = run(add, notes(), command, by=asked(), if_match=None)
    return {"note_id": new_id(), "token": done.token}, 201, etag(done.version)


@blp.post("/<uuid:note_id>/numbers")
@blp.arguments(NumberSchema)
@blp.response(200, AnswerSchema)
@permission("referral.work", on=pupil_of_note)
def count(body: dict[str, Any], note_id: UUID) -> Any:
    """Add a number to a note that was seen."""
    command: Command = (note_id, counted(g.target.pupil_id, body["number"]))
    done = run(add, notes(), command, by=asked(), if_match=if_match())
    return {"note_id": note_id, "token": done.token}, 200, etag(done.version)


@blp.get("/<uuid:note_id>")
@blp.arguments(AfterSchema, location="query")
@blp.response(200, NoteShownSchema)
@permission("plan.read", on=pupil_of_note)
def show(_: dict[str, Any], note_id: UUID) -> Any:
    """What was written down about a pupil."""
    pupil_id = g.target.pupil_id
    note = {"note_id": note_id, "pupil_id": pupil_id}
    [shown] = open_record([note], pupils=[pupil_id], what="note", why="plan.read")
    return shown


@blp.get("/broken")
@blp.response(200)
@permission("person.self", on=lambda: TRUST)
def broken() -> None:
    """A bug of ours."""
    raise LookupError("Zebedee Quill")


@blp.get("/away")
@blp.response(200)
@permission("person.self", on=lambda: TRUST)
def away() -> None:
    """A dependency that is down."""
    raise Unavailable("the clouds")


def make_notes_app(made: Platform) -> Flask:
    return make_app(made, "Notes", [blp])
