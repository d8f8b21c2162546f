"""The councils of the trust's plans: how many dates of each are late, and how many come near."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Blueprint, render_template

from services.portal import ehc_words
from services.portal.clients import part
from services.portal.clock import today
from services.portal.pages.deadlines import LATE, WHEN, Row, gathered, my_schools, shows
from services.portal.signed_in import for_roles
from shared.access.grants import Role

councils = Blueprint("councils", __name__, url_prefix="/trust/councils")

SOON: Final = WHEN[1][0]
# What is counted: the heading, who acts and which dates, as the list of dates is asked for them.
COUNTS: Final = (
    ("Late (council)", ehc_words.COUNCIL, LATE),
    ("Late (ours)", ehc_words.SCHOOL, LATE),
    ("Due in 28 days", "", SOON),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One council. name: as most of its dates have it. cases: with a date that runs."""

    code: str
    name: str
    cases: int
    counts: tuple[int, ...]


@councils.get("")
@for_roles(Role.TRUST_LEAD)
def shown() -> str:
    schools = part(my_schools)
    found = gathered(schools.or_else([]))
    lines = by_council(found.rows, today())
    return render_template(
        "trust/councils.html",
        schools_down=schools.down,
        found=found,
        lines=lines,
        columns=[
            {"text": "Council"},
            *({"text": text, "number": True} for text in ("Cases", *(one[0] for one in COUNTS))),
        ],
        rows=[cells(line) for line in lines],
        late=[line for line in lines if line.counts[0]],
    )


def by_council(rows: Iterable[Row], now: date) -> list[Line]:
    """Those with the most late dates of their own first."""
    dates: dict[str, list[Row]] = {}
    for row in rows:
        dates.setdefault(row.date.authority.code, []).append(row)
    lines = [line(code, some, now) for code, some in dates.items()]
    return sorted(lines, key=lambda one: (*(-number for number in one.counts), one.name))


def line(code: str, rows: list[Row], now: date) -> Line:
    names = [row.date.authority.name for row in rows]
    return Line(
        code=code,
        name=max(sorted(set(names)), key=names.count),
        cases=len({row.date.case_id for row in rows}),
        counts=tuple(
            sum(shows(row.date, whose, when, now) for row in rows) for _, whose, when in COUNTS
        ),
    )


def cells(one: Line) -> list[str | dict[str, str]]:
    """A row of the table: each number opens its dates."""
    here = f"/deadlines?council={one.code}"
    numbers = [
        {
            "text": f"{number:,}",
            "address": f"{here}&whose={whose}&when={when}",
            "hidden": f"{text.lower()}, {one.name}",
        }
        for number, (text, whose, when) in zip(one.counts, COUNTS, strict=True)
    ]
    return [{"text": one.name, "address": here}, f"{one.cases:,}", *numbers]
