"""A limit in words: where it starts, how it was counted, what moves it, who acts, how sure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from .computed import Count, Limit
from .counting import DAYS_PER_WEEK
from .rule import Combine, Counting, Force, Kind, Party, Roll, Rule, Sort, Transitional, Unit

HOLDERS: Final = {
    Party.LA: "The council acts.",
    Party.SCHOOL: "The school acts.",
    Party.FAMILY: "The parent or young person acts.",
    Party.OLD_LA: "The council of the old address acts.",
    Party.NEW_LA: "The council of the new address acts.",
    Party.MEDIATION_ADVISER: "The mediation adviser acts.",
    Party.SYSTEM: "Nobody has to act.",
}
MEANINGS: Final = {
    Kind.BY: "This is the last day.",
    Kind.NOT_BEFORE: "This is the first day: not earlier.",
    Kind.MINIMUM_PERIOD: "So much time must be left, up to and including this day.",
    Kind.WINDOW: "This day bounds a time; nothing is missed when it passes.",
    Kind.CONTINUING: "This goes on; nothing is missed when the day passes.",
}
FORCES: Final = {
    Force.STATUTORY: "Must",
    Force.STATUTORY_PARAGRAPH_UNVERIFIED: "Must (the paragraph is not checked)",
    Force.STATUTORY_WORDING_UNVERIFIED: "Must (the wording is not checked)",
    Force.CODE_SHOULD: "Should",
    Force.CODE_WORDING: "Should, as the Code words it",
    Force.DERIVED_PLANNING: "We plan to",
    Force.SECTOR_GUIDANCE: "Guidance of the sector",
}
ROLLS: Final = {
    Roll.TRIBUNAL: "the Tribunal's rules move it",
    Roll.NEXT_WORKING_DAY: "the guidance of the Information Commissioner moves it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Whole sentences, for anybody.

    start: the event and its day. counted: the arithmetic. stays: what moves it, or that nothing
    does. aim: the last working day. authority: whether it is a must, its source and its version.
    holder: who has to act. means: what the day is. sure: confirmed, or as told.
    """

    start: str
    counted: str
    stays: str
    aim: str
    authority: str
    holder: str
    means: str
    sure: str


def in_full(day: date) -> str:
    """ "Friday 25 December 2026" """
    return f"{day:%A} {day.day} {day:%B %Y}"


def explain(limit: Limit, *, starts_when: str | None = None) -> Explanation:
    """How a date was got. starts_when: says the event otherwise than its rule does."""
    return Explanation(
        start=_starts(limit, starts_when),
        counted=_counted(limit),
        stays=_stays(limit),
        aim=_aim(limit),
        authority=authority(limit.rule, limit.start_on),
        holder=HOLDERS[limit.rule.responsible],
        means=MEANINGS[limit.rule.kind],
        sure=_sure(limit),
    )


def _starts(limit: Limit, starts_when: str | None) -> str:
    events = [one for one in limit.counts if not one.from_rule]
    first = _start(events[0], starts_when or events[0].starts_when)
    return " ".join([first, *(_start(one, one.starts_when) for one in events[1:])])


def _start(count: Count, starts_when: str) -> str:
    said = f"{starts_when[:1].upper()}{starts_when[1:]}"
    match count.sort:
        case Sort.SEPTEMBER:
            return f"{said} in September {count.start_on.year}."
        case Sort.SCHOOL_YEAR:
            return f"{said} in the school year that ends in {count.start_on.year}."
        case Sort.DAY | Sort.CHOICE:
            return f"{said} on {in_full(count.start_on)}{_how_the_day_counts(count)}."


def _how_the_day_counts(count: Count) -> str:
    match count.shape.counting:
        case Counting.AFTER:
            return "; that day is not counted"
        case Counting.BEFORE:
            return "; counted back from it, that day is left out"
        case Counting.ON:
            return ""
        case Counting.BEGINNING_WITH if count.shape.unit is Unit.WORKING_DAYS:
            return "; that day is day 1, or the first working day after it"
        case Counting.BEGINNING_WITH:
            return "; that day is day 1"


def _counted(limit: Limit) -> str:
    told = " ".join(_count(one) for one in limit.counts)
    if limit.rule.combine is None or len(limit.counts) == 1:
        return told
    later = limit.rule.combine is Combine.LATER
    return f"{told} The {'later' if later else 'earlier'} counts: {in_full(limit.before_roll)}."


def _count(count: Count) -> str:
    if count.fixed_on is not None:
        return _fixed(count, count.fixed_on)
    if not count.from_rule:
        return _length(count)
    if count.shape.counting is Counting.ON:
        return f'That is the last day of "{count.starts_when}", {in_full(count.end_on)}.'
    return (
        f'From the last day of "{count.starts_when}", {in_full(count.start_on)}: {_length(count)}'
    )


def _fixed(count: Count, named: date) -> str:
    day = f"{named.day} {named:%B %Y}"
    if count.shape.counting is Counting.ON:
        return f"The day that is named is {in_full(count.end_on)}."
    return f"{_amount(count)} {count.shape.counting.value} {day} is {in_full(count.end_on)}."


def _length(count: Count) -> str:
    shape, end = count.shape, in_full(count.end_on)
    if shape.counting is Counting.ON:
        return f"It is that day: {end}."
    one = shape.length == 1
    back = " before it" if shape.counting is Counting.BEFORE else ""
    match shape.unit:
        case Unit.MONTHS:
            return f"{_amount(count)} {_months_end(shape.counting, one=one)} {end}."
        case Unit.WORKING_DAYS:
            left_out = "weekends and bank holidays are left out"
            return f"Working day {shape.length}{back} is {end}; {left_out}."
        case Unit.DAYS:
            return f"Day {shape.length}{back} is {end}."
        case Unit.WEEKS:
            days = shape.length * DAYS_PER_WEEK
            told = f"{_amount(count)} {'is' if one else 'are'} {days} days."
            return f"{told} Day {days}{back} is {end}."


def _months_end(counting: Counting, *, one: bool) -> str:
    if counting is Counting.BEFORE:
        return "before it is"
    if counting is Counting.BEGINNING_WITH:
        return "has its last day on" if one else "have their last day on"
    return "ends on" if one else "end on"


def _amount(count: Count) -> str:
    unit = count.shape.unit.value.replace("_", " ")
    return f"{count.shape.length} {unit if count.shape.length > 1 else unit[:-1]}"


def _stays(limit: Limit) -> str:
    if limit.rule.roll is not Roll.NONE:
        return _rolls(limit, ROLLS[limit.rule.roll])
    working = any(one.shape.unit is Unit.WORKING_DAYS for one in limit.counts)
    what = "School holidays do" if working else "Weekends, bank holidays and school holidays do"
    never = f"{what} not move it."
    return f"That is {limit.closed_because}. {never}" if limit.closed_because else never


def _rolls(limit: Limit, who: str) -> str:
    until = " It is in time until 5pm." if limit.rule.roll is Roll.TRIBUNAL else ""
    if limit.due_on == limit.before_roll:
        return f"That is a working day: nothing moves it.{until}"
    return (
        f"The time ends on {in_full(limit.before_roll)}; {who} to {in_full(limit.due_on)}.{until}"
    )


def _aim(limit: Limit) -> str:
    told = f"The last working day on or before it is {in_full(limit.last_working_day_on)}."
    if not limit.provisional:
        return told
    known = "not all bank holidays of that time are known yet"
    return f"{told} This is provisional{', and so is the date itself' * limit.may_move}: {known}."


def _sure(limit: Limit) -> str:
    if limit.confirmed:
        return "Counted from days that are confirmed."
    named = ", ".join(name.replace("_", " ") for name in limit.as_told)
    return f"As told, and not confirmed: {named}."


def authority(rule: Rule, on: date) -> str:
    """Must, should or our own plan; its source; the version that is used.

    on: the day the clock started; while that is not known, today.
    """
    version = f"Version in force on {in_full(on)}"
    if rule.valid_from > on:
        version = f"Version in force from {in_full(rule.valid_from)}"
        if rule.transitional is Transitional.RUNNING:
            version += ", which also changes clocks that were running then"
    return f"{rule.source}. {FORCES[rule.force]}. {version}."
