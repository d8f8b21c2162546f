"""What a rule is: one version of one time limit, whatever its shape."""

from dataclasses import dataclass
from datetime import date

from shared.errors import WaymarkError

from .terms import (
    Combine,
    Counting,
    Force,
    Kind,
    Party,
    Roll,
    Sort,
    Transitional,
    Unit,
)

__all__ = [
    "ActsInstead",
    "Choice",
    "Combine",
    "Counting",
    "Duty",
    "Event",
    "Fixed",
    "Force",
    "Kind",
    "Limb",
    "NotInForce",
    "Party",
    "Roll",
    "Rule",
    "Shape",
    "Sort",
    "Transitional",
    "Unit",
    "UnknownRule",
]


class UnknownRule(WaymarkError):
    """The rule book has no rule of this id."""


class NotInForce(WaymarkError):
    """No version of the rule was in force on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What starts a clock, or turns one.

    name: as rules and inputs call it. clause: it ends "... on Friday 13 November 2026".
    of: the words that a CHOICE has.
    """

    name: str
    clause: str
    sort: Sort = Sort.DAY
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A day of the year of the event: a day of a month, or the last such weekday of it.

    weekday: 0 is Monday.
    """

    month: int
    day: int | None = None
    last_weekday: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The rule to count from where the rule's `chosen_by` is told to be `when`."""

    when: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActsInstead:
    """Who is responsible where an event, once it is told, is told to be `when`."""

    event: str
    when: str
    responsible: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Limb:
    """One of the two limits of which the later or the earlier binds.

    event: counted from its day; or rule: what that rule gives, before any roll.
    optional: without its event the other limb binds alone.
    """

    name: str
    event: str = ""
    starts_when: str = ""
    rule: str | None = None
    length: int = 0
    unit: Unit = Unit.DAYS
    counting: Counting = Counting.AFTER
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A length to count, and how."""

    length: int
    unit: Unit
    counting: Counting


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of a time limit.

    id: the same in every version, "ehcna.decide". source: regulation and paragraph.
    start_event: the name of the day it counts from; starts_when: that event as a clause.
    valid_from, valid_to: the first and last day on which a clock starts under this version.
    transitional: which clocks this version changes besides; none for the first version.
    note: what is doubtful, or what the length leaves out.

    Instead of at the event itself, the counting begins at: fixed, a day of the event's year;
    from_rule, the last day of another rule; chosen_by and choices, that of one of several.
    limbs and combine: the later or earlier of two limits. instead: the event that, once it is
    told, sets the day in place of all this (a tribunal's direction, an agreement).
    acts_instead: whose duty it is in some cases.
    """

    id: str
    title: str
    source: str
    start_event: str
    starts_when: str
    responsible: Party
    force: Force
    kind: Kind
    valid_from: date
    length: int = 0
    unit: Unit = Unit.DAYS
    counting: Counting = Counting.AFTER
    roll: Roll = Roll.NONE
    fixed: Fixed | None = None
    from_rule: str | None = None
    chosen_by: str | None = None
    choices: tuple[Choice, ...] = ()
    combine: Combine | None = None
    limbs: tuple[Limb, ...] = ()
    instead: str | None = None
    acts_instead: ActsInstead | None = None
    valid_to: date | None = None
    transitional: Transitional | None = None
    note: str = ""

    @property
    def shape(self) -> Shape:
        return Shape(self.length, self.unit, self.counting)

    @property
    def can_be_missed(self) -> bool:
        return self.kind is Kind.BY

    def in_force_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def others(self) -> tuple[str, ...]:
        """The rules that this one counts from or compares."""
        named = [self.from_rule, *(one.rule for one in self.choices)]
        return tuple(one for one in [*named, *(limb.rule for limb in self.limbs)] if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty or a choice of the law without any time limit: there is nothing to count."""

    id: str
    title: str
    source: str
    responsible: Party
    force: Force
    note: str
