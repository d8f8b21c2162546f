"""What was computed: a limit, and each stretch that was counted for it."""

from dataclasses import dataclass
from datetime import date

from .rule import Rule, Shape, Sort


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One stretch that was counted.

    name: the limb's name, or the rule's id. starts_when: the event, or the rule counted from.
    start_on: the event's day; of a September or a school year, what stands for it. fixed_on: the
    day of the year that the rule names. from_rule: start_on is the last day of another rule.
    """

    name: str
    starts_when: str
    start_on: date
    shape: Shape
    end_on: date
    sort: Sort = Sort.DAY
    fixed_on: date | None = None
    from_rule: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A computed time limit.

    due_on: the last day on which the act is in time. last_working_day_on: the last working day on
    or before it. closed_because: why due_on is none, "Christmas Day". provisional: bank holidays
    are not listed so far ahead, so last_working_day_on may still change; may_move: so may due_on.
    before_roll: due_on before it was moved. counts: the arithmetic, in order; of the later or
    earlier of two limits, both. as_told: the events used that nobody has confirmed.
    """

    rule: Rule
    start_on: date
    due_on: date
    last_working_day_on: date
    closed_because: str | None
    provisional: bool
    may_move: bool
    before_roll: date
    counts: tuple[Count, ...]
    as_told: tuple[str, ...] = ()

    @property
    def confirmed(self) -> bool:
        return not self.as_told

    def is_missed_on(self, day: date) -> bool:
        """Whether it has passed, the act undone. Only a BY can be missed."""
        return self.rule.can_be_missed and day > self.due_on
