"""What a rule is: one version of one time limit."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.errors import WaymarkError


class Unit(StrEnum):
    """What a length is counted in. All are calendar units: nothing here skips a weekend."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class Counting(StrEnum):
    """How the day of the event counts, and in which direction.

    AFTER: "within 6 weeks of": that day is left out (Lester v Garland; Dodds v Walker [1981] 1 WLR
    1027). BEGINNING_WITH: "15 days beginning with": that day is day 1. BEFORE: at least so long
    before it.
    """

    AFTER = "after"
    BEGINNING_WITH = "beginning-with"
    BEFORE = "before"


class Party(StrEnum):
    """Who has to act."""

    LA = "LA"
    SCHOOL = "school"
    FAMILY = "parent_or_young_person"


class Force(StrEnum):
    """Why it binds: a missed statutory limit is a breach, a missed "should" a warning."""

    STATUTORY = "statutory"
    CODE_SHOULD = "code_should"
    DERIVED_PLANNING = "derived_planning"


class Kind(StrEnum):
    """What the limit is. Only a BY can be missed."""

    BY = "by"
    NOT_BEFORE = "not-before"
    MINIMUM_PERIOD = "minimum-period"


class UnknownRule(WaymarkError):
    """The rule book has no rule of this id."""


class NotInForce(WaymarkError):
    """No version of the rule was in force on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of a time limit.

    id: the same in every version, "ehcna.decide". source: regulation and paragraph.
    start_event: the name of the day it counts from; starts_when: that event as a clause.
    valid_from, valid_to: the first and last day on which a clock starts under this version.
    """

    id: str
    title: str
    source: str
    start_event: str
    starts_when: str
    length: int
    unit: Unit
    counting: Counting
    responsible: Party
    force: Force
    kind: Kind
    valid_from: date
    valid_to: date | None = None

    def in_force_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every version of every rule; of one rule, at most one is in force on any day."""

    rules: tuple[Rule, ...]

    def ids(self) -> frozenset[str]:
        return frozenset(rule.id for rule in self.rules)

    def in_force(self, rule_id: str, on: date) -> Rule:
        """The version by which a clock that starts on a day is judged, to its end.

        Raises UnknownRule, NotInForce.
        """
        versions = [rule for rule in self.rules if rule.id == rule_id]
        if not versions:
            raise UnknownRule(rule_id)
        for rule in versions:
            if rule.in_force_on(on):
                return rule
        raise NotInForce(f"{rule_id} on {on}")

    def latest(self, rule_id: str) -> Rule:
        """The newest version, for what is said while no start is known. Raises UnknownRule."""
        versions = [rule for rule in self.rules if rule.id == rule_id]
        if not versions:
            raise UnknownRule(rule_id)
        return max(versions, key=lambda rule: rule.valid_from)
