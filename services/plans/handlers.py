"""Commands in: read the stream, decide, append. One plan, one stream, one commit."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from uuid import UUID

from shared.commits import Head
from shared.eventstore import EventStore
from shared.recorded import RecordedEvent, Request

from .domain import support_plan
from .domain.commands import Command, FollowDecision
from .domain.events import Event
from .domain.support_plan import SupportPlan


def plan_stream(plan_id: UUID) -> str:
    return f"plan-{plan_id}"


def handle(
    store: EventStore[Event], command: Command, *, by: Request, if_match: int | None
) -> Head:
    """Carry out one command and return the stream's new head.

    by: who asked, for which school, under which idempotency key.
    if_match: the version that the caller saw; None where it saw none (a session, a policy).
    Raises Stale if the stream has moved on, and what decide raises.
    """
    stream = store.read(plan_stream(command.plan_id))
    stream.check_seen(if_match)
    events = support_plan.decide(_folded(stream.events), command)
    return store.append(stream.head, events, by=_placed(by, command))


def _folded(past: Iterable[RecordedEvent[Event]]) -> SupportPlan:
    return reduce(support_plan.evolve, (recorded.event for recorded in past), SupportPlan())


def read_plan(store: EventStore[Event], plan_id: UUID) -> SupportPlan:
    """A plan's state now; one that was never opened has no pupil."""
    return _folded(store.read(plan_stream(plan_id)).events)


def plans_in(store: EventStore[Event], pupil_ids: Iterable[UUID]) -> list[tuple[UUID, SupportPlan]]:
    """All plans that a pupil ever had, the oldest first, as their own events tell them now.

    pupil_ids: the records of the pupil's child.
    """
    streams = [one for id_ in pupil_ids for one in store.streams_in(str(id_), category="plan")]
    reads = sorted(store.read_many(streams), key=lambda read: read.events[0].recorded_at)
    return [(UUID(read.head.stream.removeprefix("plan-")), _folded(read.events)) for read in reads]


def _placed(by: Request, command: Command) -> Request:
    """Whatever is about a pupil goes into that pupil's partition from its first commit on."""
    if isinstance(command, FollowDecision):
        return replace(by, partition_key=str(command.pupil_id))
    return by
