"""The steps of an EHC case from the request to the final plan, each on its day, in time or late."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from .case_writing import POST, CaseWriting
from .councils import SHARES, council
from .school_days import weekday
from .told import for_family, for_staff

# From the receipt, as the law has them: SEND Regulations 2014, regs. 5, 10 and 13.
DECISION, PLAN_DECISION = timedelta(weeks=6), timedelta(weeks=16)
FINAL: Final = timedelta(weeks=20)
ADVICE: Final = timedelta(weeks=6)
VIEWS: Final = timedelta(days=15)
LATE_FINAL: Final = 0.35
LATE: Final = 0.2
EXCUSED: Final = 0.4  # of the final plans that are late
LONG_AGO: Final = timedelta(days=400)  # then nobody remembers the steps about the draft
FIRST_ACT: Final = date(2014, 9, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDays:
    """When what happened; what lies after today is not told."""

    asked: date
    received: date
    decided: date
    advice_asked: date
    advised: date
    plan_decided: date
    served: date
    final: date


def assess(writing: CaseWriting, final: date) -> None:
    """Everything up to a final plan of this day."""
    chance = writing.chance
    taken = chance.between(126, 140)
    if chance.happens(LATE_FINAL):
        taken = chance.between(145, 250)
    received = max(final - timedelta(days=taken), FIRST_ACT + timedelta(days=7))
    days = days_of(writing, received, final=final)
    ask(writing, days.asked)
    receive(writing, days)
    decide(writing, days.decided, "assess")
    advise(writing, days)
    decide_plan(writing, days.plan_decided, planned=True)
    if final > writing.today - LONG_AGO:
        draft(writing, days)
    excuse(writing, days)
    sent = min(final + timedelta(days=1), writing.today)
    plan_id = writing.id("final")
    writing.step(final, "record-final-plan", entry_id=plan_id, issued_on=final, sent_on=sent)


def days_of(writing: CaseWriting, received: date, *, final: date) -> CaseDays:
    """The days of a case, each on a weekday and after the one that it follows from."""
    chance = writing.chance
    decided = received + DECISION - timedelta(days=chance.between(1, 14))
    if chance.happens(LATE):
        decided = received + DECISION + timedelta(days=chance.between(2, 20))
    advice_asked = decided + timedelta(days=chance.between(1, 8))
    advised = advice_asked + ADVICE - timedelta(days=chance.between(1, 16))
    if chance.happens(LATE / 2):
        advised = advice_asked + ADVICE + timedelta(days=chance.between(2, 9))
    plan_decided = received + PLAN_DECISION - timedelta(days=chance.between(0, 8))
    if chance.happens(LATE):
        plan_decided = received + PLAN_DECISION + timedelta(days=chance.between(3, 14))
    last = final if final == date.max else final - VIEWS - timedelta(days=chance.between(3, 8))
    served = min(plan_decided + timedelta(days=chance.between(2, 6)), last)
    plan_decided = weekday(min(plan_decided, served - timedelta(days=1)))
    return CaseDays(
        asked=weekday(received - timedelta(days=chance.between(1, 4))),
        received=weekday(received),
        decided=weekday(min(decided, plan_decided)),
        advice_asked=weekday(min(advice_asked, plan_decided)),
        advised=weekday(min(advised, plan_decided)),
        plan_decided=plan_decided,
        served=weekday(served),
        final=final,
    )


def ask(writing: CaseWriting, asked: date) -> None:
    pupil, chance = writing.pupil, writing.chance
    here = asked >= pupil.entered_on + timedelta(days=60)
    school_asks = here and chance.happens(0.75)
    consulted = weekday(asked - timedelta(days=chance.between(4, 20)))
    writing.step(
        asked,
        "request-assessment",
        pupil_id=pupil.pupil_id,
        requester="school" if school_asks else "parent",
        authority=council(chance.weighted(SHARES)),
        family_consulted_on=consulted if school_asks else None,
        reasons=for_family(writing.says("case_reasons")),
        effective_on=asked,
    )


def receive(writing: CaseWriting, days: CaseDays) -> None:
    letter = max(weekday(days.received + timedelta(days=4)), days.received)
    by_letter = letter <= writing.today and writing.chance.happens(0.8)
    writing.step(
        days.received,
        "record-receipt",
        entry_id=writing.id("receipt"),
        received_on=days.received,
        basis="council-letter" if by_letter else "as-told",
        letter_dated_on=letter if by_letter else None,
    )


def decide(writing: CaseWriting, on: date, decision: str) -> None:
    said = "council_assesses" if decision == "assess" else "council_refuses"
    writing.step(
        on,
        "record-decision",
        entry_id=writing.id("decision"),
        decision=decision,
        **writing.letter(on),
        reasons=for_family(writing.says(said)),
    )


def advise(writing: CaseWriting, days: CaseDays) -> None:
    """The council asks the school for its advice, and gets it."""
    asked_id = writing.id("advice-request")
    asked = days.advice_asked
    writing.step(asked, "record-advice-request", entry_id=asked_id, received_on=asked)
    writing.step(
        days.advised,
        "record-advice",
        entry_id=writing.id("advice"),
        sent_on=days.advised,
        note=for_staff(writing.says("advice_note")),
    )


def decide_plan(writing: CaseWriting, on: date, *, planned: bool) -> None:
    writing.step(
        on,
        "record-plan-decision",
        entry_id=writing.id("plan-decision"),
        decision="plan" if planned else "no-plan",
        **writing.letter(on),
        reasons=for_family(writing.says("council_plans" if planned else "council_no_plan")),
    )


def draft(writing: CaseWriting, days: CaseDays) -> None:
    """The draft reaches the family, and most say what they think of it."""
    chance, served, draft_id = writing.chance, days.served, writing.id("draft")
    sent = max(weekday(served - POST), days.plan_decided)
    writing.step(
        served,
        "record-draft-plan",
        entry_id=draft_id,
        sent_on=sent,
        served_on=served,
        received_on=served,
        names_placement=chance.happens(0.04),
    )
    _consult(writing, days, sent)
    heard = served + timedelta(days=chance.between(3, 14))
    if chance.happens(0.6):
        writing.step(
            heard,
            "record-representations",
            entry_id=writing.id("representations"),
            about=draft_id,
            sent_on=heard,
            said=for_family(writing.says("family_on_draft")),
        )


def _consult(writing: CaseWriting, days: CaseDays, sent: date) -> None:
    """The council asks the school with the draft, and the school answers, some days too late."""
    chance, served, asked_id = writing.chance, days.served, writing.id("consultation")
    writing.step(served, "record-consultation", entry_id=asked_id, sent_on=sent, received_on=served)
    answered = weekday(served + timedelta(days=chance.between(5, 15)))
    if chance.happens(LATE):
        answered = weekday(served + timedelta(days=chance.between(18, 22)))
    if answered <= days.final:
        writing.step(
            answered,
            "answer-consultation",
            entry_id=writing.id("answer"),
            about=asked_id,
            sent_on=answered,
            answer=chance.weighted({"can-meet": 8, "can-meet-with-changes": 2}),
        )


def excuse(writing: CaseWriting, days: CaseDays) -> None:
    """What the council says of a final plan that is late: it moves no date."""
    due = days.received + FINAL
    if days.final <= due or not writing.chance.happens(EXCUSED):
        return
    ground = writing.chance.weighted(
        {"exceptional-circumstances": 2, "absence": 2, "school-closed": 3}
    )
    claimed = weekday(due + timedelta(days=writing.chance.between(3, 7)))
    closed = ground == "school-closed"
    summer = date(days.advice_asked.year, 7, 22)
    writing.step(
        claimed,
        "claim-exception",
        entry_id=writing.id("exception"),
        rule="ehcna.final_plan",
        ground=ground,
        claimed_on=claimed,
        first_closed_on=summer if closed else None,
        reopens_on=summer.replace(month=9, day=3) if closed else None,
        family_told_on=claimed if writing.chance.happens(0.5) else None,
        evidence=for_family(writing.says("excuse")),
    )
