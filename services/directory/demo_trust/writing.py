"""The demo trust's export: five CSV files, the same bytes for the same seed and day."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from .chance import Chance
from .homes import Mail
from .households import Households, Tie
from .personas import CONTACT_PERSONAS
from .roll import Pupil, Roll, classes
from .schools import SCHOOLS, school_year_of
from .staff import Staffing, rows_of_staff
from .story import rows_of_story_contacts, rows_of_story_pupils
from .terms import rows_of_terms
from .upns import Upns

SEED = 2014


def write_export(folder: Path, *, today: date, seed: int = SEED) -> None:
    """Write the trust's export into a folder, which is made if it is not there.

    today: in Europe/London; pupils are of the ages and year groups of its school year. Raises
    OSError.
    """
    chance = Chance(seed)
    mail = Mail(chance)
    for persona in CONTACT_PERSONAS:
        mail.take(persona.email)
    upns = Upns(chance)
    year = school_year_of(today)
    story_pupils = list(rows_of_story_pupils(upns, year))
    pupils = Roll(chance, Households(chance, mail), upns, today, year).fill()
    groups = classes(chance, pupils)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "schools.csv", _rows_of_schools())
    _write(folder / "staff.csv", rows_of_staff(Staffing(chance, mail, today).posts()))
    _write(folder / "pupils.csv", [*story_pupils, *_rows_of_pupils(pupils, groups)])
    _write(folder / "contacts.csv", [*rows_of_story_contacts(), *_rows_of_contacts(pupils)])
    _write(folder / "terms.csv", rows_of_terms())


def _write(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    found = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(found)


def _rows_of_schools() -> Iterator[dict[str, str]]:
    for school in SCHOOLS:
        yield {
            "School URN": school.urn,
            "LAESTAB": f"{school.laestab[:3]}/{school.laestab[3:]}",
            "Name": school.name,
            "Phase": school.phase,
            "Local authority code": school.laestab[:3],
            "Postcode": school.postcode,
            "Joined trust on": f"{school.joined_on:%d/%m/%Y}",
        }


def _rows_of_pupils(pupils: Iterable[Pupil], groups: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for pupil in pupils:
        needs = (*pupil.provision.needs, "", "")
        yield {
            "Pupil ID": pupil.pupil_id,
            "School URN": pupil.school.urn,
            "UPN": pupil.upn,
            "Legal forename": pupil.forename,
            "Legal surname": pupil.surname,
            "Preferred forename": pupil.preferred,
            "Preferred surname": "",
            "Date of birth": f"{pupil.born:%d/%m/%Y}",
            "Sex": pupil.sex,
            "Year group": _year_group(pupil),
            "Registration group": groups[pupil.pupil_id],
            "Entry date": f"{pupil.entered:%d/%m/%Y}",
            "Leaving date": _day(pupil.left),
            "SEN status": pupil.provision.status,
            "SEN status since": _day(pupil.provision.since),
            "SEN need 1": needs[0],
            "SEN need 2": needs[1],
        }


def _year_group(pupil: Pupil) -> str:
    """X for those in the special school who do not follow the national curriculum."""
    outside = pupil.school.phase == "Special" and "PMLD" in pupil.provision.needs
    return "X" if outside else pupil.year


def _rows_of_contacts(pupils: Iterable[Pupil]) -> Iterator[dict[str, str]]:
    for pupil in pupils:
        for priority, tie in enumerate(pupil.household.ties, start=1):
            yield _link(pupil, priority, tie)


def _link(pupil: Pupil, priority: int, tie: Tie) -> dict[str, str]:
    guardian = tie.guardian
    return {
        "Contact ID": guardian.contact_id,
        "Pupil ID": pupil.pupil_id,
        "Priority": str(priority),
        "Title": guardian.title,
        "Forename": guardian.forename,
        "Surname": guardian.surname,
        "Relationship": tie.relationship,
        "Parental responsibility": "Y" if tie.responsibility else "N",
        "Correspondence": "Y" if tie.correspondence and not tie.barred else "N",
        "No contact": "Y" if tie.barred else "N",
        "Address": guardian.home.address if guardian.home else "",
        "Postcode": guardian.home.postcode if guardian.home else "",
        "Mobile": guardian.mobile,
        "Email": guardian.email,
    }


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
