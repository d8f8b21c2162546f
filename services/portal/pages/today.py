"""Today: what a SENCO does first, this week, when to ask others, later, and what is put off."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, session
from pymongo.errors import PyMongoError
from werkzeug.wrappers import Response

from services.portal import clock
from services.portal.clients import Part, clients, part
from services.portal.clients.ehcp import MissingFact, MissingFacts
from services.portal.clients.ehcp_dates import Deadlines
from services.portal.clients.plans import PlanRow
from services.portal.clients.referrals import ConcernRow, Waiting
from services.portal.clock import today
from services.portal.naming import Names, my_school, names_of
from services.portal.put_offs import PutOff, put_offs
from services.portal.signed_in import for_roles
from services.portal.things_to_do import (
    COMING_UP,
    GROUPS,
    Action,
    Press,
    can_be_put_off,
    group,
    in_order,
    look_again,
    of_concern,
    of_date,
    of_review,
    summary,
    to_be_met,
    with_put_offs,
)
from services.portal.words.days import full_day
from services.portal.words.nearness import nearness
from shared.access.grants import Role

to_do = Blueprint("today", __name__)

MOST_SHOWN: Final = 20
SAVED: Final = "today_saved"
ASK: Final = {
    "council": "Ask {council}.",
    "school": "The school's own papers say it.",
    "family": "Ask the family.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the services answered about a school."""

    concerns: Part[Waiting]
    again: Part[list[ConcernRow]]
    dates: Part[Deadlines]
    reviews: Part[list[PlanRow]]

    @property
    def actions(self) -> list[Action]:
        return [
            *(of_concern(row) for row in self.concerns.or_else(Waiting()).concerns),
            *(look_again(row) for row in self.again.or_else([])),
            *(of_review(row) for row in self.reviews.or_else([])),
            *(of_date(row) for row in to_be_met(self.dates.or_else(Deadlines()).deadlines)),
        ]

    @property
    def more_concerns(self) -> bool:
        return self.concerns.or_else(Waiting()).more

    @property
    def more_dates(self) -> bool:
        return self.dates.or_else(Deadlines()).more

    @property
    def concerns_down(self) -> bool:
        return self.concerns.down or self.again.down

    @property
    def partly(self) -> bool:
        """Something did not answer: what is not among the actions may be there all the same."""
        return self.concerns_down or self.dates.down or self.reviews.down


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An action as the page draws it.

    put_off: until when and why. later, back: where it can be put off, and taken back.
    """

    text: str
    tag: str
    due: str
    source: str
    address: str
    press: Press | None = None
    put_off: str = ""
    later: str = ""
    back: str = ""


@to_do.get("/today")
@for_roles(Role.SENCO)
def shown() -> str:
    saved = session.pop(SAVED, None) or {}
    found = known(saved.get("after"), saved.get("dates_after"))
    waits = put_off_now()
    missing = part(lambda: clients().ehcp.missing(my_school(), limit=MOST_SHOWN))
    actions = in_order(with_put_offs(found.actions, waits.or_else({}), today()), today())
    everything = request.args.get("show") == "all"
    shown = actions if everything else actions[:MOST_SHOWN]
    next_one = None if actions else min(found.actions, key=lambda one: one.by, default=None)
    asked = missing.or_else(MissingFacts())
    names = names_of(
        *(one.pupil_id for one in (*shown, next_one) if one),
        *(one.pupil_id for one in asked.missing),
        more=(one.put_off.by for one in shown if one.put_off),
    )
    return render_template(
        "today/today.html",
        saved=saved.get("text"),
        groups=grouped(shown, names, today()),
        summary=summary(actions, today()),
        hidden=len(actions) - len(shown),
        total=len(actions),
        next_one=card(next_one, names, today()) if next_one else None,
        known=found,
        put_off_down=waits.down,
        missing=[question(one, names) for one in asked.missing],
        more_missing=asked.more,
        missing_down=missing.down,
        names=names,
        new_key=uuid4,
    )


def known(after: str | None = None, dates_after: str | None = None) -> Known:
    """after, dates_after: a token of what was saved a moment ago, which the concerns, or the EHC
    dates, are to have seen.
    """
    school_id, soon = my_school(), today() + COMING_UP
    return Known(
        concerns=part(lambda: clients().referrals.waiting(school_id, after=after)),
        again=part(lambda: clients().referrals.looks_due(school_id, soon)),
        dates=part(lambda: clients().ehcp.deadlines(school_id, after=dates_after)),
        reviews=part(lambda: clients().plans.reviews_due(school_id, soon)),
    )


def put_off_now() -> Part[Mapping[UUID, PutOff]]:
    """What the school has put off; where that cannot be read, everything stands where it is due."""
    try:
        return Part(put_offs().of(my_school(), clock.now()))
    except PyMongoError:
        return Part(down=True)


def back_to_today(
    text: str, *, after: str | None = None, dates_after: str | None = None
) -> Response:
    """To the list, which says that it is saved. after, dates_after: tokens that it is to have
    seen, of a concern or of an EHC case.
    """
    session[SAVED] = {"text": text, "after": after, "dates_after": dates_after}
    return redirect("/today", 303)


def grouped(actions: Iterable[Action], names: Names, now: date) -> Sequence[tuple[str, list[Card]]]:
    """Each group that has something, in its order."""
    groups: dict[str, list[Card]] = {name: [] for name in GROUPS}
    for action in actions:
        groups[group(action, now)].append(card(action, names, now))
    return [(name, cards) for name, cards in groups.items() if cards]


def card(action: Action, names: Names, now: date) -> Card:
    here = f"/today/put-off/{action.key}"
    may_wait = can_be_put_off(action, now)
    return Card(
        text=f"{action.verb} {names.of(action.pupil_id)}",
        tag=nearness(action.by, now) or "Waiting",
        due=f"By {full_day(action.by)}.{action.what}",
        source=action.why,
        address=action.address,
        press=action.press,
        put_off=until(action.put_off, names) if action.put_off else "",
        later=here if may_wait and not action.put_off else "",
        back=f"{here}/back" if action.put_off else "",
    )


def until(put_off: PutOff, names: Names) -> str:
    """ "Until Thursday 26 November 2026: she is away (Mrs Kulkarni)"."""
    return f"Until {full_day(put_off.until)}: {put_off.reason} ({names.of(put_off.by)})"


def question(missing: MissingFact, names: Names) -> Card:
    """What nobody has told yet about a case, whom to ask, and what depends on it."""
    return Card(
        text=f"{names.of(missing.pupil_id)}: {missing.said}",
        tag="Not known",
        due=ASK[missing.ask].format(council=missing.authority.name),
        source=missing.why,
        address=f"/pupils/{missing.pupil_id}/ehc?case={missing.case_id}",
    )
