"""A stream as it was recorded, for tests that fold it: sealed texts, versions, instants, actors.

told = Story("referral-1").tells(RAISED, at=MONDAY).tells(DECIDED, at=FRIDAY)
document = told.folded(fold)
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import reduce
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from shared.codec import event_type
from shared.commits import effective_on, new_event_id
from shared.personal import Personal, Sealed, Typed, map_personal
from shared.recorded import Actor, Origin, RecordedEvent
from shared.sealing import seal_text

Fold = Callable[[dict[str, Any] | None, RecordedEvent[Any]], dict[str, Any] | None]

SCHOOL = uuid5(NAMESPACE_OID, "the school of a story")
SOMEBODY = Actor(person_id=uuid5(NAMESPACE_OID, "somebody"), role="senco")


def sealed(event: Any) -> Any:
    """The event as a read gives it back: each typed text encrypted, under a key nobody keeps."""

    def close(path: str, text: Personal) -> Sealed:
        assert isinstance(text, Typed)
        return seal_text({text.subject: os.urandom(32)}, text, f"{event_type(type(event))}/{path}")

    return map_personal(event, close)


@dataclass(frozen=True, slots=True)
class Story:
    """The events of one stream, in the order in which they were recorded."""

    stream: str
    source: str = "referrals"
    events: tuple[RecordedEvent[Any], ...] = ()

    def tells(
        self, *events: Any, at: datetime, by: Actor = SOMEBODY, school_id: UUID = SCHOOL
    ) -> "Story":
        """The same after these events were recorded at an instant."""
        new = tuple(
            self._recorded(event, version, at, by, school_id)
            for version, event in enumerate(events, start=len(self.events) + 1)
        )
        return replace(self, events=(*self.events, *new))

    def _recorded(
        self, event: Any, version: int, at: datetime, by: Actor, school_id: UUID
    ) -> RecordedEvent[Any]:
        return RecordedEvent(
            event=sealed(event),
            type=event_type(type(event)),
            source=self.source,
            stream=self.stream,
            version=version,
            event_id=new_event_id(self.stream, version),
            effective_on=effective_on(event, at),
            recorded_at=at,
            actor=by,
            origin=Origin.PERSON,
            school_id=school_id,
            correlation_id=new_event_id("correlation", version),
            causation_id=None,
        )

    def folded(self, fold: Fold) -> dict[str, Any]:
        """The document that a view's fold makes of it."""
        nothing: dict[str, Any] | None = None
        document = reduce(fold, self.events, nothing)
        assert document is not None
        return document


def recorded_now(stream: str, source: str, event: Any) -> RecordedEvent[Any]:
    """One event as it has just been recorded, the first of its stream."""
    return Story(stream, source).tells(event, at=datetime.now(UTC)).events[0]
