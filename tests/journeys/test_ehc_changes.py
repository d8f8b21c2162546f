"""A plan that changes, moves and ends, as the school is told; excuses, corrections."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

import pytest

from shared.rulebook.words import in_full
from tests.journeys.plans import plan_of
from tests.journeys.test_concerns import day
from tests.journeys.test_ehc import RECEIVED_ON, TODAY, begun, card, ended, received
from tests.journeys.test_ehc_plan import tells
from tests.journeys.test_ehc_reviews import records
from tests.journeys.test_records import record_of
from tests.journeys.visitors import Visitor

ISSUED_ON = RECEIVED_ON + timedelta(days=2)
IN_20_DAYS = TODAY + timedelta(days=20)
MARSHLAND = {"name": "Marshland Council", "code": "925"}
FINAL = "Send the final EHC plan"
Values = Mapping[str, str | list[str]]


@pytest.fixture(scope="module")
def case(senco: Visitor, teacher: Visitor) -> Iterator[str]:
    """The EHC page of a pupil with a final plan."""
    plan_of(senco, teacher)  # a support plan that is older than the council's
    page = finalised(senco)
    yield page
    ended(senco, page)


def finalised(senco: Visitor) -> str:
    """Record a request, its receipt and the final plan; the address of the EHC page."""
    page = begun(senco, "Ayo")
    received(senco, page)
    tells(senco, page, "final-plan", {**day("issued_on", ISSUED_ON), **day("sent_on", ISSUED_ON)})
    return page


def chosen(senco: Visitor, name: str) -> str:
    """The value of the first radio or checkbox of this name."""
    return senco.page.partition(f'name="{name}"')[2].partition('value="')[2].partition('"')[0]


def test_an_excuse_stands_beside_a_date_and_never_moves_it(senco: Visitor, case: str) -> None:
    before = card(senco.goes_to(case), FINAL)
    senco.goes_to(senco.link(f"How we got this date : {FINAL}"))
    date_page = f"{senco.address}?{senco.query}"
    senco.follows("Record an excuse that was given for this date")
    assert 'value="ehcna.final_plan" checked' in senco.page
    excuse: Values = {"clock": "ehcna.final_plan", **day("claimed_on", TODAY)}
    senco.sends(excuse)
    assert "Select the reason" in senco.text
    senco.sends({**excuse, "ground": "absence", "evidence": "They were abroad in June."})
    assert senco.address == case, senco.text
    assert "An excuse for a lateness was claimed" in senco.text
    assert "They were abroad in June." in senco.text
    assert card(senco, FINAL) == before
    assert "That can excuse lateness; the date stays." in senco.goes_to(date_page).text


def test_a_re_assessment_is_asked_for_refused_and_then_agreed(senco: Visitor, case: str) -> None:
    asked = {"requester": "parent", **day("asked_on", RECEIVED_ON), **day("received_on", TODAY)}
    tells(senco, case, "reassessment-request", asked)
    fifteen = card(senco, "Tell the family whether a re-assessment will be made")
    assert in_full(TODAY + timedelta(days=15)) in fifteen
    senco.follows("Record whether the council will assess again")
    request = chosen(senco, "request_id")
    answer = {"request_id": request, **day("received_on", TODAY), **day("sent_on", TODAY)}
    senco.sends({**answer, "decision": "refused"})
    assert senco.address == case, senco.text
    assert "The council will not assess again" in senco.text
    senco.follows("Correct this : The council will not assess again")
    senco.sends({**answer, "decision": "reassess", "reason": "It was a yes."})
    assert senco.address == case, senco.text
    assert "Where we are The council is assessing again." in senco.text
    assert in_full(TODAY + timedelta(weeks=14)) in senco.text


def test_a_move_to_another_council_is_told_from_both_sides(senco: Visitor, case: str) -> None:
    assert "what the new council told" not in senco.goes_to(case).text
    move = {**MARSHLAND, **day("move_on", IN_20_DAYS), **day("known_on", TODAY)}
    senco.goes_to(f"{case}/told/move").sends({**move, "code": "9"})
    assert "Enter the three digits of the council." in senco.text
    assert 'href="#code"' in senco.page
    senco.goes_to(f"{case}/told/move").sends({**move, **day("move_on", date(2006, 3, 1))})
    assert "There were no EHC needs assessments before 1 September 2014" in senco.text
    assert 'href="#move_on-day"' in senco.page
    tells(senco, case, "move", move)
    assert f"Date of the move {in_full(IN_20_DAYS)}" in senco.text
    senco.goes_to(f"{case}/told/transfer-letter")
    senco.sends({"will_assess": "", **day("received_on", TODAY)})
    assert "not recorded as gone over to another council" in senco.text
    assert 'href="#received_on-day"' in senco.page
    senco.goes_to(case).follows("Record that the plan went over to another council")
    assert 'value="Marshland Council"' in senco.page
    senco.sends({**MARSHLAND, **day("transferred_on", TODAY)})
    assert senco.address == case, senco.text
    assert "Who acts Marshland Council" in senco.text
    senco.follows("Record what the new council told the family")
    review_by = TODAY + timedelta(days=80)
    senco.sends({"will_assess": "no", **day("received_on", TODAY), **day("review_by", review_by)})
    assert senco.address == case, senco.text
    assert f"The new council reviews the plan by {in_full(review_by)}" in senco.text


def test_a_move_of_school_is_the_councils_change_of_the_plan(senco: Visitor, case: str) -> None:
    assert "Only the council can name another school." in senco.goes_to(case).text
    notice = {"with_changes": "yes", **day("received_on", TODAY), **day("sent_on", TODAY)}
    tells(senco, case, "amendment-notice", notice)
    assert in_full(TODAY + timedelta(weeks=8)) in senco.text
    tells(senco, case, "amended-plan", day("issued_on", TODAY))
    assert "The council issued the amended plan" in senco.text


def test_a_step_of_a_review_and_of_an_appeal_is_corrected(senco: Visitor, case: str) -> None:
    senco.goes_to(f"{case}/reviews/new").sends({"kind": "early", "held_by": "school"})
    review = senco.address
    views: Values = {"whose": "child", "said": "I like my cards.", **day("said_on", TODAY)}
    records(senco, review, "views", views)
    senco.follows("Correct this : Views for the review were recorded")
    assert "I like my cards." in senco.page
    senco.sends({**views, "said": "I like my book."}, to=senco.action)
    assert "Enter what was wrong" in senco.text
    right = {**views, "said": "I like my book.", "reason": "It was the book."}
    senco.sends(right, to=senco.action)
    assert senco.address == review, senco.text
    assert "Saved." in senco.text
    assert "I like my book." in senco.text
    assert "I like my cards." not in senco.text
    assert "Replaced:" in senco.goes_to(case).text
    senco.goes_to(f"{case}/appeal/appeal")
    appeal: Values = {"decision_id": chosen(senco, "decision_id"), "sections": ["F"]}
    records(senco, f"{case}/appeal", "appeal", {**appeal, **day("sent_on", TODAY)})
    senco.follows("Correct this : The family appealed to the Tribunal")
    early = day("sent_on", TODAY - timedelta(days=1))
    senco.sends({**appeal, **early, "reason": "A day early."}, to=senco.action)
    assert senco.address == f"{case}/appeal", senco.text
    assert "A day early." in senco.text


def test_what_never_happened_is_struck_out_where_it_was_seen(senco: Visitor, case: str) -> None:
    senco.goes_to(f"{case}/reviews/new").sends({"kind": "early", "held_by": "school"})
    review = senco.address
    views: Values = {"whose": "family", "said": "It is too soon.", **day("said_on", TODAY)}
    records(senco, review, "views", views)
    senco.follows("It never happened : Views for the review were recorded")
    assert f'href="{review}?case=' in senco.page
    senco.sends({"reason": "Another child's."}, to=senco.action)
    assert senco.address == review, senco.text
    assert "It is too soon." not in senco.text
    senco.follows("It never happened : A review was planned")
    senco.sends({"reason": "Planned for another child."}, to=senco.action)
    assert senco.address == f"{case}/reviews", senco.text
    assert "Saved." in senco.text
    assert senco.goes_to(review).status == 404


def test_an_unknown_way_back_leads_to_the_case(senco: Visitor, case: str) -> None:
    wrong = senco.goes_to(case).link("Correct this : The council issued the final plan")
    elsewhere = "https%3A%2F%2Felsewhere.example"
    assert f'href="{case}?case=' in senco.goes_to(f"{wrong}?from={elsewhere}").page


def test_a_child_who_comes_with_a_plan_has_a_case_from_that_day_on(senco: Visitor) -> None:
    page = f"{record_of(senco, 'Tobiloba')}/ehc"
    senco.goes_to(page).follows("Record that the child came with an EHC plan")
    senco.sends({})
    assert "Enter the council's name" in senco.text
    came: Values = {**MARSHLAND, **day("came_on", RECEIVED_ON)}
    senco.sends({**came, **day("issued_on", TODAY)})
    assert 'href="#issued_on-day"' in senco.page
    senco.sends(came)
    assert senco.address == page, senco.text
    assert "The child came with an EHC plan" in senco.text
    assert "Somebody whom we do not know asked Marshland Council; the day is not known" in (
        senco.text
    )
    assert "Who acts Marshland Council" in senco.text
    senco.follows("Reviews of the plan")
    assert "No review is planned yet." in senco.text
    tells(senco, page, "final-plan", day("issued_on", ISSUED_ON - timedelta(days=200)))
    assert "Next Hold the review meeting, so that the council has its four weeks" in senco.text
    ended(senco, page)


def test_a_part_that_is_down_is_not_shown_as_nothing(
    without: Callable[..., Visitor], case: str
) -> None:
    senco = without("ehcp").signs_in("senco")
    senco.goes_to(f"{case}/delivery")
    assert "What was owed and given cannot be shown right now." in senco.text
    assert "No plan yet" not in senco.text


def test_a_plan_goes_on_while_one_can_appeal_and_then_ends(senco: Visitor, case: str) -> None:
    tells(senco, case, "cease-consultation", day("received_on", TODAY))
    letter = {**day("received_on", TODAY), **day("sent_on", TODAY)}
    tells(senco, case, "cease-decision", letter)
    assert "it goes on while one can appeal" in senco.text
    assert "The council decided to end the plan" in senco.goes_to(f"{case}/appeal").text
    tells(senco, case, "plan-end", day("ended_on", TODAY))
    assert "The plan ended too early: it goes on until" in senco.text
    assert "If the plan changes, moves or ends" not in senco.text


def test_nobody_else_records_a_change(
    trust_lead: Visitor, teacher: Visitor, parent: Visitor, case: str
) -> None:
    for visitor in (trust_lead, teacher, parent):
        for address in (f"{case}/told/move", f"{case}/delivery"):
            assert visitor.goes_to(address).status == 404, visitor.key
