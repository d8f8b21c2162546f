"""The columns as data, against the table of the format itself."""

import re
from pathlib import Path

from services.directory.mis.columns import FILES, Column, IfWrong, Kind

FORMAT = Path(__file__).parents[4] / "shared" / "mis" / "README.md"
LISTS = {
    "Phase": Kind.PHASE,
    "Role": Kind.ROLE,
    "Sex": Kind.SEX,
    "Year group": Kind.YEAR_GROUP,
    "SEN status": Kind.SEN_STATUS,
    "SEN need 1": Kind.SEN_NEED,
    "SEN need 2": Kind.SEN_NEED,
    "Relationship": Kind.RELATIONSHIP,
}
TYPES = {
    "URN": Kind.URN,
    "LAESTAB": Kind.LAESTAB,
    "text": Kind.TEXT,
    "LA code": Kind.LA_CODE,
    "postcode": Kind.POSTCODE,
    "date": Kind.DATE,
    "dates": Kind.DATES,
    "e-mail": Kind.EMAIL,
    "UPN": Kind.UPN,
    "number": Kind.NUMBER,
    "yes/no": Kind.YES_NO,
    "mobile": Kind.MOBILE,
}


def test_the_columns_are_those_of_the_format() -> None:
    ours = {
        (file.subject, column.name): _shown(column) for file in FILES for column in file.columns
    }
    assert ours == _table()


def test_the_columns_are_in_the_order_of_the_format() -> None:
    ours = [(file.subject, column.name) for file in FILES for column in file.columns]
    assert ours == list(_table())


def _shown(column: Column) -> tuple[str, Kind, str, tuple[str, ...]]:
    # A text cannot be wrong, so the format says nothing of what that would cost.
    wrong = "" if column.kind is Kind.TEXT else column.if_wrong.value
    return column.need.value, column.kind, wrong, column.other_headings


def _table() -> dict[tuple[str, str], tuple[str, Kind, str, tuple[str, ...]]]:
    """Subject and column -> need, kind, what a wrong value costs, other headings."""
    found = {}
    subject = ""
    section = FORMAT.read_text().split("## 2. Columns")[1].split("## 3.")[0]
    for line in re.findall(r"^\| (?!\*\*file|column|---).+ \|$", section, re.MULTILINE):
        names, need, kind, wrong, headings = (cell.strip() for cell in line.strip("| ").split("|"))
        if start := re.match(r"\*\*(\w+)\*\* ", names):
            subject, names = start[1], names[start.end() :]
        pairs = [heading.split(", ") for heading in _headings(headings)]
        for place, name in enumerate(names.split(", ")):
            others = tuple(pair[place] for pair in pairs)
            found[subject, name] = need, TYPES.get(kind) or LISTS[name], wrong, others
    return found


def _headings(cell: str) -> list[str]:
    """The other headings of a cell: what a remark adds comes after a full stop."""
    headings = cell.split(". ", maxsplit=1)[0].split(";")
    return [heading.strip() for heading in headings if heading.strip()]


def test_only_what_the_format_says_is_kept_or_read_as_other() -> None:
    kept = [
        (file.subject, c.name) for file in FILES for c in file.columns if c.if_wrong is IfWrong.KEEP
    ]
    assert kept == [("schools", "Postcode"), ("contacts", "Postcode")]
