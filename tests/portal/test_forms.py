import importlib
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from marshmallow import ValidationError

from services.portal.drafts import mark
from services.portal.forms import CommandForm, SendForm, problems
from services.portal.forms.fields import tidy, unseen
from services.portal.pages.outcome_forms import NotSendForm
from services.portal.pages.plan_family_forms import view_form
from services.portal.pages.triage_forms import ObservationForm
from services.portal.words.refusals import wording
from shared.http.fields import Text
from tests.portal.gallery import EveryField, Question
from tests.portal.test_plan_forms import on

RIGHT = {
    "who": "leo",
    "noticed": "He hides when we read aloud.",
    "reached": "parent@example.com",
    "minutes": "20",
    "received-day": "20",
    "received-month": "Nov",
    "received-year": "2026",
}


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" type="hidden" value="([^"]+)"', html)
    assert found, f"no hidden {name}"
    return found[1]


def send(client: FlaskClient, **typed: str) -> str:
    """The page that answers the gallery's form, filled rightly but for what is given."""
    shown = client.get("/gallery/form").text
    tokens = {name: hidden(shown, name) for name in ("csrf_token", "idempotency_key")}
    return client.post(
        "/gallery/form", data={**RIGHT, **tokens, **typed}, follow_redirects=True
    ).text


def test_what_is_right_goes_through(client: FlaskClient) -> None:
    assert "Concern sent" in send(client)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("who", "", "Select who you are worried about"),
        ("who", "someone-else", "Select who you are worried about"),
        ("noticed", " \r\n ", "Enter what you have noticed"),
        ("noticed", "x" * 4001, "What you noticed must be 4,000 characters or less"),
        (
            "noticed",
            "He\x07hides",
            "What you noticed must not have characters that cannot be seen. Type it again",
        ),
        (
            "name",
            "Leo\x00",
            "Your name must not have characters that cannot be seen. Type it again",
        ),
        ("reached", "parent", "Enter an email address like name@example.com"),
        ("minutes", "4", "Minutes must be a whole number from 5 to 300"),
        ("minutes", "2.5", "Minutes must be a whole number from 5 to 300"),
        ("minutes", "2,5", "Minutes must be a whole number from 5 to 300"),
        ("minutes", "9" * 400, "Minutes must be a whole number from 5 to 300"),
        ("received-year", "", "Date received must include a year"),
    ],
)
def test_what_is_wrong_is_said_on_top_and_at_the_field(
    client: FlaskClient, field: str, typed: str, message: str
) -> None:
    page = send(client, **{field: typed})
    assert "<title>Error: Every field - Waymark</title>" in page
    assert f'<a href="#{field}">{message}</a>' in page
    assert page.count(message) == 2


def test_line_ends_count_as_one_character_as_the_browser_counts_them(client: FlaskClient) -> None:
    assert "Concern sent" in send(client, noticed="x" * 3998 + "\r\n" + "y")


def test_the_line_breaks_of_other_programs_are_line_ends() -> None:
    for pasted in ("He hides.\vHe cries.", "He hides.\fHe cries.", "He hides.\x85He cries."):
        assert tidy(pasted) == "He hides.\nHe cries."
    assert tidy("He\thides.\v") == "He\thides."


def test_a_field_of_one_line_has_no_line_breaks(client: FlaskClient) -> None:
    page = send(client, who="", name="Leo\vMarsh", noticed="He hides.\vHe cries.")
    assert 'value="Leo Marsh"' in page
    assert "He hides.\nHe cries.</textarea>" in page


def test_portal_and_services_agree_on_what_cannot_be_seen() -> None:
    for code in range(0x2100):
        text = tidy(f"a{chr(code)}b")
        try:
            Text().deserialize(text)
        except ValidationError:
            assert unseen(text)
        else:
            assert not unseen(text)


def test_what_was_typed_comes_back(client: FlaskClient) -> None:
    page = send(client, noticed='<b>"hides"</b>', minutes="lots", **{"received-month": "Smarch"})
    assert "&lt;b&gt;&#34;hides&#34;&lt;/b&gt;" in page
    assert 'value="lots"' in page
    assert 'value="Smarch"' in page


def test_one_key_stays_with_the_form_through_its_mistakes(client: FlaskClient) -> None:
    shown = client.get("/gallery/form").text
    key = hidden(shown, "idempotency_key")
    tokens = {"csrf_token": hidden(shown, "csrf_token"), "idempotency_key": key}
    wrong = client.post("/gallery/form", data=tokens).text
    assert hidden(wrong, "idempotency_key") == key
    sent = client.post("/gallery/form", data={**RIGHT, **tokens})
    assert sent.location == f"/gallery/done/{key}"


def test_a_key_that_is_not_ours_is_replaced(client: FlaskClient) -> None:
    page = send(client, who="", idempotency_key="../../etc")
    assert UUID(hidden(page, "idempotency_key"))


def test_each_time_a_form_is_shown_it_is_a_new_one(client: FlaskClient) -> None:
    keys = {hidden(client.get("/gallery/form").text, "idempotency_key") for _ in range(2)}
    assert len(keys) == 2


def test_radios_without_a_hint_draw_none(client: FlaskClient) -> None:
    page = client.get("/gallery/form").text
    assert 'id="who-hint"' not in page
    assert 'id="areas-hint"' not in page
    assert "Year 2, class 2B" in page


def test_optional_fields_say_so(client: FlaskClient) -> None:
    page = client.get("/gallery/form").text
    assert "Your name (optional)" in page
    assert "What have you noticed? (optional)" not in page


def test_browsers_leave_the_complaining_to_us(client: FlaskClient) -> None:
    page = client.get("/gallery/form").text
    assert "novalidate" in page
    assert " required" not in page


def test_a_refusal_keeps_the_text_and_says_what_to_do(client: FlaskClient) -> None:
    shown = client.get("/gallery/form").text
    tokens = {name: hidden(shown, name) for name in ("csrf_token", "idempotency_key")}
    page = client.post("/gallery/form?refuse=yes", data={**RIGHT, **tokens}).text
    assert "Not saved. Before you ask the council, you must hear the parents" in page
    assert "He hides when we read aloud." in page
    assert "<title>Error: " in page


def test_a_refusal_about_a_field_is_linked_to_it(app: Flask) -> None:
    with app.test_request_context("/gallery/form"):
        form = EveryField()
        form.refuse(wording("referrals", "FamilyNotConsulted"), form.received)
        assert [problem.href for problem in problems(form)] == ["#received-day"]


def test_a_services_complaints_land_at_their_fields(app: Flask) -> None:
    with app.test_request_context("/gallery/question"):
        form = Question()
        elsewhere = form.complain({"noticed": ["Enter plain text"], "pupil_id": ["Unknown"]})
        assert elsewhere == ["Unknown"]
        assert [problem.text for problem in problems(form)] == ["Enter plain text"]


def test_a_complaint_about_an_observation_lands_at_its_text(app: Flask) -> None:
    with app.test_request_context("/"):
        form = ObservationForm(seen=3)
        assert form.complain({"seen": ["Enter a text."], "setting": ["Unknown"]}) == []
        found = {problem.href: problem.text for problem in problems(form)}
        assert found["#seen_text"] == "Enter a text."
        assert "#seen" not in found


@pytest.mark.parametrize(
    ("correcting", "complaints"),
    [(True, []), (False, ["The day to look again must be today or later"])],
)
def test_a_correction_keeps_a_day_to_look_again_that_has_come(
    app: Flask, correcting: bool, complaints: list[str]
) -> None:
    told = {"adjustments": "x", "other_support": "x", "look_again_if": "x", "reasons": "x"}
    days = {**on("look_again_on", 2, 11), **on("decided_on", 7, 9)}
    with app.test_request_context(
        "/", method="POST", data={**told, **days, "reason": "A slip of the pen"}
    ):
        form = NotSendForm()
        form.prepare([], correcting=correcting)
        form.validate()
        form.csrf_token.errors = []
        assert [one.text for one in problems(form)] == complaints


def test_a_family_that_cannot_be_asked_for_is_not_one_that_nobody_knows(app: Flask) -> None:
    with app.test_request_context("/"):
        g.bearer = lambda: ""
        form = view_form(UUID(int=1), 3)
        assert str(form.who.description).startswith("The family cannot be shown right now")
        assert "The family cannot be shown right now" in form.who()


def test_what_another_window_changed_is_shown_before_it_is_sent(app: Flask) -> None:
    shown, changed = mark({"noticed": "He hides."}), mark({"noticed": "He hides. He cries."})
    with app.test_request_context("/", method="POST", data={"shown": shown}):
        form = SendForm()
        assert form.is_of(shown)
        assert problems(form) == []
        assert not form.is_of(changed)
        [problem] = problems(form)
        assert problem.text.startswith("Not sent. You changed your answers in another window.")
        assert form.is_of(changed)


def test_only_a_base_has_no_command() -> None:
    """What is abstract cannot be shown: a form that somebody fills in is not among these."""
    importlib.import_module("services.portal.app")
    bases = {form.__name__ for form in forms_under(CommandForm) if form.__abstractmethods__}
    assert bases == {"PlanForm", "TellingForm", "ToCouncilForm"}


def forms_under(form: type[Any]) -> Iterator[type[Any]]:
    for one in form.__subclasses__():
        if one.__module__.startswith("services."):
            yield one
            yield from forms_under(one)
