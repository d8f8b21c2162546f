"""The story of each review, put together from what was told of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from . import facts
from .facts import EhcCase
from .review_terms import REQUIRED, Invitee, ReviewKind, ReviewOutcome

FIRST_YEAR_OF_ADULTHOOD: Final = 9
Letter = facts.ReviewDecided | facts.AmendmentNotice | facts.Amended | facts.AmendmentDropped


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStory:
    """One review. meeting_on: where it was held that day, else as planned last.

    notice: of the changes, the first that has them. finished_on: the amended plan, or the decision
    that there will be none.
    """

    review: facts.Review
    meeting_on: date | None
    held: facts.Held | None
    invited: tuple[tuple[facts.Person, date], ...]
    advice_from: tuple[tuple[UUID, date], ...]
    circulated: facts.Circulated | None
    report: facts.Report | None
    decision: facts.ReviewDecided | None
    notice: facts.AmendmentNotice | None
    finished_on: date | None

    @property
    def key(self) -> UUID:
        return self.review.key

    @property
    def reviewed_on(self) -> date | None:
        """When the review ended: with what the council told, until it is known with the meeting."""
        if self.decision is not None:
            return self.decision.told_on
        return self.held.on if self.held else self.answered_on

    @property
    def next_counted_from(self) -> date | None:
        """From when the next 12 months count: the day of the decision, which may be before it was
        sent. Until it is known the meeting's, which is earlier and therefore safe.
        """
        return self.decision.day if self.decision is not None else self.reviewed_on

    @property
    def answered_on(self) -> date | None:
        """When the council had told its decision: that it will amend, with the proposed changes.

        A bare "we will amend" is no answer until they are set out, or it comes to an end. The
        changes, or the amended plan, are one where no decision was recorded.
        """
        if self.decision is not None:
            amends = self.decision.decision is ReviewOutcome.AMEND
            if not amends or self.decision.changes_set_out is not False:
                return self.decision.told_on
        set_out_on = self.notice.told_on if self.notice else None
        return min((on for on in (set_out_on, self.finished_on) if on is not None), default=None)

    @property
    def missing(self) -> tuple[Invitee, ...]:
        """Whom the regulations name and nobody invited. A young person stands for the family."""
        there = {one.who for one, _ in self.invited}
        if Invitee.YOUNG_PERSON in there:
            there.add(Invitee.FAMILY)
        return tuple(one for one in required_of(self.review) if one not in there)

    @property
    def all_invited_on(self) -> date | None:
        """The day on which the last of those whom the regulations name was invited."""
        if self.missing or not self.invited:
            return None
        needed = {*required_of(self.review), Invitee.YOUNG_PERSON}
        first: dict[Invitee, date] = {}
        for one, on in self.invited:
            if one.who in needed:
                first[one.who] = min(on, first.get(one.who, on))
        return max(first.values(), default=None)

    @property
    def notice_given_on(self) -> date | None:
        """The day on which notice of the meeting was given."""
        return self.review.notice_given_on or self.all_invited_on

    @property
    def advice_back_on(self) -> date | None:
        """The day on which the last of the advice that was asked for came."""
        came = dict(self.advice_from)
        asked = {one.person_id for one, _ in self.invited if one.advice_asked}
        return max(came[one] for one in asked) if asked and asked <= came.keys() else None

    @property
    def amends(self) -> bool:
        if self.decision is not None and self.decision.decision is ReviewOutcome.AMEND:
            return True
        return self.notice is not None

    @property
    def over(self) -> bool:
        """Nothing more is to come of it."""
        return self.finished_on is not None or (self.decision is not None and not self.amends)


def required_of(review: facts.Review) -> tuple[Invitee, ...]:
    """Whom the regulations name (20(2); of a child who attends no school 21), and the Code (9.169)
    of a looked-after child.
    """
    named = [one for one in REQUIRED if one is not Invitee.HEAD or not review.home_educated]
    more = [Invitee.VIRTUAL_HEAD, Invitee.CARER] if review.looked_after else []
    return (*named, *more)


def stories(case: EhcCase) -> tuple[ReviewStory, ...]:
    """Every review, in the order in which they were planned."""
    return tuple(_story(case, review) for review in case.reviews)


def decisions(case: EhcCase, told: Iterable[ReviewStory]) -> list[tuple[date, UUID]]:
    """(day, review) of each decision after a review; of a review not in this record, its own key.

    told: the reviews. Where none was recorded, the council's later letters show that there was.
    """
    said = [(one.told_on, review_of(case, one) or one.key) for one in case.review_decisions]
    shown = [(one.answered_on, one.key) for one in told if one.decision is None and one.answered_on]
    return [*said, *shown]


def _story(case: EhcCase, review: facts.Review) -> ReviewStory:
    key = review.key
    held = next((one for one in case.meetings if one.review_id == key), None)
    moved = [one.meeting_on for one in case.meetings_moved if one.review_id == key]
    planned_on = moved[-1] if moved else review.meeting_on
    papers = [one for one in case.circulations if one.review_id == key]
    notices = [one for one in case.amendment_notices if one.review_id == key and one.with_changes]
    return ReviewStory(
        review=review,
        meeting_on=held.on if held else planned_on,
        held=held,
        invited=tuple(_invited(case, key)),
        advice_from=tuple(
            (one.person_id, one.on) for one in case.review_advices if one.review_id == key
        ),
        circulated=min(papers, key=lambda one: one.on, default=None),
        report=next((one for one in case.reports if one.review_id == key), None),
        decision=next((one for one in case.review_decisions if one.review_id == key), None),
        notice=min(notices, key=lambda one: one.told_on, default=None),
        finished_on=min(_finished(case, key), default=None),
    )


def _invited(case: EhcCase, key: UUID) -> Iterator[tuple[facts.Person, date]]:
    for one in case.invitations:
        if one.review_id == key:
            yield from ((person, one.on) for person in one.people)


def _finished(case: EhcCase, key: UUID) -> Iterator[date]:
    yield from (one.told_on for one in case.amended_plans if one.review_id == key)
    yield from (one.told_on for one in case.amendments_dropped if one.review_id == key)


def review_of(case: EhcCase, letter: Letter) -> UUID | None:
    """The review that a letter of the council is about; None where that is none that stands.

    Who strikes a review out strikes out what the school planned, and not what the council sent.
    """
    return letter.review_id if any(one.key == letter.review_id for one in case.reviews) else None


def is_about_adulthood(review: facts.Review) -> bool:
    """Whether the child is in Year 9 or above (SEND Code 8.9, 9.184)."""
    return review.year_group is not None and review.year_group >= FIRST_YEAR_OF_ADULTHOOD


def is_transfer(review: facts.Review) -> bool:
    return review.kind is ReviewKind.PHASE_TRANSFER and review.transfer is not None
