"""The names that a page needs, asked for in one call; who has none is said so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from .clients import clients, part
from .clients.directory import Name
from .signed_in import me
from .words.names import NOT_AVAILABLE, initials


@dataclass(frozen=True, slots=True)
class Names:
    """down: directory did not answer, so that nobody's name is known now."""

    by_id: Mapping[UUID, Name] = field(default_factory=dict)
    down: bool = False

    def of(self, person_id: UUID | None) -> str:
        """ "Ms Okafor"; "you" is never said for one's own, since pages are read to others."""
        found = self.by_id.get(person_id) if person_id else None
        return found.name if found else NOT_AVAILABLE

    def first(self, person_id: UUID | None) -> str:
        """A child's first name, as families read it."""
        found = self.by_id.get(person_id) if person_id else None
        return found.first if found else "Your child"

    def initials(self, person_id: UUID | None) -> str:
        """ "L.M.", for titles."""
        found = self.by_id.get(person_id) if person_id else None
        return initials(found.forename, found.surname) if found else "a pupil"


def names_of(*ids: UUID | None, more: Iterable[UUID | None] = ()) -> Names:
    """The names of these people, as far as this person may know them."""
    wanted = [id_ for id_ in (*ids, *more) if id_]
    if not wanted:
        return Names()
    found = part(lambda: clients().directory.names(wanted))
    return Names(down=True) if found.down else Names(found.value)


def sencos(school_id: UUID | None) -> list[UUID]:
    """Who is the SENCO of a school; none where that cannot be told now."""
    if school_id is None:
        return []
    return part(lambda: clients().directory.school(school_id).senco_ids).or_else([])


def my_school() -> UUID:
    """The school that this person is here for."""
    school_id = me().school_id
    if school_id is None:
        raise LookupError("this role has no school")
    return school_id
