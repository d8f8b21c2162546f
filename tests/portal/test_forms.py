import importlib
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.portal.forms import CommandForm, problems
from services.portal.words.refusals import wording
from tests.portal.gallery import EveryField, Question

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
        ("reached", "parent", "Enter an email address like name@example.com"),
        ("minutes", "4", "Minutes must be a whole number from 5 to 300"),
        ("minutes", "2.5", "Minutes must be a whole number from 5 to 300"),
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
