"""Appeals to the Tribunal: against what, whether a certificate comes first, until when.

Source: Children and Families Act 2014, section 51 (its letters are from memory) and section 55;
SI 2008/2699, rules 12 and 20.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from .book import RuleBook
from .computed import Limit
from .limits import compute
from .reading import BOOK, ENGLAND, HERE, read_entries
from .told import Value
from .working_days import WorkingDays

FILE: Final = HERE / "appeals.toml"
RULE: Final = "appeal.due"


class Decision(StrEnum):
    """A council's decision against which there is an appeal."""

    REFUSAL_TO_ASSESS = "refusal-to-assess"
    REFUSAL_TO_REASSESS = "refusal-to-reassess"
    REFUSAL_TO_ISSUE = "refusal-to-issue"
    CONTENTS = "contents"
    NO_AMENDMENT = "no-amendment"
    CEASING = "ceasing"


class Section(StrEnum):
    """A section of a plan that can be appealed against."""

    B = "B"
    F = "F"
    I = "I"  # noqa: E741 - the plan's own letter


class Standing(StrEnum):
    """How an appeal's time stands. Late is not lost: the Tribunal can admit a late appeal."""

    IN_TIME = "in-time"
    ASK_FOR_ADVICE = "ask-for-advice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appealable:
    """A decision with its right of appeal."""

    decision: Decision
    title: str
    source: str


APPEALABLE: Final = read_entries(FILE, "decision", Appealable)


def certificate_needed(decision: Decision, sections: Collection[Section] = ()) -> bool:
    """Whether a mediation certificate comes first. Mediation itself is the family's choice.

    sections: those appealed against, of a plan's contents. Only an appeal on section I alone (the
    school or its type, or that none is named) needs none.
    """
    return decision is not Decision.CONTENTS or set(sections) != {Section.I}


def appeal_limit(
    decision_sent: Value,
    certificate_issued: Value = None,
    *,
    book: RuleBook = BOOK,
    days: WorkingDays = ENGLAND,
) -> Limit:
    """Until when an appeal can be started. Raises as `limits.compute` does."""
    told = {
        "decision_notice_sent": decision_sent,
        "mediation_certificate_issued": certificate_issued,
    }
    return compute(RULE, told, book=book, days=days)


def standing_on(limit: Limit, today: date) -> Standing:
    """How the time to appeal stands on a day; in time until 5pm of the last."""
    return Standing.IN_TIME if today <= limit.due_on else Standing.ASK_FOR_ADVICE
