"""The trust SEND lead: which school is in trouble, and from each number to its cases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, render_template, request

from services.portal import ehc_words
from services.portal.clients import NotThere, clients, part
from services.portal.clients.ehcp import DeadlineRow
from services.portal.clients.reporting import SchoolLine
from services.portal.clock import today
from services.portal.concern_words import next_day, tag_of
from services.portal.naming import names_of
from services.portal.signed_in import for_roles
from services.portal.words.counts import share
from shared.access.grants import Role

trust = Blueprint("trust", __name__, url_prefix="/trust")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the table. value: by what it sorts, the worst first. opens: its cases.

    said: where it is no plain number.
    """

    code: str
    text: str
    value: Callable[[SchoolLine], int]
    opens: str
    said: Callable[[SchoolLine], str] | None = None

    def shows(self, line: SchoolLine) -> str:
        return self.said(line) if self.said else f"{self.value(line):,}"


def reviews(line: SchoolLine) -> str:
    """ "71 of 80 (89%)"; "None" where no yearly review ended, nor should have."""
    return share(line.reviews_on_time, line.reviews_told) if line.reviews_told else "None"


COLUMNS: Final = (
    Column(
        code="ours",
        text="Late (ours)",
        value=lambda line: line.late_ours,
        opens="/deadlines?school={school}&whose=school&when=late",
    ),
    Column(
        code="council",
        text="Late (council)",
        value=lambda line: line.late_council,
        opens="/deadlines?school={school}&whose=LA&when=late",
    ),
    Column(
        code="soon",
        text="Due in 28 days",
        value=lambda line: line.due_soon,
        opens="/deadlines?school={school}&when=soon",
    ),
    Column(
        code="reviews",
        text="Reviews on time",
        value=lambda line: line.reviews_late,
        opens="/trust/schools/{school}",
        said=reviews,
    ),
    Column(
        code="decide",
        text="Late to decide",
        value=lambda line: line.late_to_decide,
        opens="/trust/schools/{school}",
    ),
    Column(
        code="reply",
        text="Late to reply",
        value=lambda line: line.late_to_acknowledge,
        opens="/trust/schools/{school}",
    ),
    Column(
        code="waiting",
        text="Concerns waiting",
        value=lambda line: line.open_concerns,
        opens="/trust/schools/{school}",
    ),
    Column(
        code="support",
        text="SEN Support",
        value=lambda line: line.K,
        opens="/reports/register?school={school}",
    ),
    Column(
        code="plan",
        text="EHC plan",
        value=lambda line: line.E,
        opens="/reports/register?school={school}",
    ),
    Column(
        code="roll",
        text="On roll",
        value=lambda line: line.roll,
        opens="/reports/register?school={school}",
    ),
)
VALUES: Final = {column.code: column.value for column in COLUMNS}
BY_NAME: Final = "school"
COMING_UP: Final = timedelta(days=28)


@trust.get("")
@for_roles(Role.TRUST_LEAD)
def schools() -> str:
    asked = request.args.get("order")
    order = asked if asked in (BY_NAME, *VALUES) else COLUMNS[0].code
    lines = part(clients().reporting.caseload).then(lambda found: sorted_by(found, order))
    found = lines.or_else([])
    return render_template(
        "trust/schools.html",
        lines=lines,
        columns=headings(order),
        rows=[row(line) for line in found],
        support=sum(line.K for line in found),
        plans=sum(line.E for line in found),
        overdue=[line for line in found if line.late_ours],
        late=[line for line in found if line.promises_missed],
        worst=[line for line in found if line.late_ours or line.promises_missed],
    )


def sorted_by(lines: list[SchoolLine], order: str) -> list[SchoolLine]:
    """By name from A, by a number from the highest (of reviews, those late); equal ones by what
    families were promised.
    """
    if order == BY_NAME:
        return sorted(lines, key=lambda line: line.name)
    by = VALUES[order]
    return sorted(lines, key=lambda line: (-by(line), -line.promises_missed, line.name))


def headings(order: str) -> list[dict[str, Any]]:
    """The table's headings, each a link that sorts by it."""
    first = {
        "text": "School",
        "address": f"/trust?order={BY_NAME}",
        "sort": "ascending" if order == BY_NAME else "none",
    }
    others = [
        {
            "text": column.text,
            "number": True,
            "address": f"/trust?order={column.code}",
            "sort": "descending" if order == column.code else "none",
        }
        for column in COLUMNS
    ]
    return [first, *others]


def row(line: SchoolLine) -> list[dict[str, str]]:
    """Cells that each open their cases."""
    name = {"text": line.name, "address": f"/trust/schools/{line.school_id}"}
    cells = [
        {
            "text": column.shows(line),
            "address": column.opens.format(school=line.school_id),
            "hidden": f"{column.text.lower()}, {line.name}",
        }
        for column in COLUMNS
    ]
    return [name, *cells]


@trust.get("/schools/<uuid:school_id>")
@for_roles(Role.TRUST_LEAD)
def school(school_id: UUID) -> str:
    """One school's concerns that wait, those whose day is next first."""
    found = clients().directory.school(school_id)
    caseload = part(clients().reporting.caseload)
    lines = caseload.then(lambda all_: [one for one in all_ if one.school_id == school_id])
    if not lines.down and not lines.value:
        raise NotThere
    cursor = request.args.get("cursor")
    page = part(lambda: clients().referrals.of_school(school_id, cursor=cursor, limit=50))
    rows = sorted(page.value.concerns, key=next_day) if not page.down else []
    dates = part(lambda: clients().ehcp.deadlines(school_id))
    near = dates.then(lambda some: near_dates(some.deadlines))
    owed = [row.pupil_id for row in near.or_else([])]
    names = names_of(*found.senco_ids, *(row.pupil_id for row in rows), more=owed)
    return render_template(
        "trust/school.html",
        school=found,
        line=lines.then(lambda some: some[0]),
        page=page,
        rows=rows,
        names=names,
        tag_of=lambda row: tag_of(row, today()),
        next_day=next_day,
        dates=near,
        late=near.then(late),
        words=ehc_words,
    )


def near_dates(rows: list[DeadlineRow]) -> list[DeadlineRow]:
    """Late, or due within 28 days; the earliest first."""
    until = today() + COMING_UP
    return [row for row in rows if row.running and row.due_on and row.due_on <= until]


def late(rows: list[DeadlineRow]) -> tuple[int, int]:
    """How many dates are late: the school's own, and others'."""
    gone = [row.responsible == ehc_words.SCHOOL for row in rows if row.status == "late"]
    return sum(gone), len(gone) - sum(gone)
