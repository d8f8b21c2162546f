"""Expected against computed: one check for each expected entry, and one for each flag."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from shared.errors import WaymarkError

from ..book import RuleBook
from ..limits import compute
from ..reading import BOOK
from ..rule import UnknownRule
from ..working_days import WorkingDays
from .cases import CaseFile
from .flags import REMARK, Asked, computed_flags
from .inputs import told

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONGEST: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One comparison. what: the rule's id, or the flag's name. same: whether it agrees."""

    case: str
    what: str
    expected: str
    computed: str
    same: bool

    def __str__(self) -> str:
        said = f"expected {self.expected}, computed {self.computed}"
        return f"{self.case} {self.what}: {said}"


def check(found: CaseFile, *, book: RuleBook = BOOK) -> Iterator[Check]:
    """Every check of a file of cases, in its order.

    Each rule's first version counts for days before it too: what is checked is the counting.
    """
    whole = book.from_the_beginning()
    for place, case in enumerate(found.cases, start=1):
        yield from _case(case, place, whole, found.days)


def _case(case: Any, place: int, book: RuleBook, days: WorkingDays) -> Iterator[Check]:
    if not isinstance(case, Mapping):
        yield _wrong(f"case {place}", "case", shown(case), "nothing: the case is no object")
        return
    name = shown(case["id"]) if case.get("id") is not None else f"case {place}"
    expected, inputs = case.get("expected"), case.get("inputs")
    if not isinstance(expected, list):
        yield _wrong(name, "expected", shown(expected), "nothing: expected is no list")
        expected = []
    for entry in expected:
        yield _entry(name, entry, inputs, book, days)
    rules = [entry.get("rule") for entry in expected if isinstance(entry, Mapping)]
    asked = Asked(
        inputs=inputs if isinstance(inputs, Mapping) else {},
        rules=[rule for rule in rules if isinstance(rule, str)],
        book=book,
        days=days,
    )
    yield from _flags(name, case.get("flags"), asked)


def _flags(case: str, flags: Any, asked: Asked) -> Iterator[Check]:
    if flags is None:
        return
    if not isinstance(flags, Mapping):
        yield _wrong(case, "flags", shown(flags), "nothing: flags is no object")
        return
    for flag, value in flags.items():
        if flag != REMARK:
            yield _flag(case, flag, value, asked)


def _wrong(case: str, what: str, expected: str, computed: str) -> Check:
    return Check(case=case, what=what, expected=expected, computed=computed, same=False)


def _entry(case: str, entry: Any, inputs: Any, book: RuleBook, days: WorkingDays) -> Check:
    if not isinstance(entry, Mapping):
        return _wrong(case, "expected", shown(entry), "nothing: the entry is no object")
    rule = entry.get("rule")
    wanted = {name: value for name, value in entry.items() if name != "rule"}
    try:
        found = answer(rule, inputs, book, days)
    except WaymarkError as error:
        return _wrong(case, shown(rule), _said(wanted), f"nothing: {_reason(error)}")
    # `due` is always compared; of the others those that the file gives; a name that is none of
    # ours would otherwise compare nothing, silently.
    names = dict.fromkeys(["due", *wanted])
    differ = [
        name for name in names if name not in found or not alike(wanted.get(name), found[name])
    ]
    shown_names = differ or ["due"]
    return Check(
        case=case,
        what=shown(rule),
        expected=_said({name: wanted.get(name) for name in shown_names}),
        computed=_said({name: found.get(name) for name in shown_names}),
        same=not differ,
    )


def answer(rule: Any, inputs: Any, book: RuleBook, days: WorkingDays) -> dict[str, Any]:
    """What the rule book says, in the file's words. Raises as `limits.compute` does."""
    if not isinstance(rule, str):
        raise UnknownRule(shown(rule))
    needs = book.needs(rule)
    given = inputs if isinstance(inputs, Mapping) else {}
    known = told(given, (*needs.required, *needs.optional), book)
    limit = compute(rule, known, book=book, days=days)
    return {
        "due": limit.due_on,
        "weekday": WEEKDAYS[limit.due_on.weekday()],
        "working_day": limit.closed_because is None,
        "last_working_day_on_or_before": limit.last_working_day_on,
    }


def _flag(case: str, flag: str, expected: Any, asked: Asked) -> Check:
    what = f"flag {shown(flag)}"
    try:
        found = computed_flags(flag, asked)
    except WaymarkError as error:
        return _wrong(case, what, shown(expected), f"nothing: {_reason(error)}")
    return Check(
        case=case,
        what=what,
        expected=shown(expected),
        computed=" or ".join(shown(one) for one in found),
        same=any(alike(expected, one) for one in found),
    )


def alike(expected: Any, computed: Any) -> bool:
    """Whether a value of the file is the computed one. A day is text there; 1 is not true."""
    if isinstance(computed, date):
        computed = computed.isoformat()
    if isinstance(expected, bool) != isinstance(computed, bool):
        return False
    return bool(expected == computed)


def _reason(error: WaymarkError) -> str:
    return shown(f"no rule is called {error}" if isinstance(error, UnknownRule) else str(error))


def _said(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{shown(name)} {shown(value)}" for name, value in values.items())


def shown(value: Any) -> str:
    """A value on one line, cut where it is long."""
    text = value.isoformat() if isinstance(value, date) else _text(value)
    line = " ".join(text.split())
    printable = "".join(one if one.isprintable() else "?" for one in line)
    return printable if len(printable) <= LONGEST else f"{printable[:LONGEST]}..."


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "null" if value is None else str(value)
