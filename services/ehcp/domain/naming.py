"""What an entry is about: another entry of the same case, by its own id or its first one's."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from . import facts
from .facts import EhcCase, Entry
from .rules import NotOfThisCase

E = TypeVar("E", bound=Entry)
AnyPlan = facts.Draft | facts.FinalPlan | facts.Amended


def named(entries: Sequence[E], entry_id: UUID) -> E:
    """The entry that another one is about. Raises NotOfThisCase."""
    for one in entries:
        if entry_id in (one.entry_id, one.root):
            return one
    raise NotOfThisCase


def key_of(entries: Sequence[Entry], entry_id: UUID | None) -> UUID | None:
    """By which it is named from then on; None where it is about none. Raises NotOfThisCase."""
    return None if entry_id is None else named(entries, entry_id).key


def plans_of(case: EhcCase) -> Sequence[AnyPlan]:
    """Every draft and plan whose content can be recorded."""
    return (*case.drafts, *case.final_plans, *case.amended_plans)


def made_plans(case: EhcCase) -> tuple[facts.FinalPlan | facts.Amended, ...]:
    """The final plan and every amended one, drafts left out."""
    return (*case.final_plans, *case.amended_plans)
