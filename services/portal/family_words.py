"""The five lines that a family reads first: Now, Next, By when, Who, What you can do.

Each text is for a reader of 9 to 11 years. Nothing in it may suggest that the school's answer ends
the way to the council.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from .clients.directory import Sen
from .clients.plans import PlanHead
from .clients.referrals import ConcernRow
from .words.days import full_day

ASK_COUNCIL: Final = "You can ask the council to look at any time. Read your rights."
TALK: Final = "Tell the school what you see at home. You can call."


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """by_when: None where there is no day."""

    now: str
    then: str
    by_when: str
    who: str
    can_do: str

    def pairs(self) -> list[tuple[str, str]]:
        return [
            ("Now", self.now),
            ("Next", self.then),
            ("By when", self.by_when),
            ("Who", self.who),
            ("What you can do", self.can_do),
        ]


@dataclass(frozen=True, slots=True)
class Child:
    """How a page speaks of a child: by the first name, or as "you" to a young person."""

    first: str
    you: bool = False

    @property
    def who(self) -> str:
        return "you" if self.you else self.first

    @property
    def whose(self) -> str:
        return "your" if self.you else f"{self.first}'s"

    @property
    def subject(self) -> str:
        """Begins a sentence: "Leo started", "You started"."""
        return "You" if self.you else self.first

    @property
    def gets(self) -> str:
        return "You get" if self.you else f"{self.first} gets"

    @property
    def has(self) -> str:
        return "You have" if self.you else f"{self.first} has"


def lines(
    child: Child,
    concerns: Sequence[ConcernRow],
    sen: Sen | None,
    senco: str,
    today: date,
    *,
    plan: PlanHead | None = None,
) -> Lines:
    """concerns: the newest first. senco: "Mrs Kulkarni, special needs co-ordinator (SENCO)".

    plan: the support plan that was shared with this family, if there is one; it may be closed.
    """
    waiting = next((row for row in concerns if row.open), None)
    if waiting:
        return of_open(child, waiting, senco, today)
    decided = next((row for row in concerns if row.outcome), None)
    asks_council = decided is not None and decided.outcome == "ehc-assessment"
    if plan and plan.open and not asks_council:
        # Whatever else a later concern came to: the help goes on until the plan is closed.
        return of_plan(child, plan, senco, today)
    if decided and plan and plan.closed_on and ended_by(plan.closed_on, decided):
        return of_ended(child, plan.closed_on, senco)
    if decided:
        return of_decided(child, decided, senco, today)
    return of_status(child, sen, senco)


def passed(on: date | None, today: date) -> str:
    """What follows a day on which the school said that it would act, once it is over."""
    return " This day has passed. Call and ask why." if on and on < today else ""


def of_open(child: Child, row: ConcernRow, senco: str, today: date) -> Lines:
    return Lines(
        now=f"Someone told the school that they are worried about {child.who}. "
        "The school looks into it.",
        then=f"The school decides if {child.who} should get extra help. It tells you why.",
        by_when=f"{full_day(row.decide_by)}.{passed(row.decide_by, today)}",
        who=senco,
        can_do=f"{TALK} {ASK_COUNCIL}",
    )


def of_plan(child: Child, plan: PlanHead, senco: str, today: date) -> Lines:
    since = f" since {full_day(plan.since)}" if plan.since else ""
    late = plan.review_on is not None and plan.review_on < today
    over = " This day has passed. Call and ask when you will meet." if late else ""
    return Lines(
        now=f"{child.gets} extra help at school (SEN Support){since}. There is a plan for it.",
        then="You and the school look at the plan together.",
        by_when=f"{day_or_ask(plan.review_on)}{over}",
        who=senco,
        can_do=f"Read the plan. Tell us if you agree, or what you want to change. {ASK_COUNCIL}",
    )


def ended_by(closed_on: date, decided: ConcernRow) -> bool:
    """Whether the help that was decided ended with the plan; a later decision began it anew."""
    return decided.outcome == "sen-support" and (decided.since or closed_on) <= closed_on


def of_ended(child: Child, closed_on: date, senco: str) -> Lines:
    return Lines(
        now=f"{child.subject} had a plan for extra help at school (SEN Support). "
        f"Extra help by this plan ended on {full_day(closed_on)}.",
        then="All teachers help in class.",
        by_when="No day is set.",
        who=senco,
        can_do=f"Read the plan and how it went. If you are worried, tell the school. {ASK_COUNCIL}",
    )


def of_decided(child: Child, row: ConcernRow, senco: str, today: date) -> Lines:
    look_again = f"{day_or_ask(row.look_again_on)}{passed(row.look_again_on, today)}"
    match row.outcome:
        case "sen-support":
            since = f" since {full_day(row.since)}" if row.since else ""
            return Lines(
                now=f"{child.gets} extra help at school (SEN Support){since}.",
                then="The school plans the help with you.",
                by_when="No day is set yet. Ask when you will meet.",
                who=senco,
                can_do=f"Read what the school decided and why. {TALK}",
            )
        case "watch-and-review":
            return Lines(
                now="The school decided to wait and see how things go.",
                then=f"We will look again at how {child.who} "
                f"{'do' if child.you else 'does'} at school.",
                by_when=look_again,
                who=senco,
                can_do=f"Read what the school decided and why. {ASK_COUNCIL}",
            )
        case "ehc-assessment":
            return Lines(
                now=f"The school asks the council to check what help {child.who} "
                f"{'need' if child.you else 'needs'}. "
                "This is called an EHC needs assessment.",
                then="The council says yes or no.",
                by_when="Within 6 weeks of the day that the council gets the letter.",
                who="The council",
                can_do="Read what the school decided and why. You can write to the council too.",
            )
        case "signpost":
            return Lines(
                now="The school thinks that other help is right now.",
                then="You can get in touch with those who help.",
                by_when="When you like. No day is set.",
                who=senco,
                can_do=f"Read which help it is and how to get it. {ASK_COUNCIL}",
            )
        case _:
            return Lines(
                now="The school found no special educational needs for now.",
                then=f"All teachers help in class. We will look again at how {child.who} "
                f"{'do' if child.you else 'does'}.",
                by_when=look_again,
                who=senco,
                can_do="You do not have to agree. Read why, and what you can do. You can ask the "
                "council to look at any time.",
            )


def of_status(child: Child, sen: Sen | None, senco: str) -> Lines:
    """Nobody has raised a concern here: what the school's own records say."""
    status = sen.status if sen else "N"
    if status == "E":
        now = f"{child.has} an EHC plan. This is a legal plan made by the council."
        then = "The plan is checked with you at least once a year."
    elif status == "K":
        now = f"{child.gets} extra help at school (SEN Support)."
        then = "The school talks with you about the help, at least three times a year."
    else:
        now = f"Nobody has told us that they are worried about {child.who}."
        then = "Nothing is planned."
    return Lines(
        now=now,
        then=then,
        by_when="No day is set here yet.",
        who=senco,
        can_do=f"If you are worried, tell the school. {ASK_COUNCIL}",
    )


def day_or_ask(on: date | None) -> str:
    return f"{full_day(on)}." if on else "No day is set. Ask when it will be."
