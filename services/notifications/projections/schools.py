"""`schools`: the trust's schools by name, as families know them."""

from typing import Final
from uuid import UUID

from shared.commits import Document
from shared.recorded import RecordedEvent
from shared.views import View

from ..inbound import SCHOOLS as EVENTS
from ..inbound import SchoolEvent


def keys(recorded: RecordedEvent[SchoolEvent]) -> tuple[UUID, ...]:
    return (recorded.event.school_id,)


def fold(_: Document | None, recorded: RecordedEvent[SchoolEvent]) -> Document | None:
    """{_id: school, name}"""
    return {"name": recorded.event.name}


SCHOOLS: Final = View(name="schools", keys=keys, fold=fold, reads={"directory": EVENTS})
