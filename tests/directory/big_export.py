"""A large export, invented: so many pupils, with siblings who share their adults."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from shared.upn import check_letter
from tests.directory.mis.exports import SCHOOL, TERM, Row, write

FORENAMES = ("Aisha", "Björn", "Chloé", "Dmitri", "Ebele", "Fatima", "Gwen", "Hana", "Idris", "Jo")
SURNAMES = ("Adeyemi", "O'Brien", "Chadderwick", "Núñez", "Şimşek", "Fenwick", "Khan-Lee", "Ng")
SCHOOLS = [
    SCHOOL | {"School URN": f"14{n:04}", "LAESTAB": f"508{4000 + n}", "Name": f"School {n}"}
    for n in range(8)
]
PER_FAMILY = 2  # pupils who share their adults
ADULTS = 9  # to every five pupils


def write_big_export(folder: Path, *, pupils: int) -> None:
    """An export of that many pupils, 9 contact rows to every 5 of them, and their schools."""
    folder.mkdir(exist_ok=True)
    write(
        folder,
        {
            "schools": SCHOOLS,
            "pupils": [_pupil(n) for n in range(pupils)],
            "contacts": list(_contacts(pupils)),
            "staff": [_post(n) for n in range(pupils // 12)],
            "terms": [TERM | {"School URN": school["School URN"]} for school in SCHOOLS],
        },
    )


def _school(n: int) -> str:
    return SCHOOLS[n // PER_FAMILY % len(SCHOOLS)]["School URN"]


def _surname(n: int) -> str:
    return f"{SURNAMES[n // PER_FAMILY % len(SURNAMES)]} {_letters(n // PER_FAMILY)}"


def _letters(n: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(n)).title()


def _pupil(n: int) -> Row:
    born_on = date(2010, 9, 1) + timedelta(days=n % 3650)
    digits = f"201{n % 10_000:04}20{n // 10_000:03}"
    return {
        "Pupil ID": f"P{n:06}",
        "School URN": _school(n),
        "UPN": f"{check_letter(digits)}{digits}",
        "Legal forename": FORENAMES[n % len(FORENAMES)],
        "Legal surname": _surname(n),
        "Date of birth": born_on.isoformat(),
        "Sex": "FM"[n % 2],
        "Year group": str(1 + n % 11),
        "Registration group": f"{1 + n % 11}{'ABC'[n % 3]}",
        "Entry date": "2021-09-01",
        "SEN status": "K" if n % 6 == 0 else "N",
        "SEN status since": "2023-01-09" if n % 6 == 0 else "",
        "SEN need 1": "SLCN" if n % 6 == 0 else "",
    }


def _contacts(pupils: int) -> Iterator[Row]:
    for n in range(pupils):
        for place in range(2 if n % 5 else 1):
            adult = n // PER_FAMILY * 2 + place
            yield {
                "Contact ID": f"C{adult:06}",
                "Pupil ID": f"P{n:06}",
                "Priority": str(place + 1),
                "Title": ("Mrs", "Mr")[place],
                "Forename": FORENAMES[adult % len(FORENAMES)],
                "Surname": _surname(n),
                "Relationship": ("Mother", "Father")[place],
                "Parental responsibility": "Y",
                "Correspondence": "Y",
                "No contact": "N",
                "Address": f"{1 + adult % 99} Gorse Street, Hexley",
                "Postcode": "B1 3JP",
                "Mobile": f"07700 9{adult % 100_000:05}",
                "Email": f"adult{adult}@family.example",
            }


def _post(n: int) -> Row:
    return {
        "Staff ID": f"S{n:05}",
        "School URN": SCHOOLS[n % len(SCHOOLS)]["School URN"],
        "Title": "Ms",
        "Forename": FORENAMES[n % len(FORENAMES)],
        "Surname": f"Darlow {_letters(n)}",
        "Work email": f"staff{n}@hexley.example",
        "Role": "Teacher" if n >= len(SCHOOLS) else "SENCO",
        "Start date": "2020-09-01",
    }
