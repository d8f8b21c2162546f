"""Mediation, the appeal, and what was agreed, conceded or ordered, each with its time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.ehcp.domain.appeal_terms import ReassessmentDecision, Remedy, Section
from services.ehcp.domain.appealable import appeal_open
from services.ehcp.domain.clocks.appealing import APPEAL as APPEAL_DUE
from services.ehcp.domain.clocks.appealing import CERTIFICATE, CONTACT, HOLD
from services.ehcp.domain.deadlines import Deadline, Standing, Status, deadlines, status_on
from services.ehcp.domain.events import EhcpDeadlineMissed
from services.ehcp.domain.flags import Mark, flags
from services.ehcp.domain.review_terms import ReviewOutcome
from services.ehcp.domain.rules import NotOfThisCase
from shared.days import DatesOutOfOrder
from tests.ehcp.examples import (
    FINALISE,
    NO_PLAN,
    TO_ASSESS,
    TODAY,
    all_of,
    an_id,
    assessing,
    clock,
    finalised,
    received,
)
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
from tests.ehcp.examples_changing import AGAIN, ASK_AGAIN
from tests.ehcp.examples_reviewing import KEEP
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


def test_an_appeal_that_needs_a_certificate_says_that_none_is_recorded() -> None:
    assert is_missing_certificate(refused.after(APPEAL))
    assert not is_missing_certificate(refused.after(CERTIFIED, APPEAL))
    of_plan = replace(APPEAL, decision_id=FINALISE.entry_id, sent_on=date(2027, 5, 3))
    for sections, missing in (((Section.F,), True), ((Section.I,), False), ((), False)):
        told = finalised.after(replace(of_plan, sections=sections))
        assert is_missing_certificate(told) is missing


def is_missing_certificate(story: Story) -> bool:
    found = flags(story.state, deadlines(story.state))
    return Mark.CERTIFICATE_MISSING in {one.mark for one in found}


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
    for sections in ((Section.F,), (Section.F, Section.I)):
        told = finalised.after(replace(appeal, sections=sections), CONCEDE)
        assert due(told, "tribunal.unopposed.") == {"amend": date(2027, 6, 24)}
    told = finalised.after(replace(appeal, sections=(Section.I,)), CONCEDE)
    assert due(told, "tribunal.unopposed.") == {"name_school": date(2027, 6, 3)}


def test_a_conceded_appeal_against_no_plan_has_5_and_11_weeks() -> None:
    appeal = replace(APPEAL, decision_id=NO_PLAN.entry_id, sent_on=date(2027, 5, 3))
    told = assessing.after(NO_PLAN, appeal, CONCEDE)
    assert due(told, "tribunal.unopposed.") == {
        "draft": date(2027, 6, 24),
        "final": date(2027, 8, 5),
    }


def test_a_conceded_appeal_against_a_refusal_to_reassess_is_met_by_a_yes() -> None:
    asked = replace(ASK_AGAIN, asked_on=date(2027, 4, 5), received_on=None)
    no = replace(AGAIN, decision=ReassessmentDecision.REFUSED, sent_on=None)
    refused = replace(no, received_on=date(2027, 4, 22))
    appeal = replace(APPEAL, decision_id=refused.entry_id, sent_on=date(2027, 5, 3))
    told = finalised.after(asked, refused, appeal, CONCEDE)
    assert set(due(told, "tribunal.unopposed.")) == {"assess", "no_plan", "plan"}
    yes = replace(AGAIN, entry_id=an_id("yes"), sent_on=date(2027, 6, 1), received_on=TODAY)
    found = deadlines(told.after(yes).state)
    [assess] = [one for one in found if one.rule == "tribunal.unopposed.assess"]
    assert assess.days_in_hand == 2


def test_a_conceded_appeal_against_no_change_has_5_weeks_and_one_against_the_end_none() -> None:
    for decision, expected in (
        (ReviewOutcome.KEEP, {"amend": date(2027, 6, 24)}),
        (ReviewOutcome.CEASE, {}),
    ):
        sent_on = date(2027, 4, 20)
        kept = replace(KEEP, decision=decision, review_id=None, decided_on=None, sent_on=sent_on)
        kept = replace(kept, received_on=sent_on)
        appeal = replace(APPEAL, decision_id=KEEP.entry_id, sent_on=date(2027, 5, 3))
        told = finalised.after(kept, appeal, CONCEDE)
        assert due(told, "tribunal.unopposed.") == expected


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
