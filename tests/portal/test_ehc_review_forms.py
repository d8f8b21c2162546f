"""The forms of a review: what is typed is sent, or it is said at its field why it is not."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from services.portal.forms import CommandForm, problems
from services.portal.pages.ehc_form_parts import too_early
from services.portal.pages.ehc_review_forms import InvitationsForm
from services.portal.pages.ehc_review_plan_forms import PlanForm
from services.portal.pages.ehc_review_result_forms import ReportForm
from tests.portal.test_plan_forms import on, wrong

REPORT = {**on("sent_on", 20, 11), "recommends": "keep"}
INVITED = {**on("sent_on", 20, 11), "people": ["family", "senco"]}


@pytest.fixture
def typed(app: Flask) -> Iterator[Any]:
    """`typed(ReportForm, values)`: the form as somebody sent it."""
    opened = []

    def sent(make: type[CommandForm], values: dict[str, Any]) -> CommandForm:
        context = app.test_request_context("/", method="POST", data=values)
        context.push()
        opened.append(context)
        form = make()
        del form.reason
        return form

    yield sent
    for context in reversed(opened):
        context.pop()


def test_another_view_is_somebodys_and_says_something(typed: Any) -> None:
    form = typed(ReportForm, {**REPORT, "differs": "family", "difference": "He needs more."})
    assert wrong(form) == []
    assert form.body()["differences"] == [{"who": "family", "said": "He needs more."}]
    assert wrong(typed(ReportForm, REPORT)) == []


@pytest.mark.parametrize(
    ("half", "message", "href"),
    [
        ({"difference": "He needs more."}, "Select who sees it another way", "#differs"),
        ({"differs": "family"}, "Enter how they see it", "#difference"),
    ],
)
def test_half_of_another_view_is_not_dropped(
    typed: Any, half: dict[str, str], message: str, href: str
) -> None:
    form = typed(ReportForm, {**REPORT, **half})
    assert wrong(form) == [message]
    assert [one.href for one in problems(form)] == [href]


def test_who_is_asked_for_advice_is_invited(typed: Any) -> None:
    form = typed(InvitationsForm, {**INVITED, "advice_from": ["family"]})
    assert wrong(form) == []
    assert form.body()["people"] == [
        {"who": "family", "advice_asked": True},
        {"who": "senco", "advice_asked": False},
    ]


def test_whoever_is_asked_for_advice_alone_is_not_dropped(typed: Any) -> None:
    form = typed(InvitationsForm, {**INVITED, "advice_from": ["family", "therapist"]})
    assert wrong(form) == ["Select them under who was invited too"]
    assert [one.href for one in problems(form)] == ["#advice_from"]


@pytest.mark.parametrize("half", [{"year": "2027"}, on("on", 1, 9, 2027)])
def test_the_day_of_a_move_to_nowhere_is_not_dropped(typed: Any, half: dict[str, str]) -> None:
    planned = {"kind": "early", "held_by": "school"}
    assert wrong(typed(PlanForm, planned)) == []
    form = typed(PlanForm, {**planned, **half})
    assert wrong(form) == ["Select where the child moves on to"]
    assert [one.href for one in problems(form)] == ["#to"]


def test_a_day_before_the_act_is_the_earliest_that_was_typed(typed: Any) -> None:
    days = {**on("meeting_on", 9, 12), **on("on", 1, 9, 2006)}
    assert too_early(typed(PlanForm, days)) == {"BeforeTheAct": "on"}
    assert too_early(typed(PlanForm, {})) == {}
