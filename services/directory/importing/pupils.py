"""pupils.csv: a row for each pupil."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from uuid import UUID

from ..domain.commands import RecordPupil
from ..domain.details import PupilDetails
from ..domain.terms import SenNeed, SenStatus, Sex
from ..mis.export import AcceptedRow, Export
from ..records import Records
from ..search import Entry
from .telling import Kind, Telling, TextsOf, ToldRow


def pupil_row_key(mis_id: str, records: Records) -> bytes:
    """The digest by which a pupil's row is known again. mis_id: its Pupil ID."""
    return records.ids.digest("row", Kind.PUPIL, mis_id)


def derived_pupil_id(mis_id: str, records: Records) -> UUID:
    """The id of a pupil who first comes under this Pupil ID."""
    return records.ids.id(Kind.PUPIL, mis_id)


def legal_name(row: AcceptedRow) -> tuple[str, str]:
    return row.values["Legal forename"], row.values["Legal surname"]


def pupil_tellings(
    export: Export, records: Records, pupil_ids: Mapping[str, UUID], today: date
) -> list[Telling]:
    """One for each pupil. pupil_ids: Pupil ID -> the pupil it is; a row without one is left out."""
    return [
        _telling(row, records, pupil_ids[row.values["Pupil ID"]], today)
        for row in export.pupils
        if row.values["Pupil ID"] in pupil_ids
    ]


def _telling(row: AcceptedRow, records: Records, pupil_id: UUID, today: date) -> Telling:
    school_id = records.ids.id(Kind.SCHOOL, row.values["School URN"])
    command = RecordPupil(
        pupil_id=pupil_id,
        school_id=school_id,
        year_group=row.values["Year group"],
        registration_group=row.text("Registration group"),
        entered_on=date.fromisoformat(row.values["Entry date"]),
        left_on=row.day("Leaving date"),
        details=_details(row, TextsOf(pupil_id)),
        sen_status=SenStatus(row.values["SEN status"]),
        sen_since=row.day("SEN status since"),
        sen_needs=_needs(row),
        keep_years=records.keep_years,
        told_on=today,
    )
    told = ToldRow(
        kind=Kind.PUPIL, key=pupil_row_key(row.values["Pupil ID"], records), line=row.line
    )
    return Telling(
        command=command,
        rows=(told,),
        file="pupils.csv",
        column="Pupil ID",
        subject=pupil_id,
        entry=partial(_entry, row, records, pupil_id, school_id),
        school_id=school_id,
        pupil_id=pupil_id,
    )


def _entry(row: AcceptedRow, records: Records, pupil_id: UUID, school_id: UUID) -> Entry:
    return records.index.pupil(
        pupil_id,
        school_id=school_id,
        legal_name=legal_name(row),
        preferred_names=(row.text("Preferred forename"), row.text("Preferred surname")),
        born_on=date.fromisoformat(row.values["Date of birth"]),
        upn=row.text("UPN"),
    )


def _details(row: AcceptedRow, texts: TextsOf) -> PupilDetails:
    sex = row.text("Sex")
    return PupilDetails(
        mis_id=texts.staff(row.values["Pupil ID"]),
        upn=texts.staff_if(row.text("UPN")),
        legal_forename=texts.all(row.values["Legal forename"]),
        legal_surname=texts.all(row.values["Legal surname"]),
        preferred_forename=texts.all_if(row.text("Preferred forename")),
        preferred_surname=texts.all_if(row.text("Preferred surname")),
        date_of_birth=texts.all(row.values["Date of birth"]),
        sex=Sex(sex) if sex else None,
    )


def _needs(row: AcceptedRow) -> tuple[SenNeed, ...]:
    needs = (row.text("SEN need 1"), row.text("SEN need 2"))
    return tuple(SenNeed(need) for need in needs if need)
