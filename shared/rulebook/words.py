"""A limit in words: where it starts, how it was counted, why it stays where it is."""

from dataclasses import dataclass
from datetime import date

from .counting import DAYS_PER_WEEK
from .limits import Limit
from .rule import Counting, Force, Rule, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Whole sentences, for anybody.

    start: the event and its day. counted: the arithmetic. stays: what does not move it.
    aim: the last working day. authority: whether it is a must, its source and its version.
    """

    start: str
    counted: str
    stays: str
    aim: str
    authority: str


def in_full(day: date) -> str:
    """ "Friday 25 December 2026" """
    return f"{day:%A} {day.day} {day:%B %Y}"


def explain(limit: Limit, *, starts_when: str | None = None) -> Explanation:
    """How a date was got. starts_when: says the event otherwise than its rule does."""
    return Explanation(
        start=_start(limit, starts_when or limit.rule.starts_when),
        counted=_counted(limit),
        stays=_stays(limit),
        aim=_aim(limit),
        authority=authority(limit.rule, limit.start_on),
    )


def _start(limit: Limit, starts_when: str) -> str:
    counts = {
        Counting.AFTER: "that day is not counted",
        Counting.BEGINNING_WITH: "that day is day 1",
        Counting.BEFORE: "counted back from it, that day is left out",
    }[limit.rule.counting]
    return f"{starts_when[0].upper()}{starts_when[1:]} on {in_full(limit.start_on)}; {counts}."


def _counted(limit: Limit) -> str:
    rule = limit.rule
    if rule.unit is Unit.MONTHS:
        last = {
            Counting.AFTER: "end on",
            Counting.BEGINNING_WITH: "have their last day on",
            Counting.BEFORE: "before it is",
        }[rule.counting]
        return f"{_length(rule)} {last} {in_full(limit.due_on)}."
    weeks = rule.unit is Unit.WEEKS
    days = rule.length * (DAYS_PER_WEEK if weeks else 1)
    told = (
        f"{_length(rule)} {'is' if rule.length == 1 else 'are'} {days} days. "
        if rule.unit is Unit.WEEKS
        else ""
    )
    back = " before it" if rule.counting is Counting.BEFORE else ""
    return f"{told}Day {days}{back} is {in_full(limit.due_on)}."


def _length(rule: Rule) -> str:
    unit = rule.unit.value if rule.length > 1 else rule.unit.value[:-1]
    return f"{rule.length} {unit}"


def _stays(limit: Limit) -> str:
    never = "Weekends, bank holidays and school holidays do not move it."
    return f"That is {limit.closed_because}. {never}" if limit.closed_because else never


def _aim(limit: Limit) -> str:
    told = f"The last working day on or before it is {in_full(limit.last_working_day_on)}."
    if not limit.provisional:
        return told
    return f"{told} This is provisional: not all bank holidays of that time are known yet."


def authority(rule: Rule, on: date) -> str:
    """Must, should or our own plan; its source; the version that is used."""
    force = {
        Force.STATUTORY: "Must",
        Force.CODE_SHOULD: "Should",
        Force.DERIVED_PLANNING: "We plan to",
    }[rule.force]
    return f"{rule.source}. {force}. Version in force on {in_full(on)}."
