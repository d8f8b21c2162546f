"""What a row adds to a case: commands as a person would give them, in their order.

Pure: the same row and the same past give the same events, and once they are appended, none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from ..domain import commands as ask
from ..domain import events as told
from ..domain.review_terms import ReviewOutcome
from ..domain.reviews import ReviewStory, stories
from ..domain.terms import (
    AssessmentDecision,
    Basis,
    NotKnown,
    PlanDecision,
    Requester,
    TakenOverState,
)
from . import columns as c
from .moving import compare_authority, first_authority, tell_move
from .reading import Fault
from .rows import CaseRow
from .telling import IMPORTER, Past, Teller

# A meeting so much later than the one that is known is another review, no correction of it.
ANOTHER_REVIEW: Final = timedelta(days=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What is to be appended for a row. steps: the events of each command. new: no case yet."""

    row: CaseRow
    pupil_id: UUID
    new: bool
    steps: tuple[tuple[told.Event, ...], ...]
    notices: tuple[Fault, ...]

    @property
    def events(self) -> Iterable[told.Event]:
        return (event for step in self.steps for event in step)


def plan(row: CaseRow, pupil_id: UUID, past: Past, *, today: date) -> Planned:
    """What the row says that the case's past does not. today: in Europe/London.

    Where there is anything, it begins with where the list says that the case stands, so that what
    lies before this day stays silent.
    """
    facts = _Planner(row, pupil_id, past, today)
    facts.tell_all(takes_over=False)
    if facts.case.taken_over_as is row.state and not facts.steps:
        return facts.planned()
    whole = _Planner(row, pupil_id, past, today)
    whole.tell_all(takes_over=True)
    return whole.planned()


class _Planner(Teller):
    """All that a row tells."""

    def planned(self) -> Planned:
        return Planned(
            row=self.row,
            pupil_id=self.pupil_id,
            new=not self.was_there,
            steps=tuple(self.steps),
            notices=tuple(self.notices),
        )

    def tell_all(self, *, takes_over: bool) -> None:
        if self.case.struck_out:
            self.notice(c.STATE, "struck-out")
            return
        self._open()
        if takes_over:
            self.do(c.STATE, ask.TakeOverCase, "list", state=self.row.state, imported_on=self.today)
        self._tell_asking()
        self._tell_plan()
        self._tell_reviews()
        tell_move(self)

    # How it began

    def _open(self) -> None:
        if self.was_there:
            self._compare_beginning()
            return
        row, consulted_on = self.row, self.row.day(c.CONSULTED)
        unknown = [] if row.day(c.REQUESTED) else [NotKnown.ASKED_ON]
        if row.requester is Requester.SCHOOL and consulted_on is None:
            unknown.append(NotKnown.FAMILY_CONSULTED)
        command = ask.RequestAssessment(
            case_id=self.case_id,
            by=IMPORTER,
            today=self.today,
            pupil_id=self.pupil_id,
            requester=row.requester,
            authority=first_authority(self),
            family_consulted_on=consulted_on,
            imported_on=self.today,
            not_known=tuple(unknown),
            effective_on=row.day(c.REQUESTED) or row.first_day or self.today,
        )
        self.step(c.REQUESTED, command)

    def _compare_beginning(self) -> None:
        begun = next(one for one in self.events if isinstance(one, told.EhcpAssessmentRequested))
        compare_authority(self, begun.authority)
        asked_on = None if NotKnown.ASKED_ON in begun.not_known else begun.effective_on
        asked = {
            c.REQUESTED_BY: begun.requester.value,
            c.REQUESTED: asked_on.isoformat() if asked_on else None,
        }
        for column, kept in asked.items():
            if self.row.values.get(column, kept) != kept:
                self.notice(column, "request-is-kept")

    # From the receipt to the plan

    def _tell_asking(self) -> None:
        row = self.row
        letter = row.day(c.RECEIPT_LETTER)
        confirmed: dict[str, Any] = (
            {"basis": Basis.COUNCIL_LETTER, "letter_dated_on": letter} if letter else {}
        )
        imported = {"imported_on": self.today}
        received = {"received_on": row.day(c.RECEIVED), **confirmed}
        self.tell(c.RECEIVED, told.EhcpReceiptRecorded, ask.RecordReceipt, received, imported)
        asked = {"received_on": row.day(c.ADVICE_ASKED)}
        self.tell(
            c.ADVICE_ASKED, told.EhcpAdviceRequested, ask.RecordAdviceRequest, asked, imported
        )
        refused = row.state is TakenOverState.REFUSED
        decision = AssessmentDecision.REFUSED if refused else AssessmentDecision.ASSESS
        answer = self.letter(c.DECISION_SENT, c.DECIDED, decision=decision)
        self.tell_letter(c.DECISION_SENT, told.EhcpDecisionRecorded, ask.RecordDecision, answer)
        if row.day(c.ADVICE_ASKED):
            sent = {"sent_on": row.day(c.ADVICE_SENT)}
            self.tell(c.ADVICE_SENT, told.EhcpAdviceSubmitted, ask.RecordAdvice, sent)

    def _tell_plan(self) -> None:
        row = self.row
        no_plan = row.state is TakenOverState.NO_PLAN
        decision = PlanDecision.NO_PLAN if no_plan else PlanDecision.PLAN
        answer = self.letter(c.PLAN_DECISION_SENT, c.PLAN_DECIDED, decision=decision)
        self.tell_letter(
            c.PLAN_DECISION_SENT, told.EhcpPlanDecisionRecorded, ask.RecordPlanDecision, answer
        )
        draft = self.known(sent_on=c.DRAFT_SENT, served_on=c.DRAFT_SERVED)
        if draft:
            heard = {"received_on": self.today}
            column = c.DRAFT_SENT if "sent_on" in draft else c.DRAFT_SERVED
            self.tell(column, told.EhcpDraftPlanReceived, ask.RecordDraftPlan, draft, heard)
        final = self.known(
            issued_on=c.FINAL_ISSUED, sent_on=c.FINAL_SENT, received_on=c.FINAL_RECEIVED
        )
        if "issued_on" in final:
            self.tell(c.FINAL_ISSUED, told.EhcpPlanFinalised, ask.RecordFinalPlan, final)

    # Reviews

    def _tell_reviews(self) -> None:
        met_on, next_on = self.row.day(c.REVIEW_MET), self.row.day(c.NEXT_REVIEW)
        review_id = self._last_review(met_on) if met_on else None
        self._tell_outcome(review_id)
        if next_on:
            self._next_review(next_on)

    def _tell_outcome(self, review_id: UUID | None) -> None:
        """The council's decision after the last review, and the plan that was amended."""
        decision = self.row.values.get(c.REVIEW_DECISION)
        if decision:
            answer = self.letter(c.REVIEW_SENT, c.REVIEW_DECIDED, decision=ReviewOutcome(decision))
            self.tell_letter(
                c.REVIEW_SENT,
                told.EhcpReviewDecisionRecorded,
                ask.RecordReviewDecision,
                answer,
                {"review_id": review_id},
                among=[one for one in self.case.review_decisions if one.review_id == review_id],
            )
        issued_on = self.row.day(c.AMENDED_ISSUED)
        if issued_on:
            about = review_id if decision == ReviewOutcome.AMEND else None
            self.tell(
                c.AMENDED_ISSUED,
                told.EhcpPlanAmended,
                ask.RecordAmendedPlan,
                {"issued_on": issued_on},
                {"review_id": about},
                among=[
                    one
                    for one in self.case.amended_plans
                    if abs(one.issued_on - issued_on) <= ANOTHER_REVIEW
                ],
            )

    def _last_review(self, met_on: date) -> UUID | None:
        """The review whose meeting was held that day, told if it was not known."""
        known = sorted(self.case.meetings, key=lambda one: one.on)
        for held in known:
            if held.on == met_on:
                return held.review_id
        last = known[-1] if known else None
        if last is None or met_on - last.on > ANOTHER_REVIEW:
            return self._held(met_on)
        if last.entry_id not in self.of_lists:
            self.notice(c.REVIEW_MET, "told-otherwise")
            return None
        self.do(
            c.REVIEW_MET,
            ask.RecordMeeting,
            "meeting",
            review_id=last.review_id,
            held_on=met_on,
            **self.instead_of(last),
        )
        return last.review_id

    def _held(self, met_on: date) -> UUID | None:
        """A meeting of which nothing was known; of the review that was planned for about then."""
        near = [
            one
            for one in self._planned_reviews()
            if one.meeting_on and abs(one.meeting_on - met_on) <= ANOTHER_REVIEW
        ]
        if not near:
            self.do(c.REVIEW_MET, ask.PlanReview, "review", meeting_on=met_on)
            near = [one for one in self._planned_reviews() if one.meeting_on == met_on]
        if not near:
            return None
        review_id = near[-1].key
        self.do(c.REVIEW_MET, ask.RecordMeeting, "meeting", review_id=review_id, held_on=met_on)
        return review_id

    def _planned_reviews(self) -> list[ReviewStory]:
        return [one for one in stories(self.case) if one.held is None and one.decision is None]

    def _next_review(self, next_on: date) -> None:
        planned = self._planned_reviews()
        if any(one.meeting_on == next_on for one in planned):
            return
        if not planned:
            given_on = self.row.day(c.NOTICE_GIVEN)
            more = {"meeting_on": next_on, "notice_given_on": given_on}
            self.do(c.NEXT_REVIEW, ask.PlanReview, "review", **more)
        elif planned[-1].review.entry_id in self.of_lists:
            about = planned[-1].key
            move = ask.MoveReviewMeeting
            self.do(c.NEXT_REVIEW, move, "move", review_id=about, meeting_on=next_on)
        else:
            self.notice(c.NEXT_REVIEW, "told-otherwise")
