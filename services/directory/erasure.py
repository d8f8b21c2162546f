"""Erasing a pupil: the fact first, then the key, then what was derived from the texts.

Each record of a child has a key of its own: where some were merged, all of them are erased.
Each step may be done again: whatever stops an erasure half-way, asking once more finishes it.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from pymongo.database import Database

from shared.recorded import Request
from shared.runner import Done, run

from .domain.commands import ErasePupil
from .families import other_records
from .handlers import handle
from .importing.known import KnownRows
from .records import Records


def erase_pupil(
    records: Records, views: Database[dict[str, Any]], command: ErasePupil, *, by: Request
) -> Done:
    """Erase a pupil everywhere; again, finish what is left. Raises NotFound.

    views: as far as they have been folded, they tell which other records the child has.
    """
    done = _erase_record(records, command, by=by)
    for other in other_records(views, command.pupil_id):
        # A request's key makes one commit: that of the record which it named.
        request = replace(by, key=None, school_id=other["school_id"])
        _erase_record(records, replace(command, pupil_id=other["_id"]), by=request)
    return done


def _erase_record(records: Records, command: ErasePupil, *, by: Request) -> Done:
    done = run(handle, records.store, command, by=by, if_match=None)
    records.sealer.keys.destroy(command.pupil_id)
    forget_derived(records, command.pupil_id)
    return done


def forget_derived(records: Records, pupil_id: UUID) -> None:
    """Remove what was derived from a pupil's texts: search entries, fingerprints of rows."""
    records.index.remove([pupil_id])
    KnownRows(records.main).forget(f"pupil-{pupil_id}")
