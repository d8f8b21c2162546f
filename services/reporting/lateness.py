"""What is late or near in EHC cases, and which yearly reviews were in time: as it was announced.

A date is late from the morning after it on, until it is done, owed no more, or stopped; others'
dates count apart.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from shared.commits import Document
from shared.rulebook.rule import Party

from .projections.dates import MET, MISSED, NEAR, clock_of

COUNTS: Final = ("late_ours", "late_council", "due_soon", "reviews_on_time", "reviews_told")
COUNCILS: Final = frozenset({Party.LA.value, Party.OLD_LA.value, Party.NEW_LA.value})
# Children and Families Act 2014, section 44(1): within 12 months of the plan, or of the review
# before; a review ends with the council's decision. After a move to another council the limit of
# SEND Regulations 2014, regulation 15(5), takes the place of the 12 months.
REVIEW: Final = "review.period_end"
REVIEWS: Final = frozenset({REVIEW, "move_la.review"})
SOON: Final = timedelta(days=28)
LOOKED_BACK: Final = timedelta(days=365)
Notice = Mapping[str, Any]


def counted(case: Document, today: date) -> dict[str, int]:
    """{late_ours, late_council, due_soon, reviews_on_time, reviews_told} of one case on a day.

    due_soon: from today to the 28th day after it. reviews_told: those that ended, or should have,
    in the last 12 months, also where nobody waits for them any more.
    """
    notices: list[Document] = case["notices"]
    done = {clock_of(one) for one in notices if one["what"] == MET}
    missed = [one for one in notices if _is_missed(one, today) and clock_of(one) not in done]
    late = [one for one in missed if _runs(one)]
    near = [one for one in notices if _is_near(one, today) and _runs(one)]
    ended = [one for one in notices if one["what"] == MET and _is_review(one, "done_on", today)]
    overdue = [one for one in missed if _is_review(one, "due_on", today)]
    return {
        "late_ours": sum(one["responsible"] == Party.SCHOOL for one in late),
        "late_council": sum(one["responsible"] in COUNCILS for one in late),
        "due_soon": len(near),
        "reviews_on_time": sum(one["done_on"] <= one["due_on"] for one in ended),
        "reviews_told": len(ended) + len(overdue),
    }


def _is_missed(notice: Notice, today: date) -> bool:
    """Missed, and still owed: what is for a child under five is not once the child is older."""
    # A document of before the last rebuild says nothing of it: then it is owed until it is done.
    owed_until = notice.get("owed_until")
    return notice["what"] == MISSED and (owed_until or date.max.isoformat()) >= today.isoformat()


def _is_near(notice: Notice, today: date) -> bool:
    on: str = notice["due_on"]
    return notice["what"] == NEAR and today.isoformat() <= on <= (today + SOON).isoformat()


def _runs(notice: Notice) -> bool:
    # A document of before the last rebuild says nothing of it.
    return not notice.get("stopped", False)


def _is_review(notice: Notice, name: str, today: date) -> bool:
    """Whether it is a yearly review's end, by a day (done_on, due_on) of the last 12 months."""
    on: str = notice[name]
    recent = (today - LOOKED_BACK).isoformat() < on <= today.isoformat()
    return recent and notice["rule"] in REVIEWS
