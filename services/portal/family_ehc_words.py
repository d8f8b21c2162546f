"""What a family reads of an EHC case: where it stands, its next date, who acts, what they can do.

For a reader of 9 to 11 years, as `family_words`. The date and how sure it is stand in the lines;
the rule behind each date stands below them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from shared.calendar import london_date

from .clients.directory import Sen
from .clients.ehcp import Case
from .clients.ehcp_dates import Deadline
from .clients.referrals import ConcernRow
from .ehc_words import due
from .family_dates_words import actor, can_do, happens
from .family_words import Lines
from .words.days import full_day
from .words.ehc import BY_WHEN, WITH_PLAN

RECEIPT: Final = "ehcp-receipt-recorded"
FROM_RECEIPT: Final = "ehcna."
APPEAL: Final = "appeal.due"
TOO_LATE: Final = "ask-for-advice"
UNTIL: Final = "Until"
DISAGREE: Final = (
    "You do not have to agree. Read your rights. SENDIASS can help you, and it is free."
)
WAIT: Final = "You can write to the council too, and ask how far it is."


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBehind:
    """Where a date comes from: what, by when and the sentences of the rule."""

    what: str
    by: str
    said: str


def with_council(own: Lines, council: Lines, *, day: bool, told: bool) -> Lines:
    """The school's lines and the council's as five.

    day: the school owes the family something by a day of its own, so each line has both.
    told: what the school does still holds, and is said before what the council does.
    """
    if day:
        return Lines(
            now=f"{own.now} {council.now}",
            then=f"{own.then} {council.then}",
            by_when=f"The school: {own.by_when} The EHC plan: {council.by_when}",
            who=f"{own.who}. For the EHC plan: {council.who}",
            can_do=own.can_do,
        )
    return replace(council, now=f"{own.now} {council.now}") if told else council


def still_told(concerns: Sequence[ConcernRow], sen: Sen | None) -> bool:
    """Whether what the school does holds beside the EHC case. concerns: the newest first.

    That it asks the council, that nobody is worried, that there is a plan: the case says it anew.
    """
    decided = next((row for row in concerns if row.outcome), None)
    if decided:
        return decided.outcome != "ehc-assessment"
    return sen is not None and sen.status == "K"


def ehc_lines(who: str, case: Case, today: date) -> Lines:
    """who: the child's first name, or "you". A stage or rule that is newer is said in general."""
    if case.stage in ("refused-to-assess", "no-plan"):
        return of_refusal(who, case)
    if case.stage == "final-plan" and case.next is None:
        return of_plan(who)
    if is_over(case):
        return of_ended(who)
    return of_open(who, case, today)


def is_over(case: Case) -> bool:
    """The plan has ended, and nothing of it is waited for."""
    return case.stage == "ceased" and case.next is None


def of_open(who: str, case: Case, today: date) -> Lines:
    next_one = case.next
    return Lines(
        now=now_of(who, case.stage),
        then=happens(next_one.rule, next_one.title, who) if next_one else not_counted(case),
        by_when=by_when(case, next_one, today),
        who=actor(next_one, case.authority.name) if next_one else case.authority.name,
        can_do=can_do_about(case, next_one, today),
    )


def can_do_about(case: Case, next_one: Deadline | None, today: date) -> str:
    if next_one is None and waits_for_receipt(case):
        return "Ask the council when it got the letter. Then tell us."
    return (can_do(next_one, today) if next_one else None) or WAIT


def now_of(who: str, stage: str) -> str:
    needs = "what help you need" if who == "you" else f"what help {who} needs"
    said = {
        "requested": f"The council was asked to check {needs}. "
        "This is called an EHC needs assessment.",
        "deciding-whether-to-assess": f"The council was asked to check {needs}. "
        "This is called an EHC needs assessment.",
        "assessing": f"The council said yes. It now checks {needs}.",
        "plan-coming": "The council said that it will make an EHC plan. "
        "This is a legal plan for help.",
        "draft-plan": "The council sent the first version of the plan. "
        "You can say what you think of it.",
        "final-plan": f"{has(who)} an EHC plan. This is a legal plan made by the council.",
        "reviewing": f"{has(who)} an EHC plan. It is checked now (yearly review).",
        "amending": f"{has(who)} an EHC plan. The council wants to change it.",
        "re-assessing": f"The council checks again {needs}. The plan goes on.",
        "moving": f"{has(who)} an EHC plan. It moves to another council.",
        "ceasing": "The council said that it will end the EHC plan. "
        "The help goes on while you can ask the court.",
        "ceased": "The EHC plan has ended. You can ask the council for a new one.",
    }
    return said.get(stage, "The council works on an EHC plan. Ask the school how far it is.")


def not_counted(case: Case) -> str:
    if waits_for_receipt(case):
        return "The council says when it got the letter. Then we can count the days."
    return "The council works on it."


def waits_for_receipt(case: Case) -> bool:
    """Whether its days count from one that nobody told. Those of a plan count from the plan."""
    return case.stage not in WITH_PLAN and not case.standing(RECEIPT)


def by_when(case: Case, next_one: Deadline | None, today: date) -> str:
    """The day, whether it has passed, and how sure it is."""
    if next_one is None or next_one.due_on is None:
        return "We do not know the day. Ask the council."
    last = next_one.kind == "by"
    day = due(next_one) if last else f"{BY_WHEN.get(next_one.kind, UNTIL)} {due(next_one)}"
    late = " This day has passed. Ask why." if last and next_one.due_on < today else ""
    return f"{day}.{late} {how_sure(case, next_one)}".rstrip()


def how_sure(case: Case, next_one: Deadline) -> str:
    if not next_one.rule.startswith(FROM_RECEIPT) or next_one.start_on is None:
        return ""
    start = f"We count from {full_day(next_one.start_on)}, when the council got the letter"
    receipt = case.standing(RECEIPT)[-1:]
    if receipt and receipt[0].letter_dated_on:
        return f"{start}. The council told us that day."
    told = f", as we were told on {full_day(london_date(receipt[0].at))}" if receipt else ""
    return f"{start}{told}. The council has not said that this is right."


def of_refusal(who: str, case: Case) -> Lines:
    no_plan = case.stage == "no-plan"
    needs = "what help you need" if who == "you" else f"what help {who} needs"
    now = (
        "The council said that it will not make an EHC plan."
        if no_plan
        else f"The council said that it will not check {needs}."
    )
    return Lines(
        now=now,
        then="You can ask an independent court to look at this (Tribunal).",
        by_when=until_appeal(case),
        who="You. The school can help.",
        can_do=DISAGREE,
    )


def until_appeal(case: Case) -> str:
    """As it is counted; else as the council's letter says. A late appeal can still be let in."""
    found = case.clocks(APPEAL)
    if any(one.status == TOO_LATE for one in found) and not any(one.running for one in found):
        return "The day to ask has passed. Ask SENDIASS now: the court can still say yes."
    if found and found[0].running:
        return f"{due(found[0])}. Do not wait."
    return "The council's letter says until when. Do not wait."


def has(who: str) -> str:
    return "You have" if who == "you" else f"{who} has"


def of_plan(who: str) -> Lines:
    return Lines(
        now=now_of(who, "final-plan"),
        then="The plan is checked with you at least once a year.",
        by_when="No day is set here yet.",
        who="The council and the school.",
        can_do=DISAGREE,
    )


def of_ended(who: str) -> Lines:
    return Lines(
        now=now_of(who, "ceased"),
        then="The council has no more to do about this plan.",
        by_when="No day is set.",
        who="You, if you want to ask again.",
        can_do="You can ask the council at any time. Read your rights. SENDIASS can help you, and "
        "it is free.",
    )


def rules_behind(case: Case) -> list[RuleBehind]:
    """Each date that runs, with how it was counted and where the law says it."""
    return [
        RuleBehind(
            what=one.title,
            by=due(one),
            said=f"{one.explanation.start} {one.explanation.counted} {one.authority}",
        )
        for one in case.running
        if one.explanation
    ]
