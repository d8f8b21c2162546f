"""Today: what a SENCO does first, this week, when to ask others, later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from flask import Blueprint, render_template, request

from services.portal import ehc_words
from services.portal.clients import Part, clients, part
from services.portal.clients.ehcp import DeadlineRow, MissingFact, MissingFacts
from services.portal.clients.plans import PlanRow
from services.portal.clients.referrals import ConcernRow
from services.portal.clock import today
from services.portal.naming import Names, my_school, names_of
from services.portal.signed_in import for_roles
from services.portal.words.counts import count
from services.portal.words.days import full_day
from services.portal.words.ehc import RANKS, force
from services.portal.words.nearness import nearness
from shared.access.grants import Role
from shared.rulebook.reading import ENGLAND

to_do = Blueprint("today", __name__)

FIRST_WITHIN_WORKING_DAYS: Final = 2
THIS_WEEK: Final = timedelta(days=7)
COMING_UP: Final = timedelta(days=28)
MOST_ASKED: Final = 100
BY: Final = "by"
MOST_SHOWN: Final = 20
DO_FIRST, THIS_WEEK_TOO, WAITING, LATER = (
    "Do first",
    "This week",
    "Waiting for others",
    "Coming up",
)
GROUPS: Final = (DO_FIRST, THIS_WEEK_TOO, WAITING, LATER)
# Within a group: the law, the Code, a promise to a family, our own plan.
PROMISE: Final = 2
OWN_PLAN: Final = 3
ASK: Final = {
    "council": "Ask {council}.",
    "school": "The school's own papers say it.",
    "family": "Ask the family.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to do about a pupil by a day. verb: "Reply to the concern about".

    rank: of what binds, the law first. what: who does what by that day, where it is not us.
    others: it is others who act; we ask them.
    """

    verb: str
    pupil_id: UUID
    by: date
    why: str
    address: str
    rank: int = PROMISE
    what: str = ""
    others: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An action as the page draws it."""

    text: str
    tag: str
    due: str
    source: str
    address: str


@to_do.get("/today")
@for_roles(Role.SENCO)
def shown() -> str:
    concerns = part(lambda: waiting(my_school()))
    again = part(lambda: clients().referrals.looks_due(my_school(), today() + COMING_UP))
    dates = part(lambda: to_be_met(clients().ehcp.deadlines(my_school()).deadlines))
    reviews = part(lambda: clients().plans.reviews_due(my_school(), today() + COMING_UP))
    missing = part(lambda: clients().ehcp.missing(my_school(), limit=MOST_SHOWN))
    known = [
        *(of_concern(row) for row in concerns.or_else([])),
        *(look_again(row) for row in again.or_else([])),
        *(of_review(row) for row in reviews.or_else([])),
        *(of_date(row) for row in dates.or_else([])),
    ]
    actions = in_order(known, today())
    everything = request.args.get("show") == "all"
    shown = actions if everything else actions[:MOST_SHOWN]
    next_one = None if actions else min(known, key=lambda one: one.by, default=None)
    asked = missing.or_else(MissingFacts())
    names = names_of(
        *(one.pupil_id for one in (*shown, next_one) if one),
        *(one.pupil_id for one in asked.missing),
    )
    return render_template(
        "today/today.html",
        groups=grouped(shown, names, today()),
        summary=summary(actions, today()),
        hidden=len(actions) - len(shown),
        total=len(actions),
        next_one=card(next_one, names, today()) if next_one else None,
        concerns_down=down(concerns, again),
        dates_down=dates.down,
        reviews_down=reviews.down,
        missing=[question(one, names) for one in asked.missing],
        more_missing=asked.more,
        missing_down=missing.down,
        names=names,
    )


def waiting(school_id: UUID) -> list[ConcernRow]:
    """The school's open concerns, at most 200."""
    page = clients().referrals.of_school(school_id, limit=MOST_ASKED)
    if not page.following:
        return page.concerns
    more = clients().referrals.of_school(school_id, cursor=page.following, limit=MOST_ASKED)
    return [*page.concerns, *more.concerns]


def down(*parts: Part[list[ConcernRow]]) -> bool:
    return any(one.down for one in parts)


def of_concern(row: ConcernRow) -> Action:
    address = f"/concerns/{row.referral_id}"
    if row.status == "raised":
        return Action(
            verb="Reply to the concern about",
            pupil_id=row.pupil_id,
            by=row.acknowledge_by,
            why="The school promises a reply to whoever raises a concern.",
            address=address,
        )
    return Action(
        verb="Decide about",
        pupil_id=row.pupil_id,
        by=row.decide_by,
        why="The school promises the family a decision.",
        address=address,
    )


def look_again(row: ConcernRow) -> Action:
    return Action(
        verb="Look again at",
        pupil_id=row.pupil_id,
        by=row.look_again_on or today(),
        why="The decision set this day, and the family was told.",
        address=f"/concerns/{row.referral_id}",
    )


def of_date(row: DeadlineRow) -> Action:
    """A date of an EHC case: the school's to keep, or to ask others about."""
    ours = row.responsible == ehc_words.SCHOOL
    who = ehc_words.who_acts(row, row.authority.name)
    return Action(
        verb=f"{row.title}:" if ours else "Ask for news about",
        pupil_id=row.pupil_id,
        by=row.due_on or date.max,
        why=f"{force(row.force)} ({row.source}).",
        address=f"/pupils/{row.pupil_id}/ehc?case={row.case_id}",
        rank=RANKS.get(row.force, OWN_PLAN),
        what="" if ours else f" {who}: {row.title[0].lower()}{row.title[1:]}.",
        others=not ours,
    )


def to_be_met(rows: Iterable[DeadlineRow]) -> list[DeadlineRow]:
    """Dates by which somebody acts; a time that has to be left asks nothing of anybody."""
    return [row for row in rows if row.running and row.kind == BY]


def in_order(actions: Iterable[Action], now: date) -> list[Action]:
    """What is due within 28 days, or late: by group, then by what binds, then by day."""
    near = (action for action in actions if action.by <= now + COMING_UP)

    def place(action: Action) -> tuple[int, int, date]:
        return GROUPS.index(group(action, now)), action.rank, action.by

    return sorted(near, key=place)


def summary(actions: Sequence[Action], now: date) -> str:
    """ "3 things to do first, 9 this week": of what is ours."""
    groups = [group(action, now) for action in actions]
    first = groups.count(DO_FIRST)
    week = first + groups.count(THIS_WEEK_TOO)
    to_do = f"{count(first, 'thing')} to do first" if first else "Nothing to do first"
    return f"{to_do}, {f'{week:,}' if week else 'nothing'} this week"


def group(action: Action, now: date) -> str:
    """What others do is ours only once it is time to ask them."""
    if not action.others:
        return group_of(action.by, now)
    return WAITING if action.by <= now + ehc_words.ASK_FOR_NEWS else LATER


def of_review(row: PlanRow) -> Action:
    return Action(
        verb="Review the support plan of",
        pupil_id=row.pupil_id,
        by=row.review_on or today(),
        why="Agreed with the family. Parents should be met at least three times a year "
        "(SEND Code 6.65).",
        address=f"/pupils/{row.pupil_id}/plan",
    )


def group_of(by: date, now: date) -> str:
    """Late, or within 2 working days: first. Within 7 days: this week."""
    if by <= ENGLAND.nth_after(now, FIRST_WITHIN_WORKING_DAYS):
        return DO_FIRST
    return THIS_WEEK_TOO if by <= now + THIS_WEEK else LATER


def grouped(actions: Iterable[Action], names: Names, now: date) -> Sequence[tuple[str, list[Card]]]:
    """Each group that has something, in its order."""
    groups: dict[str, list[Card]] = {name: [] for name in GROUPS}
    for action in actions:
        groups[group(action, now)].append(card(action, names, now))
    return [(name, cards) for name, cards in groups.items() if cards]


def card(action: Action, names: Names, now: date) -> Card:
    return Card(
        text=f"{action.verb} {names.of(action.pupil_id)}",
        tag=nearness(action.by, now) or "Waiting",
        due=f"By {full_day(action.by)}.{action.what}",
        source=action.why,
        address=action.address,
    )


def question(missing: MissingFact, names: Names) -> Card:
    """What nobody has told yet about a case, whom to ask, and what depends on it."""
    return Card(
        text=f"{names.of(missing.pupil_id)}: {missing.said}",
        tag="Not known",
        due=ASK[missing.ask].format(council=missing.authority.name),
        source=missing.why,
        address=f"/pupils/{missing.pupil_id}/ehc?case={missing.case_id}",
    )
