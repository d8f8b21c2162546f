"""After an import: what each school is told of it, once.

What the import appended is an imported past, of which nobody is told; the school's SENCO gets one
digest in its place. Whatever the streams of the cases have and no digest told yet is in the next:
also of an import that was broken off.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Final
from uuid import UUID

from shared.eventstore import EventStore
from shared.recorded import Origin, RecordedEvent, Request

from ..domain.events import EhcpCasesImported, EhcpCaseTakenOver, Event
from ..domain.facts import EhcCase
from ..domain.state import evolve
from ..handlers import case_stream
from .missing import missing
from .telling import case_id_of

AT_ONCE: Final = 200
Past = Sequence[RecordedEvent[Event]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """Where a list last said that a case stands. school_id: the pupil's, when it did.

    missing_facts: how many questions about the case are open.
    """

    school_id: UUID
    entry_id: UUID
    missing_facts: int


def imports_stream(school_id: UUID) -> str:
    return f"ehcimports-{school_id}"


def taken_over(past: Past, today: date) -> TakenOver | None:
    """None for a case that no list has told of, or of a pupil of no school."""
    told = [
        (one.event.entry_id, one.school_id)
        for one in past
        if isinstance(one.event, EhcpCaseTakenOver) and one.origin is Origin.IMPORT
    ]
    if not told:
        return None
    entry_id, school_id = told[-1]
    if school_id is None:
        return None
    case = reduce(evolve, (one.event for one in past), EhcCase())
    facts = missing(case, today)
    return TakenOver(school_id=school_id, entry_id=entry_id, missing_facts=len(facts))


def decide(
    told: Iterable[EhcpCasesImported],
    cases: Sequence[TakenOver],
    *,
    import_id: UUID,
    school_id: UUID,
    today: date,
) -> list[EhcpCasesImported]:
    """What a school is to be told; [] if there is nothing that it was not told before."""
    known = {entry for one in told for entry in one.entries}
    new = [one for one in cases if one.entry_id not in known]
    if not new:
        return []
    return [
        EhcpCasesImported(
            import_id=import_id,
            school_id=school_id,
            entries=tuple(sorted(one.entry_id for one in new)),
            cases=len(new),
            missing_facts=sum(one.missing_facts for one in new),
            effective_on=today,
        )
    ]


def tell_schools(
    store: EventStore[Event],
    imports: EventStore[EhcpCasesImported],
    pupils: Sequence[UUID],
    *,
    by: Request,
    today: date,
) -> int:
    """One event for each school with something new about its pupils' cases; how many there were.

    by: of the import. Raises RaceLost.
    """
    schools: dict[UUID, list[TakenOver]] = defaultdict(list)
    for one in _found(store, pupils, today):
        schools[one.school_id].append(one)
    appended = 0
    for school_id, cases in sorted(schools.items()):
        stream = imports.read(imports_stream(school_id))
        past = [recorded.event for recorded in stream.events]
        new = decide(past, cases, import_id=by.correlation_id, school_id=school_id, today=today)
        imports.append(stream.head, new, by=replace(by, school_id=school_id))
        appended += len(new)
    return appended


def _found(store: EventStore[Event], pupils: Sequence[UUID], today: date) -> Iterable[TakenOver]:
    for start in range(0, len(pupils), AT_ONCE):
        some = pupils[start : start + AT_ONCE]
        for read in store.read_many([case_stream(case_id_of(pupil_id)) for pupil_id in some]):
            found = taken_over(read.events, today)
            if found is not None:
                yield found
