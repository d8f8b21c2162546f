"""What there is for a SENCO to do: by when, how much it binds, in which group, if it may wait."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from shared.rulebook.reading import ENGLAND

from . import ehc_words
from .clients.ehcp_dates import DeadlineRow
from .clients.plans import PlanRow
from .clients.referrals import ConcernRow
from .clock import today
from .put_offs import PutOff
from .words.counts import count
from .words.ehc import RANKS

FIRST_WITHIN_WORKING_DAYS: Final = 2
THIS_WEEK: Final = timedelta(days=7)
COMING_UP: Final = timedelta(days=28)
BY: Final = "by"
PAPERS_DUE: Final = "review.circulate"
DO_FIRST, THIS_WEEK_TOO, WAITING, LATER, PUT_OFF = (
    "Do first",
    "This week",
    "Waiting for others",
    "Coming up",
    "Put off",
)
GROUPS: Final = (DO_FIRST, THIS_WEEK_TOO, WAITING, LATER, PUT_OFF)
# Within a group: the law, the Code, a promise to a family, our own plan.
LAW: Final = 0
CODE: Final = 1
PROMISE: Final = 2
OWN_PLAN: Final = 3
BINDS: Final = frozenset({LAW, CODE})
# Nothing is out of sight for longer, and no reason is kept for longer.
MOST_PUT_OFF: Final = timedelta(days=28)
KEYS: Final = UUID("0f5f3a52-5d0a-4c40-9a3e-6f1f1d3f2c6b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What one press settles. text: on the button. seen: the version that the page shows."""

    text: str
    address: str
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to do about a pupil by a day. verb: "Reply to the concern about".

    thing: what it is about, by its kind and ids; with the day, no two have the same.
    rank: of what binds, the law first. what: who does what by that day, where it is not us.
    others: it is others who act; we ask them. put_off: None for what is not put off now.
    """

    verb: str
    pupil_id: UUID
    thing: str
    by: date
    why: str
    address: str
    rank: int = PROMISE
    what: str = ""
    others: bool = False
    press: Press | None = None
    put_off: PutOff | None = None

    @property
    def key(self) -> UUID:
        """Another once its day has moved: what was put off by the old day is back."""
        return uuid5(KEYS, f"{self.thing}/{self.by.isoformat()}")


def of_concern(row: ConcernRow) -> Action:
    address = f"/concerns/{row.referral_id}"
    if row.status == "raised":
        return Action(
            verb="Reply to the concern about",
            pupil_id=row.pupil_id,
            thing=f"reply/{row.referral_id}",
            by=row.acknowledge_by,
            why="The school promises a reply to whoever raises a concern.",
            address=address,
            press=Press(
                text="Reply that it has arrived", address=f"{address}/reply", seen=row.version
            ),
        )
    return Action(
        verb="Decide about",
        pupil_id=row.pupil_id,
        thing=f"decide/{row.referral_id}",
        by=row.decide_by,
        why="The school promises the family a decision.",
        address=address,
    )


def look_again(row: ConcernRow) -> Action:
    return Action(
        verb="Look again at",
        pupil_id=row.pupil_id,
        thing=f"look-again/{row.referral_id}",
        by=row.look_again_on or today(),
        why="The decision set this day, and the family was told.",
        address=f"/concerns/{row.referral_id}",
    )


def of_review(row: PlanRow) -> Action:
    return Action(
        verb="Review the support plan of",
        pupil_id=row.pupil_id,
        thing=f"review/{row.plan_id}",
        by=row.review_on or today(),
        why="Agreed with the family. Parents should be met at least three times a year "
        "(SEND Code 6.65).",
        address=f"/pupils/{row.pupil_id}/plan",
    )


def of_date(row: DeadlineRow) -> Action:
    """A date of an EHC case: the school's to keep, or to ask others about."""
    ours = row.responsible == ehc_words.SCHOOL
    who = ehc_words.who_acts(row, row.authority.name)
    return Action(
        verb=f"{row.title}:" if ours else "Ask for news about",
        pupil_id=row.pupil_id,
        thing=f"date/{row.case_id}/{row.rule}/{row.about or ''}",
        by=row.due_on or date.max,
        why=f"{ehc_words.binds(row)} ({row.source}).",
        address=f"/pupils/{row.pupil_id}/ehc?case={row.case_id}",
        rank=RANKS.get(row.force, OWN_PLAN),
        what="" if ours else f" {who}: {row.title[0].lower()}{row.title[1:]}.",
        others=not ours,
        press=sent_today(row) if ours else None,
    )


def sent_today(row: DeadlineRow) -> Press | None:
    """Of the school's own acts, the one of which nothing is told but its review and its day."""
    if row.rule != PAPERS_DUE or row.about is None or row.version is None:
        return None
    address = f"/pupils/{row.pupil_id}/ehc/reviews/{row.about}/papers?case={row.case_id}"
    return Press(text="I sent it today", address=address, seen=row.version)


def to_be_met(rows: Iterable[DeadlineRow]) -> list[DeadlineRow]:
    """Dates by which somebody acts; a time that has to be left asks nothing of anybody."""
    return [row for row in rows if row.running and row.kind == BY]


def in_order(actions: Iterable[Action], now: date) -> list[Action]:
    """What is due within 28 days, or late: by group, then by what binds, then by day."""
    near = (action for action in actions if action.by <= now + COMING_UP)

    def place(action: Action) -> tuple[int, int, date]:
        return GROUPS.index(group(action, now)), action.rank, action.by

    return sorted(near, key=place)


def summary(actions: Iterable[Action], now: date) -> str:
    """ "3 things to do first, 9 this week": of what is ours and not put off."""
    groups = [group(action, now) for action in actions]
    first = groups.count(DO_FIRST)
    week = first + groups.count(THIS_WEEK_TOO)
    to_do = f"{count(first, 'thing')} to do first" if first else "Nothing to do first"
    return f"{to_do}, {f'{week:,}' if week else 'nothing'} this week"


def group(action: Action, now: date) -> str:
    """What others do is ours only once it is time to ask them."""
    if action.put_off:
        return PUT_OFF
    if not action.others:
        return group_of(action.by, now)
    return WAITING if action.by <= now + ehc_words.ASK_FOR_NEWS else LATER


def group_of(by: date, now: date) -> str:
    """Late, or within 2 working days: first. Within 7 days: this week."""
    if by <= ENGLAND.nth_after(now, FIRST_WITHIN_WORKING_DAYS):
        return DO_FIRST
    return THIS_WEEK_TOO if by <= now + THIS_WEEK else LATER


def with_put_offs(
    actions: Iterable[Action], put_off: Mapping[UUID, PutOff], now: date
) -> list[Action]:
    """Each with how it is put off; what may not wait any longer is not, whatever was kept."""
    return [
        replace(one, put_off=put_off.get(one.key)) if can_be_put_off(one, now) else one
        for one in actions
    ]


def can_be_put_off(action: Action, now: date) -> bool:
    """Whether there is a day left to put it off to. What others do is not ours to put off."""
    return not action.others and latest(action, now) > now


def latest(action: Action, now: date) -> date:
    """The last day to which a thing can be put off.

    The law's and the Code's own day, never past it; of a promise to a family or our own plan, 28
    days from now, and the card goes on saying how late it is.
    """
    longest = now + MOST_PUT_OFF
    return min(action.by, longest) if action.rank in BINDS else longest
