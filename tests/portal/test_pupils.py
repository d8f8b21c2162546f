"""Finding a pupil, and what stands on top of each page of one."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from services.portal.clients import Part
from services.portal.clients.directory import Name
from services.portal.clients.plans import Plan
from services.portal.naming import Names
from services.portal.overview_words import last_said, this_week
from services.portal.pages.pupils import SEARCH
from shared.access.grants import Role
from tests.portal.examples import TODAY
from tests.portal.plan_examples import LEOS_PLAN, MOTHER, READ_40, STRUCK, said
from tests.portal.signing_in import signed_in


def test_who_searched_as_senco_chooses_a_school_as_lead_of_the_trust(client: FlaskClient) -> None:
    signed_in(client, Role.TRUST_LEAD)
    with client.session_transaction() as known:
        known[SEARCH] = {"name": "Marsh", "school": ""}
    reply = client.get("/pupils")
    assert reply.status_code == 200
    assert 'value="Marsh"' in reply.text
    assert "The names cannot be shown" not in reply.text


GOES_ON = UUID(int=2)


@pytest.mark.parametrize("merged_into", [None, GOES_ON])
def test_a_record_that_was_merged_leads_to_the_one_that_goes_on(
    app: Flask, merged_into: UUID | None
) -> None:
    """What only the other record says, an order that keeps an adult away, is not on this page."""
    pupil = SimpleNamespace(pupil_id=UUID(int=1), name="Leo Marsh", merged_into=merged_into)
    with app.test_request_context():
        page = render_template("pupils/history.html", pupil=pupil, entries=Part([]), names=Names())
    assert (f'href="/pupils/{GOES_ON}"' in page) == (merged_into is not None)


def overview(app: Flask, plan: Part[Plan | None], **instead: Any) -> str:
    """The overview of Leo, of whom nothing is known besides his plan; as the SENCO reads it."""
    found = plan.or_else(None)
    shown = {
        "pupil": SimpleNamespace(
            pupil_id=UUID(int=1), name="Leo Marsh", first="Leo", merged_into=None, left_on=None
        ),
        "viewer": SimpleNamespace(role="senco", place="Alder Lane"),
        "standing": Part(None),
        "restricted": Part(False),
        "concerns": Part([]),
        "events": Part([]),
        "names": Names({MOTHER: Name(id=MOTHER, kind="guardian", name="Dina Marsh")}),
        "plan": plan,
        "week": plan.then(lambda one: this_week(one, TODAY) if one else None),
        "said": last_said(found, ()),
        **instead,
    }
    with app.test_request_context():
        return " ".join(render_template("pupils/overview.html", **shown).split())


def test_each_target_shows_its_last_measure_or_where_the_pupil_started(app: Flask) -> None:
    page = overview(app, Part(LEOS_PLAN))
    assert "Read 40 of the 45 sounds in Phase 3" in page
    assert '<span class="app-way__number">31</span> 12 November' in page
    new = replace(READ_40, measures=[], now=None, now_on=None)
    wrong = replace(READ_40, will_do="Another child's", struck_out=STRUCK)
    page = overview(app, Part(replace(LEOS_PLAN, targets=[new, wrong])))
    assert '<span class="app-way__number">22</span> 9 September' in page
    assert "Not measured yet" in page
    assert "Another child" not in page


def test_who_said_what_and_when_is_shown_and_where_the_rest_is_read(app: Flask) -> None:
    page = overview(app, Part(replace(LEOS_PLAN, views=[said("disagree", 18)])))
    assert "<strong>Dina Marsh</strong> does not agree with the plan" in page
    assert "(wrote it here, 18 November)" in page
    assert "Said on 18 November" in page
    assert "Read all that was said about the plan" in page
    assert "For the SENCO alone" not in page


def test_a_long_text_is_cut_where_the_rest_is_read(app: Flask) -> None:
    long = replace(said("add", 18), said="word " * 500)
    page = overview(app, Part(replace(LEOS_PLAN, views=[long])))
    assert page.count("word") < 80
    assert "word…" in page


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (None, "No support plan yet."),
        (replace(LEOS_PLAN, targets=[], provision=[]), "No targets yet."),
        (
            replace(LEOS_PLAN, status="closed", closed_on=date(2026, 11, 20)),
            "SEN Support ended on Friday 20 November 2026. The plan is closed.",
        ),
        (
            replace(LEOS_PLAN, status="withdrawn"),
            "The decision behind the plan was corrected, so SEN Support does not hold.",
        ),
    ],
)
def test_a_plan_that_is_not_there_empty_or_over_says_so(
    app: Flask, plan: Plan | None, says: str
) -> None:
    page = overview(app, Part(plan))
    assert says in page
    assert "sessions given" not in page
    assert "Nothing is recorded in the plan or for a concern." in page


def test_of_plans_and_concerns_that_are_down_nothing_is_said_to_be_none(app: Flask) -> None:
    page = overview(app, Part(down=True))
    for part in ("The support plan", "What was said about the plan"):
        assert f"{part} cannot be shown right now" in page
    for never in ("No support plan", "No targets", "No help", "Nothing is recorded"):
        assert never not in page
    page = overview(app, Part(None), told_down=True)
    assert "What was said for a concern cannot be shown right now" in page
    assert "Nothing is recorded" not in page
