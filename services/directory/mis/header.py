"""From the records of a file to rows by column: the header, the width, the rows passed over."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .columns import File, Need
from .lists import plain
from .reading import Record, UnreadableFile, decode, find_delimiter, records


@dataclass(frozen=True, slots=True)
class Fault:
    """A code about a file or a row. column: "" unless the code is about one.

    other_line: the line of the row that this one was compared with, where there is one.
    """

    line: int
    column: str
    code: str
    other_line: int | None = None


class RefusedFile(Exception):
    """A file that cannot be taken at all, with the reasons, each on line 1."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row before it is judged: the cleaned text of every known column, "" where blank."""

    line: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read.

    misfits: records that are no rows, each with its one reason. unknown_headings: whether columns
    are ignored.
    """

    encoding: str
    delimiter: str
    unknown_headings: bool
    rows: tuple[RawRow, ...]
    misfits: tuple[Fault, ...]

    @property
    def records(self) -> int:
        """How many records the file has, but for the header and those passed over as blank."""
        return len(self.rows) + len(self.misfits)


def read_table(content: bytes, file: File) -> Table:
    """The rows of a file's bytes. Raises RefusedFile."""
    try:
        text, encoding = decode(content)
    except UnreadableFile:
        raise RefusedFile(Fault(1, "", "unreadable-file")) from None
    delimiter = find_delimiter(text)
    found = records(text, delimiter)
    header = next(found, Record(1, ("",)))
    if header.unclosed:
        raise RefusedFile(Fault(1, "", "unreadable-file"))
    columns = _columns_of(header, file)
    places = _places(columns, file)
    rows, misfits = _rows(found, places, _width(header), file)
    return Table(encoding, delimiter, None in columns, rows, misfits)


def _columns_of(header: Record, file: File) -> list[str | None]:
    """What each heading stands for: a column's name, "" for a blank one, None for an unknown."""
    meant = {
        plain(heading): column.name
        for column in file.columns
        for heading in (column.name, *column.other_headings)
    }
    return [meant.get(plain(heading)) if heading else "" for heading in header.fields]


def _places(columns: list[str | None], file: File) -> dict[str, int]:
    """Where in a record each column stands. Raises RefusedFile."""
    times = Counter(columns)
    faults = [
        Fault(1, column.name, "duplicate-column" if times[column.name] else "missing-column")
        for column in file.columns
        if times[column.name] > 1 or (times[column.name] == 0 and column.need is not Need.OPTIONAL)
    ]
    if faults:
        raise RefusedFile(*faults)
    return {column: place for place, column in enumerate(columns) if column}


def _width(header: Record) -> int:
    return max((place for place, heading in enumerate(header.fields, 1) if heading), default=0)


def _rows(
    found: Iterable[Record], places: Mapping[str, int], width: int, file: File
) -> tuple[tuple[RawRow, ...], tuple[Fault, ...]]:
    absent = {column.name: "" for column in file.columns if column.name not in places}
    rows: list[RawRow] = []
    misfits: list[Fault] = []
    for record in found:
        misfit = _misfit(record, width)
        if misfit:
            misfits.append(Fault(record.line, "", misfit))
        elif not record.blank:
            texts = {column: record.fields[place] for column, place in places.items()}
            rows.append(RawRow(record.line, texts | absent))
    return tuple(rows), tuple(misfits)


def _misfit(record: Record, width: int) -> str | None:
    """Why a record is no row: unclosed first, since what it swallowed says nothing of its width."""
    if record.unclosed:
        return "unclosed-quote"
    if record.blank:
        return None
    if len(record.fields) < width:
        return "too-few-values"
    if any(record.fields[width:]):
        return "too-many-values"
    return None
