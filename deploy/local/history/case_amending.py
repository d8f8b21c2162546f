"""One review of a plan, and what the council makes of it: the notice, the amended plan."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from .case_writing import POST, CaseWriting
from .school_days import weekday
from .told import for_family

AFTER_NOTICE, AFTER_MEETING = timedelta(weeks=8), timedelta(weeks=12)
LATE: Final = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """number: of the plan's reviews, from 1. decided: the council's letter.

    short_notice: less than the two weeks that the regulations ask for.
    """

    number: int
    meeting: date
    decided: date
    short_notice: bool


def id_of(writing: CaseWriting, review: Review) -> UUID:
    return writing.id("review", review.number)


def amend(writing: CaseWriting, review: Review, *, late_notice: bool) -> None:
    """The notice with the changes, the family's 15 days, the amended plan."""
    chance, key = writing.chance, id_of(writing, review)
    sent = review.decided
    if late_notice:
        sent = weekday(sent + timedelta(days=chance.between(7, 25)))
    served = weekday(sent + POST + timedelta(days=1))
    notice_id = writing.id("notice", review.number)
    writing.step(
        served,
        "record-amendment-notice",
        entry_id=notice_id,
        review_id=key,
        sent_on=sent,
        served_on=served,
        received_on=served,
    )
    answered = served + timedelta(days=chance.between(3, 12))
    if chance.happens(0.5):
        writing.step(
            answered,
            "record-representations",
            entry_id=writing.id("answer-to-notice", review.number),
            about=notice_id,
            sent_on=answered,
            said=for_family(writing.says("family_on_draft")),
        )
    due = min(sent + AFTER_NOTICE, review.meeting + AFTER_MEETING)
    issued = due - timedelta(days=chance.between(0, 18))
    if chance.happens(LATE):
        issued = due + timedelta(days=chance.between(4, 45))
    issued = weekday(max(issued, served + timedelta(days=18)))
    writing.step(
        issued,
        "record-amended-plan",
        entry_id=writing.id("amended", review.number),
        review_id=key,
        issued_on=issued,
        sent_on=issued,
    )
