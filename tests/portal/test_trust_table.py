"""The trust's table: each number says what it counts, sorts by the worst, and opens its cases."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import pytest

from services.portal.clients.reporting import SchoolLine
from services.portal.pages.deadlines import WHEN, WHOSE
from services.portal.pages.trust import COLUMNS, headings, row, sorted_by

ALDER = SchoolLine(
    school_id=uuid4(),
    name="Alder Lane",
    phase="primary",
    roll=420,
    K=63,
    E=21,
    N=336,
    open_concerns=5,
    late_to_acknowledge=1,
    late_to_decide=2,
    late_ours=3,
    late_council=4,
    due_soon=1_006,
    reviews_on_time=71,
    reviews_told=80,
)
BEACON = replace(
    ALDER, school_id=uuid4(), name="Beacon Hill", late_ours=4, reviews_on_time=99, reviews_told=100
)


def test_the_columns_come_in_the_order_of_what_is_worst() -> None:
    said = [heading["text"] for heading in headings("ours")]
    assert said[:5] == [
        "School",
        "Late (ours)",
        "Late (council)",
        "Due in 28 days",
        "Reviews on time",
    ]
    cells = [cell["text"] for cell in row(ALDER)]
    assert cells[:7] == ["Alder Lane", "3", "4", "1,006", "71 of 80 (89%)", "2", "1"]


def test_a_school_without_a_review_has_no_share_of_them() -> None:
    none = replace(ALDER, reviews_on_time=0, reviews_told=0)
    assert row(none)[4]["text"] == "None"


@pytest.mark.parametrize(
    ("order", "first"), [("ours", BEACON), ("reviews", ALDER), ("school", ALDER)]
)
def test_the_worst_comes_first(order: str, first: SchoolLine) -> None:
    assert sorted_by([ALDER, BEACON], order)[0] == first
    assert sorted_by([BEACON, ALDER], order)[0] == first


@pytest.mark.parametrize(
    ("code", "whose", "when"),
    [("ours", "school", "late"), ("council", "LA", "late"), ("soon", "", "soon")],
)
def test_a_number_of_dates_opens_just_those(code: str, whose: str, when: str) -> None:
    [cell] = [
        cell for column, cell in zip(COLUMNS, row(ALDER)[1:], strict=True) if column.code == code
    ]
    opened = urlsplit(cell["address"])
    asked = dict(parse_qsl(opened.query))
    assert opened.path == "/deadlines"
    assert asked.pop("school") == str(ALDER.school_id)
    assert asked == {name: value for name, value in (("whose", whose), ("when", when)) if value}
    assert when in dict(WHEN)
    assert whose == "" or whose in dict(WHOSE)
