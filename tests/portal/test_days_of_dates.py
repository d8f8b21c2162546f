"""What stands before the day of an EHC date, wherever dates of several kinds are listed."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask, render_template

from services.portal import ehc_words
from services.portal.clients.ehcp_dates import DeadlineRow
from services.portal.naming import Names
from services.portal.pages.pupils import ehc_dates
from tests.portal.test_ehc_words import CASE, DECIDE, ROW

VIEWS = {"rule": "draft.representations_end", "kind": "minimum-period", "status": "due-soon"}
KINDS = [({}, "By when"), (VIEWS, "At least until")]


@pytest.mark.parametrize(("of", "said"), KINDS)
def test_a_school_of_the_trust(app: Flask, of: dict[str, Any], said: str) -> None:
    assert f". {said}: Friday 25 December 2026" in school_with(app, [replace(ROW, **of)])


def test_a_school_with_more_dates_than_its_page_shows(app: Flask) -> None:
    assert "more date" not in school_with(app, [ROW])
    assert "1 more date is late or due by then." in school_with(app, [ROW], more_dates=1)
    page = school_with(app, [ROW], more_dates=975, dates_cut=True)
    assert "975 more dates are late or due by then." in page
    assert "only its 1,000 earliest are counted" in page


def school_with(app: Flask, dates: list[DeadlineRow], **said: Any) -> str:
    down = SimpleNamespace(down=True)
    with app.test_request_context():
        return render_template(
            "trust/school.html",
            school=SimpleNamespace(school_id=UUID(int=1), name="Alder Lane", senco_ids=[]),
            line=down,
            waits=down,
            dates=SimpleNamespace(value=dates),
            late=SimpleNamespace(value=(0, 0)),
            names=Names(),
            words=ehc_words,
            **said,
        )


@pytest.mark.parametrize(("of", "said"), KINDS)
def test_a_pupils_next_dates(app: Flask, of: dict[str, Any], said: str) -> None:
    down = SimpleNamespace(down=True)
    with app.test_request_context():
        page = render_template(
            "pupils/overview.html",
            pupil=SimpleNamespace(pupil_id=CASE.pupil_id, name="Leo Marsh"),
            due=ehc_dates(replace(CASE, deadlines=[replace(DECIDE, **of)])),
            standing=down,
            restricted=down,
            concerns=down,
            events=down,
            plan=down,
            viewer=SimpleNamespace(role="senco"),
            names=Names(),
        )
    assert f"<p>{said}: Friday 25 December 2026." in page
