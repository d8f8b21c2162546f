"""The trust's dates by council: a plan belongs to a council, and one school has several."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

from services.portal.clients.ehcp_dates import Council, DeadlineRow
from services.portal.pages.councils import COUNTS, by_council, cells
from services.portal.pages.deadlines import WHEN, WHOSE, Row
from tests.portal.examples import TODAY
from tests.portal.test_ehc_words import ROW

FENSHIRE = Council(code="873", name="Fenshire Council")
MARSHLAND = Council(code="874", name="Marshland Council")
LATE = replace(ROW, authority=FENSHIRE, status="late", due_on=TODAY - timedelta(days=3))
SOON = replace(LATE, authority=MARSHLAND, status="due-soon", due_on=TODAY + timedelta(days=28))
OURS = replace(LATE, authority=MARSHLAND, responsible="school", case_id=uuid4())


def at(school: str, *dates: DeadlineRow) -> list[Row]:
    return [Row(date=one, school=school) for one in dates]


def test_the_council_with_the_most_late_dates_comes_first() -> None:
    rows = [*at("Alder Lane", SOON, OURS, LATE), *at("Beacon Hill", LATE)]
    first, second = by_council(rows, TODAY)
    assert (first.name, first.cases, first.counts) == ("Fenshire Council", 1, (2, 0, 0))
    assert (second.name, second.cases, second.counts) == ("Marshland Council", 2, (0, 1, 1))


def test_a_council_is_known_by_its_code_and_called_as_most_call_it() -> None:
    other = replace(LATE, authority=replace(FENSHIRE, name="Fenshire"))
    [line] = by_council(at("Alder Lane", LATE, LATE, other), TODAY)
    assert (line.name, line.counts[0]) == ("Fenshire Council", 3)


def test_each_number_opens_just_its_dates() -> None:
    [line] = by_council(at("Alder Lane", LATE), TODAY)
    name, _, *numbers = cells(line)
    assert isinstance(name, dict)
    assert name["address"] == "/deadlines?council=873"
    for cell, (_, whose, when) in zip(numbers, COUNTS, strict=True):
        assert isinstance(cell, dict)
        opened = urlsplit(cell["address"])
        asked = dict(parse_qsl(opened.query, keep_blank_values=True))
        assert (opened.path, asked) == (
            "/deadlines",
            {"council": "873", "whose": whose, "when": when},
        )
        assert when in dict(WHEN)
        assert whose == "" or whose in dict(WHOSE)


def test_where_no_date_runs_there_is_no_council() -> None:
    assert by_council([], TODAY) == []
