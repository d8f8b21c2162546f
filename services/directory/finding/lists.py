"""The columns of a list by which a pupil is found; whoever takes the list over judges the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..mis.columns import PUPIL_ID_HEADINGS, URN_HEADINGS, Column, File, IfWrong, Kind, Need
from ..mis.header import RawRow, read_table
from ..mis.values import Wrong, read_value

PUPIL_ID: Final = Column("Pupil ID", Need.OPTIONAL, Kind.TEXT, IfWrong.REFUSE, PUPIL_ID_HEADINGS)
UPN: Final = Column("UPN", Need.OPTIONAL, Kind.UPN, IfWrong.REFUSE, ("Unique pupil number",))
URN: Final = Column("School URN", Need.VALUE, Kind.URN, IfWrong.REFUSE, URN_HEADINGS)
LIST: Final = File("ehc_cases", required=True, known_by=PUPIL_ID.name, columns=(PUPIL_ID, UPN, URN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A row of a list. At least one of mis_id and upn is there."""

    line: int
    mis_id: str | None
    upn: str | None
    urn: str


def read_list(content: bytes) -> Iterator[Asked]:
    """The rows of which these values are right: the others are refused by whoever reads them all.

    Raises RefusedFile.
    """
    for row in read_table(content, LIST).rows:
        asked = _asked(row)
        if asked is not None:
            yield asked


def _asked(row: RawRow) -> Asked | None:
    kept: dict[str, str | None] = {}
    for column in LIST.columns:
        text = row.texts[column.name]
        value = read_value(column.kind, text) if text else None
        if isinstance(value, Wrong):
            return None
        kept[column.name] = value.stored if value else None
    mis_id, upn, urn = (kept[column.name] for column in LIST.columns)
    if urn is None or (mis_id is None and upn is None):
        return None
    return Asked(line=row.line, mis_id=mis_id, upn=upn, urn=urn)
