"""Erasing a pupil: the fact first, then the key, then what was derived from it.

Each step may be done again: whatever stops an erasure half-way, asking once more finishes it.
"""

from dataclasses import dataclass
from uuid import UUID

from pymongo.database import Database

from shared.commits import Document
from shared.eventstore import EventStore
from shared.recorded import Request
from shared.runner import Done, run
from shared.sealing import DataKeys

from .domain.commands import ErasePupil
from .domain.events import Event
from .handlers import handle
from .importing.known import KnownRows
from .search import BlindIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What an erasure reaches."""

    store: EventStore[Event]
    keys: DataKeys
    index: BlindIndex
    main: Database[Document]

    def erase(self, command: ErasePupil, *, by: Request) -> Done:
        """Erase a pupil everywhere; again, finish what is left. Raises NotFound."""
        done: Done = run(handle, self.store, command, by=by, if_match=None)
        self.keys.destroy(command.pupil_id)
        self.forget(command.pupil_id)
        return done

    def forget(self, pupil_id: UUID) -> None:
        """Remove what was derived from the texts: search entries, row fingerprints."""
        self.index.remove([pupil_id])
        KnownRows(self.main).forget(pupil_id)


