"""Every EHC date that runs, in order: of a school, or of the whole trust."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar, Final
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, render_template, request

from services.portal import ehc_words
from services.portal.clients import Part, clients, part
from services.portal.clients.ehcp_dates import DeadlineRow, Deadlines
from services.portal.clock import today
from services.portal.forms import Narrow, PortalForm
from services.portal.naming import Names, my_school, names_of
from services.portal.signed_in import for_roles, me
from shared.access.grants import Role
from shared.rulebook.rule import Party

list_of_dates = Blueprint("deadlines", __name__, url_prefix="/deadlines")

PER_PAGE: Final = 25
SOON: Final = timedelta(days=28)
LATE: Final = "late"
OTHERS: Final = "others"
COUNCILS: Final = frozenset({Party.LA.value, Party.OLD_LA.value, Party.NEW_LA.value})
WHOSE: Final = (
    (ehc_words.SCHOOL, "The school's own"),
    (ehc_words.COUNCIL, "The council's"),
    (ehc_words.FAMILY, "The family's"),
    (OTHERS, "Others'"),
)
Place = tuple[UUID, str]  # a school and its name
WHEN: Final = ((LATE, "Late"), ("soon", "Due in the next 28 days"))


class FilterForm(PortalForm):
    """Which dates to show, in the address: codes only."""

    KEPT: ClassVar[tuple[str, ...]] = ("school", "whose", "council", "when")

    class Meta(PortalForm.Meta):
        csrf = False

    school = Narrow("School", everything="All schools")
    whose = Narrow("Who acts", everything="Everyone", choices=WHOSE)
    council = Narrow("Council", everything="All councils")
    when = Narrow("Which dates", everything="All that run", choices=WHEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A date, and at which school. school: its name."""

    date: DeadlineRow
    school: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """rows: the earliest first. down: schools that cannot be shown; cut: that have more dates."""

    rows: list[Row]
    down: list[str]
    cut: list[str]


@list_of_dates.get("")
@for_roles(Role.SENCO, Role.TRUST_LEAD, Role.HEAD)
def shown() -> str:
    """A head sees the case's number in place of the child's name, and opens none."""
    schools = part(my_schools)
    form = filters(schools.or_else([]))
    found = gathered([one for one in schools.or_else([]) if wanted(one[0], form)])
    offer_councils(form, found.rows)
    rows = [row for row in found.rows if asked_for(row.date, form)]
    page = max(1, request.args.get("page", 1, type=int))
    some = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    opens = me().role is not Role.HEAD
    return render_template(
        "deadlines/list.html",
        form=form,
        schools_down=schools.down,
        found=found,
        rows=rows,
        some=some,
        opens=opens,
        filtered=any(field.data for field in narrowing(form)),
        names=names_of(*(row.date.pupil_id for row in some)) if opens else Names(),
        several=me().school_id is None,
        words=ehc_words,
        **around(page, len(rows)),
    )


def my_schools() -> list[Place]:
    """The one of this role, or every school of the trust, by name."""
    if me().school_id is not None:
        return [(my_school(), me().place.name)]
    found = ((school.school_id, school.name) for school in clients().directory.schools())
    return sorted(found, key=lambda place: place[1])


def filters(schools: Sequence[Place]) -> FilterForm:
    form = FilterForm(request.args)
    if me().school_id is not None:
        del form.school
    else:
        form.school.offer([(str(school_id), name) for school_id, name in schools])
    form.validate()
    return form


def offer_councils(form: FilterForm, rows: Sequence[Row]) -> None:
    """Those of these dates; nothing is asked where there is but one."""
    named = {row.date.authority.code: row.date.authority.name for row in rows}
    if len(named) <= 1:
        del form.council
        return
    form.council.offer(sorted(named.items(), key=lambda one: one[1]))
    form.council.process(request.args)
    form.council.pre_validate(form)


def asked_for(row: DeadlineRow, form: FilterForm) -> bool:
    council = form.council.data if "council" in form else ""
    mine = council in ("", row.authority.code)
    return mine and shows(row, form.whose.data, form.when.data, today())


def narrowing(form: FilterForm) -> list[Any]:
    return [field for field in form if isinstance(field, Narrow)]


def wanted(school_id: UUID, form: FilterForm) -> bool:
    return "school" not in form or form.school.data in ("", str(school_id))


def gathered(schools: Sequence[Place]) -> Gathered:
    """The dates of each school, its earliest 1,000. One that cannot be asked hides no other."""
    parts = [(name, dates_of(school_id)) for school_id, name in schools]
    rows = [
        Row(date=row, school=name)
        for name, found in parts
        if not found.down
        for row in found.value.deadlines
        if row.running
    ]
    return Gathered(
        rows=sorted(rows, key=in_order),
        down=[name for name, found in parts if found.down],
        cut=[name for name, found in parts if not found.down and found.value.more],
    )


def dates_of(school_id: UUID) -> Part[Deadlines]:
    return part(lambda: clients().ehcp.deadlines(school_id))


def in_order(row: Row) -> tuple[date, str, str]:
    return row.date.due_on or date.max, str(row.date.case_id), row.date.rule


def shows(row: DeadlineRow, whose: str, when: str, now: date) -> bool:
    """Whether a date is among those asked for. whose, when: codes of WHOSE and WHEN, "" for all."""
    if whose not in ("", who_acts(row)):
        return False
    if when == LATE:
        return row.status == LATE
    return when == "" or (row.due_on is not None and now <= row.due_on <= now + SOON)


def who_acts(row: DeadlineRow) -> str:
    """The code of WHOSE: in a move, the old council and the new one are councils too."""
    who = ehc_words.COUNCIL if row.responsible in COUNCILS else row.responsible
    return who if who in dict(WHOSE) else OTHERS


def around(page: int, total: int) -> dict[str, Any]:
    """The addresses of the pages before and after."""
    return {
        "before": address(page - 1) if page > 1 else None,
        "after": address(page + 1) if page * PER_PAGE < total else None,
        "first": (page - 1) * PER_PAGE + 1,
    }


def address(page: int) -> str:
    kept = {name: value for name, value in request.args.items() if name in FilterForm.KEPT}
    return "/deadlines?" + urlencode({**kept, "page": page})
