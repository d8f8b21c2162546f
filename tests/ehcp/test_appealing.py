"""Mediation, the appeal, and what was agreed, conceded or ordered, each with its time."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.ehcp.domain.appeal_terms import MediationEnd, ReassessmentDecision, Remedy, Section
from services.ehcp.domain.appealable import appeal_open
from services.ehcp.domain.clocks.appealing import APPEAL as APPEAL_DUE
from services.ehcp.domain.clocks.appealing import CERTIFICATE, CONTACT, HOLD
from services.ehcp.domain.deadlines import Deadline, Standing, Status, deadlines, status_on
from services.ehcp.domain.events import (
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
)
from services.ehcp.domain.flags import Mark, flags
from services.ehcp.domain.review_terms import ReviewOutcome
from services.ehcp.domain.rules import NotOfThisCase
from services.ehcp.domain.stage import is_open
from services.ehcp.domain.terms import Notice
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
    notices,
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
from tests.ehcp.examples_changing import AGAIN, ASK_AGAIN, CEASED, WILL_CEASE
from tests.ehcp.examples_reviewing import KEEP, NO_AMENDMENT
from tests.scenario import Scenario

Story = Scenario[Any, Any, Any]
A_DAY = timedelta(days=1)
LAST = date(2028, 12, 1)


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


def test_a_certificate_shows_that_the_adviser_was_contacted() -> None:
    assert of(refused.after(CERTIFIED), CONTACT).standing is Standing.OVERTAKEN
    assert of(mediated.after(CERTIFIED), CONTACT).done_on == WANT_MEDIATION.told_on


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


@pytest.mark.parametrize(
    ("how", "standing"),
    [
        (MediationEnd.DECLINED, Standing.NOT_NEEDED),
        (MediationEnd.NOT_ARRANGED, Standing.OVERTAKEN),
    ],
)
def test_mediation_that_never_took_place_is_not_called_held(
    how: MediationEnd, standing: Standing
) -> None:
    asked = refused.after(WANT_MEDIATION)
    over = asked.after(replace(MEDIATED, how=how))
    assert of(over, HOLD, WANT_MEDIATION.entry_id).standing is standing
    assert of(over, CERTIFICATE, MEDIATED.entry_id).due_on == date(2027, 2, 9)
    assert all_of(EhcpDeadlineMet, asked.when(replace(MEDIATED, how=how))) == []


@pytest.mark.parametrize("how", [MediationEnd.NOT_ARRANGED, MediationEnd.DECLINED])
def test_what_was_missed_stays_missed_however_mediation_came_to_nothing(how: MediationEnd) -> None:
    asked = refused.after(WANT_MEDIATION)
    late = asked
    while told := late.when(clock(date(2027, 2, 11))):
        late = late.given(*told)
    over = replace(MEDIATED, how=how, ended_on=date(2027, 2, 15))
    assert HOLD in {one.rule for one in late.state.announced if one.what is Notice.MISSED}
    assert HOLD not in {one.rule for one in all_of(EhcpDeadlineWithdrawn, late.when(over))}


def test_mediation_that_a_certificate_shows_to_be_over_is_not_waited_for() -> None:
    asked = refused.after(WANT_MEDIATION)
    over = asked.after(CERTIFIED)
    assert of(over, HOLD, WANT_MEDIATION.entry_id).standing is Standing.OVERTAKEN
    assert HOLD not in {one.rule for one in notices(over.when(clock(date(2027, 3, 1))))}
    before = replace(CERTIFIED, issued_on=WANT_MEDIATION.told_on - A_DAY)
    assert of(asked.after(before), HOLD, WANT_MEDIATION.entry_id).running


def test_an_agreement_shows_that_mediation_took_place() -> None:
    asked = refused.after(WANT_MEDIATION)
    assert of(asked.after(AGREED), HOLD, WANT_MEDIATION.entry_id).days_in_hand == 6
    assert of(mediated.after(AGREED), HOLD, WANT_MEDIATION.entry_id).done_on == MEDIATED.ended_on
    signed = replace(AGREED, agreed_on=date(2027, 2, 15))  # on which day they met, it does not say
    found = of(asked.after(signed), HOLD, WANT_MEDIATION.entry_id)
    assert found.standing is Standing.OVERTAKEN
    late = asked
    while told := late.when(clock(date(2027, 2, 11))):
        late = late.given(*told)
    assert HOLD in {one.rule for one in all_of(EhcpDeadlineWithdrawn, late.when(AGREED))}
    assert HOLD not in {one.rule for one in all_of(EhcpDeadlineWithdrawn, late.when(signed))}


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


def test_a_plan_that_stays_answers_what_was_owed_after_a_refusal_to_reassess() -> None:
    no = replace(AGAIN, entry_id=an_id("no"), decision=ReassessmentDecision.REFUSED)
    appeal = replace(APPEAL, today=LAST, decision_id=no.entry_id, sent_on=date(2028, 1, 20))
    conceded = replace(CONCEDE, today=LAST, told_on=date(2028, 2, 10))
    ordered = replace(ORDER, today=LAST, ordered_on=date(2028, 2, 10))
    agreed = replace(AGREED, today=LAST, decision_id=no.entry_id, agreed_on=date(2028, 2, 10))
    yes = replace(AGAIN, sent_on=date(2028, 2, 20), received_on=date(2028, 2, 21))
    kept = replace(NO_AMENDMENT, review_id=None, sent_on=date(2028, 4, 7))
    for owed in (conceded, ordered, agreed):
        told = finalised.after(ASK_AGAIN, no, appeal, owed, yes, kept)
        steps = [one for one in deadlines(told.state) if one.about == owed.entry_id]
        assert [one.standing for one in steps] == [
            Standing.DONE,
            Standing.DONE,
            Standing.NOT_NEEDED,
        ]
        assert steps[1].done_on == kept.sent_on


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


def test_a_day_of_their_own_is_of_what_was_ordered_or_agreed_and_later_steps_keep_theirs() -> None:
    order = replace(ORDER, directs_by=date(2027, 7, 1))
    assert due(appealed.after(order), "tribunal.order.") == {
        "assess": date(2027, 7, 1),
        "no_plan": date(2027, 8, 23),
        "plan_after_assessment": date(2027, 9, 20),
    }
    agreed = replace(AGREED, remedy=Remedy.MAKE_PLAN, says_by=date(2027, 3, 1))
    assert due(mediated.after(agreed), "mediation.agreement.") == {
        "draft": date(2027, 3, 1),
        "final": date(2027, 4, 22),
    }


def test_no_step_is_due_before_the_one_that_was_directed_or_agreed() -> None:
    late = date(2028, 3, 1)
    for told, prefix in (
        (appealed.after(replace(ORDER, directs_by=late)), "tribunal.order."),
        (mediated.after(replace(AGREED, remedy=Remedy.ASSESS, says_by=late)), "mediation."),
    ):
        steps = [one for one in deadlines(told.state) if one.rule.startswith(prefix)]
        owed = [one.due_on for one in steps if one.rule not in (CONTACT, HOLD, CERTIFICATE)]
        assert owed == [late, late, late]


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


def test_a_yes_to_the_family_counts_that_came_before_the_council_told_the_tribunal() -> None:
    yes = replace(
        TO_ASSESS,
        entry_id=an_id("at last"),
        today=ORDER.today,
        decided_on=None,
        sent_on=CONCEDE.told_on - A_DAY,
        received_on=CONCEDE.told_on,
    )
    conceded = appealed.after(yes, CONCEDE)
    found = of(conceded, "tribunal.unopposed.assess", CONCEDE.entry_id)
    assert found.done_on == yes.sent_on
    ordered = appealed.after(yes, ORDER)
    assert of(ordered, "tribunal.order.assess", ORDER.entry_id).done_on == yes.sent_on
    first = finalised.after(ASK_AGAIN, replace(AGAIN, decision=ReassessmentDecision.REFUSED))
    appeal = replace(APPEAL, today=LAST, decision_id=AGAIN.entry_id, sent_on=date(2028, 1, 20))
    refused_again = first.after(appeal, replace(CONCEDE, today=LAST, told_on=date(2028, 2, 10)))
    assert of(refused_again, "tribunal.unopposed.assess", CONCEDE.entry_id).running


def test_a_step_whose_day_nobody_told_is_overtaken_by_the_next_one() -> None:
    no = replace(NO_PLAN, today=ORDER.today, sent_on=None, received_on=date(2027, 8, 2))
    assert of(appealed.after(ORDER, no), "tribunal.order.assess", ORDER.entry_id).standing is (
        Standing.OVERTAKEN
    )
    final = replace(FINALISE, today=ORDER.today, issued_on=date(2027, 8, 2), sent_on=None)
    told = appealed.after(replace(ORDER, remedy=Remedy.MAKE_PLAN), replace(final, received_on=None))
    draft = of(told, "tribunal.order.draft", ORDER.entry_id)
    assert draft.standing is Standing.OVERTAKEN


def test_an_appeal_is_open_until_it_is_decided_conceded_or_withdrawn() -> None:
    assert appeal_open(appealed.state)
    assert not appeal_open(appealed.after(WITHDRAW).state)
    assert not appeal_open(appealed.after(ORDER).state)
    assert not appeal_open(appealed.after(CONCEDE).state)
    assert not appeal_open(mediated.state)


def test_a_refused_case_stays_open_until_what_the_council_owes_is_done() -> None:
    assert not open_still(mediated)
    alone = mediated.after(CERTIFIED, APPEAL)
    for story, owed in ((alone, CONCEDE), (alone, ORDER), (mediated, AGREED)):
        assert open_still(story.after(owed))
        no = replace(NO_PLAN, today=ORDER.today, sent_on=None, received_on=date(2027, 8, 2))
        yes = replace(TO_ASSESS, today=ORDER.today, sent_on=None, received_on=date(2027, 6, 22))
        assert not open_still(story.after(owed, yes, no))
    assert not open_still(alone.after(replace(ORDER, remedy=Remedy.DISMISSED)))
    other = replace(AGREED, remedy=Remedy.OTHER)  # no step towards a plan
    assert not open_still(mediated.after(other))


def test_what_was_owed_after_an_appeal_keeps_no_case_open_whose_plan_has_ended() -> None:
    today, plan = CEASED.today, FINALISE.entry_id
    contents = replace(APPEAL, decision_id=plan, sent_on=date(2027, 5, 20), today=today)
    order = replace(ORDER, remedy=Remedy.AMEND, ordered_on=date(2027, 9, 1), today=today)
    owed = finalised.after(contents, order)
    assert open_still(owed)
    assert not open_still(owed.after(WILL_CEASE, CEASED))


@pytest.mark.parametrize(
    ("ordered_on", "standing"),
    [
        (date(2027, 9, 1), Standing.OVERTAKEN),  # it was missed long before
        (date(2028, 3, 20), Standing.NOT_NEEDED),
        (CEASED.ended_on + A_DAY, Standing.RUNNING),  # an appeal against the end, say
    ],
)
def test_nothing_is_owed_of_a_plan_that_has_ended_but_what_was_ordered_after_it(
    ordered_on: date, standing: Standing
) -> None:
    today, plan = CEASED.today, FINALISE.entry_id
    contents = replace(APPEAL, decision_id=plan, sent_on=date(2027, 5, 20), today=today)
    order = replace(ORDER, remedy=Remedy.AMEND, ordered_on=ordered_on, today=today)
    ended = finalised.after(contents, order, WILL_CEASE, CEASED)
    assert of(ended, "tribunal.order.amend", ORDER.entry_id).standing is standing
    directed = replace(order, directs_by=max(ordered_on, CEASED.ended_on + A_DAY))
    told = finalised.after(contents, directed, WILL_CEASE, CEASED)
    runs = standing is Standing.RUNNING
    assert of(told, "tribunal.order.amend", ORDER.entry_id).running is runs
    agreed = replace(AGREED, decision_id=plan, agreed_on=ordered_on, today=today)
    told = finalised.after(replace(agreed, remedy=Remedy.AMEND), WILL_CEASE, CEASED)
    assert of(told, "mediation.agreement.amend", AGREED.entry_id).standing is standing
    assert of(told, APPEAL_DUE, WILL_CEASE.entry_id).running


def open_still(story: Story) -> bool:
    return is_open(story.state, deadlines(story.state))


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
