"""Counts any rule, whatever its shape, with one rule book and one list of bank holidays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shared.errors import WaymarkError

from .book import RuleBook
from .computed import Count, Limit
from .counting import counted, fixed_day
from .rolls import rolled
from .rule import (
    Combine,
    Counting,
    Fixed,
    Limb,
    NotInForce,
    Roll,
    Rule,
    Shape,
    Transitional,
    Unit,
)
from .told import AsTold, Inputs, day_of, is_told, word_of
from .working_days import WorkingDays

THAT_DAY = Shape(0, Unit.DAYS, Counting.ON)


class OutsideCalendar(WaymarkError):
    """The count leaves the years 1 to 9999."""


@dataclass(frozen=True, slots=True)
class Counter:
    """The rule book and the list of bank holidays to count with."""

    book: RuleBook
    days: WorkingDays

    def limit(self, rule_id: str, inputs: Inputs) -> Limit:
        """Raises UnknownRule, NotInForce, MissingInput, WrongInput, OutsideCalendar."""
        try:
            return self._limit(self._version(rule_id, inputs), inputs)
        except (OverflowError, ValueError) as error:
            raise OutsideCalendar(f"{rule_id} ends outside the calendar") from error

    def limb(self, name: str, inputs: Inputs) -> date:
        """One of the two limits that a rule compares, before any roll. Raises as `limit` does."""
        try:
            return self._limb(self.book.limb(name), inputs).end_on
        except (OverflowError, ValueError) as error:
            raise OutsideCalendar(f"{name} ends outside the calendar") from error

    def _version(self, rule_id: str, inputs: Inputs) -> Rule:
        """The version in force when the clock started, or a later one that changes it running."""
        versions = self.book.versions(rule_id)
        found: Rule | None = None
        for version in versions:
            if found is None:
                found = version if version.in_force_on(self._start_on(version, inputs)) else None
            elif self._changes(version, found, inputs):
                found = version
        if found is None:
            raise NotInForce(f"{rule_id} on {self._start_on(versions[-1], inputs)}")
        return found

    def _changes(self, later: Rule, found: Rule, inputs: Inputs) -> bool:
        if later.transitional is not Transitional.RUNNING:
            return False
        return self._limit(found, inputs).due_on >= later.valid_from

    def _start_on(self, rule: Rule, inputs: Inputs) -> date:
        return self._stretches(replace(rule, instead=None), inputs)[0].start_on

    def _limit(self, rule: Rule, inputs: Inputs) -> Limit:
        counts = self._stretches(rule, inputs)
        before_roll = _ends_on(rule, counts)
        due_on = rolled(before_roll, rule.roll, self.days)
        needs = self.book.needs_of(rule)
        may_move = self._may_move(rule, due_on, counts)
        return Limit(
            rule=self._with_who_acts(rule, inputs),
            start_on=counts[0].start_on,
            due_on=due_on,
            last_working_day_on=self.days.last_on_or_before(due_on),
            closed_because=self.days.closed_because(due_on),
            provisional=may_move or self.days.is_provisional(due_on),
            may_move=may_move,
            before_roll=before_roll,
            counts=counts,
            as_told=tuple(
                name
                for name in (*needs.required, *needs.optional)
                if isinstance(inputs.get(name), AsTold)
            ),
        )

    def _with_who_acts(self, rule: Rule, inputs: Inputs) -> Rule:
        other = rule.acts_instead
        if other is None or not is_told(inputs, other.event):
            return rule
        word = word_of(inputs, self.book.event(other.event))
        return replace(rule, responsible=other.responsible) if word == other.when else rule

    def _may_move(self, rule: Rule, due_on: date, counts: Sequence[Count]) -> bool:
        rests_on = [
            day
            for one in counts
            if one.shape.unit is Unit.WORKING_DAYS
            for day in (one.start_on, one.end_on)
        ]
        rests_on += [due_on] if rule.roll is not Roll.NONE else []
        return any(self.days.is_provisional(day) for day in rests_on)

    def _stretches(self, rule: Rule, inputs: Inputs) -> tuple[Count, ...]:
        if rule.instead and is_told(inputs, rule.instead):
            clause = self.book.event(rule.instead).clause
            return (self._count(rule.id, rule.instead, clause, THAT_DAY, inputs),)
        if rule.limbs:
            return tuple(self._limbs(rule, inputs))
        if rule.fixed:
            return (self._fixed(rule, rule.fixed, inputs),)
        base = self._base(rule, inputs)
        if base is None:
            return (self._count(rule.id, rule.start_event, rule.starts_when, rule.shape, inputs),)
        return (*base.counts, self._onward(rule, base))

    def _count(self, name: str, event: str, clause: str, shape: Shape, inputs: Inputs) -> Count:
        told = self.book.event(event)
        start_on = day_of(inputs, told)
        return Count(
            name=name,
            starts_when=clause,
            start_on=start_on,
            shape=shape,
            end_on=counted(start_on, shape, self.days),
            sort=told.sort,
        )

    def _fixed(self, rule: Rule, fixed: Fixed, inputs: Inputs) -> Count:
        event = self._count(rule.id, rule.start_event, rule.starts_when, THAT_DAY, inputs)
        named = fixed_day(fixed, event.start_on.year)
        end_on = counted(named, rule.shape, self.days)
        return replace(event, shape=rule.shape, end_on=end_on, fixed_on=named)

    def _base(self, rule: Rule, inputs: Inputs) -> Limit | None:
        """The limit of the rule that this one counts from."""
        if rule.from_rule:
            return self.limit(rule.from_rule, inputs)
        if rule.chosen_by is None:
            return None
        word = word_of(inputs, self.book.event(rule.chosen_by))
        [chosen] = [one.rule for one in rule.choices if one.when == word]
        return self.limit(chosen, inputs)

    def _onward(self, rule: Rule, base: Limit) -> Count:
        return Count(
            name=rule.id,
            starts_when=base.rule.title,
            start_on=base.due_on,
            shape=rule.shape,
            end_on=counted(base.due_on, rule.shape, self.days),
            from_rule=True,
        )

    def _limbs(self, rule: Rule, inputs: Inputs) -> Iterator[Count]:
        for limb in rule.limbs:
            needed = self.book.needs(limb.rule).required if limb.rule else (limb.event,)
            if not limb.optional or all(is_told(inputs, name) for name in needed):
                yield self._limb(limb, inputs)

    def _limb(self, limb: Limb, inputs: Inputs) -> Count:
        if limb.rule is None:
            shape = Shape(limb.length, limb.unit, limb.counting)
            return self._count(limb.name, limb.event, limb.starts_when, shape, inputs)
        found = self.limit(limb.rule, inputs)
        return replace(found.counts[-1], name=limb.name, end_on=found.before_roll)


def _ends_on(rule: Rule, counts: Sequence[Count]) -> date:
    if rule.combine is None or len(counts) == 1:
        return counts[-1].end_on
    choose = max if rule.combine is Combine.LATER else min
    return choose(one.end_on for one in counts)
