"""What was imported into the trust's records, in numbers: from the MIS, and from lists of cases."""

from dataclasses import dataclass, field
from datetime import datetime

from shared.shapes import convert

from .calling import Calling


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import. state: running, done or failed. refused, notices: rows by the code of a reason.

    accepted: rows by kind, of the MIS; new, changed, unchanged: cases, of a list. vanished: what an
    earlier import told of and this one does not.
    """

    started_at: datetime
    state: str
    ended_at: datetime | None = None
    complete: bool = True
    accepted: dict[str, int] = field(default_factory=dict)
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    notices: dict[str, int] = field(default_factory=dict)
    vanished: dict[str, int] | int = 0

    @property
    def gone(self) -> int:
        return self.vanished if isinstance(self.vanished, int) else sum(self.vanished.values())


class Imports:
    """Each method raises NotAnswered; the last 50, the latest first."""

    def __init__(self, directory: Calling, ehcp: Calling) -> None:
        self._directory = directory
        self._ehcp = ehcp

    def of_the_mis(self) -> list[Import]:
        return convert(self._directory.get("/imports").body["imports"], list[Import])

    def of_cases(self) -> list[Import]:
        return convert(self._ehcp.get("/migrations").body["migrations"], list[Import])
