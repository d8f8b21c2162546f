"""Mediation, the appeal, and what was agreed, conceded or ordered, each with its time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.ehcp.domain.appeal_terms import Remedy
from services.ehcp.domain.appealable import appeal_open
from services.ehcp.domain.clocks.appealing import APPEAL as APPEAL_DUE
from services.ehcp.domain.clocks.appealing import CERTIFICATE, CONTACT, HOLD
from services.ehcp.domain.deadlines import Deadline, Standing, Status, deadlines, status_on
from services.ehcp.domain.events import EhcpDeadlineMissed
from services.ehcp.domain.flags import Mark, flags
from services.ehcp.domain.rules import NotOfThisCase
from shared.days import DatesOutOfOrder
from tests.ehcp.examples import FINALISE, TO_ASSESS, all_of, an_id, clock, finalised, received
from tests.ehcp.examples_appealing import (
    AGREED,
    APPEAL,
    CERTIFIED,
    CONCEDE,
    MEDIATED,
    ORDER,
    REFUSED,
    SENT_ON,
    WANT_MEDIATION,
    WITHDRAW,
    appealed,
    mediated,
    refused,
)
from tests.scenario import Scenario

Story = Scenario[Any, Any, Any]
A_DAY = timedelta(days=1)


def of(story: Story, rule: str, about: Any = REFUSED.entry_id) -> Deadline:
    [found] = [one for one in deadlines(story.state) if one.clock == (rule, about)]
    return found


def due(story: Story, prefix: str) -> dict[str, date | None]:
    found = (one for one in deadlines(story.state) if one.rule.startswith(prefix))
    return {one.rule.removeprefix(prefix): one.due_on for one in found}


def test_a_refusal_gives_two_months_to_appeal_and_to_contact_the_adviser() -> None:
    assert of(refused, APPEAL_DUE).due_on == date(2027, 2, 17)
    assert of(refused, CONTACT).due_on == date(2027, 2, 17)
    unsent = received.after(replace(REFUSED, sent_on=None))
    assert of(unsent, APPEAL_DUE).standing is Standing.NOT_KNOWN


def test_a_certificate_gives_a_month_more_where_that_is_later() -> None:
    assert of(mediated.after(CERTIFIED), APPEAL_DUE).due_on == date(2027, 3, 8)
    early = replace(CERTIFIED, issued_on=date(2027, 1, 4))
    assert of(refused.after(early), APPEAL_DUE).due_on == date(2027, 2, 17)


def test_a_time_that_ends_at_christmas_moves() -> None:
    told = received.after(
        replace(
            REFUSED, decided_on=None, sent_on=date(2026, 10, 25), received_on=date(2026, 11, 20)
        )
    )
    assert of(told, APPEAL_DUE).due_on == date(2027, 1, 4)


def test_whoever_leaves_a_right_unused_is_not_late() -> None:
    after = date(2027, 2, 18)
    assert status_on(of(refused, APPEAL_DUE), after) is Status.ASK_FOR_ADVICE
    assert all_of(EhcpDeadlineMissed, refused.when(clock(date(2028, 1, 1)))) == []
    late = replace(APPEAL, sent_on=date(2027, 3, 1))
    marks = [one.mark for one in flags(refused.after(late).state, deadlines(refused.state))]
    assert Mark.LATE not in marks


def test_mediation_has_30_days_and_its_certificate_three_working_days() -> None:
    asked = refused.after(WANT_MEDIATION)
    assert of(asked, HOLD, WANT_MEDIATION.entry_id).due_on == date(2027, 2, 10)
    assert of(mediated, HOLD, WANT_MEDIATION.entry_id).days_in_hand == 6
    assert of(mediated, CERTIFICATE, MEDIATED.entry_id).due_on == date(2027, 2, 9)
    assert of(appealed, CERTIFICATE, MEDIATED.entry_id).days_in_hand == 1


def test_what_was_agreed_is_done_as_agreed_or_in_the_regulations_times() -> None:
    assert due(mediated.after(AGREED), "mediation.agreement.") == {
        "assess": date(2027, 2, 18),
        "no_plan": date(2027, 4, 15),
        "plan_after_assessment": date(2027, 5, 13),
    }
    named = replace(AGREED, remedy=Remedy.OTHER, says_by=date(2027, 4, 1))
    assert due(mediated.after(named), "mediation.agreement.") == {"other": date(2027, 4, 1)}
    with pytest.raises(DatesOutOfOrder):
        mediated.when(replace(AGREED, says_by=date(2027, 2, 3)))


def test_a_conceded_appeal_has_2_10_and_14_weeks() -> None:
    assert due(appealed.after(CONCEDE), "tribunal.unopposed.") == {
        "assess": date(2027, 6, 3),
        "no_plan": date(2027, 7, 29),
        "plan": date(2027, 8, 26),
    }


def test_a_conceded_appeal_on_the_contents_has_5_weeks() -> None:
    appeal = replace(APPEAL, decision_id=FINALISE.entry_id, sent_on=date(2027, 5, 3))
    told = finalised.after(appeal, CONCEDE)
    assert due(told, "tribunal.unopposed.") == {"amend": date(2027, 6, 24)}


@pytest.mark.parametrize(
    ("remedy", "expected"),
    [
        (
            Remedy.ASSESS,
            {
                "assess": date(2027, 6, 28),
                "no_plan": date(2027, 8, 23),
                "plan_after_assessment": date(2027, 9, 20),
            },
        ),
        (Remedy.MAKE_PLAN, {"draft": date(2027, 7, 19), "final": date(2027, 8, 30)}),
        (Remedy.AMEND, {"amend": date(2027, 7, 19)}),
        (Remedy.NAME_SCHOOL, {"name_school": date(2027, 6, 28)}),
        (Remedy.DISMISSED, {}),
    ],
)
def test_an_order_has_the_times_of_what_it_orders(
    remedy: Remedy, expected: dict[str, date]
) -> None:
    assert due(appealed.after(replace(ORDER, remedy=remedy)), "tribunal.order.") == expected


def test_the_tribunal_may_direct_another_day() -> None:
    told = replace(ORDER, remedy=Remedy.AMEND, directs_by=date(2027, 7, 1))
    assert due(appealed.after(told), "tribunal.order.") == {"amend": date(2027, 7, 1)}


def test_an_order_is_met_by_the_decision_that_follows_it() -> None:
    yes = replace(
        TO_ASSESS,
        entry_id=an_id("at last"),
        today=ORDER.today,
        decided_on=None,
        sent_on=date(2027, 6, 25),
        received_on=date(2027, 6, 28),
    )
    told = appealed.after(ORDER, yes)
    assert of(told, "tribunal.order.assess", ORDER.entry_id).days_in_hand == 3
    assert of(told, APPEAL_DUE).standing is Standing.DONE
    final = replace(
        FINALISE, today=ORDER.today, issued_on=date(2027, 9, 1), sent_on=None, received_on=None
    )
    done = told.after(final)
    steps = {one.rule: one.standing for one in deadlines(done.state) if one.about == ORDER.entry_id}
    assert steps == {
        "tribunal.order.assess": Standing.DONE,
        "tribunal.order.no_plan": Standing.NOT_NEEDED,
        "tribunal.order.plan_after_assessment": Standing.DONE,
    }


def test_an_appeal_is_open_until_it_is_decided_or_withdrawn() -> None:
    assert appeal_open(appealed.state)
    assert not appeal_open(appealed.after(WITHDRAW).state)
    assert not appeal_open(appealed.after(ORDER).state)
    assert not appeal_open(mediated.state)


def test_only_what_can_be_appealed_against_is() -> None:
    with pytest.raises(NotOfThisCase):
        received.after(TO_ASSESS).when(replace(APPEAL, decision_id=TO_ASSESS.entry_id))
    with pytest.raises(NotOfThisCase):
        refused.when(ORDER)
    with pytest.raises(DatesOutOfOrder):
        appealed.when(replace(ORDER, ordered_on=APPEAL.sent_on - A_DAY))


def test_every_clock_of_an_appeal_names_what_started_it() -> None:
    assert of(refused, APPEAL_DUE).inputs["decision_notice_sent"] == SENT_ON
    assert of(refused, APPEAL_DUE).started_by == REFUSED.entry_id
