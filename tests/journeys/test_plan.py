"""The support plan: the SENCO works it, the family reads what was shared, and answers."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from services.directory.demo_trust.personas import PERSONAS
from tests.journeys.conftest import Arrive, value_of, versions_told
from tests.journeys.plans import (
    IN_A_MONTH,
    TODAY,
    arranges,
    familys_plan,
    plan_of,
    sets_target,
    shares,
    target,
)
from tests.journeys.test_concerns import day
from tests.journeys.test_records import until
from tests.journeys.visitors import Visitor


@pytest.fixture(scope="module")
def plan(senco: Visitor, teacher: Visitor) -> str:
    """The address of Ayo's support plan, opened by a decision."""
    return plan_of(senco, teacher)


@pytest.fixture
def words() -> str:
    """What no other test has written."""
    return f"Read 40 sounds {uuid4().hex[:8]}"


def test_a_plan_without_a_target_is_not_shared(senco: Visitor, plan: str) -> None:
    senco.goes_to(plan)
    if "No targets yet" not in senco.text:
        pytest.fail("this plan is new to this run: somebody set a target in it before")
    assert "Share with the family" not in senco.text
    senco.goes_to(f"{plan}/share")
    senco.sends(day("review_on", IN_A_MONTH))
    assert "A plan has at least one target before the family reads it" in senco.text


def test_strengths_and_needs_are_noted_and_changed(senco: Visitor, plan: str) -> None:
    senco.goes_to(f"{plan}/needs")
    senco.sends({"strengths": "Builds", "needs": "Long sentences", "at_home": "Read together"})
    assert "Strengths and needs are saved." in senco.text
    assert "What Ayo is good at Builds" in senco.text
    senco.follows("Change strengths and needs")
    assert "Long sentences" in senco.page
    senco.sends({"strengths": "Builds towers", "needs": "Long sentences", "at_home": ""})
    assert "Builds towers" in senco.text
    assert "How the family can help" not in senco.text


def test_a_saved_target_stands_with_its_numbers_and_the_note_goes_away(
    senco: Visitor, plan: str, words: str
) -> None:
    sets_target(senco, plan, words)
    assert "The target is saved." in senco.text
    assert words in senco.text
    assert "Start 22" in senco.text
    assert "Not measured yet" in senco.text
    assert "The target is saved." not in senco.goes_to(plan).text


def test_vague_words_are_saved_and_warned_about(senco: Visitor, plan: str, words: str) -> None:
    senco.goes_to(f"{plan}/targets/new")
    senco.sends(target(f"{words}, regularly"))
    assert "The target is saved." in senco.text
    assert "'regularly': say how often" in senco.text


def test_a_target_that_cannot_be_measured_comes_back_with_what_it_lacks(
    senco: Visitor, plan: str
) -> None:
    senco.goes_to(f"{plan}/targets/new")
    senco.sends({"will_do": "Improve reading", "measured_by": "class-teacher"})
    assert senco.address.endswith("/targets/new")
    assert "<title>Error: " in senco.page
    assert "“Improve reading” has no measure, no starting point, no number to reach" in senco.text
    assert "Improve reading</textarea>" in senco.page
    assert "Improve reading" not in senco.goes_to(plan).text


def test_a_day_the_wrong_way_round_is_refused_at_its_field(
    senco: Visitor, plan: str, words: str
) -> None:
    senco.goes_to(f"{plan}/targets/new")
    senco.sends(target(words, **day("by_when", TODAY - timedelta(days=60))))
    assert "Two of the days are the wrong way round" in senco.text
    assert 'href="#by_when-day"' in senco.page


def test_a_measure_moves_now_and_a_wrong_one_is_struck_out(
    senco: Visitor, plan: str, words: str
) -> None:
    its = sets_target(senco, plan, words)
    for value in ("31", "99"):
        senco.goes_to(its)
        senco.sends({"value": value, **day("effective_on", TODAY)})
        assert "The measure is saved." in senco.text
    assert "Now 99" in senco.text
    senco.goes_to(its)
    senco.follows("Entered in error")
    assert "99 (Sounds read aloud from cards)" in senco.text
    wrong = {**senco.hidden(), "reason": "Another child's number."}
    error = senco.address
    for _ in range(2):  # the first answer was lost
        senco.sends(wrong, to=error)
        assert "It is struck out." in senco.text
    assert "Now 31" in senco.text
    assert "Another child's number." in senco.goes_to(its).text


def test_planned_and_given_are_counted_with_why_not(senco: Visitor, plan: str, words: str) -> None:
    line = arranges(senco, plan, sets_target(senco, plan, words), f"Cards for {words}")
    assert "Planned 24, given 0." in senco.text
    for happened in ("given", "given", "staff-absent"):
        senco.goes_to(line)
        senco.sends({"happened": happened, **day("effective_on", TODAY)})
        assert "The session is saved." in senco.text
    senco.goes_to(line)
    assert "Planned 24, given 2. Missed 1: member of staff absent (1)." in senco.text
    senco.sends({"happened": "given", **day("effective_on", TODAY - timedelta(days=60))})
    assert "A session cannot come before its provision starts." in senco.text


def test_the_overview_shows_targets_with_their_last_measure_and_the_sessions_of_the_week(
    senco: Visitor, plan: str, words: str
) -> None:
    target_page, record = sets_target(senco, plan, words), plan.removesuffix("/plan")
    shown = re.compile(rf"{words} Start 22 [^.]*? Now – not known Not measured yet Aim 40")
    assert shown.search(senco.goes_to(record).text)
    senco.goes_to(target_page)
    senco.sends({"value": "31", **day("effective_on", TODAY)})
    assert re.search(rf"{words} Start 22 [^.]*? Now 31 ", senco.goes_to(record).text)
    senco.goes_to(arranges(senco, plan, target_page, f"Cards for {words}"))
    senco.sends({"happened": "given", **day("effective_on", TODAY)})
    assert re.search(r"\d sessions? given this week\.", senco.goes_to(record).text)
    assert senco.link("See the whole plan") == plan


def test_sent_twice_a_session_counts_once(senco: Visitor, plan: str, words: str) -> None:
    line = arranges(senco, plan, sets_target(senco, plan, words), f"Cards for {words}")
    senco.goes_to(line)
    values = {**senco.hidden(), "happened": "given", **day("effective_on", TODAY)}
    for _ in range(2):
        senco.client.post(line, data=values)
    assert "Planned 24, given 1." in senco.goes_to(line).text


def test_help_ends_with_a_reason_and_takes_no_session_after(
    senco: Visitor, plan: str, words: str
) -> None:
    what = f"Cards for {words}"
    line = arranges(senco, plan, sets_target(senco, plan, words), what)
    senco.goes_to(f"{line}/end")
    last = TODAY - timedelta(days=1)
    senco.sends({**day("effective_on", last), "reason": "The assistant left."})
    assert "The assistant left." in senco.text
    senco.goes_to(line)
    senco.sends({"happened": "given", **day("effective_on", TODAY)})
    assert "This help had ended by then" in senco.text
    senco.goes_to(plan)
    senco.follows(f"Entered in error : the end of {what}")
    senco.sends({"reason": "She came back."})
    assert "End of help: The assistant left." in senco.text
    senco.goes_to(line)
    senco.sends({"happened": "given", **day("effective_on", TODAY)})
    assert "The session is saved." in senco.text
    senco.goes_to(f"{line}/end")
    senco.sends({**day("effective_on", last), "reason": "The assistant left."})
    assert "This help has sessions after that day" in senco.text


def test_somebody_changed_it_meanwhile_and_nothing_typed_is_lost(
    senco: Visitor, arrive: Arrive, plan: str, words: str
) -> None:
    other = arrive("senco")
    senco.goes_to(f"{plan}/needs")
    sets_target(other, plan, words)
    senco.sends({"strengths": "Kind to others", "needs": "To join in"})
    seen, now = versions_told(senco)
    assert now > seen
    assert "Kind to others" in senco.page
    senco.sends({"strengths": "Kind to others", "needs": "To join in"})
    assert senco.address == plan
    assert "Kind to others" in senco.text


def test_two_who_change_the_same_text_see_both_and_choose(
    senco: Visitor, arrive: Arrive, plan: str
) -> None:
    other, words = arrive("senco"), uuid4().hex
    first = {"strengths": f"Kind. {words}", "needs": f"To join in. {words}", "at_home": ""}
    senco.goes_to(f"{plan}/needs").sends(first)
    for visitor in (other, senco):
        visitor.goes_to(f"{plan}/needs")
    hers, mine = f"To join in at break. {words}", f"To speak in a group. {words}"
    other.sends({"strengths": f"Kind to all. {words}", "needs": hers, "at_home": ""})
    assert other.address == plan
    senco.sends({**first, "needs": mine})
    assert re.search(r"Mrs Kulkarni changed this at \S+ while you were typing", senco.text)
    assert f"What is recorded by now {hers} Which text stays: What is hard for them?" in senco.text
    assert senco.text.count("What is recorded by now") == 1
    kept = {"strengths": f"Kind to all. {words}", "needs": mine, "keep_needs": "both"}
    assert kept["strengths"] in senco.page
    senco.sends(kept)
    assert senco.address == plan, senco.text
    for text in (hers, mine, kept["strengths"]):
        assert text in senco.text


def test_the_family_reads_what_was_shared_and_nothing_else(
    senco: Visitor, parent: Visitor, plan: str, words: str
) -> None:
    its = sets_target(senco, plan, words)
    line = arranges(senco, plan, its, f"Cards for {words}")
    senco.goes_to(f"{plan}/share")
    assert words in senco.text.split("What the family will read")[1]
    shares(senco, plan)
    assert "The plan is shared." in senco.text
    assert "Nobody of the family has read it here yet." in senco.text
    later = f"Not shared {words}"
    sets_target(senco, plan, later)
    assert "1 change not shared yet" in senco.text
    senco.goes_to(line)
    note = f"For staff {words}"
    senco.sends({"happened": "no-room", "note": note, **day("effective_on", TODAY)})
    theirs = familys_plan(parent)
    until(parent, theirs, words)
    assert "Ayo's support plan" in parent.text
    assert "Ayo started at 22" in parent.text
    assert "Missed: no room was free (1)." in parent.text
    assert f"{IN_A_MONTH:%A} {IN_A_MONTH.day} {IN_A_MONTH:%B} {IN_A_MONTH.year}" in parent.text
    for hidden in (later, note, "Entered in error", "£840"):
        assert hidden not in parent.page
    assert "The family read it on" in senco.goes_to(plan).text


def test_the_family_reads_that_a_goal_was_taken_out_and_not_why(
    senco: Visitor, parent: Visitor, plan: str, words: str
) -> None:
    its = sets_target(senco, plan, words)
    sets_target(senco, plan, f"Stays {words}")
    shares(senco, plan)
    senco.goes_to(f"{plan}/entries/{its.rpartition('/')[2]}/error")
    senco.sends({"reason": f"Another child's. {words}"})
    assert "It is struck out." in senco.text
    theirs = familys_plan(parent)
    until(parent, theirs, f"Stays {words}")
    assert "The school took out 1 goal on" in parent.text
    assert f"Another child's. {words}" not in parent.text


def test_a_parent_disagrees_and_the_senco_sees_it_first(
    senco: Visitor, parent: Visitor, plan: str, words: str
) -> None:
    sets_target(senco, plan, words)
    shares(senco, plan)
    theirs = familys_plan(parent)
    until(parent, theirs, words)
    parent.follows("I do not agree")
    assert "Who will read this Mrs Kulkarni, special needs co-ordinator (SENCO)" in parent.text
    parent.sends({"stance": "disagree", "said": ""})
    assert "Write what you want to tell us" in parent.text
    parent.sends({"stance": "disagree", "said": f"It is not enough. {words}"})
    assert parent.address == theirs
    assert "Thank you. You told us that you do not agree with this plan." in parent.text
    assert "You told us on" in parent.goes_to(theirs).text
    top = senco.goes_to(plan).text.split("Strengths and needs")[0]
    assert "Folake Oyelaran does not agree with the plan" in top
    assert f"It is not enough. {words}" in top
    parent.goes_to(f"{theirs}/say?stance=agree")
    assert re.search(r'value="agree"\s+checked', parent.page)
    parent.sends({"stance": "agree", "said": ""})
    assert "does not agree" not in senco.goes_to(plan).text.split("Strengths and needs")[0]


def test_a_parent_answers_the_plan_that_they_have_read_and_no_later_one(
    senco: Visitor, parent: Visitor, plan: str, words: str
) -> None:
    sets_target(senco, plan, words)
    shares(senco, plan)
    theirs = familys_plan(parent)
    until(parent, theirs, words)
    parent.follows("I agree")
    sets_target(senco, plan, f"Anew {words}")
    shares(senco, plan)
    for _ in range(2):
        parent.sends({"stance": "agree", "said": f"Thank you. {words}"})
        assert "This plan was shared at" in parent.text
        assert f"Thank you. {words}</textarea>" in parent.page
    form, action = parent.hidden(), parent.address
    assert f"Anew {words}" in parent.follows("Read the plan").text
    parent.sends({**form, "stance": "agree", "said": f"Thank you. {words}"}, to=action)
    assert "Thank you. You told us that you agree with this plan." in parent.text


def test_who_has_not_read_what_was_shared_last_reads_it_before_they_answer(
    senco: Visitor, parent: Visitor, plan: str, words: str
) -> None:
    theirs = familys_plan(parent)
    parent.goes_to(theirs)
    sets_target(senco, plan, words)
    shares(senco, plan)
    assert parent.goes_to(f"{theirs}/say?stance=agree").address == theirs
    assert words in parent.text


def test_home_tells_of_the_plan_and_links_it(
    senco: Visitor, parent: Visitor, plan: str, words: str
) -> None:
    sets_target(senco, plan, words)
    shares(senco, plan)
    theirs = familys_plan(parent)
    until(parent, theirs.removesuffix("/plan"), "support plan, and say what you think")
    assert parent.link("Read Ayo's support plan") == theirs


def test_what_somebody_said_is_recorded_and_may_be_for_the_senco_alone(
    senco: Visitor, parent: Visitor, trust_lead: Visitor, plan: str, words: str
) -> None:
    senco.goes_to(f"{plan}/views/new")
    mother = value_of(senco.page, "Folake Oyelaran")
    heard = {"gathered": "phone", "said": words, "about": "in-general"}
    alone = {**heard, "readers": "confidential", **day("effective_on", TODAY)}
    senco.sends({**alone, "who": mother})
    assert "Only a pupil or young person can ask that the SENCO alone reads it" in senco.text
    senco.sends({**alone, "who": "pupil"})
    assert "What they said is saved." in senco.text
    assert f"For the SENCO alone {words}" in senco.text
    assert words not in senco.goes_to(f"{plan}/share").page
    assert "Support plan, cycle" in trust_lead.opens(plan).text
    assert words not in trust_lead.page
    record = plan.removesuffix("/plan")
    assert f"For the SENCO alone {words}" in senco.goes_to(record).text
    assert "What Ayo and the family say" in trust_lead.opens(record).text
    assert words not in trust_lead.page
    assert "For the SENCO alone" not in trust_lead.page
    assert words not in parent.goes_to(familys_plan(parent)).page


def test_a_review_says_how_far_each_target_is_and_when_to_look_again(
    senco: Visitor, parent: Visitor, plan: str, words: str
) -> None:
    sets_target(senco, plan, words)
    shares(senco, plan)
    senco.goes_to(f"{plan}/reviews/new")
    fields = re.findall(r'name="(result_[0-9a-f-]+)"', senco.page)
    again = TODAY + timedelta(days=200)
    typed = {"effect": f"On the way. {words}", "pupils_views": "More animals"}
    when = day("effective_on", TODAY) | day("next_review_on", again)
    senco.sends(typed | when)
    assert "Select how far this target is" in senco.text
    senco.sends(typed | when | dict.fromkeys(fields, "partly-met"))
    assert "The review is saved." in senco.text
    assert "none are recorded" in senco.text
    assert "more than four months away" in senco.text
    assert f"On the way. {words}" in senco.text
    assert "Partly met" in senco.text
    assert f"{again:%A} {again.day} {again:%B} {again.year}" in senco.text
    until(parent, familys_plan(parent), f"On the way. {words}")
    assert "this was partly done" in parent.text


def test_a_review_that_is_near_comes_up_today(senco: Visitor, plan: str, words: str) -> None:
    sets_target(senco, plan, words)
    shares(senco, plan, TODAY + timedelta(days=1))
    until(senco, "/today?show=all", "Review the support plan of Ayo Oyelaran")
    assert senco.link("Review the support plan of Ayo Oyelaran") == plan
    senco.goes_to(plan.removesuffix("/plan"))
    assert senco.link("Review the support plan") == plan
    assert "Due tomorrow" in senco.text


def test_a_trust_lead_reads_and_changes_nothing(trust_lead: Visitor, plan: str) -> None:
    assert "Support plan, cycle" in trust_lead.opens(plan).text
    assert '/error"' not in trust_lead.page
    assert "/targets/new" not in trust_lead.page
    assert trust_lead.goes_to(f"{plan}/needs").status == 404


def test_a_plan_opens_for_nobody_else(
    parent: Visitor, teacher: Visitor, arrive: Arrive, plan: str
) -> None:
    theirs = familys_plan(parent)
    for visitor in (teacher, arrive("head"), parent):
        assert visitor.goes_to(plan).status == 404
    for visitor in (arrive("senco"), teacher):
        assert visitor.goes_to(theirs).status == 404
        assert visitor.goes_to(f"{theirs}/say").status == 404


@pytest.mark.parametrize("page", ["", "/say"])
def test_whom_an_order_bars_sees_nothing_of_the_plan(
    parent: Visitor, app: Flask, mail: Path, plan: str, page: str
) -> None:
    theirs = familys_plan(parent)
    barred = Visitor(app, mail)
    barred.goes_to(f"/sign-in/link/{barred.emailed_link(PERSONAS['barred_parent'].email)}")
    barred.sends()
    assert barred.goes_to(f"{theirs}{page}").address == "/sign-in"
    assert "support plan" not in barred.page


def test_a_pupil_without_a_plan_has_none_and_the_family_reads_so(
    senco: Visitor, parent: Visitor, plan: str
) -> None:
    tobi = f"{_record(senco, 'Tobiloba')}/plan"
    assert "No support plan yet." in senco.goes_to(tobi).text
    assert senco.goes_to(f"{tobi}/targets/new").status == 404
    theirs = familys_plan(parent, "Tobiloba")
    assert "There is no support plan to read right now." in parent.goes_to(theirs).text
    assert parent.goes_to(f"{theirs}/say").status == 404


def _record(senco: Visitor, who: str) -> str:
    senco.goes_to("/pupils")
    senco.sends({"name": "Oyelaran"})
    return senco.link(who)


def test_a_plan_that_cannot_be_had_is_not_none(
    without: Callable[..., Visitor], parent: Visitor, plan: str
) -> None:
    visitor = without("plans").signs_in("senco")
    assert "The plan cannot be shown right now" in visitor.goes_to(plan).text
    assert "No support plan yet" not in visitor.text
    assert "The reviews of support plans cannot be shown" in visitor.goes_to("/today").text
    assert visitor.goes_to(f"{plan}/needs").status == 503
    visitor.goes_to(plan.removesuffix("/plan"))
    assert "The review of the support plan cannot be shown" in visitor.text
    theirs = familys_plan(parent)
    kept = parent.client.get_cookie("waymark")
    assert kept
    family = without("plans")
    family.client.set_cookie("waymark", kept.value)
    assert "The plan cannot be shown right now" in family.goes_to(theirs).text
    assert "no support plan" not in family.text
    home = family.goes_to(theirs.removesuffix("/plan"))
    assert "The support plan cannot be shown right now" in home.text
    assert "No day is set" not in home.text
