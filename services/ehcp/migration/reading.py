"""From the bytes of a file to its rows: characters, delimiter, quotes, header, width.

Quotes are read by the standard library's `csv`, strictly: a file in which one is left open, or is
followed by more than a delimiter, is refused, since nobody can say where its rows end.
"""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .columns import COLUMNS

UTF_8_MARK: Final = b"\xef\xbb\xbf"
DELIMITERS: Final = (",", ";", "\t")  # in the order that decides a tie
LINE_END: Final = re.compile(r"\r\n|\r|\n")
# Far above any trust's list (5,000 rows come to about 1.5 MB).
MOST_BYTES: Final = 16 * 1024 * 1024
MOST_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """A code about the file (line 1) or a row. column: "" unless the code is about one.

    other: of two things that do not go together, the other column or line.
    """

    line: int
    column: str
    code: str
    other: str = ""


class RefusedFile(Exception):
    """A file that cannot be taken at all, with the reasons, each on line 1."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*(fault.code for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row before it is judged: the cleaned text of every column, "" where blank."""

    line: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """misfits: records that are no rows. unknown_headings: whether columns are passed over."""

    encoding: str
    delimiter: str
    unknown_headings: bool
    rows: tuple[RawRow, ...]
    misfits: tuple[Fault, ...]


def clean(text: str) -> str:
    """NFC, with no spaces, tabs or line ends around it; a no-break space is a space."""
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").strip(" \t\n")


def plain(cleaned: str) -> str:
    """The form in which headings and list values are compared."""
    return cleaned.lower().replace(" ", "").replace("_", "").replace("-", "")


def read_table(content: bytes) -> Table:
    """The rows of a file's bytes. Raises RefusedFile."""
    if len(content) > MOST_BYTES:
        raise RefusedFile(Fault(1, "", "file-too-large"))
    text, encoding = _decoded(content)
    delimiter = _delimiter(text)
    records = _records(text, delimiter)
    _, header = next(records, (1, [""]))
    columns = _columns(header)
    places = _places(columns)
    width = max((place for place, heading in enumerate(header, 1) if heading), default=0)
    rows, misfits = _rows(records, places, width)
    return Table(encoding, delimiter, None in columns, rows, misfits)


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding: `utf-8` or `windows-1252`. Raises RefusedFile."""
    if b"\0" in content:  # as UTF-16 has them
        raise RefusedFile(Fault(1, "", "unreadable-file"))
    marked = content.startswith(UTF_8_MARK)
    for encoding in ("utf-8",) if marked else ("utf-8", "windows-1252"):
        try:
            return content.removeprefix(UTF_8_MARK).decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise RefusedFile(Fault(1, "", "unreadable-file"))


def _delimiter(text: str) -> str:
    """The most frequent of comma, semicolon and tab outside quotes on the first line."""
    first_line = LINE_END.split(text, maxsplit=1)[0]
    outside = "".join(first_line.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """(physical line on which it starts, cleaned fields) of each record. Raises RefusedFile."""
    lines = [f"{line}\n" for line in LINE_END.split(text)]
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start = 1
    try:
        for number, fields in enumerate(reader):
            if number > MOST_ROWS:
                raise RefusedFile(Fault(1, "", "file-too-large"))
            yield start, [clean(field) for field in fields]
            start = reader.line_num + 1
    except csv.Error:
        raise RefusedFile(Fault(1, "", "unreadable-file")) from None


def _columns(header: Sequence[str]) -> list[str | None]:
    """What each heading stands for: a column's name, "" for a blank one, None for an unknown."""
    meant = {
        plain(heading): column.name
        for column in COLUMNS
        for heading in (column.name, *column.other_headings)
    }
    return [meant.get(plain(heading)) if heading else "" for heading in header]


def _places(columns: Sequence[str | None]) -> dict[str, int]:
    """Where in a record each column stands. Raises RefusedFile."""
    times = Counter(columns)
    faults = [
        Fault(1, column.name, "duplicate-column" if times[column.name] else "missing-column")
        for column in COLUMNS
        if times[column.name] > 1 or (column.needed and not times[column.name])
    ]
    if faults:
        raise RefusedFile(*faults)
    return {column: place for place, column in enumerate(columns) if column}


def _rows(
    records: Iterator[tuple[int, list[str]]], places: Mapping[str, int], width: int
) -> tuple[tuple[RawRow, ...], tuple[Fault, ...]]:
    absent = {column.name: "" for column in COLUMNS if column.name not in places}
    rows: list[RawRow] = []
    misfits: list[Fault] = []
    for line, fields in records:
        if not any(fields):
            continue
        if len(fields) < width:
            misfits.append(Fault(line, "", "too-few-values"))
        elif any(fields[width:]):
            misfits.append(Fault(line, "", "too-many-values"))
        else:
            texts = {column: fields[place] for column, place in places.items()}
            rows.append(RawRow(line, texts | absent))
    return tuple(rows), tuple(misfits)
