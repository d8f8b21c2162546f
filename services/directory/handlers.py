"""Commands in: read the stream, decide, append. Which stream, and which aggregate decides."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final
from uuid import UUID

from shared.commits import Head
from shared.eventstore import EventStore
from shared.recorded import RecordedEvent, Request

from .domain import guardian, guardianship, opening, pupil, school, staff_member
from .domain.commands import (
    Command,
    ErasePupil,
    MergePupils,
    OpenRecord,
    RecordGuardian,
    RecordGuardianship,
    RecordPupil,
    RecordPupilContact,
    RecordSchool,
    RecordStaffMember,
    UnlinkGuardian,
)
from .domain.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """One of the six: its state before anything happened, and its two functions.

    Its streams, `<category>-<id>`, hold its events alone.
    """

    category: str
    new: Any
    evolve: Callable[[Any, Any], Any]
    decide: Callable[[Any, Any], list[Any]]

    def stream(self, id_: UUID) -> str:
        return f"{self.category}-{id_}"

    def state(self, events: Iterable[RecordedEvent[Event]]) -> Any:
        """The state that a stream's events make, its texts as they are in them."""
        return reduce(self.evolve, (recorded.event for recorded in events), self.new)


SCHOOL: Final = Aggregate(
    category="school", new=school.School(), evolve=school.evolve, decide=school.decide
)
STAFF: Final = Aggregate(
    category="staff",
    new=staff_member.StaffMember(),
    evolve=staff_member.evolve,
    decide=staff_member.decide,
)
PUPIL: Final = Aggregate(
    category="pupil", new=pupil.Pupil(), evolve=pupil.evolve, decide=pupil.decide
)
GUARDIAN: Final = Aggregate(
    category="guardian",
    new=guardian.Guardian(),
    evolve=guardian.evolve,
    decide=guardian.decide,
)
GUARDIANSHIP: Final = Aggregate(
    category="guardianship",
    new=guardianship.Guardianship(),
    evolve=guardianship.evolve,
    decide=guardianship.decide,
)
OPENING: Final = Aggregate(
    category="opening", new=opening.Opening(), evolve=opening.evolve, decide=opening.decide
)


def concerns(command: Command) -> tuple[Aggregate, UUID]:
    """The aggregate that decides a command, and which one of it."""
    match command:
        case RecordSchool():
            return SCHOOL, command.school_id
        case RecordStaffMember():
            return STAFF, command.staff_id
        case RecordPupil() | RecordPupilContact() | MergePupils() | ErasePupil():
            return PUPIL, command.pupil_id
        case RecordGuardian():
            return GUARDIAN, command.guardian_id
        case RecordGuardianship() | UnlinkGuardian():
            return GUARDIANSHIP, command.guardianship_id
        case OpenRecord():
            told = (command.pupil_id, command.opened_by, command.told_on)
            return OPENING, opening.opening_id(*told)


def stream_name(command: Command) -> str:
    """The stream that a command is about."""
    aggregate, id_ = concerns(command)
    return aggregate.stream(id_)


def handle(
    store: EventStore[Event], command: Command, *, by: Request, if_match: int | None
) -> Head:
    """Carry out one command and return the stream's new head.

    by: who asked, for which school, under which idempotency key.
    if_match: the version that the caller saw; None where it saw none.
    Raises Stale if the stream has moved on, and what decide raises.
    """
    aggregate, id_ = concerns(command)
    stream = store.read(aggregate.stream(id_))
    stream.check_seen(if_match)
    events = aggregate.decide(aggregate.state(stream.events), command)
    return store.append(stream.head, events, by=by)
