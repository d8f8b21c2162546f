"""Who a row is about: by the MIS's id, as the last import knew it, and by permanent UPN.

Where a row gives both, both must be the same pupil's, and the school must be the pupil's own: a
plan in another child's record would be worse than a row that is asked back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from ..domain.pupil import Pupil
from ..handlers import PUPIL
from ..importing.known import KnownRows
from ..importing.telling import Kind
from ..records import Records
from .lists import PUPIL_ID, UPN, URN, Asked

AT_ONCE: Final = 500
MOST_MERGERS: Final = 10  # one into the other, each by a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    line: int
    pupil_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """code: pupil-not-found, pupil-not-unique, pupil-ids-differ, pupil-erased,
    pupil-at-another-school.
    """

    line: int
    column: str
    code: str


def find_pupils(records: Records, asked: Sequence[Asked]) -> list[Found | NotFound]:
    """What is found for each row, in order. It opens no text: it compares digests."""
    found: list[Found | NotFound] = []
    for start in range(0, len(asked), AT_ONCE):
        found += _Finding(records, asked[start : start + AT_ONCE]).answers()
    return found


class _Finding:
    """Some hundreds of rows, found with a few questions."""

    def __init__(self, records: Records, asked: Sequence[Asked]) -> None:
        self._records = records
        self._asked = asked
        self._by_mis_id = self._of_mis_ids()
        self._by_upn = self._of_upns()
        about = {
            *self._by_mis_id.values(),
            *(one for some in self._by_upn.values() for one in some),
        }
        self._pupils = self._states(about)
        self._upns = records.index.upns(self._pupils)

    def answers(self) -> list[Found | NotFound]:
        return [self._answer(one) for one in self._asked]

    def _of_mis_ids(self) -> dict[str, UUID]:
        """Pupil ID -> the pupil whom the last import knew by it; else the one derived from it."""
        ids = self._records.ids
        mis_ids = {one.mis_id for one in self._asked if one.mis_id is not None}
        keys = {ids.digest("row", Kind.PUPIL, mis_id): mis_id for mis_id in mis_ids}
        known = KnownRows(self._records.main).some(keys)
        found = {mis_id: ids.id(Kind.PUPIL, mis_id) for mis_id in mis_ids}
        for key, row in known.items():
            found[keys[key]] = UUID(row.about.removeprefix(f"{Kind.PUPIL}-"))
        return found

    def _of_upns(self) -> dict[str, list[UUID]]:
        index = self._records.index
        upns = {one.upn for one in self._asked if one.upn is not None}
        digests = {digest: upn for upn in upns if (digest := index.upn(upn)) is not None}
        return {digests[key]: some for key, some in index.matching("upn", digests).items()}

    def _states(self, about: set[UUID]) -> dict[UUID, Pupil]:
        """Each pupil, and those into whose records theirs were merged."""
        states: dict[UUID, Pupil] = {}
        wanted = about
        for _ in range(MOST_MERGERS):
            some = sorted(wanted - states.keys())
            reads = self._records.store.read_many([PUPIL.stream(one) for one in some])
            for pupil_id, read in zip(some, reads, strict=True):
                states[pupil_id] = PUPIL.state(read.events)
            wanted = {
                one.merged_into for one in states.values() if one.merged_into is not None
            } - states.keys()
            if not wanted:
                break
        return states

    def _answer(self, asked: Asked) -> Found | NotFound:
        column = PUPIL_ID.name if asked.mis_id is not None else UPN.name
        candidates = self._candidates(asked)
        if isinstance(candidates, str):
            return NotFound(line=asked.line, column=column, code=candidates)
        pupil_id = self._goes_on_as(candidates)
        pupil = self._pupils[pupil_id]
        if pupil.erased:
            return NotFound(line=asked.line, column=column, code="pupil-erased")
        school_id = self._records.ids.id(Kind.SCHOOL, asked.urn)
        if pupil.roll is None or pupil.roll.school_id != school_id:
            return NotFound(line=asked.line, column=URN.name, code="pupil-at-another-school")
        return Found(line=asked.line, pupil_id=pupil_id)

    def _candidates(self, asked: Asked) -> UUID | str:
        """The one pupil of a row, or the code that says why there is none."""
        of_upn = {self._goes_on_as(one) for one in self._by_upn.get(asked.upn or "", ())}
        if asked.mis_id is None:
            if len(of_upn) > 1:
                return "pupil-not-unique"
            return next(iter(of_upn), "pupil-not-found")
        pupil_id = self._by_mis_id[asked.mis_id]
        if self._pupils[pupil_id] == Pupil():
            return "pupil-not-found"
        if of_upn and self._goes_on_as(pupil_id) not in of_upn:
            return "pupil-ids-differ"
        if not of_upn and self._has_another_upn(pupil_id, asked.upn):
            return "pupil-ids-differ"
        return pupil_id

    def _has_another_upn(self, pupil_id: UUID, upn: str | None) -> bool:
        """upn: one that is no pupil's here; a temporary one says nothing."""
        has_one = not {pupil_id, self._goes_on_as(pupil_id)}.isdisjoint(self._upns)
        return has_one and self._records.index.upn(upn or "") is not None

    def _goes_on_as(self, pupil_id: UUID) -> UUID:
        for _ in range(MOST_MERGERS):
            into: UUID | None = self._pupils[pupil_id].merged_into
            if into is None or into not in self._pupils:
                return pupil_id
            pupil_id = into
        return pupil_id


def as_json(digest: str, answers: Sequence[Found | NotFound]) -> Mapping[str, object]:
    """What another service reads. digest: SHA-256 of the list, in hex."""
    return {
        "file": digest,
        "found": [
            {"line": one.line, "pupil_id": str(one.pupil_id)}
            for one in answers
            if isinstance(one, Found)
        ],
        "refused": [
            {"line": one.line, "column": one.column, "code": one.code}
            for one in answers
            if isinstance(one, NotFound)
        ],
    }
