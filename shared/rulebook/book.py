"""The rule book: every version of every rule, and what each needs to be told."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from .rule import Duty, Event, Limb, NotInForce, Rule, UnknownRule


@dataclass(frozen=True, slots=True)
class Needs:
    """The events that a rule must be told, and those that it may be told."""

    required: tuple[str, ...]
    optional: tuple[str, ...]


@dataclass(frozen=True)  # no slots: what is looked up for every clock is kept by id
class RuleBook:
    """Of one rule, at most one version is in force on any day.

    events: those that are said in words, or are no plain day; any other is a day.
    """

    rules: tuple[Rule, ...]
    events: tuple[Event, ...] = ()
    duties: tuple[Duty, ...] = ()

    def ids(self) -> frozenset[str]:
        return frozenset(self._by_id)

    @cached_property
    def _by_id(self) -> Mapping[str, Sequence[Rule]]:
        found = defaultdict[str, list[Rule]](list)
        for rule in sorted(self.rules, key=lambda rule: rule.valid_from):
            found[rule.id].append(rule)
        return dict(found)

    @cached_property
    def _by_name(self) -> Mapping[str, Event]:
        return {event.name: event for event in self.events}

    def versions(self, rule_id: str) -> Sequence[Rule]:
        """Every version, the oldest first. Raises UnknownRule."""
        if rule_id not in self._by_id:
            raise UnknownRule(rule_id)
        return self._by_id[rule_id]

    def in_force(self, rule_id: str, on: date) -> Rule:
        """The version by which a clock that starts on a day is judged, unless a later one changes
        running clocks.

        Raises UnknownRule, NotInForce.
        """
        for rule in self.versions(rule_id):
            if rule.in_force_on(on):
                return rule
        raise NotInForce(f"{rule_id} on {on}")

    def latest(self, rule_id: str) -> Rule:
        """The newest version, for what is said while no start is known. Raises UnknownRule."""
        return self.versions(rule_id)[-1]

    def event(self, name: str) -> Event:
        return self._by_name.get(name) or Event(name=name, clause=name.replace("_", " "))

    def duty(self, duty_id: str) -> Duty:
        """Raises UnknownRule."""
        for duty in self.duties:
            if duty.id == duty_id:
                return duty
        raise UnknownRule(duty_id)

    def limb(self, name: str) -> Limb:
        """A limb by its name, of the newest version that has it. Raises UnknownRule."""
        by_age = sorted(self.rules, key=lambda rule: rule.valid_from)
        found = [limb for rule in by_age for limb in rule.limbs if limb.name == name]
        if not found:
            raise UnknownRule(name)
        return found[-1]

    def needs(self, rule_id: str) -> Needs:
        """What the newest version of a rule must and may be told. Raises UnknownRule."""
        return self.needs_of(self.latest(rule_id))

    def needs_of(self, rule: Rule) -> Needs:
        """What one version must and may be told, the rules that it counts from included."""
        required, optional = list[str](), list[str]()
        if rule.limbs:
            for limb in rule.limbs:
                found = self.needs(limb.rule) if limb.rule else Needs((limb.event,), ())
                (optional if limb.optional else required).extend(found.required)
                optional.extend(found.optional)
        elif rule.others():
            for other in rule.others():
                found = self.needs(other)
                required.extend(found.required)
                optional.extend(found.optional)
        else:
            required.append(rule.start_event)
        required.extend([rule.chosen_by] if rule.chosen_by else [])
        optional.extend([rule.instead] if rule.instead else [])
        optional.extend([rule.acts_instead.event] if rule.acts_instead else [])
        musts = tuple(dict.fromkeys(required))
        return Needs(musts, tuple(one for one in dict.fromkeys(optional) if one not in musts))

    def from_the_beginning(self) -> "RuleBook":
        """The same book with the first version of each rule valid before its time as well.

        For checking the arithmetic against days of any year, whatever was law then.
        """
        firsts = {rule_id: self.versions(rule_id)[0] for rule_id in self.ids()}
        return replace(
            self,
            rules=tuple(
                replace(rule, valid_from=date.min) if rule is firsts[rule.id] else rule
                for rule in self.rules
            ),
        )
