"""Until when a thing of today's list may wait, and what is said of it: questions of its day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask, g

from services.portal import put_offs
from services.portal.boxes import Box
from services.portal.clients.directory import Name
from services.portal.clock import set_clock
from services.portal.naming import Names
from services.portal.pages.putting_off import limit, refused
from services.portal.pages.today import card, put_off_now
from services.portal.put_offs import PutOff, PutOffs
from services.portal.signed_in import Person, Place
from services.portal.things_to_do import (
    BINDS,
    OWN_PLAN,
    Action,
    can_be_put_off,
    group,
    in_order,
    of_concern,
    of_date,
    summary,
    with_put_offs,
)
from services.portal.words.ehc import RANKS
from shared.access.grants import Role
from shared.mongo import connect
from shared.rulebook.rule import Force
from tests.portal.examples import NOW, TODAY
from tests.portal.test_ehc_words import ROW
from tests.portal.test_family_words import RAISED

SENCO, SCHOOL = UUID(int=20), UUID(int=21)
TOMORROW = TODAY + timedelta(days=1)
IN_A_WEEK = TODAY + timedelta(days=7)
OURS = of_date(replace(ROW, responsible="school", title="Send the advice", due_on=IN_A_WEEK))
CODE = of_date(replace(ROW, responsible="school", force="code_should", due_on=IN_A_WEEK))
PROMISE = of_concern(RAISED)
NAMES = Names(
    {
        SENCO: Name(id=SENCO, kind="staff", name="Mrs Kulkarni"),
        RAISED.pupil_id: Name(id=RAISED.pupil_id, kind="pupil", name="Leo Marsh"),
    }
)


def put_off(action: Action, until: date = TOMORROW, now: date = TODAY) -> Action:
    """The action as the list has it once it was put off."""
    kept = PutOff(key=action.key, until=until, reason="She is away", by=SENCO)
    return with_put_offs([action], {action.key: kept}, now)[0]


# One press where one is enough


def test_only_what_needs_nothing_but_its_day_is_settled_by_one_press() -> None:
    review = UUID(int=30)
    papers = replace(ROW, rule="review.circulate", responsible="school", about=review, version=7)
    press = of_date(papers).press
    assert press is not None
    assert press.seen == 7
    papers_page = f"/pupils/{ROW.pupil_id}/ehc/reviews/{review}/papers"
    assert press.address == f"{papers_page}?case={ROW.case_id}"
    assert of_date(replace(papers, responsible="LA")).press is None
    for rule in ("review.report", "review.invite", "advice.school", "consult.school_response"):
        assert of_date(replace(papers, rule=rule)).press is None


# Never past a legal date


@pytest.mark.parametrize(
    ("action", "whose"), [(OURS, "The law"), (CODE, "The SEND Code")], ids=["law", "code"]
)
def test_what_law_or_code_give_a_day_for_is_put_off_to_that_day_and_not_past_it(
    action: Action, whose: str
) -> None:
    assert refused(IN_A_WEEK, action, TODAY) is None
    said = f"{whose} gives until Monday 30 November 2026. It cannot be put off past that."
    assert refused(IN_A_WEEK + timedelta(days=1), action, TODAY) == said
    assert limit(action, TODAY) == said


def test_a_legal_date_that_is_today_or_has_passed_cannot_be_put_off() -> None:
    today, late = (replace(OURS, by=TODAY - timedelta(days=days)) for days in (0, 3))
    assert not can_be_put_off(today, TODAY)
    assert not can_be_put_off(late, TODAY)
    assert refused(TOMORROW, today, TODAY) == limit(today, TODAY)
    assert refused(TOMORROW, late, TODAY) == (
        "The law gave until Friday 20 November 2026. It cannot be put off past that."
    )


@pytest.mark.parametrize("by", [TODAY - timedelta(days=40), TODAY, TOMORROW])
def test_a_promise_may_be_put_off_past_its_day_for_28_days(by: date) -> None:
    promise = replace(PROMISE, by=by)
    last = TODAY + timedelta(days=28)
    assert can_be_put_off(promise, TODAY)
    assert refused(last, promise, TODAY) is None
    assert refused(last + timedelta(days=1), promise, TODAY) == (
        "It can be put off until Monday 21 December 2026, 28 days from today, at the latest."
    )


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1)])
def test_nothing_is_put_off_to_today_or_before(until: date) -> None:
    for action in (OURS, CODE, PROMISE):
        assert refused(until, action, TODAY) == "The day must be after today"


@pytest.mark.parametrize("force", list(Force))
def test_every_force_of_law_and_code_binds(force: Force) -> None:
    """A force that RANKS forgot would be taken for our own plan."""
    of_others = force.value.startswith(("statutory", "code"))
    assert (RANKS.get(force.value, OWN_PLAN) in BINDS) == of_others


def test_what_others_do_is_not_ours_to_put_off() -> None:
    others = of_date(ROW)
    assert not can_be_put_off(others, TODAY)
    assert put_off(others).put_off is None


# Out of its group until its day


def test_a_thing_that_is_put_off_stands_last_and_is_not_counted() -> None:
    waits = put_off(OURS)
    assert group(waits, TODAY) == "Put off"
    assert in_order([waits, PROMISE], TODAY) == [PROMISE, waits]
    assert summary([waits], TODAY) == "Nothing to do first, nothing this week"


def test_what_may_wait_no_longer_is_on_the_list_whatever_was_kept() -> None:
    kept = put_off(OURS, until=IN_A_WEEK + timedelta(days=3), now=IN_A_WEEK)
    assert kept.put_off is None
    assert group(kept, IN_A_WEEK) == "Do first"


def test_a_day_that_moved_brings_it_back() -> None:
    kept = PutOff(key=OURS.key, until=TOMORROW, reason="She is away", by=SENCO)
    for moved in (
        replace(OURS, by=OURS.by + timedelta(days=1)),
        replace(OURS, by=OURS.by - timedelta(days=1)),
    ):
        assert with_put_offs([moved], {OURS.key: kept}, TODAY) == [moved]


def test_no_two_things_are_the_same() -> None:
    again = replace(RAISED, status="acknowledged", decide_by=RAISED.acknowledge_by)
    other = replace(ROW, responsible="school", due_on=IN_A_WEEK, about=uuid4())
    things = [OURS, PROMISE, of_concern(again), of_date(other), of_date(replace(other, rule="x"))]
    assert len({one.key for one in things}) == len(things)


# As the page draws it


def test_a_card_says_until_when_and_why_and_goes_on_saying_that_it_is_late() -> None:
    late = replace(PROMISE, by=date(2026, 11, 20))
    shown = card(put_off(late, until=date(2026, 11, 26)), NAMES, TODAY)
    assert shown.put_off == "Until Thursday 26 November 2026: She is away (Mrs Kulkarni)"
    assert shown.tag == "Late"
    assert shown.due == "By Friday 20 November 2026."
    assert (shown.later, shown.back) == ("", f"/today/put-off/{late.key}/back")


def test_a_card_offers_to_put_off_only_what_can_be() -> None:
    assert card(PROMISE, NAMES, TODAY).later == f"/today/put-off/{PROMISE.key}"
    for never in (of_date(ROW), replace(OURS, by=TODAY)):
        assert (card(never, NAMES, TODAY).later, card(never, NAMES, TODAY).back) == ("", "")


def test_one_press_is_offered_where_nothing_has_to_be_typed() -> None:
    offered = card(PROMISE, NAMES, TODAY).press
    assert offered
    assert (offered.text, offered.address, offered.seen) == (
        "Reply that it has arrived",
        f"/concerns/{RAISED.referral_id}/reply",
        RAISED.version,
    )
    assert card(of_concern(replace(RAISED, status="acknowledged")), NAMES, TODAY).press is None
    assert card(OURS, NAMES, TODAY).press is None


# Without the database


@pytest.fixture
def without_database() -> Iterator[None]:
    """A request of a SENCO to a portal whose database does not answer."""
    app = Flask("without")
    set_clock(app, lambda: NOW)
    place = Place(role=Role.SENCO, school_id=SCHOOL, name="")
    with connect("mongodb://127.0.0.1:9", timeout_ms=50, app="tests") as client:
        put_offs.install(app, PutOffs(client["nobody"]["put_offs"], Box(bytes(32), "put-offs")))
        with app.test_request_context("/today"):
            g.person = Person(person_id=SENCO, places=(place,), place=place, children=frozenset())
            yield


@pytest.mark.usefixtures("without_database")
def test_where_it_cannot_be_read_what_is_put_off_everything_stands_where_it_is_due() -> None:
    waits = put_off_now()
    assert waits.down
    assert with_put_offs([OURS, PROMISE], waits.or_else({}), TODAY) == [OURS, PROMISE]
