"""How the family's pages speak, as their templates put the words together."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import UUID

import pytest
from flask import Flask, render_template

from services.portal.clients.directory import Pupil
from services.portal.clients.referrals import Decision
from services.portal.naming import Names
from services.portal.opened import Look
from services.portal.pages.family import Member

LEO = Pupil(
    pupil_id=UUID(int=1), school_id=UUID(int=2), name="Leo Marsh", year_group="9", forename="Leo"
)


def read(app: Flask, template: str, *, you: bool, **more: object) -> str:
    """A page about Leo, as he or his family reads it, with single spaces."""
    one = Member(link=UUID(int=3), pupil=LEO, you=you)
    with app.test_request_context():
        return " ".join(render_template(template, one=one, names=Names(), **more).split())


@pytest.mark.parametrize(
    ("outcome", "you", "said"),
    [
        ("sen-support", False, "Leo gets extra help at school"),
        ("sen-support", True, "You get extra help at school"),
        ("signpost", False, "other help is right for Leo now"),
        ("signpost", True, "other help is right for you now"),
    ],
)
def test_the_schools_answer_speaks_to_a_young_person_as_you(
    app: Flask, outcome: str, you: bool, said: str
) -> None:
    decision = Decision(
        decision_id=UUID(int=4),
        outcome=outcome,
        on=date(2026, 11, 16),
        at=datetime(2026, 11, 16, 9, 12, tzinfo=UTC),
        decided_on=date(2026, 11, 16),
    )
    page = read(
        app,
        "family/decision.html",
        you=you,
        decision=decision,
        waiting=None,
        concern=SimpleNamespace(down=False),
    )
    assert said in page


@pytest.mark.parametrize(
    ("hour", "said"),
    [(10, "10:45am on 18 November: Plan"), (12, "Midday on 18 November: Plan")],
)
def test_when_the_record_was_opened_begins_with_a_capital_and_keeps_the_months(
    app: Flask, hour: int, said: str
) -> None:
    at = datetime(2026, 11, 18, hour, 0 if hour == 12 else 45, tzinfo=UTC)
    look = Look(
        person_id=UUID(int=5), role="senco", on=at.date(), at=at, what=("Plan",), reasons=()
    )
    page = read(app, "family/opened.html", you=False, looks=[look], some_down=False, myself=None)
    assert f"<p>{said}." in page


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (
            date(2020, 1, 20),
            "It said that it would by Monday 20 January 2020. This day has passed.",
        ),
        (date(2090, 1, 20), "It will by Friday 20 January 2090.</p>"),
    ],
)
def test_a_decision_that_did_not_come_in_time_is_not_promised_again(
    app: Flask, by: date, said: str
) -> None:
    concern, waiting = SimpleNamespace(down=False), SimpleNamespace(decide_by=by)
    more = {"decision": None, "waiting": waiting, "concern": concern}
    assert said in read(app, "family/decision.html", you=False, **more)
