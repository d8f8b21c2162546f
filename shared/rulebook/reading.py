"""The data files, read once when a process starts; a wrong file stops it and says what is wrong."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import holidays
import msgspec

from shared.errors import WaymarkError

from .rule import Rule, RuleBook
from .working_days import WorkingDays

HERE: Final = Path(__file__).parent


class WrongRuleBook(WaymarkError):
    """A data file cannot be used; the message says why."""


class _Holiday(msgspec.Struct, forbid_unknown_fields=True):
    day: date
    name: str


class _Holidays(msgspec.Struct, forbid_unknown_fields=True):
    first_year: int
    listed_until: date
    added: list[_Holiday]
    removed: list[date]


def read_rules(path: Path = HERE / "rules.toml") -> RuleBook:
    """Every version of every rule. Raises WrongRuleBook."""
    found = _read(path)
    try:
        rules = msgspec.convert(found.get("rule", []), list[Rule])
    except msgspec.ValidationError as error:
        raise WrongRuleBook(f"{path.name}: {error}") from error
    _check(rules, path.name)
    return RuleBook(tuple(rules))


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongRuleBook(f"{path.name}: {error}") from error


def _check(rules: Sequence[Rule], name: str) -> None:
    for rule in rules:
        if rule.length < 1:
            raise WrongRuleBook(f"{name}: {rule.id} has no length")
        if rule.valid_to is not None and rule.valid_to < rule.valid_from:
            raise WrongRuleBook(f"{name}: {rule.id} ends before it begins")
    for one, other in combinations(sorted(rules, key=lambda rule: rule.valid_from), 2):
        if one.id == other.id and one.in_force_on(other.valid_from):
            raise WrongRuleBook(f"{name}: two versions of {one.id} on {other.valid_from}")


def read_working_days(path: Path = HERE / "bank_holidays.toml") -> WorkingDays:
    """England's working days, as far as they are listed. Raises WrongRuleBook."""
    try:
        found = msgspec.convert(_read(path), _Holidays)
    except msgspec.ValidationError as error:
        raise WrongRuleBook(f"{path.name}: {error}") from error
    listed = dict(_of_england(range(found.first_year, found.listed_until.year + 1)))
    for day in found.removed:
        if listed.pop(day, None) is None:
            raise WrongRuleBook(f"{path.name}: {day} is no bank holiday that could be removed")
    return WorkingDays(listed | {one.day: one.name for one in found.added}, found.listed_until)


def _of_england(years: Iterable[int]) -> Mapping[date, str]:
    found: Mapping[date, str] = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return found


BOOK: Final = read_rules()
ENGLAND: Final = read_working_days()
