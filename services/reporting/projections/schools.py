"""`schools`: the trust's schools by name."""

from uuid import UUID

from shared.commits import Document
from shared.recorded import RecordedEvent
from shared.views import View

from ..inbound import SCHOOLS, SchoolEvent


def keys(recorded: RecordedEvent[SchoolEvent]) -> tuple[UUID, ...]:
    return (recorded.event.school_id,)


def fold(_: Document | None, recorded: RecordedEvent[SchoolEvent]) -> Document | None:
    """{_id: school, name, phase}"""
    return {"name": recorded.event.name, "phase": recorded.event.phase}


SCHOOL_NAMES = View(name="schools", keys=keys, fold=fold, reads={"directory": SCHOOLS})
