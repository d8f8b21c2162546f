"""On what a permission is asked: the pupil's school now."""

from typing import Any, Final
from uuid import UUID

from flask import Flask, current_app

from shared.access.grants import Target
from shared.access.pupils import target
from shared.errors import NotFound
from shared.eventstore import EventStore
from shared.http.asking import platform
from shared.http.platform import Platform

from .codec import CASE_EVENTS, SERVICE
from .domain.events import Event
from .handlers import read_case

STORE: Final = "ehcp_store"


def install_store(app: Flask, made: Platform) -> None:
    app.extensions[STORE] = EventStore(made.main, CASE_EVENTS, made.sealer, source=SERVICE)


def store() -> EventStore[Event]:
    """This process's event store."""
    found: EventStore[Event] = current_app.extensions[STORE]
    return found


def pupil_of_body(body: dict[str, Any]) -> Target:
    return target(platform().views, body["pupil_id"])


def pupil_of_path(*_: Any, pupil_id: UUID) -> Target:
    return target(platform().views, pupil_id)


def school_of_query(query: dict[str, Any]) -> Target:
    return Target(school_id=query["school_id"])


def on_case(*_: Any, case_id: UUID) -> Target:
    """Raises NotFound."""
    opened = read_case(store(), case_id).opened
    if opened is None:
        raise NotFound
    return target(platform().views, opened.pupil_id)
