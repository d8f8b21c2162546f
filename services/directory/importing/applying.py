"""Tellings to commits, some hundreds at a time: note, read, decide, append, note again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from shared.codec import event_type
from shared.errors import RaceLost
from shared.eventstore import Append, StreamRead
from shared.personal import Personal, Sealed, Typed, map_personal, personal_fields
from shared.recorded import Actor, Origin, Request
from shared.sealing import Sealer

from ..domain.events import Event
from ..domain.pupil import PupilIsErased, PupilIsMerged
from ..handlers import concerns
from ..mis.entries import Entry
from ..records import Records
from .known import KnownRow, KnownRows, unchanged
from .report import own_entry
from .telling import Telling

MOST_ATTEMPTS: Final = 5
ACTOR: Final = Actor(person_id=None, role="import")


@dataclass(slots=True, kw_only=True)
class Applied:
    """What came of the tellings so far. dropped: pupils whose record was erased."""

    events: Counter[str] = field(default_factory=Counter)
    commits: int = 0
    unchanged: int = 0
    refused: list[Entry] = field(default_factory=list)
    dropped: set[UUID] = field(default_factory=set)


class Applier:
    """Carries out the tellings of one import."""

    def __init__(
        self, records: Records, known: dict[bytes, KnownRow], *, import_id: UUID, at: datetime
    ) -> None:
        self.applied = Applied()
        self._records = records
        self._known = known
        self._rows = KnownRows(records.main)
        self._import_id = import_id
        self._at = at

    def changed(self, tellings: Sequence[Telling]) -> list[tuple[Telling, bytes]]:
        """Those that say something else than before, each with its fingerprint."""
        told = [(telling, telling.fingerprint(self._records.ids)) for telling in tellings]
        changed = [one for one in told if not unchanged(*one, self._known)]
        self.applied.unchanged += len(told) - len(changed)
        return changed

    def apply(self, told: Sequence[tuple[Telling, bytes]]) -> None:
        """Append what is new in some hundreds of tellings, each of another stream.

        Raises RaceLost where others keep changing one of the streams.
        """
        fingerprints = {telling.stream: fingerprint for telling, fingerprint in told}
        left = [telling for telling, _ in told]
        self._rows.open(left)
        for _ in range(MOST_ATTEMPTS):
            left, done = self._attempt(left)
            self._rows.close([(telling, fingerprints[telling.stream]) for telling in done])
            if not left:
                return
        raise RaceLost(f"{left[0].stream} is being changed by others at the same time")

    def _attempt(self, tellings: list[Telling]) -> tuple[list[Telling], list[Telling]]:
        """Decide and append. Returns those that lost a race, and those that are done."""
        reads = self._records.store.read_many([telling.stream for telling in tellings])
        decided = self._decide(tellings, reads)
        going = [telling for telling, _ in decided]
        self._records.sealer.keys.create(
            telling.subject
            for telling, append in decided
            if telling.subject and append.head.version == 0
        )
        # Before the append: an entry for what is not there yet finds nobody.
        self._records.index.put([telling.entry() for telling in going if telling.entry])
        heads = self._records.store.append_many([append for _, append in decided])
        lost: list[Telling] = []
        for (telling, append), head in zip(decided, heads, strict=True):
            if isinstance(head, Exception):
                lost.append(telling)
            elif append.events:
                self.applied.commits += 1
                self.applied.events.update(event_type(type(event)) for event in append.events)
        return lost, [telling for telling in going if telling not in lost]

    def _decide(
        self, tellings: Sequence[Telling], reads: Sequence[StreamRead[Event]]
    ) -> list[tuple[Telling, Append[Event]]]:
        aggregates = [concerns(telling.command)[0] for telling in tellings]
        states = [
            aggregate.state(read.events) for aggregate, read in zip(aggregates, reads, strict=True)
        ]
        decided = []
        opened = with_texts(states, self._records.sealer)
        for telling, aggregate, read, state in zip(
            tellings, aggregates, reads, opened, strict=True
        ):
            try:
                events = aggregate.decide(state, telling.command)
            except PupilIsErased:
                self._refuse(telling, "record-erased")
                self._drop(telling)
            except PupilIsMerged:
                self._refuse(telling, "record-merged")
            else:
                append = Append(head=read.head, events=events, by=self._request(telling))
                decided.append((telling, append))
        return decided

    def _refuse(self, telling: Telling, code: str) -> None:
        row = telling.rows[0]
        self.applied.refused.append(own_entry(telling.file, row.line, telling.column, code))

    def _drop(self, telling: Telling) -> None:
        if telling.pupil_id:
            self.applied.dropped.add(telling.pupil_id)
            # An import and an erasure at the same time: nothing derived may stay behind.
            self._records.index.remove([telling.pupil_id])

    def _request(self, telling: Telling) -> Request:
        return Request(
            actor=ACTOR,
            origin=Origin.IMPORT,
            at=self._at,
            correlation_id=self._import_id,
            school_id=telling.school_id,
            partition_key=str(telling.pupil_id) if telling.pupil_id else None,
        )


def with_texts(states: Sequence[Any], sealer: Sealer) -> list[Any]:
    """States with their sealed texts as they were typed, so that a decision can compare them.

    The import holds what the MIS says in clear anyway; nothing opened here is kept or shown.
    """
    found = [
        text for state in states for _, text in personal_fields(state) if isinstance(text, Sealed)
    ]
    opened = {id(text): words for text, words in zip(found, sealer.open(found), strict=True)}

    def typed(_: str, text: Personal) -> Personal:
        if not isinstance(text, Sealed):
            return text
        return Typed(subject=text.subject, audience=text.audience, text=opened[id(text)])

    return [map_personal(state, typed) for state in states]
