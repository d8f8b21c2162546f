"""The intermediate results that a case may assert, by the same functions as the limits."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from shared.errors import WaymarkError

from ..book import RuleBook
from ..computed import Limit
from ..exceptions import Closure, closure
from ..limits import compute, limb
from ..rule import Roll
from ..told import MissingInput
from ..working_days import WorkingDays
from .inputs import told

Flag = date | bool | int | None
REMARK: Final = "final_due_rule"


class UnknownFlag(WaymarkError):
    """No flag is called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A case as its flags see it. rules: the rules that it asks for."""

    inputs: Mapping[str, Any]
    rules: Collection[str]
    book: RuleBook
    days: WorkingDays

    def day(self, name: str) -> date:
        """Raises MissingInput, WrongInput."""
        found = told(self.inputs, (name,), self.book).get(name)
        if not isinstance(found, date):
            raise MissingInput(f"{name} is missing")
        return found

    def limit(self, rule_id: str) -> Limit:
        """Raises as `limits.compute` does."""
        needs = self.book.needs(rule_id)
        given = told(self.inputs, (*needs.required, *needs.optional), self.book)
        return compute(rule_id, given, book=self.book, days=self.days)


def computed_flags(name: str, asked: Asked) -> list[Flag]:
    """What a flag may be: one value, but for `before_roll` one for each asked rule that rolls.

    Raises UnknownFlag, and as `limits.compute` does.
    """
    if name == "before_roll":
        return [asked.limit(rule).before_roll for rule in rolling(asked)]
    if name in FLAGS:
        return [FLAGS[name](asked)]
    return [_limb(name, asked)]


def rolling(asked: Asked) -> list[str]:
    """The asked rules that roll; where none is asked for, those whose events are told.

    Raises MissingInput where there is none.
    """
    book = asked.book
    rolls = [one for one in sorted(book.ids()) if book.latest(one).roll is not Roll.NONE]
    found = [one for one in rolls if one in asked.rules] or [
        one for one in rolls if set(book.needs(one).required) <= set(asked.inputs)
    ]
    if not found:
        raise MissingInput("no rule that rolls is asked for")
    return found


def _limb(name: str, asked: Asked) -> date | None:
    """A compared limit by itself; None where its event is optional and not told."""
    names = {one.name for rule in asked.book.rules for one in rule.limbs}
    if name not in names:
        raise UnknownFlag(f"no flag is called {name}")
    found = asked.book.limb(name)
    needed = asked.book.needs(found.rule).required if found.rule else (found.event,)
    given = told(asked.inputs, needed, asked.book)
    if found.optional and not given:
        return None
    return limb(name, given, book=asked.book, days=asked.days)


def _closure(asked: Asked) -> Closure:
    first, again = asked.day("school_first_closed_day"), asked.day("school_reopens")
    return closure(first, again, book=asked.book)


def _notice_late(asked: Asked) -> bool:
    return asked.day("amendment_notice_sent") > asked.limit("review.decision").due_on


def _final_due(asked: Asked) -> date:
    asked.day("amendment_notice_sent")  # without a notice there are no two limits to compare
    return asked.limit("review.final_due").due_on


FLAGS: Final[Mapping[str, Callable[[Asked], Flag]]] = {
    "closure_days": lambda asked: _closure(asked).days,
    "closure_at_least_28_days": lambda asked: _closure(asked).long_enough,
    "window_first_day": lambda asked: _closure(asked).window_first_day,
    "window_last_day": lambda asked: _closure(asked).window_last_day,
    "closure_exception_may_be_claimed": lambda asked: _closure(asked).excuses(
        asked.day("advice_request_received")
    ),
    "notice_late": _notice_late,
    "final_due": _final_due,
}
