"""Which pupil a row is about: by the MIS's id, then by permanent UPN, then by name and birth date.

The last two only find a pupil whom no row of this export has by the MIS's id, be it a row that was
refused, and only where one row fits one pupil: two rows of one export are never made one, and two
children of one name, born on one day, are told apart by their permanent UPNs. Where a record could
not be read at all nobody knows whom it is about, so they find nobody. Two records of one child can
be merged by people, and then the one that goes on is found; two children in one record nobody can
part.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from ..families import MOST_MERGES
from ..handlers import PUPIL
from ..mis.export import AcceptedRow, Export
from ..records import Records
from .known import KnownRow
from .pupils import derived_pupil_id, legal_name, pupil_row_key
from .telling import Kind

AT_ONCE: Final = 500
Digest = Callable[[AcceptedRow], bytes | None]


@dataclass(slots=True, kw_only=True)
class Matched:
    """ids: Pupil ID -> pupil. The others say which rows were matched how, or not at all."""

    ids: dict[str, UUID] = field(default_factory=dict)
    by_upn: list[AcceptedRow] = field(default_factory=list)
    by_person: list[AcceptedRow] = field(default_factory=list)
    not_unique: list[AcceptedRow] = field(default_factory=list)
    taken: list[AcceptedRow] = field(default_factory=list)


def match_pupils(export: Export, records: Records, known: Mapping[bytes, KnownRow]) -> Matched:
    """Find each row's pupil; a row that fits nobody gets the id derived from its Pupil ID."""
    matched = Matched()
    claimed: set[UUID] = set()
    strangers = []
    for row in export.pupils:
        before = known.get(pupil_row_key(row.values["Pupil ID"], records))
        if before is None:
            strangers.append(row)
        else:
            _claim(row, _pupil_id(before), matched, claimed)
    strangers = _claim_there(strangers, records, matched, claimed)
    claimed |= _of_refused(export, records, known)
    sure = not export.unread_pupils
    upn: Digest = lambda row: records.index.upn(row.values.get("UPN", ""))  # noqa: E731
    strangers = _claim_unique("upn", upn, strangers, records, matched, claimed, sure=sure)
    person: Digest = lambda row: records.index.person(  # noqa: E731
        legal_name(row), date.fromisoformat(row.values["Date of birth"])
    )
    strangers = _claim_unique("person", person, strangers, records, matched, claimed, sure=sure)
    for row in strangers:
        _claim(row, derived_pupil_id(row.values["Pupil ID"], records), matched, claimed)
    return matched


def _of_refused(export: Export, records: Records, known: Mapping[bytes, KnownRow]) -> set[UUID]:
    """Whom the refused rows are about: their records are not free for another row."""
    rows = {mis_id: known.get(pupil_row_key(mis_id, records)) for mis_id in export.refused_pupils}
    return {
        _pupil_id(row) if row else derived_pupil_id(mis_id, records) for mis_id, row in rows.items()
    }


def _pupil_id(known: KnownRow) -> UUID:
    return UUID(known.about.removeprefix(f"{Kind.PUPIL}-"))


def _claim(row: AcceptedRow, pupil_id: UUID, matched: Matched, claimed: set[UUID]) -> None:
    if pupil_id in claimed:
        matched.taken.append(row)
        return
    claimed.add(pupil_id)
    matched.ids[row.values["Pupil ID"]] = pupil_id


def _claim_there(
    rows: Sequence[AcceptedRow], records: Records, matched: Matched, claimed: set[UUID]
) -> list[AcceptedRow]:
    """Rows whose derived pupil is there though the row is not known; returns the others."""
    others = []
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        ids = [derived_pupil_id(row.values["Pupil ID"], records) for row in some]
        streams = records.store.read_many([f"{Kind.PUPIL}-{pupil_id}" for pupil_id in ids])
        for row, pupil_id, stream in zip(some, ids, streams, strict=True):
            if stream.events:
                _claim(row, pupil_id, matched, claimed)
            else:
                others.append(row)
    return others


def _claim_unique(
    what: str,
    digest_of: Digest,
    rows: Sequence[AcceptedRow],
    records: Records,
    matched: Matched,
    claimed: set[UUID],
    *,
    sure: bool,
) -> list[AcceptedRow]:
    """Rows that fit exactly one unclaimed pupil whom no other row fits; returns the others.

    sure: whether every record of the file says whom it is about.
    """
    digests = {id(row): digest for row in rows if (digest := digest_of(row)) is not None}
    found = records.index.matching(what, digests.values())
    about = {one for pupils in found.values() for one in pupils}
    goes_on, upns = _going_on(about, records), records.index.upns(about)
    rivals = Counter(digests.values())
    others = []
    for row in rows:
        digest = digests.get(id(row))
        fitting = found.get(digest, []) if digest is not None else []
        upn = records.index.upn(row.values.get("UPN", ""))
        same = [one for one in fitting if upn is None or upns.get(one, upn) == upn]
        candidates = {goes_on[one] for one in same} - claimed
        if digest is not None and sure and len(candidates) == 1 and rivals[digest] == 1:
            _claim(row, candidates.pop(), matched, claimed)
            (matched.by_upn if what == "upn" else matched.by_person).append(row)
            continue
        if candidates:
            matched.not_unique.append(row)
        others.append(row)
    return others


def _going_on(pupils: Iterable[UUID], records: Records) -> dict[UUID, UUID]:
    """Record -> the one of the same child that goes on."""
    last = {pupil_id: pupil_id for pupil_id in pupils}
    unread = sorted(last)
    for _ in range(MOST_MERGES):
        into = _merged_into(unread, records)
        if not into:
            break
        last = {first: into.get(one, one) for first, one in last.items()}
        unread = sorted(set(into.values()))
    return last


def _merged_into(pupils: Sequence[UUID], records: Records) -> dict[UUID, UUID]:
    """Those of the records that were merged -> the next one."""
    into: dict[UUID, UUID] = {}
    for start in range(0, len(pupils), AT_ONCE):
        some = pupils[start : start + AT_ONCE]
        streams = records.store.read_many([PUPIL.stream(pupil_id) for pupil_id in some])
        for pupil_id, stream in zip(some, streams, strict=True):
            merged_into: UUID | None = PUPIL.state(stream.events).merged_into
            if merged_into is not None:
                into[pupil_id] = merged_into
    return into
