"""The data files, read once when a process starts; a wrong file stops it and says what is wrong."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import holidays
import msgspec

from shared.errors import WaymarkError

from .book import RuleBook
from .checking import faults
from .rule import Duty, Event, Limb, Rule
from .working_days import WorkingDays

HERE: Final = Path(__file__).parent
RULES: Final = HERE / "rules"
BANK_HOLIDAYS: Final = HERE / "bank_holidays.toml"
SETTING: Final = "WAYMARK_BANK_HOLIDAYS"
RULES_SETTING: Final = "WAYMARK_RULE_BOOK"
FIRST_YEAR: Final = 1975
LAST_YEAR: Final = 2100

Entry = TypeVar("Entry")


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


def read_rules(folder: Path = RULES) -> RuleBook:
    """Every version of every rule: the *.toml of a folder, its events.toml among them.

    Raises WrongRuleBook, which names the file, and the rule with its fault.
    """
    paths = sorted(folder.glob("*.toml"))
    found = {path: _read(path) for path in paths}
    for path, tables in found.items():
        _known_names(path, tables, {"rule", "event", "duty"})
    events = _entries(found, "event", Event)
    clauses = {event.name: event.clause for event in events}
    book = RuleBook(
        tuple(_entries(found, "rule", Rule, clauses)),
        tuple(events),
        tuple(_entries(found, "duty", Duty)),
    )
    if not book.rules:
        raise WrongRuleBook(f"{folder.name}: no rules")
    for fault in faults(book):
        raise WrongRuleBook(f"{folder.name}: {fault}")
    return book


def read_book(environment: Mapping[str, str]) -> RuleBook:
    """A deployment's own rule book, or the project's.

    Raises WrongRuleBook, also where it lacks a rule of ours, or begins one later: a service would
    look for it in vain.
    """
    named = environment.get(RULES_SETTING, "").strip()
    ours = read_rules()
    if not named:
        return ours
    book = read_rules(Path(named))
    missing = sorted(ours.ids() - book.ids())
    if missing:
        raise WrongRuleBook(f"{Path(named).name}: there is no rule {missing[0]}")
    for rule_id in sorted(ours.ids()):
        since = ours.versions(rule_id)[0].valid_from
        if book.versions(rule_id)[0].valid_from > since:
            raise WrongRuleBook(f"{Path(named).name}: {rule_id}: no version on {since}")
    return book


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WrongRuleBook(f"{path.name}: {error}") from error


def _known_names(path: Path, entry: Mapping[str, Any], names: Iterable[str]) -> None:
    unknown = sorted(set(entry) - set(names))
    if unknown:
        named = f"{entry['id']}: " if "id" in entry else ""
        raise WrongRuleBook(f"{path.name}: {named}nothing is called {unknown[0]}")


def _entries(
    found: Mapping[Path, Mapping[str, Any]],
    table: str,
    cls: type[Entry],
    clauses: Mapping[str, str] | None = None,
) -> list[Entry]:
    """The entries of a table of every file. clauses: event -> clause, for rules."""
    entries = []
    for path, tables in found.items():
        for raw in tables.get(table, []):
            _known_names(path, raw, _names(cls))
            for limb in raw.get("limbs", []):
                _known_names(path, limb, _names(Limb))
            said = _with_clauses(raw, clauses) if clauses is not None else raw
            entries.append(_converted(path, said, cls))
    return entries


def read_entries(path: Path, table: str, cls: type[Entry]) -> tuple[Entry, ...]:
    """The entries of one table of one file. Raises WrongRuleBook."""
    found = _read(path)
    _known_names(path, found, {table})
    return tuple(_entries({path: found}, table, cls))


def _names(cls: Any) -> set[str]:
    return {field.name for field in fields(cls)} - {"starts_when"}


def _with_clauses(raw: Mapping[str, Any], clauses: Mapping[str, str]) -> Mapping[str, Any]:
    limbs = [
        {**limb, "starts_when": clauses.get(limb.get("event", ""), "")}
        for limb in raw.get("limbs", [])
    ]
    return {**raw, "starts_when": clauses.get(raw.get("start_event", ""), ""), "limbs": limbs}


def _converted(path: Path, raw: Mapping[str, Any], cls: type[Entry]) -> Entry:
    try:
        return msgspec.convert(raw, cls)
    except msgspec.ValidationError as error:
        named = raw.get("id") or raw.get("name") or "without a name"
        raise WrongRuleBook(f"{path.name}: {named}: {error}") from error


def read_working_days(path: Path = BANK_HOLIDAYS) -> WorkingDays:
    """England's working days, as far as they are listed. Raises WrongRuleBook."""
    try:
        found = msgspec.convert(_read(path), _Holidays)
    except msgspec.ValidationError as error:
        raise WrongRuleBook(f"{path.name}: {error}") from error
    if found.listed_until.year > LAST_YEAR or found.first_year < FIRST_YEAR:
        raise WrongRuleBook(f"{path.name}: not from {FIRST_YEAR} to {LAST_YEAR}")
    listed = dict(_of_england(range(found.first_year, found.listed_until.year + 1)))
    for day in found.removed:
        if listed.pop(day, None) is None:
            raise WrongRuleBook(f"{path.name}: {day} is no bank holiday that could be removed")
    return WorkingDays(listed | {one.day: one.name for one in found.added}, found.listed_until)


def _of_england(years: Iterable[int]) -> Mapping[date, str]:
    found: Mapping[date, str] = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return found


def bank_holidays_of(environment: Mapping[str, str]) -> Path:
    """The file of a deployment's own bank holidays, or the project's."""
    named = environment.get(SETTING, "").strip()
    return Path(named) if named else BANK_HOLIDAYS


BOOK: Final = read_book(os.environ)
ENGLAND: Final = read_working_days(bank_holidays_of(os.environ))
