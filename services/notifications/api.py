"""HTTP in: a person's own messages, and how they want to be told."""

from typing import Any, Final
from uuid import UUID

from flask import Flask, current_app, g
from flask_smorest import Blueprint

from shared.access.grants import TRUST, Target
from shared.commits import Document
from shared.eventstore import EventStore
from shared.http.asking import asked, etag, permission, platform
from shared.http.fields import PageSchema
from shared.http.platform import Platform
from shared.http.waiting import behind_header, wait_until_seen
from shared.runner import run

from . import queries
from .codec import CODEC, SERVICE
from .domain.commands import MarkRead, SetPreferences
from .handlers import Store, handle, read_preferences
from .schemas import (
    DoneSchema,
    MessageSchema,
    MessagesSchema,
    NothingSchema,
    PreferencesSchema,
)

Reply = tuple[dict[str, Any], int, dict[str, Any]]
STORE: Final = "notifications_store"

blp = Blueprint("messages", __name__, description="What somebody is told")


def install_store(app: Flask, made: Platform) -> None:
    app.extensions[STORE] = EventStore(made.main, CODEC, made.sealer, source=SERVICE)


def store() -> Store:
    """This process's event store."""
    found: Store = current_app.extensions[STORE]
    return found


def own_message(*_: Any, message_id: UUID) -> Target:
    """The child, or the school, that one of the caller's own messages is about. Raises NotFound."""
    found = queries.message(platform().views, message_id, g.caller.person_id)
    return queries.target_of(platform().views, found)


def shown(message: Document) -> dict[str, Any]:
    return {"numbers": None, **message, "message_id": message["_id"]}


@blp.get("/messages")
@blp.arguments(PageSchema, location="query")
@blp.response(200, MessagesSchema)
@permission(queries.OWN, on=lambda _: TRUST)
def messages(query: dict[str, Any]) -> Reply:
    """The caller's messages, the unread first, then the newest."""
    views = platform().views
    wait_until_seen(views, queries.INBOX_VIEW, query.get("after"))
    found, following = queries.messages(
        views, g.caller, cursor=query.get("cursor"), limit=query["limit"]
    )
    body = {
        "messages": [shown(one) for one in found],
        "unread": queries.unread(views, g.caller),
        "next": following,
    }
    return body, 200, behind_header()


@blp.get("/messages/<uuid:message_id>")
@blp.response(200, MessageSchema)
@permission(queries.OWN, on=own_message)
def one(message_id: UUID) -> Reply:
    """One message of the caller's own: where a link in an e-mail leads."""
    found = queries.message(platform().views, message_id, g.caller.person_id)
    return shown(found), 200, etag(found["version"])


@blp.post("/messages/<uuid:message_id>/read")
@blp.arguments(NothingSchema)
@blp.response(200, DoneSchema)
@permission(queries.OWN, on=own_message)
def mark_read(_: dict[str, Any], message_id: UUID) -> Reply:
    """The caller has opened the message. Needs no version: to read twice changes nothing."""
    command = MarkRead(notification_id=message_id, by=g.caller.person_id)
    done = run(handle, store(), command, by=asked(), if_match=None)
    return {"token": done.token, "version": done.version}, 200, etag(done.version)


@blp.get("/preferences")
@blp.response(200, PreferencesSchema)
@permission(queries.OWN, on=lambda: TRUST)
def preferences() -> dict[str, Any]:
    """How the caller wants to be told."""
    return {"email": read_preferences(store(), g.caller.person_id).email}


@blp.post("/preferences")
@blp.arguments(PreferencesSchema)
@blp.response(200, DoneSchema)
@permission(queries.OWN, on=lambda _: TRUST)
def set_preferences(body: dict[str, Any]) -> Reply:
    """Be told by e-mail, or in the inbox alone. Needs no version: the whole choice is sent."""
    command = SetPreferences(person_id=g.caller.person_id, email=body["email"])
    done = run(handle, store(), command, by=asked(), if_match=None)
    return {"token": done.token, "version": done.version}, 200, etag(done.version)
