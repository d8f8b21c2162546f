"""A record that was opened from outside the pupil's usual staff: by one person, on one day.

The family reads of it once a day. A reason that is hidden from it hides none that is not: each of
the two is recorded once, and nothing once there is something to tell.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5

from shared.access.reasons import is_hidden
from shared.errors import Refused

from .commands import OpenRecord
from .events import RecordOpened

OPENINGS: Final = uuid5(NAMESPACE_OID, "waymark/opening")


@dataclass(frozen=True, slots=True)
class Opening:
    """told: a reason that the family reads was recorded; hidden: one that it does not."""

    told: bool = False
    hidden: bool = False


class NotFromOutside(Refused):
    """Whoever is of the pupil's usual staff or family opens the record without a reason."""


def opening_id(pupil_id: UUID, opened_by: UUID, on: date) -> UUID:
    """The same for one person and pupil all day. on: the day in London."""
    return uuid5(OPENINGS, f"{pupil_id}/{opened_by}/{on.isoformat()}")


def evolve(opening: Opening, event: RecordOpened) -> Opening:
    """Fold one event into the state. Never fails: the past has been decided."""
    if is_hidden(event.reason):
        return replace(opening, hidden=True)
    return replace(opening, told=True)


def decide(opening: Opening, command: OpenRecord) -> list[RecordOpened]:
    """The opening, unless it is recorded already. Raises NotFromOutside."""
    if not command.from_outside:
        raise NotFromOutside
    if opening.told or (opening.hidden and is_hidden(command.reason)):
        return []
    return [
        RecordOpened(
            opening_id=opening_id(command.pupil_id, command.opened_by, command.told_on),
            pupil_id=command.pupil_id,
            opened_by=command.opened_by,
            role=command.role,
            reason=command.reason,
            effective_on=command.told_on,
        )
    ]
