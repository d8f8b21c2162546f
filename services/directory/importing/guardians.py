"""contacts.csv: a row for each link of an adult to a pupil; who the adult is, as the first says."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from ..domain.commands import RecordGuardian, RecordGuardianship
from ..domain.details import GuardianDetails
from ..domain.terms import Relationship
from ..mis.export import AcceptedRow, Export
from ..records import MisIds
from ..search import GUARDIAN, BlindIndex
from .telling import Kind, Telling, TextsOf, ToldRow

RELATIONSHIPS: Final = {
    "Mother": Relationship.MOTHER,
    "Father": Relationship.FATHER,
    "Parent": Relationship.PARENT,
    "Step-parent": Relationship.STEP_PARENT,
    "Grandparent": Relationship.GRANDPARENT,
    "Foster carer": Relationship.FOSTER_CARER,
    "Guardian": Relationship.GUARDIAN,
    "Sibling": Relationship.SIBLING,
    "Other family member": Relationship.OTHER_FAMILY_MEMBER,
    "Social worker": Relationship.SOCIAL_WORKER,
    "Other": Relationship.OTHER,
}


def guardian_tellings(
    rows: Sequence[AcceptedRow], ids: MisIds, index: BlindIndex, today: date
) -> list[Telling]:
    """One for each adult, from the first of their rows."""
    first: dict[str, AcceptedRow] = {}
    for row in rows:
        first.setdefault(row.values["Contact ID"], row)
    return [_guardian(row, ids, index, today) for row in first.values()]


def _guardian(row: AcceptedRow, ids: MisIds, index: BlindIndex, today: date) -> Telling:
    guardian_id = _guardian_id(row, ids)
    told = ToldRow(
        kind=Kind.GUARDIAN,
        key=ids.digest("row", Kind.GUARDIAN, row.values["Contact ID"]),
        line=row.line,
    )
    return Telling(
        command=RecordGuardian(
            guardian_id=guardian_id,
            details=_details(row, TextsOf(guardian_id)),
            told_on=today,
        ),
        rows=(told,),
        file="contacts.csv",
        column="Contact ID",
        subject=guardian_id,
        entry=partial(index.adult, guardian_id, GUARDIAN, row.text("Email")),
    )


def guardianship_tellings(
    export: Export, ids: MisIds, pupils: Mapping[str, tuple[UUID, UUID]], today: date
) -> list[Telling]:
    """One for each link. pupils: Pupil ID -> (pupil, school); links to others are left out."""
    return [
        _guardianship(row, ids, pupils[row.values["Pupil ID"]], today)
        for row in export.contacts
        if row.values["Pupil ID"] in pupils
    ]


def _guardianship(row: AcceptedRow, ids: MisIds, pupil: tuple[UUID, UUID], today: date) -> Telling:
    guardian_id, (pupil_id, school_id) = _guardian_id(row, ids), pupil
    # By our own ids: a pupil whose Pupil ID has changed keeps their family.
    between = (str(guardian_id), str(pupil_id))
    command = RecordGuardianship(
        guardianship_id=ids.id(Kind.GUARDIANSHIP, *between),
        pupil_id=pupil_id,
        guardian_id=guardian_id,
        relationship=RELATIONSHIPS[row.values.get("Relationship", "Other")],
        parental_responsibility=row.yes("Parental responsibility"),
        correspondence=row.values.get("Correspondence") == "Y",
        priority=int(row.values["Priority"]) if row.text("Priority") else None,
        barred=row.yes("No contact"),
        told_on=today,
    )
    told = ToldRow(
        kind=Kind.GUARDIANSHIP,
        key=ids.digest("row", Kind.GUARDIANSHIP, *between),
        line=row.line,
    )
    return Telling(
        command=command,
        rows=(told,),
        file="contacts.csv",
        column="Pupil ID",
        school_id=school_id,
        pupil_id=pupil_id,
    )


def _guardian_id(row: AcceptedRow, ids: MisIds) -> UUID:
    return ids.id(Kind.GUARDIAN, row.values["Contact ID"])


def _details(row: AcceptedRow, texts: TextsOf) -> GuardianDetails:
    return GuardianDetails(
        title=texts.all_if(row.text("Title")),
        forename=texts.all_if(row.text("Forename")),
        surname=texts.all(row.values["Surname"]),
        address=texts.staff_if(row.text("Address")),
        postcode=texts.staff_if(row.text("Postcode")),
        mobile=texts.staff_if(row.text("Mobile")),
        email=texts.staff_if(row.text("Email")),
    )
