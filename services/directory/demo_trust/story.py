"""The rows of the personas and of the pupils whom the story is about."""

from collections.abc import Iterator, Mapping
from datetime import date

from .personas import (
    BARRED_PARENT,
    CHILD,
    GRANDMOTHER,
    PARENT,
    SECOND_CHILD,
    STORY_PUPILS,
    YOUNG_PERSON_PUPIL,
    YOUNG_PERSONS_MOTHER,
    Persona,
    StoryPupil,
)
from .roll import first_school_day
from .schools import RECEPTION, YEARS, birth_span
from .upns import Upns

ADDRESSES: Mapping[str, tuple[str, str]] = {
    PARENT.key: ("27 Larkrise Road, Larkfield", "SV1 2PA"),
    GRANDMOTHER.key: ("9 Linnet Drive, Larkfield", "SV1 2LD"),
    YOUNG_PERSONS_MOTHER.key: ("4 Mill Race, Larkfield", "SV1 1MR"),
}
MOBILES: Mapping[str, str] = {
    PARENT.key: "07700 900142",
    BARRED_PARENT.key: "07700 900577",
    GRANDMOTHER.key: "07700 900318",
    YOUNG_PERSONS_MOTHER.key: "07700 900864",
}
# The young person came to the academy at 11, and had his plan in Year 9.
PLAN_IN_YEAR = "9"


def rows_of_story_pupils(upns: Upns, school_year: int) -> Iterator[dict[str, str]]:
    for pupil in STORY_PUPILS:
        yield _pupil_row(pupil, upns, school_year)


def rows_of_story_contacts() -> Iterator[dict[str, str]]:
    for child in (CHILD, SECOND_CHILD):
        yield _link(PARENT, child, 1, "Mother")
        yield _link(BARRED_PARENT, child, 2, "Father", barred=True)
        yield _link(GRANDMOTHER, child, 3, "Grandparent", responsibility=False)
    yield _link(YOUNG_PERSONS_MOTHER, YOUNG_PERSON_PUPIL, 1, "Mother")


def _pupil_row(pupil: StoryPupil, upns: Upns, school_year: int) -> dict[str, str]:
    years_since_reception = YEARS.index(pupil.year_group) - RECEPTION
    began = school_year - years_since_reception
    entry_year = began if years_since_reception < 7 else began + 7
    return {
        "Pupil ID": pupil.pupil_id,
        "School URN": pupil.school_urn,
        "UPN": upns.next_at_larkfield(began),
        "Legal forename": pupil.forename,
        "Legal surname": pupil.surname,
        "Preferred forename": pupil.preferred_forename or "",
        "Preferred surname": "",
        "Date of birth": f"{born(pupil, school_year):%d/%m/%Y}",
        "Sex": pupil.sex,
        "Year group": pupil.year_group,
        "Registration group": pupil.registration_group,
        "Entry date": f"{first_school_day(entry_year):%d/%m/%Y}",
        "Leaving date": "",
        "SEN status": pupil.sen_status,
        "SEN status since": _status_since(pupil, began),
        "SEN need 1": pupil.sen_need or "",
        "SEN need 2": "",
    }


def born(pupil: StoryPupil, school_year: int) -> date:
    """The date of birth that puts a pupil of the story into their year group."""
    first, last = birth_span(pupil.year_group, school_year)
    month, day = pupil.born
    return date(first.year if month >= first.month else last.year, month, day)


def _status_since(pupil: StoryPupil, began: int) -> str:
    if pupil.sen_status == "N":
        return ""
    spring = began + YEARS.index(PLAN_IN_YEAR) - RECEPTION + 1
    return f"{date(spring, 3, 11):%d/%m/%Y}"


def _link(
    persona: Persona,
    child: StoryPupil,
    priority: int,
    relationship: str,
    *,
    responsibility: bool = True,
    barred: bool = False,
) -> dict[str, str]:
    address, postcode = ADDRESSES.get(persona.key, ("", ""))
    return {
        "Contact ID": persona.contact_id or "",
        "Pupil ID": child.pupil_id,
        "Priority": str(priority),
        "Title": persona.title or "",
        "Forename": persona.forename,
        "Surname": persona.surname,
        "Relationship": relationship,
        "Parental responsibility": "Y" if responsibility else "N",
        "Correspondence": "Y" if responsibility and not barred else "N",
        "No contact": "Y" if barred else "N",
        "Address": address,
        "Postcode": postcode,
        "Mobile": MOBILES[persona.key],
        "Email": persona.email,
    }
