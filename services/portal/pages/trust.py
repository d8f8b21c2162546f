"""The trust SEND lead: which school is in trouble, and from each number to its cases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, render_template, request

from services.portal import ehc_words
from services.portal.clients import NotThere, Part, clients, part
from services.portal.clients.directory import Senco
from services.portal.clients.ehcp_dates import DeadlineRow
from services.portal.clients.referrals import ConcernRow, Waiting
from services.portal.clients.reporting import SchoolLine
from services.portal.clock import today
from services.portal.concern_words import next_day, tag_of
from services.portal.naming import names_of
from services.portal.pages.deadlines import COUNCILS, PER_PAGE
from services.portal.signed_in import for_roles
from services.portal.words.counts import share
from services.portal.words.sencos import qualified_by, urgency
from shared.access.grants import Role

trust = Blueprint("trust", __name__, url_prefix="/trust")

Sencos = dict[UUID, list[Senco]]


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
BY_SENCO: Final = "senco"
SENCO_HEADING: Final = "SENCO qualified by"
NOT_NOW: Final = "Cannot be shown right now"
COMING_UP: Final = timedelta(days=28)


@trust.get("")
@for_roles(Role.TRUST_LEAD)
def schools() -> str:
    asked = request.args.get("order")
    order = asked if asked in (BY_NAME, BY_SENCO, *VALUES) else COLUMNS[0].code
    sencos = sencos_by_school()
    known = sencos.or_else({})
    lines = part(clients().reporting.caseload).then(lambda some: sorted_by(some, order, known))
    found = lines.or_else([])
    qualified = {line.school_id: said_of(sencos, line.school_id) for line in found}
    return render_template(
        "trust/schools.html",
        lines=lines,
        columns=headings(order),
        rows=[row(line, qualified[line.school_id]) for line in found],
        qualified=qualified,
        support=sum(line.K for line in found),
        plans=sum(line.E for line in found),
        overdue=[line for line in found if line.late_ours],
        late=[line for line in found if line.promises_missed],
        worst=[line for line in found if line.late_ours or line.promises_missed],
    )


def sencos_by_school() -> Part[Sencos]:
    def by_school() -> Sencos:
        found: Sencos = {}
        for one in clients().directory.sencos():
            found.setdefault(one.school_id, []).append(one)
        return found

    return part(by_school)


def said_of(sencos: Part[Sencos], school_id: UUID) -> str:
    """By which day the school's SENCO must be qualified."""
    if sencos.down:
        return NOT_NOW
    return qualified_by(sencos.value.get(school_id, []))


def sorted_by(lines: list[SchoolLine], order: str, sencos: Sencos) -> list[SchoolLine]:
    """By name from A, by the SENCO's day from the first, by a number from the highest (of reviews,
    those late); equal ones by what families were promised.
    """
    if order == BY_NAME:
        return sorted(lines, key=lambda line: line.name)
    if order == BY_SENCO:
        return sorted(lines, key=lambda line: (urgency(sencos.get(line.school_id, [])), line.name))
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
    last = {
        "text": SENCO_HEADING,
        "address": f"/trust?order={BY_SENCO}",
        "sort": "ascending" if order == BY_SENCO else "none",
    }
    return [first, *others, last]


def row(line: SchoolLine, qualified: str) -> list[dict[str, str]]:
    """Cells that each open their cases. qualified: by which day the SENCO must be."""
    name = {"text": line.name, "address": f"/trust/schools/{line.school_id}"}
    cells = [
        {
            "text": column.shows(line),
            "address": column.opens.format(school=line.school_id),
            "hidden": f"{column.text.lower()}, {line.name}",
        }
        for column in COLUMNS
    ]
    senco = {
        "text": qualified,
        "address": f"/trust/schools/{line.school_id}",
        "hidden": f"{SENCO_HEADING}, {line.name}",
    }
    return [name, *cells, senco]


@trust.get("/schools/<uuid:school_id>")
@for_roles(Role.TRUST_LEAD)
def school(school_id: UUID) -> str:
    """One school's dates and concerns that wait, those whose day is next first."""
    found = clients().directory.school(school_id)
    caseload = part(clients().reporting.caseload)
    lines = caseload.then(lambda all_: [one for one in all_ if one.school_id == school_id])
    if not lines.down and not lines.value:
        raise NotThere
    waits = part(lambda: clients().referrals.waiting(school_id))
    page = request.args.get("page", 1, type=int)
    rows, around = page_of(waits.or_else(Waiting()).concerns, page)
    dates = part(lambda: clients().ehcp.deadlines(school_id))
    near = dates.then(lambda some: near_dates(some.deadlines))
    shown = near.then(lambda some: some[:PER_PAGE])
    owed = [row.pupil_id for row in shown.or_else([])]
    names = names_of(*found.senco_ids, *(row.pupil_id for row in rows), more=owed)
    return render_template(
        "trust/school.html",
        school=found,
        line=lines.then(lambda some: some[0]),
        waits=waits,
        qualified=said_of(sencos_by_school(), school_id),
        rows=rows,
        names=names,
        tag_of=lambda row: tag_of(row, today()),
        next_day=next_day,
        dates=shown,
        more_dates=len(near.or_else([])) - len(shown.or_else([])),
        dates_cut=dates.then(lambda some: some.more).or_else(False),
        late=near.then(late),
        words=ehc_words,
        **around,
    )


def page_of(rows: list[ConcernRow], page: int) -> tuple[list[ConcernRow], dict[str, int | None]]:
    """Those of one page, or of the last, and the numbers of the pages before and after."""
    page = max(1, min(page, ceil(len(rows) / PER_PAGE)))
    end = page * PER_PAGE
    around = {
        "before": page - 1 if page > 1 else None,
        "after": page + 1 if end < len(rows) else None,
    }
    return rows[end - PER_PAGE : end], around


def near_dates(rows: list[DeadlineRow]) -> list[DeadlineRow]:
    """Late, or due within 28 days; the earliest first."""
    until = today() + COMING_UP
    return [row for row in rows if row.running and row.due_on and row.due_on <= until]


def late(rows: list[DeadlineRow]) -> tuple[int, int]:
    """How many dates are late: the school's own, and the councils'."""
    gone = [row.responsible for row in rows if row.status == "late"]
    return gone.count(ehc_words.SCHOOL), sum(who in COUNCILS for who in gone)
