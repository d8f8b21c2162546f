"""Who there is, as the export tells it, under the ids that its import gives them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from services.directory.importing.telling import Kind
from services.directory.mis.export import AcceptedRow, Export, read_export
from services.directory.records import MisIds

from .school_days import SchoolDays, Term

STORY: Final = frozenset({"SV100001", "SV100002"})  # whom `make demo` tells the story of
NSA: Final = "NSA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Somebody's job at a school. ended_on: the last day."""

    staff_id: UUID
    role: str
    started_on: date | None
    ended_on: date | None

    def held_on(self, day: date) -> bool:
        begun = self.started_on is None or self.started_on <= day
        return begun and (self.ended_on is None or day <= self.ended_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    school_id: UUID
    phase: str
    days: SchoolDays
    posts: tuple[Post, ...]

    def staff(self, role: str, day: date) -> list[UUID]:
        """Who did this job on a day; who does it by now, where nobody of then is known."""
        of_role = [one for one in self.posts if one.role == role]
        then = [one for one in of_role if one.held_on(day)]
        return [one.staff_id for one in then or of_role]

    def senco(self, day: date) -> UUID:
        """The SENCO of a day, or who answered for the post before there was one."""
        for role in ("SENCO", "Headteacher", "Teacher"):
            posts = [one for one in self.posts if one.role == role and one.held_on(day)]
            if posts:
                return posts[0].staff_id
        return self.posts[0].staff_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """mis_id: of the export, which gives the pupil's chance. parents: who may act for them."""

    mis_id: str
    pupil_id: UUID
    school: School
    year: str
    entered_on: date
    status: str
    since: date | None
    needs: tuple[str, ...]
    parents: tuple[UUID, ...]

    @property
    def second_need(self) -> str | None:
        """What a decision may name beside the first: never with "not assessed yet"."""
        return self.needs[1] if len(self.needs) > 1 and NSA not in self.needs else None


def read_trust(folder: Path, trust_key: bytes, *, today: date) -> list[Pupil]:
    """The pupils on roll today, in the order of the export, but those of the story.

    Raises UnusableFolder.
    """
    export = read_export(folder, today=today)
    ids = MisIds(trust_key)
    schools = _schools(export, ids)
    parents = _parents(export.contacts, ids)
    return [
        _pupil(row, ids, schools[row.values["School URN"]], parents[row.values["Pupil ID"]])
        for row in export.pupils
        if _is_there(row, today) and row.values["Pupil ID"] not in STORY
    ]


def _is_there(row: AcceptedRow, today: date) -> bool:
    left_on, entered_on = row.day("Leaving date"), row.day("Entry date")
    return (left_on is None or left_on >= today) and entered_on is not None and entered_on <= today


def _schools(export: Export, ids: MisIds) -> dict[str, School]:
    terms: dict[str, list[Term]] = defaultdict(list)
    for row in export.terms:
        terms[row.values["School URN"]].append(_term(row))
    posts: dict[str, list[Post]] = defaultdict(list)
    for row in export.staff:
        posts[row.text("School URN") or ""].append(_post(row, ids))
    return {
        row.values["School URN"]: School(
            school_id=ids.id(Kind.SCHOOL, row.values["School URN"]),
            phase=row.values["Phase"],
            days=SchoolDays(terms[row.values["School URN"]]),
            posts=tuple(posts[row.values["School URN"]]),
        )
        for row in export.schools
    }


def _term(row: AcceptedRow) -> Term:
    return Term(
        first_day=date.fromisoformat(row.values["First day"]),
        last_day=date.fromisoformat(row.values["Last day"]),
        closed=frozenset(row.days("Closed on")),
    )


def _post(row: AcceptedRow, ids: MisIds) -> Post:
    return Post(
        staff_id=ids.id("staff", row.values["Staff ID"]),
        role=row.values["Role"],
        started_on=row.day("Start date"),
        ended_on=row.day("End date"),
    )


def _parents(contacts: Sequence[AcceptedRow], ids: MisIds) -> dict[str, tuple[UUID, ...]]:
    found: dict[str, tuple[UUID, ...]] = defaultdict(tuple)
    for row in contacts:
        if row.yes("Parental responsibility") and not row.yes("No contact"):
            guardian = ids.id(Kind.GUARDIAN, row.values["Contact ID"])
            found[row.values["Pupil ID"]] += (guardian,)
    return found


def _pupil(row: AcceptedRow, ids: MisIds, school: School, parents: Iterable[UUID]) -> Pupil:
    needs = (row.text("SEN need 1"), row.text("SEN need 2"))
    return Pupil(
        mis_id=row.values["Pupil ID"],
        pupil_id=ids.id(Kind.PUPIL, row.values["Pupil ID"]),
        school=school,
        year=row.values["Year group"],
        entered_on=date.fromisoformat(row.values["Entry date"]),
        status=row.values["SEN status"],
        since=row.day("SEN status since"),
        needs=tuple(need for need in needs if need),
        parents=tuple(parents),
    )
