"""staff.csv: a row for each post; who somebody is, as the first of their rows says."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from ..domain.commands import Post, RecordStaffMember
from ..domain.details import StaffDetails
from ..domain.terms import PostRole
from ..mis.export import AcceptedRow, Export
from ..records import MisIds
from ..search import STAFF, BlindIndex
from .telling import Kind, Telling, TextsOf, ToldRow

ROLES: Final = {
    "Teacher": PostRole.TEACHER,
    "SENCO": PostRole.SENCO,
    "Teaching assistant": PostRole.TEACHING_ASSISTANT,
    "Headteacher": PostRole.HEADTEACHER,
    "Trust SEND lead": PostRole.TRUST_SEND_LEAD,
    "Office": PostRole.OFFICE,
}


def staff_tellings(export: Export, ids: MisIds, index: BlindIndex, today: date) -> list[Telling]:
    """One for each member of staff, with their posts."""
    of_person: dict[str, list[AcceptedRow]] = {}
    for row in export.staff:
        of_person.setdefault(row.values["Staff ID"], []).append(row)
    return [_telling(rows, ids, index, today) for rows in of_person.values()]


def _telling(rows: Sequence[AcceptedRow], ids: MisIds, index: BlindIndex, today: date) -> Telling:
    first = rows[0]
    staff_id = ids.id("staff", first.values["Staff ID"])
    command = RecordStaffMember(
        staff_id=staff_id,
        details=_details(first, TextsOf(staff_id)),
        posts=tuple(_post(row, ids) for row in rows),
        told_on=today,
    )
    return Telling(
        command=command,
        rows=tuple(ToldRow(kind=Kind.POST, key=_key(row, ids), line=row.line) for row in rows),
        file="staff.csv",
        column="Staff ID",
        subject=staff_id,
        entry=partial(index.adult, staff_id, STAFF, first.text("Work email")),
    )


def _details(row: AcceptedRow, texts: TextsOf) -> StaffDetails:
    return StaffDetails(
        title=texts.all_if(row.text("Title")),
        forename=texts.all(row.values["Forename"]),
        surname=texts.all(row.values["Surname"]),
        email=texts.staff_if(row.text("Work email")),
    )


def _post(row: AcceptedRow, ids: MisIds) -> Post:
    urn = row.text("School URN")
    school_id: UUID | None = ids.id(Kind.SCHOOL, urn) if urn else None
    return Post(
        school_id=school_id,
        role=ROLES[row.values["Role"]],
        started_on=row.day("Start date"),
        ended_on=row.day("End date"),
    )


def _key(row: AcceptedRow, ids: MisIds) -> bytes:
    place = row.text("School URN") or ""
    return ids.digest("row", Kind.POST, row.values["Staff ID"], place, row.values["Role"])
