"""Today: what a SENCO does first, this week, later, and what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from flask import Blueprint, render_template, request

from services.portal.clients import Part, clients, part
from services.portal.clients.referrals import ConcernRow
from services.portal.clock import today
from services.portal.naming import Names, my_school, names_of
from services.portal.signed_in import for_roles
from services.portal.words.days import full_day
from services.portal.words.nearness import nearness
from shared.access.grants import Role

to_do = Blueprint("today", __name__)

SATURDAY: Final = 5
FIRST_WITHIN_WORKING_DAYS: Final = 2
THIS_WEEK: Final = timedelta(days=7)
COMING_UP: Final = timedelta(days=28)
MOST_ASKED: Final = 100
MOST_SHOWN: Final = 20
GROUPS: Final = ("Do first", "This week", "Coming up")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something to do about a pupil by a day. verb: "Reply to the concern about"."""

    verb: str
    pupil_id: UUID
    by: date
    why: str
    address: str


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
    actions = sorted(
        [
            *(of_concern(row) for row in concerns.or_else([])),
            *(look_again(row) for row in again.or_else([])),
        ],
        key=lambda action: action.by,
    )
    everything = request.args.get("show") == "all"
    shown = actions if everything else actions[:MOST_SHOWN]
    names = names_of(*(action.pupil_id for action in shown))
    return render_template(
        "today/today.html",
        groups=grouped(shown, names, today()),
        first=sum(group_of(action.by, today()) == "Do first" for action in actions),
        week=sum(group_of(action.by, today()) in GROUPS[:2] for action in actions),
        hidden=len(actions) - len(shown),
        total=len(actions),
        down=down(concerns, again),
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


def group_of(by: date, now: date) -> str:
    """Late, or within 2 working days: first. Within 7 days: this week."""
    if by <= working_days_on(now, FIRST_WITHIN_WORKING_DAYS):
        return "Do first"
    return "This week" if by <= now + THIS_WEEK else "Coming up"


def working_days_on(day: date, count: int) -> date:
    """The count-th Monday to Friday after a day."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def grouped(actions: Iterable[Action], names: Names, now: date) -> Sequence[tuple[str, list[Card]]]:
    """Each group that has something, in its order; what is beyond 28 days waits for its time."""
    groups: dict[str, list[Card]] = {group: [] for group in GROUPS}
    for action in actions:
        if action.by <= now + COMING_UP:
            groups[group_of(action.by, now)].append(card(action, names, now))
    return [(group, cards) for group, cards in groups.items() if cards]


def card(action: Action, names: Names, now: date) -> Card:
    return Card(
        text=f"{action.verb} {names.of(action.pupil_id)}",
        tag=nearness(action.by, now) or "Waiting",
        due=f"By {full_day(action.by)}.",
        source=action.why,
        address=action.address,
    )
