"""One thing that a list tells of a case: compared with what stands, decided, and gone on from.

What an earlier list told is corrected; what a person has recorded since is kept, and said to be.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Any, Final
from uuid import NAMESPACE_OID, UUID, uuid5

from shared.errors import Refused
from shared.personal import Audience, Typed
from shared.recorded import Origin, RecordedEvent

from ..domain import commands as ask
from ..domain import events as told
from ..domain.case import decide
from ..domain.facts import EhcCase, Entry
from ..domain.keeping import KEPT, standing_of
from ..domain.state import evolve
from .reading import Fault
from .rows import CaseRow

# Who recorded it: nobody of the trust. The commit says that it was an import.
IMPORTER: Final = uuid5(NAMESPACE_OID, "waymark/ehcp/migration")
ANOTHER_DAY: Final = "The trust's own list of EHC cases gives another day."
Past = Sequence[RecordedEvent[told.Event]]


def case_id_of(pupil_id: UUID) -> UUID:
    """The case that lists tell of, one for each pupil."""
    return uuid5(pupil_id, "ehc-case-taken-over")


class Teller:
    """Tells one case, step by step. steps: the events of each command that added something."""

    def __init__(self, row: CaseRow, pupil_id: UUID, past: Past, today: date) -> None:
        self.row, self.pupil_id, self.today = row, pupil_id, today
        self.case_id = case_id_of(pupil_id)
        self.case = reduce(evolve, (one.event for one in past), EhcCase())
        self.was_there = self.case.opened is not None
        self.events: list[told.Event] = [one.event for one in past]
        self.of_lists = {
            one.event.entry_id
            for one in past
            if one.origin is Origin.IMPORT and hasattr(one.event, "entry_id")
        }
        self.steps: list[tuple[told.Event, ...]] = []
        self.notices: list[Fault] = []

    def known(self, **columns: str) -> dict[str, date]:
        """The days that the row has, by the command's names of them."""
        days = {name: self.row.day(column) for name, column in columns.items()}
        return {name: day for name, day in days.items() if day is not None}

    def letter(self, sent: str, decided: str, **more: Any) -> dict[str, Any]:
        """What the row says of a letter; nothing, where it does not say when it was sent."""
        days = self.known(sent_on=sent, decided_on=decided)
        return {**more, **days} if "sent_on" in days else {}

    def tell_letter(
        self,
        column: str,
        event: Any,
        command: Any,
        says: Mapping[str, Any],
        more: Mapping[str, Any] | None = None,
        *,
        among: Sequence[Entry] | None = None,
    ) -> None:
        """A letter of the council, if the row says when it was sent."""
        if says:
            # We hear of it today; when the family was told is the day on which it was sent.
            heard = {"received_on": self.today, **(more or {})}
            self.tell(column, event, command, says, heard, among=among)

    def tell(
        self,
        column: str,
        event: Any,
        command: Any,
        says: Mapping[str, Any],
        more: Mapping[str, Any] | None = None,
        *,
        among: Sequence[Entry] | None = None,
    ) -> None:
        """says: what the row says, compared with what stands; more: what goes with it.

        among: with which entries it is compared, if not with all of its kind.
        """
        if None in says.values():
            return
        standing = standing_of(self.case, KEPT[event]) if among is None else among
        last = standing[-1] if standing else None
        if last is not None and self.is_same(last, says):
            return
        if last is not None and last.entry_id not in self.of_lists:
            self.notice(column, "told-otherwise")
            return
        instead = self.instead_of(last) if last else {}
        self.do(column, command, KEPT[event].field, **says, **(more or {}), **instead)

    def is_same(self, entry: Entry, says: Mapping[str, Any]) -> bool:
        event: Any = next(
            one for one in self.events if getattr(one, "entry_id", None) == entry.entry_id
        )
        return all(
            getattr(event, name, event.effective_on) == value for name, value in says.items()
        )

    def instead_of(self, entry: Entry) -> dict[str, Any]:
        reason = Typed(subject=self.pupil_id, audience=Audience.FAMILY, text=ANOTHER_DAY)
        return {"corrects": entry.entry_id, "reason": reason}

    def do(self, column: str, command: Any, what: str, **says: Any) -> None:
        entry_id = uuid5(self.case_id, f"{what}/{len(self.case.entry_ids)}")
        common = {"case_id": self.case_id, "by": IMPORTER, "today": self.today}
        self.step(column, command(**common, entry_id=entry_id, **says))

    def step(self, column: str, command: ask.Command) -> None:
        """Decide, and go on from there. What a rule refuses is said, and the rest is told."""
        try:
            events = tuple(decide(self.case, command))
        except Refused as refusal:
            self.notice(column, "refused-by-rule", refusal.rule)
            return
        if not events:
            return
        self.case = reduce(evolve, events, self.case)
        self.events += events
        self.of_lists |= {one.entry_id for one in events if hasattr(one, "entry_id")}
        self.steps.append(events)

    def notice(self, column: str, code: str, other: str = "") -> None:
        self.notices.append(Fault(self.row.line, column, code, other))
