"""What every entry of a case says of itself."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.rulebook.rule import Party

from ..plan_terms import Right
from ..terms import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was told and stands. root: the first of the entries that it corrects."""

    entry_id: UUID
    root: UUID | None = None

    @property
    def key(self) -> UUID:
        """By which other entries and clocks name it: the same through every correction."""
        return self.root or self.entry_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Entry):
    """A letter of the council. received_on: by us."""

    decided_on: date | None
    sent_on: date | None
    received_on: date
    rights: tuple[Right, ...] | None = None

    @property
    def told_on(self) -> date:
        """The day the council told the family: sent where it is known, else received."""
        return self.sent_on or self.received_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Entry):
    """Something that was done on a day."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """An announcement that stands. distance: of an approaching one; done_on: of a met one."""

    notice_id: UUID
    what: Notice
    rule: str
    about: UUID | None = None
    due_on: date
    responsible: Party
    distance: int | None = None
    done_on: date | None = None

    @property
    def clock(self) -> tuple[str, UUID | None]:
        """Which deadline: its rule, and which of the rule's clocks."""
        return (self.rule, self.about)
