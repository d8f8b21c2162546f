"""A child's moves: what follows from each, and when the plan goes over to another council."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .book import RuleBook
from .computed import Limit
from .limits import compute
from .reading import BOOK, ENGLAND, HERE, read_entries
from .told import Value
from .working_days import WorkingDays

FILE: Final = HERE / "moves.toml"


class Move(StrEnum):
    SCHOOL_SUPPORT = "school-support"
    SCHOOL_PLAN = "school-plan"
    WITHIN_TRUST = "within-trust"
    AUTHORITY = "authority"
    OUT_OF_ENGLAND = "out-of-england"
    HOME_EDUCATION = "home-education"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """What follows from a move. rules: the limits that it starts or leaves running.

    plan_stands: whether an EHC plan keeps its force.
    """

    move: Move
    title: str
    follows: str
    source: str
    rules: tuple[str, ...]
    plan_stands: bool


CONSEQUENCES: Final = {one.move: one for one in read_entries(FILE, "move", Consequence)}


def plan_goes_over(
    move_day: Value,
    old_la_became_aware: Value,
    *,
    book: RuleBook = BOOK,
    days: WorkingDays = ENGLAND,
) -> Limit:
    """Until when the old council transfers the plan: one of the two limbs of regulation 15(2).

    On the day of the move, if the council knew of it at least 15 working days ahead; otherwise
    within 15 working days beginning with the day on which it knew.
    """
    told = {"move_day": move_day, "old_la_became_aware": old_la_became_aware}
    late = compute("move_la.transfer", told, book=book, days=days)
    known_by = compute("move_la.known_ahead", told, book=book, days=days).due_on
    if late.start_on <= known_by:
        return compute("move_la.transfer_on_move", told, book=book, days=days)
    return late
