"""The forms of a plan: what is missing is named, and what is right becomes the command."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from services.portal.clients.plans import Mark
from services.portal.forms import PortalForm, problems
from services.portal.pages.family_plan import SayForm, can_be_said, was_read
from services.portal.pages.plan_family_forms import (
    RESULT,
    PlanViewForm,
    ReviewForm,
    review_form,
    shortened,
)
from services.portal.pages.plan_forms import PARTS, TargetForm, listed
from services.portal.pages.plan_help_forms import HelpForm, SessionForm
from tests.portal.examples import NOW
from tests.portal.plan_examples import AT, LEOS_PLAN, MOTHER, READ_40, SHARE, TARGET


def on(name: str, day: int, month: int, year: int = 2026) -> dict[str, str]:
    return {f"{name}-day": str(day), f"{name}-month": str(month), f"{name}-year": str(year)}


TARGET_TYPED = {
    "will_do": "Read 40 of the 45 Phase 3 graphemes",
    "measure": "Graphemes read aloud from cards",
    "baseline": "22",
    **on("baseline_on", 9, 9),
    "aim": "40",
    **on("by_when", 18, 12),
    "measured_by": "class-teacher",
    "area": "cognition-and-learning",
}
HELP_TYPED = {
    "what": "Reading with cards",
    "delivered_by": "teaching-assistant",
    "group_size": "1",
    "minutes": "20",
    "times_a_week": "4",
    "weeks": "6",
    **on("starts_on", 2, 11),
    **on("ends_on", 11, 12),
}


@pytest.fixture
def typed(app: Flask) -> Iterator[Any]:
    """`typed(TargetForm, values)`: the form as somebody sent it, without the session's token."""
    opened = []

    def sent(make: Any, values: dict[str, str]) -> Any:
        context = app.test_request_context("/", method="POST", data=values)
        context.push()
        opened.append(context)
        return make()

    yield sent
    for context in reversed(opened):
        context.pop()


def wrong(form: PortalForm) -> list[str]:
    """What the summary says, but for the token that these forms come without."""
    form.validate()
    form.csrf_token.errors = []
    return [one.text for one in problems(form)]


def test_a_whole_target_becomes_the_command(typed: Any) -> None:
    form = typed(TargetForm, TARGET_TYPED)
    assert wrong(form) == []
    assert form.body() == {
        "will_do": "Read 40 of the 45 Phase 3 graphemes",
        "measure": "Graphemes read aloud from cards",
        "baseline": "22",
        "baseline_on": "2026-09-09",
        "aim": "40",
        "by_when": "2026-12-18",
        "measured_by": "class-teacher",
        "area": "cognition-and-learning",
    }


def test_improve_reading_is_told_all_that_it_lacks(typed: Any) -> None:
    first, *fields = wrong(typed(TargetForm, {"will_do": "Improve reading"}))
    assert first.startswith(
        "“Improve reading” has no measure, no starting point, no number to reach, no date and "
        "nobody who checks it. Example: read 40 of the 45 Phase 3 graphemes;"
    )
    assert "Enter how you will measure it" in fields
    assert "Enter the day to reach it by" in fields
    assert "Enter what they will do that we can see or count" not in fields


@pytest.mark.parametrize("part", [*PARTS])
def test_each_missing_part_is_named_alone(typed: Any, part: str) -> None:
    values = {name: text for name, text in TARGET_TYPED.items() if not belongs(name, part)}
    first, *fields = wrong(typed(TargetForm, values))
    assert first.startswith(f"“Read 40 of the 45 Phase 3 graphemes” has {PARTS[part]}. Example:")
    assert len(fields) == 1


def belongs(box: str, field: str) -> bool:
    return box == field or box.startswith(f"{field}-")


def test_what_is_typed_wrong_is_not_called_missing(typed: Any) -> None:
    said = wrong(typed(TargetForm, {**TARGET_TYPED, "baseline": "twenty"}))
    assert said == ["Where they are now must be a number from 0 to 100,000, like 22 or 1.5"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("22", "22"),
        ("1.5", "1.5"),
        ("1,200", "1200"),
        ("1,5", None),
        ("1.555", None),
        ("-1", None),
        ("1e3", None),
        ("٢٢", None),
        ("100001", None),
    ],
)
def test_a_number_is_what_it_says(typed: Any, text: str, value: str | None) -> None:
    form = typed(TargetForm, {**TARGET_TYPED, "aim": text})
    right = not wrong(form)
    assert right == (value is not None)
    if value is not None:
        assert form.aim.value == Decimal(value)


@pytest.mark.parametrize(
    ("cost", "pence"), [("", None), ("840", 84_000), ("£12.50", 1_250), ("1,000", 100_000)]
)
def test_the_cost_of_help_is_kept_in_pence(typed: Any, cost: str, pence: int | None) -> None:
    form = typed(HelpForm, {**HELP_TYPED, "yearly_cost": cost})
    assert wrong(form) == []
    assert form.body()["yearly_cost_pence"] == pence
    assert form.body()["group_size"] == 1


def test_help_says_what_is_out_of_range(typed: Any) -> None:
    said = wrong(typed(HelpForm, {**HELP_TYPED, "minutes": "2", "yearly_cost": "a lot"}))
    assert said == [
        "Minutes must be a whole number from 5 to 300",
        "Cost must be an amount, like 12.50",
    ]


@pytest.mark.parametrize(
    ("happened", "given", "missed"),
    [("given", True, None), ("staff-absent", False, "staff-absent")],
)
def test_one_answer_says_if_a_session_took_place_and_why_not(
    typed: Any, happened: str, given: bool, missed: str | None
) -> None:
    form = typed(SessionForm, {"happened": happened, **on("effective_on", 20, 11)})
    assert wrong(form) == []
    assert (form.body()["happened"], form.body()["missed"]) == (given, missed)


def test_a_session_needs_an_answer(typed: Any) -> None:
    said = wrong(typed(SessionForm, on("effective_on", 20, 11)))
    assert said == ["Select whether it took place, or why not"]


def test_a_review_asks_about_every_target_that_stands(typed: Any) -> None:
    other = replace(READ_40, target_id=uuid4(), will_do="Ask for help once in each lesson")

    def make() -> ReviewForm:
        return review_form([READ_40, other], 7)

    answered = {
        f"{RESULT}{TARGET}": "partly-met",
        "effect": "On the way",
        **on("effective_on", 20, 11),
        **on("next_review_on", 20, 2, 2027),
    }
    missing = typed(make, answered)
    assert [field.label.text for field in missing.result_fields()] == [
        "How far is this target: Read 40 of the 45 sounds in Phase 3",
        "How far is this target: Ask for help once in each lesson",
    ]
    assert wrong(missing) == ["Select how far this target is: Ask for help once in each lesson"]
    form = typed(make, {**answered, f"{RESULT}{other.target_id}": "not-met"})
    assert wrong(form) == []
    assert form.body()["results"] == [
        {"target_id": str(TARGET), "result": "partly-met"},
        {"target_id": str(other.target_id), "result": "not-met"},
    ]


def test_a_reviews_mistakes_come_in_the_order_of_the_page(typed: Any) -> None:
    said = wrong(typed(lambda: review_form([READ_40], 7), {"effect": ""}))
    assert said == [
        "Enter the day you met",
        "Select how far this target is: Read 40 of the 45 sounds in Phase 3",
        "Enter what the help has done",
        "Enter the day of the next review",
    ]


def test_two_plans_never_share_their_review_questions(typed: Any) -> None:
    typed(lambda: review_form([READ_40], 7), {})
    assert typed(lambda: review_form([], 7), {}).result_fields() == []


def test_a_long_target_is_cut_after_a_word() -> None:
    assert shortened("short") == "short"
    cut = shortened("word " * 60)
    assert cut.endswith("word …")
    assert len(cut) < 130


@pytest.mark.parametrize(
    ("stance", "said", "complaints"),
    [
        ("agree", "", []),
        ("disagree", "", ["Write what you want to tell us"]),
        ("add", " ", ["Write what you want to tell us"]),
        ("disagree", "Not enough help", []),
        ("", "Words", ["Select what you think of the plan"]),
        ("shrug", "Words", ["Select what you think of the plan"]),
    ],
)
def test_only_agreeing_needs_no_words(
    typed: Any, stance: str, said: str, complaints: list[str]
) -> None:
    assert wrong(typed(SayForm, {"stance": stance, "said": said})) == complaints


@pytest.mark.parametrize(
    ("who", "complaints"),
    [
        ("pupil", []),
        ("young-person", []),
        (str(MOTHER), ["Only a pupil or young person can ask that the SENCO alone reads it"]),
    ],
)
def test_who_may_ask_that_the_senco_alone_reads_it(
    typed: Any, who: str, complaints: list[str]
) -> None:
    heard = {"who": who, "gathered": "words", "said": "I pretend", "about": "in-general"}
    form = typed(PlanViewForm, heard | {"readers": "confidential"} | on("effective_on", 20, 11))
    form.who.offer([(one, one) for one in ("pupil", "young-person", str(MOTHER))])
    form.gathered.offer([("words", "words")])
    assert wrong(form) == complaints


def test_parts_are_listed_as_people_say_them() -> None:
    assert [listed(some) for some in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_what_a_family_writes_goes_to_the_plan_that_they_have_read(typed: Any) -> None:
    read = replace(SHARE, reads=[Mark(by=MOTHER, on=AT.date(), at=AT)])
    words = {"stance": "disagree", "said": "It is not enough"}
    form = typed(SayForm, words | {"share_id": str(SHARE.share_id)})
    assert was_read(form, replace(LEOS_PLAN, share=read), read)
    assert wrong(form) == []


def test_a_plan_that_was_shared_anew_meanwhile_is_read_first(typed: Any) -> None:
    anew = replace(SHARE, share_id=uuid4(), at=NOW.replace(hour=10, minute=45))
    plan = replace(LEOS_PLAN, share=anew)
    words = {"stance": "disagree", "said": "It is not enough"}
    form = typed(SayForm, words | {"share_id": str(SHARE.share_id)})
    assert not was_read(form, plan, anew)
    [said] = wrong(form)
    assert said.startswith("Not sent. This plan was shared at 10:45am. Your text is kept.")
    assert form.said.data == words["said"]
    assert form.share_id.data == str(anew.share_id)
    assert not was_read(form, plan, anew)
    read = replace(anew, reads=[Mark(by=MOTHER, on=anew.at.date(), at=anew.at)])
    assert was_read(form, replace(plan, share=read), read)


def test_what_a_family_writes_of_a_plan_that_ended_meanwhile_stays_to_be_read(typed: Any) -> None:
    read = replace(SHARE, reads=[Mark(by=MOTHER, on=AT.date(), at=AT)])
    words = {"stance": "disagree", "said": "It is not enough"}
    form = typed(SayForm, words | {"share_id": str(SHARE.share_id)})
    ended = replace(LEOS_PLAN, share=read, status="closed", closed_on=AT.date())
    assert not can_be_said(form, ended, read)
    [said] = wrong(form)
    assert said.startswith("Not sent. This plan ended while you were writing.")
    assert form.said.data == words["said"]
    assert can_be_said(form, replace(ended, status="open", closed_on=None), read)
