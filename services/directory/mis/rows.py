"""A row while it is judged: what it says, what counts against it, what is to be noticed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .header import Fault, RawRow


@dataclass(slots=True, kw_only=True)
class Row:
    """One row on its way through both stages.

    texts: the cleaned text of every known column. values: the stored form of every value that is
    there, right and not dropped; a column that is not in it is blank. refusals count for the whole
    row, notices are shown only if nothing does.
    """

    line: int
    texts: Mapping[str, str]
    values: dict[str, str] = field(default_factory=dict)
    refusals: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)
    ignored: bool = False

    @property
    def accepted(self) -> bool:
        return not self.refusals and not self.ignored

    def refuse(self, column: str, code: str, *, other: "Row | None" = None) -> None:
        """A reason against the row. The value stays, so that other checks can still use it."""
        self.refusals.append(self._fault(column, code, other))

    def notice(self, column: str, code: str, *, other: "Row | None" = None) -> None:
        self.notices.append(self._fault(column, code, other))

    def drop(self, column: str, code: str, *, other: "Row | None" = None) -> None:
        """Make a wrong detail blank, with a notice."""
        self.notice(column, code, other=other)
        self.values.pop(column, None)

    def ignore(self, column: str, code: str, *, other: "Row") -> None:
        """Pass the row over: it says nothing new, and only this notice is shown."""
        self.ignored = True
        self.notices = [self._fault(column, code, other)]

    def _fault(self, column: str, code: str, other: "Row | None") -> Fault:
        return Fault(self.line, column, code, other.line if other else None)


def unjudged(raw: RawRow) -> Row:
    return Row(line=raw.line, texts=raw.texts)
