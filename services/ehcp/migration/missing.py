"""What nobody has told yet of a case, and without which a date is not known: the SENCO's questions.

Of every case, taken over or not. What nothing depends on is not asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ..domain.clocks.taking_over import WITH_PLAN
from ..domain.facts import EhcCase
from ..domain.reviews import stories
from ..domain.stage import OVER, Stage, stage
from ..domain.terms import Basis, TakenOverState

# An appeal can be brought for two months after the letter (HESC Rules, rule 20(1)(c)); doubled,
# since a certificate of mediation and August both prolong it.
APPEAL_MAY_RUN: Final = timedelta(days=122)
# SEND Regulations 2014, regulation 20(10): the council decides within 4 weeks of the meeting.
DECISION_DUE: Final = timedelta(weeks=4)
FIRST_YEAR: Final = timedelta(days=365)


class Fact(StrEnum):
    """What is asked for, the most urgent first."""

    RECEIVED_ON = "received-on"
    ADVICE_ASKED_ON = "advice-asked-on"
    DECISION_SENT_ON = "decision-sent-on"
    PLAN_DECISION_SENT_ON = "plan-decision-sent-on"
    DRAFT_SERVED_ON = "draft-served-on"
    FINAL_ISSUED_ON = "final-plan-issued-on"
    LAST_REVIEW_ON = "last-review-on"
    REVIEW_DECISION = "last-review-decision"
    NEXT_REVIEW_ON = "next-review-on"
    FINAL_SENT_ON = "final-plan-sent-on"
    RECEIPT_LETTER = "receipt-letter"


class Ask(StrEnum):
    """Who knows it."""

    COUNCIL = "council"
    SCHOOL = "school"
    FAMILY = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """ask: who knows it. said: the question, to a person. why: what depends on it."""

    ask: Ask
    said: str
    why: str


QUESTIONS: Final[Mapping[Fact, Question]] = {
    Fact.RECEIVED_ON: Question(
        ask=Ask.COUNCIL,
        said="On which day did the council receive the request?",
        why="Its 6, 16 and 20 weeks count from that day.",
    ),
    Fact.ADVICE_ASKED_ON: Question(
        ask=Ask.SCHOOL,
        said="Has the council asked the school for its advice, and on which day did that come?",
        why="The school has 6 weeks from that day.",
    ),
    Fact.DECISION_SENT_ON: Question(
        ask=Ask.COUNCIL,
        said="On which day did the council send its decision about the assessment?",
        why="The family's time to appeal counts from that day.",
    ),
    Fact.PLAN_DECISION_SENT_ON: Question(
        ask=Ask.COUNCIL,
        said="On which day did the council send its decision about a plan?",
        why="The family's time to appeal counts from that day.",
    ),
    Fact.DRAFT_SERVED_ON: Question(
        ask=Ask.FAMILY,
        said="On which day did the family receive the draft plan?",
        why="The family has at least 15 days, of which that day is the first.",
    ),
    Fact.FINAL_ISSUED_ON: Question(
        ask=Ask.COUNCIL,
        said="On which day did the council issue the final plan?",
        why="The first 12 months to review it count from that day.",
    ),
    Fact.LAST_REVIEW_ON: Question(
        ask=Ask.SCHOOL,
        said="On which day was the last annual review held?",
        why="The next 12 months count from that review.",
    ),
    Fact.REVIEW_DECISION: Question(
        ask=Ask.COUNCIL,
        said="What did the council decide after the last review, and when did it send that?",
        why="A review is complete, and the next 12 months count, from that decision.",
    ),
    Fact.NEXT_REVIEW_ON: Question(
        ask=Ask.SCHOOL,
        said="On which day is the next review meeting planned?",
        why="Invitations and requests for advice are counted back from that day.",
    ),
    Fact.FINAL_SENT_ON: Question(
        ask=Ask.COUNCIL,
        said="On which day did the council send the final plan to the family?",
        why="The family's time to appeal counts from that day.",
    ),
    Fact.RECEIPT_LETTER: Question(
        ask=Ask.COUNCIL,
        said="Is there a letter in which the council confirms the day of receipt?",
        why="The day is only as it was told, and the council's dates count from it.",
    ),
}
ASKED: Final = frozenset({Stage.REQUESTED, Stage.DECIDING})
UNDER_WAY: Final = ASKED | {Stage.ASSESSING, Stage.PLAN_COMING, Stage.DRAFT}


def missing(case: EhcCase, today: date) -> tuple[Fact, ...]:
    """What is to be asked about a case, the most urgent first. today: in Europe/London."""
    if case.opened is None or case.struck_out:
        return ()
    return tuple(fact for fact in Fact if LACKS[fact](case, today))


def _has_plan(case: EhcCase) -> bool:
    if stage(case) in OVER:
        return False
    told = bool(case.final_plans or case.amended_plans)
    return told or case.taken_over_as in WITH_PLAN


def _received_on(case: EhcCase, _today: date) -> bool:
    return case.receipt is None and stage(case) in UNDER_WAY


def _receipt_letter(case: EhcCase, _today: date) -> bool:
    as_told = case.receipt is not None and case.receipt.basis is Basis.AS_TOLD
    return as_told and stage(case) in UNDER_WAY


def _advice_asked_on(case: EhcCase, _today: date) -> bool:
    known = case.advice_requests or case.advices
    return stage(case) is Stage.ASSESSING and not known


def _decision_sent_on(case: EhcCase, _today: date) -> bool:
    if stage(case) not in (Stage.ASSESSING, Stage.REFUSED):
        return False
    return not case.decisions or case.decisions[-1].sent_on is None


def _plan_decision_sent_on(case: EhcCase, _today: date) -> bool:
    if stage(case) is not Stage.NO_PLAN:
        return False
    return not case.plan_decisions or case.plan_decisions[-1].sent_on is None


def _draft_served_on(case: EhcCase, _today: date) -> bool:
    if stage(case) is not Stage.DRAFT:
        return False
    return not case.drafts or case.drafts[-1].served_on is None


def _final_issued_on(case: EhcCase, _today: date) -> bool:
    return _has_plan(case) and not case.final_plans


def _final_sent_on(case: EhcCase, today: date) -> bool:
    if not _has_plan(case) or not case.final_plans:
        return False
    last = case.final_plans[-1]
    return last.sent_on is None and today - last.issued_on <= APPEAL_MAY_RUN


def _last_review_on(case: EhcCase, today: date) -> bool:
    """Not asked in a plan's first year: there is none yet."""
    if not _has_plan(case) or case.meetings or case.review_decisions:
        return False
    first = case.final_plans[0].issued_on if case.final_plans else None
    return first is None or today - first >= FIRST_YEAR


def _review_decision(case: EhcCase, today: date) -> bool:
    held = [one for one in stories(case) if one.held is not None]
    if not _has_plan(case) or not held:
        return False
    last = max(held, key=lambda one: one.held.on if one.held else date.min)
    if last.decision is not None or last.held is None:
        return False
    later = [one for one in case.review_decisions if one.told_on >= last.held.on]
    return not later and today - last.held.on > DECISION_DUE


def _next_review_on(case: EhcCase, _today: date) -> bool:
    if not _has_plan(case) or case.taken_over_as is TakenOverState.MOVING:
        return False
    return not any(one.held is None and one.meeting_on for one in stories(case))


LACKS: Final[Mapping[Fact, Callable[[EhcCase, date], bool]]] = {
    Fact.RECEIVED_ON: _received_on,
    Fact.ADVICE_ASKED_ON: _advice_asked_on,
    Fact.DECISION_SENT_ON: _decision_sent_on,
    Fact.PLAN_DECISION_SENT_ON: _plan_decision_sent_on,
    Fact.DRAFT_SERVED_ON: _draft_served_on,
    Fact.FINAL_ISSUED_ON: _final_issued_on,
    Fact.LAST_REVIEW_ON: _last_review_on,
    Fact.REVIEW_DECISION: _review_decision,
    Fact.NEXT_REVIEW_ON: _next_review_on,
    Fact.FINAL_SENT_ON: _final_sent_on,
    Fact.RECEIPT_LETTER: _receipt_letter,
}
