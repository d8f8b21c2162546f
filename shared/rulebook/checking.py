"""What a rule book must hold to before anything is counted with it."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from .book import RuleBook
from .rule import ActsInstead, Counting, Event, Fixed, Limb, Rule, Sort, Unit

A_COMMON_YEAR = 2023
A_DAY = timedelta(days=1)
LONGEST = {Unit.DAYS: 3660, Unit.WEEKS: 520, Unit.MONTHS: 1200, Unit.WORKING_DAYS: 520}


def faults(book: RuleBook) -> Iterator[str]:
    """What is wrong with a rule book, each with the rule's id."""
    for rule in book.rules:
        yield from (f"{rule.id}: {fault}" for fault in _of_rule(rule, book))
    for rule_id in sorted(book.ids()):
        yield from (f"{rule_id}: {fault}" for fault in _of_versions(rule_id, book))
    yield from _of_names(book)


def _of_rule(rule: Rule, book: RuleBook) -> Iterator[str]:
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        yield "it ends before it begins"
    shapes = [rule.fixed, rule.from_rule, rule.chosen_by, rule.limbs or None]
    if sum(shape is not None for shape in shapes) > 1:
        yield "fixed, from_rule, chosen_by and limbs exclude one another"
    if not rule.limbs:
        yield from _of_length(rule.length, rule.unit, rule.counting)
    if rule.fixed is not None:
        yield from _of_fixed(rule.fixed)
    if (rule.combine is None) != (not rule.limbs) or len(rule.limbs) == 1:
        yield "combine goes with two limbs or more"
    for limb in rule.limbs:
        yield from _of_limb(limb)
    yield from _doubles("limb", [limb.name for limb in rule.limbs])
    yield from _of_choices(rule, book)
    yield from _of_events(rule, book)
    if rule.acts_instead is not None:
        yield from _of_acts_instead(rule.acts_instead, book)


def _of_length(length: int, unit: Unit, counting: Counting) -> Iterator[str]:
    if counting is Counting.ON and length != 0:
        yield f"length {length} although it is that day itself"
    if counting is not Counting.ON and not 1 <= length <= LONGEST[unit]:
        yield f"length {length} is not from 1 to {LONGEST[unit]} {unit.value}"


def _of_fixed(fixed: Fixed) -> Iterator[str]:
    if not 1 <= fixed.month <= 12:
        yield f"fixed: there is no month {fixed.month}"
    elif (fixed.day is None) == (fixed.last_weekday is None):
        yield "fixed: either a day or the last weekday"
    elif fixed.day and not 1 <= fixed.day <= monthrange(A_COMMON_YEAR, fixed.month)[1]:
        yield f"fixed: month {fixed.month} does not have a day {fixed.day} in every year"
    elif fixed.last_weekday is not None and not 0 <= fixed.last_weekday <= 6:
        yield "fixed: last_weekday is 0, Monday, to 6"


def _of_limb(limb: Limb) -> Iterator[str]:
    if bool(limb.event) == bool(limb.rule):
        yield f"limb {limb.name}: either an event or a rule"
    if limb.rule is None:
        found = _of_length(limb.length, limb.unit, limb.counting)
        yield from (f"limb {limb.name}: {fault}" for fault in found)


def _of_choices(rule: Rule, book: RuleBook) -> Iterator[str]:
    if (rule.chosen_by is None) != (not rule.choices):
        yield "chosen_by goes with choices"
    if rule.chosen_by is not None:
        event = book.event(rule.chosen_by)
        if sorted(event.of) != sorted(one.when for one in rule.choices):
            yield f"choices are not those of {event.name}"


def _of_acts_instead(other: ActsInstead, book: RuleBook) -> Iterator[str]:
    if other.when not in book.event(other.event).of:
        yield f"acts_instead: {other.event} is never {other.when}"


def _of_events(rule: Rule, book: RuleBook) -> Iterator[str]:
    known = {event.name: event for event in book.events}
    named = [rule.start_event, rule.instead, rule.chosen_by, *(one.event for one in rule.limbs)]
    named += [rule.acts_instead.event] if rule.acts_instead else []
    yield from (f"no event {name}" for name in named if name and name not in known)
    if rule.fixed is None and not rule.others() and not rule.limbs:
        event = known.get(rule.start_event)
        if event is not None and event.sort is not Sort.DAY:
            yield f"{event.name} is no day to count from"


def _of_versions(rule_id: str, book: RuleBook) -> Iterator[str]:
    versions = book.versions(rule_id)
    if versions[0].transitional is not None:
        yield "its first version has no clocks to change"
    for one, other in pairwise(versions):
        if one.in_force_on(other.valid_from):
            yield f"two versions on {other.valid_from}"
        elif not one.in_force_on(other.valid_from - A_DAY):
            yield f"no version on {other.valid_from - A_DAY}"
        if other.transitional is None:
            yield f"the version of {other.valid_from} says not which clocks it changes"
    if versions[-1].valid_to is not None:
        # A clock that starts after it could not be counted, and whatever shows it would fail.
        yield f"it ends on {versions[-1].valid_to}, and no version follows"
    for version in versions:
        unknown = [other for other in version.others() if other not in book.ids()]
        yield from (f"no rule {other} to count from" for other in unknown)
    if _reaches_itself(rule_id, book):
        yield "it counts from itself"


def _reaches_itself(rule_id: str, book: RuleBook) -> bool:
    met, ahead = set[str](), [rule_id]
    while ahead:
        for version in book.versions(ahead.pop()):
            others = {other for other in version.others() if other in book.ids()}
            if rule_id in others:
                return True
            ahead += others - met
            met |= others
    return False


def _of_names(book: RuleBook) -> Iterator[str]:
    yield from _doubles("event", [event.name for event in book.events])
    yield from _doubles("duty", [*(duty.id for duty in book.duties), *book.ids()])
    limbs = {(rule.id, limb.name) for rule in book.rules for limb in rule.limbs}
    yield from _doubles("limb", [name for _, name in limbs])
    for event in book.events:
        yield from _of_event(event)


def _of_event(event: Event) -> Iterator[str]:
    if (event.sort is Sort.CHOICE) != bool(event.of):
        yield f"event {event.name}: a choice, and only that, has words to choose from"


def _doubles(what: str, names: list[str]) -> Iterator[str]:
    yield from (f"two of {what} {name}" for name in sorted(set(names)) if names.count(name) > 1)
