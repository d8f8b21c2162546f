"""Corrections of who is who: two records of one child, an adult linked to the wrong pupil."""

from collections.abc import Collection
from uuid import UUID

from shared.commits import Head
from shared.errors import NotFound
from shared.eventstore import EventStore
from shared.recorded import Request
from shared.runner import Done, run

from .domain.commands import MergePupils, UnlinkGuardian
from .domain.events import Event
from .domain.guardianship import Guardianship
from .domain.pupil import Pupil, PupilIsErased, PupilIsMerged
from .handlers import GUARDIANSHIP, PUPIL, handle
from .records import Records


def merge_pupils(records: Records, command: MergePupils, *, by: Request) -> Done:
    """Say that a record is of the same child as another, which goes on.

    Raises NotFound, MergedWithItself, PupilIsErased, and PupilIsMerged also where the other record
    goes on in a third one itself: a chain could come back to where it began.
    """
    return run(_merge, records.store, command, by=by, if_match=None)


def _merge(
    store: EventStore[Event], command: MergePupils, *, by: Request, if_match: int | None
) -> Head:
    other: Pupil = PUPIL.state(store.read(PUPIL.stream(command.into_pupil_id)).events)
    if other.roll is None:
        raise NotFound
    if other.erased:
        raise PupilIsErased
    if other.merged_into is not None:
        raise PupilIsMerged
    return handle(store, command, by=by, if_match=if_match)


def unlink_guardian(
    records: Records, command: UnlinkGuardian, pupil_ids: Collection[UUID], *, by: Request
) -> Done:
    """Say that an adult has nothing to do with a pupil. Raises NotFound.

    pupil_ids: the records of the pupil's child.
    """
    stream = records.store.read(GUARDIANSHIP.stream(command.guardianship_id))
    link: Guardianship = GUARDIANSHIP.state(stream.events)
    if link.between is None or link.between[0] not in pupil_ids:
        raise NotFound
    return run(handle, records.store, command, by=by, if_match=None)
