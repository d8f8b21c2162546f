"""Erasing a pupil: the fact first, then the key, then what was derived from the texts.

Each step may be done again: whatever stops an erasure half-way, asking once more finishes it.
"""

from uuid import UUID

from shared.recorded import Request
from shared.runner import Done, run

from .domain.commands import ErasePupil
from .handlers import handle
from .importing.known import KnownRows
from .records import Records


def erase_pupil(records: Records, command: ErasePupil, *, by: Request) -> Done:
    """Erase a pupil everywhere; again, finish what is left. Raises NotFound."""
    done = run(handle, records.store, command, by=by, if_match=None)
    records.sealer.keys.destroy(command.pupil_id)
    forget_derived(records, command.pupil_id)
    return done


def forget_derived(records: Records, pupil_id: UUID) -> None:
    """Remove what was derived from a pupil's texts: search entries, fingerprints of rows."""
    records.index.remove([pupil_id])
    KnownRows(records.main).forget(f"pupil-{pupil_id}")
