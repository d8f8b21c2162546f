"""Small lists of running cases for tests: one good row of a kind, and the way to what is said."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.ehcp.migration import columns as c
from services.ehcp.migration.cases_file import CasesFile, read_cases
from services.ehcp.migration.found import Finding, read_finding

TODAY = date(2026, 11, 22)
Row = dict[str, str]

WHO: Row = {
    c.PUPIL_ID: "P-77",
    c.UPN: "V201361425001",
    c.URN: "141207",
    c.LA_CODE: "873",
    c.LA_NAME: "Fenshire Council",
}
WHO_ELSE: Row = WHO | {c.PUPIL_ID: "P-78", c.UPN: "B801200005001"}
ASSESSING: Row = WHO | {
    c.STATE: "Assessing",
    c.REQUESTED_BY: "School",
    c.CONSULTED: "01/09/2026",
    c.REQUESTED: "03/09/2026",
    c.RECEIVED: "07/09/2026",
    c.RECEIPT_LETTER: "09/09/2026",
    c.DECIDED: "12/10/2026",
    c.DECISION_SENT: "13/10/2026",
    c.ADVICE_ASKED: "14/10/2026",
}
PLAN: Row = WHO | {
    c.STATE: "Maintained",
    c.FINAL_ISSUED: "11/06/2021",
    c.REVIEW_MET: "2026-03-04",
    c.REVIEW_DECISION: "Keep",
    c.REVIEW_DECIDED: "2026-03-20",
    c.REVIEW_SENT: "2026-03-27",
    c.NEXT_REVIEW: "2027-02-10",
}
CAME: Row = PLAN | {  # from Marshland, this autumn
    c.TRANSFERRED: "2026-10-01",
    c.CAME_FROM: "874",
    c.TRANSFER_TOLD: "2026-10-20",
}
BARE: Row = WHO | {c.STATE: "EHCP"}  # what many a list has, and no more


def text_of(rows: Sequence[Row], *, delimiter: str = ",") -> str:
    """CSV with a column for every one that a row names."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    target = io.StringIO()
    writer = csv.DictWriter(target, columns, restval="", lineterminator="\r\n", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def bytes_of(*rows: Row) -> bytes:
    return text_of(rows).encode()


def read(*rows: Row, today: date = TODAY) -> CasesFile:
    return read_cases(bytes_of(*rows), today=today)


def refusals(file: CasesFile) -> list[tuple[int, str, str]]:
    """(line, column, code) of everything that was refused."""
    return sorted((one.line, one.column, one.code) for one in file.refused)


def notices(file: CasesFile) -> list[tuple[int, str, str]]:
    return sorted((one.line, one.column, one.code) for one in file.notices)


def lines(file: CasesFile) -> list[int]:
    return [row.line for row in file.rows]


def found(file: CasesFile, pupils: Mapping[int, UUID]) -> bytes:
    """What directory would write of it: line -> pupil, the other lines not found."""
    told: dict[str, Any] = {
        "file": file.digest,
        "found": [{"line": line, "pupil_id": str(one)} for line, one in pupils.items()],
        "refused": [
            {"line": row.line, "column": c.PUPIL_ID, "code": "pupil-not-found"}
            for row in file.rows
            if row.line not in pupils
        ],
    }
    return json.dumps(told).encode()


def finding(file: CasesFile, pupils: Mapping[int, UUID]) -> Finding:
    return read_finding(found(file, pupils))
