"""Small exports for tests: one good row of each file, and the way from rows to what is said."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from services.directory.mis.entries import Entry
from services.directory.mis.export import Export, read_export

TODAY = date(2026, 11, 22)

Row = dict[str, str]
Said = tuple[str, int, str, str]  # file, line, column, code

SCHOOL: Row = {
    "School URN": "141207",
    "LAESTAB": "5082813",
    "Name": "Gorse Hill School",
    "Phase": "Primary",
    "Local authority code": "508",
}
OTHER_SCHOOL: Row = SCHOOL | {"School URN": "141208", "LAESTAB": "5084102"}
POST: Row = {
    "Staff ID": "S1",
    "School URN": "141207",
    "Title": "Ms",
    "Forename": "Nell",
    "Surname": "Darlow",
    "Work email": "nell@hexley.example",
    "Role": "Teacher",
}
PUPIL: Row = {
    "Pupil ID": "P1",
    "School URN": "141207",
    "UPN": "V201361425001",
    "Legal forename": "Petra",
    "Legal surname": "Núñez",
    "Date of birth": "3/2/2016",
    "Year group": "5",
    "Entry date": "1/9/2020",
    "SEN status": "K",
}
NO_PUPILS = ",".join(PUPIL) + "\n"
OTHER_PUPIL: Row = PUPIL | {"Pupil ID": "P2", "UPN": "B801200005001", "Legal forename": "Idris"}
LINK: Row = {
    "Contact ID": "C1",
    "Pupil ID": "P1",
    "Title": "Mrs",
    "Forename": "Inés",
    "Surname": "Núñez",
    "Parental responsibility": "Y",
    "No contact": "N",
    "Address": "9 Gorse Street",
    "Postcode": "B1 3JP",
    "Mobile": "07700 900123",
    "Email": "ines@family.example",
}
TERM: Row = {
    "School URN": "141207",
    "Term": "Autumn 1",
    "First day": "2026-09-03",
    "Last day": "2026-10-20",
}


def text_of(rows: Sequence[Row]) -> str:
    """CSV with a column for every one that a row names."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    target = io.StringIO()
    writer = csv.DictWriter(target, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def write(folder: Path, files: Mapping[str, Sequence[Row] | str | bytes | None]) -> None:
    """Write files by subject: rows, text or bytes; None for a file that is absent."""
    for subject, content in files.items():
        if isinstance(content, str):
            (folder / f"{subject}.csv").write_bytes(content.encode())
        elif isinstance(content, bytes):
            (folder / f"{subject}.csv").write_bytes(content)
        elif content is not None:
            (folder / f"{subject}.csv").write_bytes(text_of(content).encode())


def read(
    folder: Path,
    *,
    schools: Sequence[Row] | str | bytes | None = (SCHOOL, OTHER_SCHOOL),
    pupils: Sequence[Row] | str | bytes | None = (PUPIL, OTHER_PUPIL),
    staff: Sequence[Row] | str | bytes | None = None,
    contacts: Sequence[Row] | str | bytes | None = None,
    terms: Sequence[Row] | str | bytes | None = None,
) -> Export:
    """What is made of an export; where a test names no rows of a required file, two good ones."""
    folder.mkdir(exist_ok=True)
    files = {
        "schools": schools,
        "pupils": pupils,
        "staff": staff,
        "contacts": contacts,
        "terms": terms,
    }
    write(folder, files)
    return read_export(folder, today=TODAY)


def said(entries: Sequence[Entry]) -> list[Said]:
    """What a report would show of entries, in order."""
    return sorted((entry.file, entry.line, entry.column, entry.code) for entry in entries)


def refusals(export: Export) -> list[tuple[int, str, str]]:
    """Line, column and code of every refusal: for exports where one file has any."""
    return [(line, column, code) for _, line, column, code in said(export.refused)]


def notices(export: Export) -> list[tuple[int, str, str]]:
    return [(line, column, code) for _, line, column, code in said(export.notices)]


def lines(export: Export, subject: str) -> list[int]:
    """The lines of the accepted rows of a file."""
    return [row.line for row in export.accepted[subject]]
