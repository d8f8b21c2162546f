"""An EHC case: the request, the council's answers in time or late, the plan; some running now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from services.directory.demo_trust.chance import Chance

from .told import Line, an_id, chance_of, for_family, for_staff
from .trust import Pupil
from .words import words_for_all

COUNCIL: Final = {"code": "990", "name": "Wenshire Council"}
# From the receipt, as the law has them: SEND Regulations 2014, regs. 5 and 10.
DECISION, PLAN_DECISION = timedelta(weeks=6), timedelta(weeks=16)
ADVICE: Final = timedelta(weeks=6)
LATE_FINAL: Final = 0.35
LATE: Final = 0.2
REFUSED: Final = 0.15
LONGEST_RUNNING: Final = 170
FIRST_ACT: Final = date(2014, 9, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    """When what happened; what lies after today is not told."""

    asked: date
    received: date
    decided: date
    advice_asked: date
    advised: date
    plan_decided: date
    final: date


@dataclass(slots=True, kw_only=True)
class _Writing:
    pupil: Pupil
    line: Line
    chance: Chance
    today: date

    def id(self, what: str) -> UUID:
        return an_id(self.pupil, "case", what)

    def says(self, name: str) -> str:
        said: str = self.chance.one_of(words_for_all()[name])
        return said


def finished(pupil: Pupil, since: date, today: date) -> Line:
    """The case that ended in the plan which the pupil has since a day."""
    writing = _begun(pupil, "case", today)
    chance = writing.chance
    days_taken = chance.between(126, 140)
    if chance.happens(LATE_FINAL):
        days_taken = chance.between(145, 250)
    received = max(since - timedelta(days=days_taken), FIRST_ACT + timedelta(days=7))
    days = _days(writing, received, final=since)
    _ask(writing, days.asked)
    _go_on(writing, days)
    return writing.line


def running(pupil: Pupil, today: date) -> Line:
    """A case of these months: what has come by today is told, what is due or late is not there."""
    writing = _begun(pupil, "running-case", today)
    received = today - timedelta(days=writing.chance.between(4, LONGEST_RUNNING))
    days = _days(writing, received, final=date.max)  # what the school has is SEN Support still
    _ask(writing, days.asked)
    if writing.chance.happens(REFUSED) and days.decided <= today:
        _receive(writing, days)
        _decide(writing, days.decided, "refused")
        return writing.line
    _go_on(writing, days)
    return writing.line


def _begun(pupil: Pupil, what: str, today: date) -> _Writing:
    line = Line(pupil=pupil, common={"case_id": an_id(pupil, what)})
    return _Writing(pupil=pupil, line=line, chance=chance_of(pupil, what), today=today)


def _days(writing: _Writing, received: date, *, final: date) -> _Days:
    """The days of a case, each on a weekday and after the one that it follows from."""
    chance = writing.chance
    decided = received + DECISION - timedelta(days=chance.between(1, 14))
    if chance.happens(LATE):
        decided = received + DECISION + timedelta(days=chance.between(2, 20))
    advice_asked = decided - timedelta(days=chance.between(3, 12))
    advised = advice_asked + ADVICE - timedelta(days=chance.between(1, 16))
    if chance.happens(LATE / 2):
        advised = advice_asked + ADVICE + timedelta(days=chance.between(2, 9))
    plan_decided = received + PLAN_DECISION - timedelta(days=chance.between(0, 12))
    if chance.happens(LATE):
        plan_decided = received + PLAN_DECISION + timedelta(days=chance.between(3, 14))
    return _Days(
        asked=weekday(received - timedelta(days=chance.between(1, 4))),
        received=weekday(received),
        decided=weekday(decided),
        advice_asked=weekday(advice_asked),
        advised=weekday(advised),
        plan_decided=weekday(min(plan_decided, final - timedelta(days=7))),
        final=final,
    )


def weekday(day: date) -> date:
    """The day itself, the Friday before for a Saturday or Sunday."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _ask(writing: _Writing, asked: date) -> None:
    pupil = writing.pupil
    here = asked >= pupil.entered_on + timedelta(days=60)
    school_asks = here and writing.chance.happens(0.75)
    consulted = weekday(asked - timedelta(days=writing.chance.between(4, 20)))
    writing.line.tell(
        "request-assessment",
        by=pupil.school.senco(asked),
        pupil_id=pupil.pupil_id,
        requester="school" if school_asks else "parent",
        authority=COUNCIL,
        family_consulted_on=consulted if school_asks else None,
        reasons=for_family(writing.says("case_reasons")),
        effective_on=asked,
    )


def _receive(writing: _Writing, days: _Days) -> None:
    letter = weekday(days.received + timedelta(days=4))
    by_letter = letter <= writing.today and writing.chance.happens(0.8)
    letter = max(letter, days.received)
    writing.line.tell(
        "record-receipt",
        by=writing.pupil.school.senco(days.received),
        entry_id=writing.id("receipt"),
        received_on=days.received,
        basis="council-letter" if by_letter else "as-told",
        letter_dated_on=letter if by_letter else None,
    )


def _decide(writing: _Writing, on: date, decision: str) -> None:
    said = "council_assesses" if decision == "assess" else "council_refuses"
    writing.line.tell(
        "record-decision",
        by=writing.pupil.school.senco(on),
        entry_id=writing.id("decision"),
        decision=decision,
        decided_on=on,
        sent_on=on,
        received_on=min(on + timedelta(days=2), writing.today),
        reasons=for_family(writing.says(said)),
    )


def _go_on(writing: _Writing, days: _Days) -> None:
    """Everything from the receipt on that has happened by today, in the order of its days."""
    steps: list[tuple[date, Callable[[], None]]] = [
        (days.received, lambda: _receive(writing, days)),
        (days.advice_asked, lambda: _advice_asked(writing, days.advice_asked)),
        (days.decided, lambda: _decide(writing, days.decided, "assess")),
        (days.advised, lambda: _advise(writing, days.advised)),
        (days.plan_decided, lambda: _decide_plan(writing, days.plan_decided)),
        (days.final, lambda: _finalise(writing, days.final)),
    ]
    for on, step in steps:
        if on <= writing.today:
            step()


def _advice_asked(writing: _Writing, on: date) -> None:
    writing.line.tell(
        "record-advice-request",
        by=writing.pupil.school.senco(on),
        entry_id=writing.id("advice-request"),
        received_on=on,
    )


def _advise(writing: _Writing, on: date) -> None:
    writing.line.tell(
        "record-advice",
        by=writing.pupil.school.senco(on),
        entry_id=writing.id("advice"),
        sent_on=on,
        note=for_staff(writing.says("advice_note")),
    )


def _decide_plan(writing: _Writing, on: date) -> None:
    writing.line.tell(
        "record-plan-decision",
        by=writing.pupil.school.senco(on),
        entry_id=writing.id("plan-decision"),
        decision="plan",
        decided_on=on,
        sent_on=on,
        received_on=min(on + timedelta(days=2), writing.today),
        reasons=for_family(writing.says("council_plans")),
    )


def _finalise(writing: _Writing, on: date) -> None:
    writing.line.tell(
        "record-final-plan",
        by=writing.pupil.school.senco(on),
        entry_id=writing.id("final"),
        issued_on=on,
    )
