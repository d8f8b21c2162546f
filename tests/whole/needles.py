"""What must lie open nowhere: of every pupil and adult of the export, and what was typed."""

import ast
import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final

import deploy.story
from deploy.story.concern import NOTICED
from tests.shared.canary import written

STORY = Path(deploy.story.__path__[0])
FEWEST_SPACES = 3
# A shorter name ("Ayo", "Rhys") turns up by chance in an id, a code word or what is sealed.
FEWEST_LETTERS: Final = 7
NAMES_OF_PUPIL = ("Legal forename", "Legal surname", "Preferred forename", "Preferred surname")
# What the demo has none of that is long: the last pupil of the export gets them.
PREFERRED: Final = {"Preferred forename": "Zephyrine", "Preferred surname": "Quillfeather"}
PROCESS_DAYS = ("Entry date", "Leaving date", "SEN status since")
POST_DAYS = ("Start date", "End date")


def needles(export: Path) -> dict[str, str]:
    """Kind of thing -> the text; told are the kinds alone."""
    found: dict[str, str] = {}
    process = days_of_the_process(export)
    for n, row in enumerate(rows(export / "pupils.csv")):
        found[f"pupil {n} name"] = f"{row['Legal forename']} {row['Legal surname']}"
        if (born := day(row["Date of birth"])) not in process:
            found |= {f"pupil {n} birth date {m}": form for m, form in enumerate(written(born))}
        if row["UPN"]:
            found[f"pupil {n} UPN"] = row["UPN"]
    for n, row in enumerate(rows(export / "contacts.csv")):
        if row["Forename"]:
            found[f"contact {n} name"] = f"{row['Forename']} {row['Surname']}"
        if row["Mobile"]:
            found[f"contact {n} mobile"] = row["Mobile"].replace(" ", "")[-10:]
    for n, row in enumerate(rows(export / "staff.csv")):
        found[f"staff {n} name"] = f"{row['Forename']} {row['Surname']}"
    for name in ("Whitlock", "Kulkarni"):  # of a teacher, a SENCO
        found[f"staff surname {name[0]}"] = name
    found |= {f"single name {n}": name for n, name in enumerate(sorted(single_names(export)))}
    return found | {f"typed {n}": text for n, text in enumerate(typed())}


def single_names(export: Path) -> set[str]:
    """Forenames and surnames, also preferred ones, of children and their adults, each by itself.

    Those alone that nothing else is called: long, and in no school's name.
    """
    of_pupils = {row[name] for row in rows(export / "pupils.csv") for name in NAMES_OF_PUPIL}
    contacts = rows(export / "contacts.csv")
    of_adults = {row[name] for row in contacts for name in ("Forename", "Surname")}
    schools = (export / "schools.csv").read_text(encoding="utf-8-sig")
    return {
        name
        for name in of_pupils | of_adults
        if len(name) >= FEWEST_LETTERS and name not in schools
    }


def typed() -> list[str]:
    """Whatever the story's people may have typed: all of its sentences."""
    nodes = [node for file in STORY.glob("*.py") for node in ast.walk(ast.parse(file.read_text()))]
    texts = [one.value for one in nodes if isinstance(one, ast.Constant)]
    sentences = [one for one in texts if isinstance(one, str) and one.count(" ") >= FEWEST_SPACES]
    assert NOTICED in sentences
    return sentences


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  # a day has no zone


def days_of_the_process(export: Path) -> set[date]:
    """Days that are stored in clear: a birth date that is one of them tells nothing if found."""

    def told() -> Iterator[str]:
        for row in rows(export / "pupils.csv"):
            yield from (row[column] for column in PROCESS_DAYS)
        for row in rows(export / "schools.csv"):
            yield row["Joined trust on"]
        for row in rows(export / "staff.csv"):
            yield from (row[column] for column in POST_DAYS)

    return {day(one) for one in told() if one}


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def prefer_other_names(export: Path) -> None:
    pupils = rows(export / "pupils.csv")
    pupils[-1] |= PREFERRED
    with (export / "pupils.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(pupils[0]))
        writer.writeheader()
        writer.writerows(pupils)
