"""The trust's table: each number says what it counts, sorts by the worst, and opens its cases."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import pytest
from flask import Flask, render_template

from services.portal.clients import Part
from services.portal.clients.directory import Senco
from services.portal.clients.reporting import SchoolLine
from services.portal.pages.deadlines import WHEN, WHOSE
from services.portal.pages.trust import (
    COLUMNS,
    headings,
    late,
    page_of,
    row,
    said_of,
    sorted_by,
)
from services.portal.words.sencos import NO_DAY, NO_SENCO, NOT_KNOWN, qualified_by
from tests.portal.test_ehc_words import ROW
from tests.portal.test_family_words import RAISED

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


def test_what_a_mediation_adviser_owes_is_no_lateness_of_a_council() -> None:
    gone = [
        replace(ROW, status="late", responsible=who)
        for who in ("school", "LA", "new_LA", "mediation_adviser")
    ]
    assert late([*gone, ROW]) == (1, 2)


def test_the_next_day_comes_first_across_the_pages() -> None:
    waits = [replace(RAISED, referral_id=uuid4()) for _ in range(60)]
    pages = [page_of(waits, page) for page in (1, 2, 3)]
    assert [one for rows, _ in pages for one in rows] == waits
    assert pages[0][1] == {"before": None, "after": 2}
    assert pages[2][1] == {"before": 2, "after": None}
    assert page_of(waits, 4) == pages[2]
    assert page_of([], 1) == ([], {"before": None, "after": None})


def test_the_columns_come_in_the_order_of_what_is_worst() -> None:
    said = [heading["text"] for heading in headings("ours")]
    assert said[:5] == [
        "School",
        "Late (ours)",
        "Late (council)",
        "Due in 28 days",
        "Reviews on time",
    ]
    cells = [cell["text"] for cell in row(ALDER, NO_SENCO)]
    assert cells[:7] == ["Alder Lane", "3", "4", "1,006", "71 of 80 (89%)", "2", "1"]


def test_a_school_without_a_review_has_no_share_of_them() -> None:
    none = replace(ALDER, reviews_on_time=0, reviews_told=0)
    assert row(none, NO_SENCO)[4]["text"] == "None"


@pytest.mark.parametrize(
    ("order", "first"), [("ours", BEACON), ("reviews", ALDER), ("school", ALDER)]
)
def test_the_worst_comes_first(order: str, first: SchoolLine) -> None:
    assert sorted_by([ALDER, BEACON], order, {})[0] == first
    assert sorted_by([BEACON, ALDER], order, {})[0] == first


@pytest.mark.parametrize(
    ("code", "whose", "when"),
    [("ours", "school", "late"), ("council", "LA", "late"), ("soon", "", "soon")],
)
def test_a_number_of_dates_opens_just_those(code: str, whose: str, when: str) -> None:
    cells = zip(COLUMNS, row(ALDER, NO_SENCO)[1:-1], strict=True)
    [cell] = [cell for column, cell in cells if column.code == code]
    opened = urlsplit(cell["address"])
    asked = dict(parse_qsl(opened.query))
    assert opened.path == "/deadlines"
    assert asked.pop("school") == str(ALDER.school_id)
    assert asked == {name: value for name, value in (("whose", whose), ("when", when)) if value}
    assert when in dict(WHEN)
    assert whose == "" or whose in dict(WHOSE)


@pytest.mark.parametrize(
    ("ours", "council", "said"),
    [
        (1, 1, "1 school has an EHC date that is ours and late."),
        (0, 1, "No school has an EHC date that is ours and late."),
        (0, 0, "No late dates in any school."),
    ],
)
def test_no_date_is_late_only_where_no_council_is_late_either(
    app: Flask, ours: int, council: int, said: str
) -> None:
    line = replace(ALDER, late_ours=ours, late_council=council)
    with app.test_request_context("/trust"):
        page = render_template(
            "trust/schools.html",
            lines=Part([line]),
            columns=headings("ours"),
            rows=[row(line, NO_SENCO)],
            qualified={line.school_id: NO_SENCO},
            support=line.K,
            plans=line.E,
            overdue=[line] if line.late_ours else [],
            worst=[line],
        )
    assert f">{said}</p>" in page
    assert f"<p>SENCO qualified by: {NO_SENCO}.</p>" in page


KNOWN = Senco(
    school_id=ALDER.school_id,
    staff_id=uuid4(),
    qualification_due_on=date(2027, 9, 1),
    needs_no_day=False,
)
SOON = replace(KNOWN, qualification_due_on=date(2026, 12, 1))
UNKNOWN = replace(KNOWN, qualification_due_on=None)
BEFORE_THE_RULE = replace(UNKNOWN, needs_no_day=True)


@pytest.mark.parametrize(
    ("sencos", "said"),
    [
        ([KNOWN], "1 Sep 2027"),
        ([SOON], "1 Dec 2026"),
        ([UNKNOWN], NOT_KNOWN),
        ([BEFORE_THE_RULE], NO_DAY),
        ([], NO_SENCO),
        ([BEFORE_THE_RULE, KNOWN, UNKNOWN], "Not known, 1 Sep 2027, No day needed"),
        ([KNOWN, replace(KNOWN, staff_id=uuid4())], "1 Sep 2027"),
    ],
)
def test_a_school_says_by_when_its_senco_must_be_qualified(sencos: list[Senco], said: str) -> None:
    assert qualified_by(sencos) == said
    assert row(ALDER, said)[-1] == {
        "text": said,
        "address": f"/trust/schools/{ALDER.school_id}",
        "hidden": "SENCO qualified by, Alder Lane",
    }


def test_whose_senco_needs_a_look_first_comes_first() -> None:
    """No SENCO, a day that is not known, the first day, then those who need none."""
    names = ("Fern", "Dale", "Elm", "Beck", "Clay")
    lines = [replace(ALDER, school_id=uuid4(), name=name) for name in names]
    theirs = ([BEFORE_THE_RULE], [KNOWN], [SOON, BEFORE_THE_RULE], [UNKNOWN])
    known = {line.school_id: sencos for line, sencos in zip(lines, theirs, strict=False)}
    ordered = [line.name for line in sorted_by(lines, "senco", known)]
    assert ordered == ["Clay", "Beck", "Elm", "Dale", "Fern"]
    assert headings("senco")[-1] == {
        "text": "SENCO qualified by",
        "address": "/trust?order=senco",
        "sort": "ascending",
    }
    assert headings("ours")[-1]["sort"] == "none"


def test_what_cannot_be_asked_is_not_a_school_without_a_senco(app: Flask) -> None:
    with app.test_request_context("/trust"):
        assert said_of(Part(down=True), ALDER.school_id) == "Cannot be shown right now"
        assert said_of(Part({}), ALDER.school_id) == NO_SENCO
