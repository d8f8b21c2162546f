"""Who opened a pupil's record, from every service that keeps one, gathered by person and day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shared.calendar import london_date

from .clients import Part, clients, part
from .clients.opened import Opened, OpenedLog
from .words.history import opened as opened_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a person opened on a day, in one of their roles. at: the last time.

    reasons: the codes that they stated, if they had to.
    """

    person_id: UUID
    role: str
    on: date
    at: datetime
    what: tuple[str, ...]
    reasons: tuple[str, ...]


def looks(pupil_id: UUID) -> list[Part[list[Opened]]]:
    """What each service's log has; down where it did not answer."""

    def asked(log: OpenedLog) -> Part[list[Opened]]:
        return part(lambda: log.of_pupil(pupil_id))

    return [asked(log) for log in clients().opened]


def gathered(parts: Iterable[Part[list[Opened]]]) -> list[Look]:
    """Latest first."""
    groups: dict[tuple[UUID, str, date], list[Opened]] = {}
    for found in parts:
        for one in found.or_else([]):
            groups.setdefault((one.person_id, one.role, london_date(one.at)), []).append(one)
    days = [
        Look(
            person_id=person_id,
            role=role,
            on=on,
            at=max(one.at for one in some),
            what=tuple(dict.fromkeys(opened_words(one.what) for one in some)),
            reasons=tuple(dict.fromkeys(one.reason for one in some if one.reason)),
        )
        for (person_id, role, on), some in groups.items()
    ]
    return sorted(days, key=lambda look: look.at, reverse=True)
