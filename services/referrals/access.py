"""On what a permission is asked: the pupil's school now, and whose concern it is."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from flask import Flask, current_app, g

from shared.access.grants import Target
from shared.access.pupils import target
from shared.commits import Document
from shared.errors import NotFound
from shared.eventstore import EventStore
from shared.http.asking import platform
from shared.http.platform import Platform

from .codec import CODEC, SERVICE
from .domain.events import Event
from .domain.state import Raised
from .handlers import read_referral, read_specialist_request
from .viewers import may_know_of

STORE: Final = "referrals_store"


def install_store(app: Flask, made: Platform) -> None:
    app.extensions[STORE] = EventStore(made.main, CODEC, made.sealer, source=SERVICE)


def store() -> EventStore[Event]:
    """This process's event store."""
    found: EventStore[Event] = current_app.extensions[STORE]
    return found


def begun(referral_id: UUID) -> Raised:
    """How a concern began, which never changes: from its own stream, so never late.

    Raises NotFound.
    """
    raised = read_referral(store(), referral_id).raised
    if raised is None:
        raise NotFound
    return raised


def known(concern: Document) -> Document:
    """The concern, if the caller may know of it in the role in which they ask.

    Raises NotFound.
    """
    if not may_know_of(concern, g.grant.role, g.caller.person_id):
        raise NotFound
    return concern


def pupil_of_body(body: dict[str, Any]) -> Target:
    return target(platform().views, body["pupil_id"])


def pupil_of_path(*_: Any, pupil_id: UUID) -> Target:
    return target(platform().views, pupil_id)


def school_of_query(query: dict[str, Any]) -> Target:
    return Target(school_id=query["school_id"])


def on_referral(*_: Any, referral_id: UUID, **__: Any) -> Target:
    raised = begun(referral_id)
    return replace(target(platform().views, raised.pupil_id), author_id=raised.author_id)


def on_request(*_: Any, request_id: UUID) -> Target:
    asked = read_specialist_request(store(), request_id).asked
    if asked is None:
        raise NotFound
    return target(platform().views, asked.pupil_id)
