"""Commands in: read the stream, decide, append. One aggregate, one stream, one commit."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from uuid import UUID

from shared.calendar import london_date, utc_now
from shared.commits import Head
from shared.eventstore import EventStore
from shared.recorded import Origin, RecordedEvent, Request

from .domain.case import decide
from .domain.commands import (
    AnnounceDeadlines,
    BeginWithPlan,
    Command,
    RecordAdviceRequest,
    RecordReceipt,
    RequestAssessment,
)
from .domain.events import Announcement, Event
from .domain.facts import EhcCase
from .domain.notices import is_of_imported_past
from .domain.state import evolve


def case_stream(case_id: UUID) -> str:
    return f"ehccase-{case_id}"


def handle(
    store: EventStore[Event], command: Command, *, by: Request, if_match: int | None
) -> Head:
    """Carry out one command and return the stream's new head.

    by: who asked, for which school, under which idempotency key.
    if_match: the version that the caller saw; None where it saw none (a new stream, the clock).
    Raises Stale if the stream has moved on, and what decide raises.
    """
    stream = store.read(case_stream(command.case_id))
    stream.check_seen(if_match)
    case = folded(stream.events)
    events = decide(case, dated(command, by))
    return store.append(stream.head, events, by=_placed(by, command, case, events))


def read_case(store: EventStore[Event], case_id: UUID) -> EhcCase:
    """A case as its own stream tells it now."""
    return folded(store.read(case_stream(case_id)).events)


def folded(events: Iterable[RecordedEvent[Event]]) -> EhcCase:
    return reduce(evolve, (recorded.event for recorded in events), EhcCase())


def dated(command: Command, by: Request) -> Command:
    """What starts a clock says when it was imported: the true day, whatever day it tells of."""
    if by.origin is Origin.IMPORT and isinstance(
        command, RequestAssessment | RecordReceipt | RecordAdviceRequest
    ):
        return replace(command, imported_on=london_date(utc_now()))
    return command


def _placed(by: Request, command: Command, case: EhcCase, events: Sequence[Event]) -> Request:
    """Everything about a pupil lies in that pupil's partition; an imported past stays silent."""
    if isinstance(command, RequestAssessment | BeginWithPlan):
        return replace(by, partition_key=str(command.pupil_id))
    if isinstance(command, AnnounceDeadlines):
        notices = [one for one in events if isinstance(one, Announcement)]
        if any(is_of_imported_past(case, one) for one in notices):
            return replace(by, origin=Origin.IMPORT)
    return by
