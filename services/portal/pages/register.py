"""The register as it stood on a day, as it was known on a day."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, render_template, request, session

from services.portal.clients import Part, clients, part
from services.portal.clients.reporting import Difference, Register
from services.portal.clock import today
from services.portal.forms import Choose, DateParts, PortalForm
from services.portal.forms.dates import When
from services.portal.naming import names_of
from services.portal.signed_in import for_roles, me
from services.portal.words.days import day_of_year
from shared.access.grants import Role

register = Blueprint("register", __name__, url_prefix="/reports/register")

THURSDAY: Final = 3
PER_PAGE: Final = 50
MOST_DIFFERENCES: Final = 100
ON_REGISTER: Final = frozenset({"K", "E"})


class DaysForm(PortalForm):
    """A question, sent as a GET: it changes nothing, and its days may stand in the address."""

    class Meta(PortalForm.Meta):
        csrf = False

    school = Choose("School", empty="Select a school")
    true_on = DateParts("True on", subject="'True on'", empty="Enter the day it was true on")
    known_on = DateParts(
        "As known on",
        subject="'As known on'",
        empty="Enter the day it was known on",
        when=When.PAST,
    )


@register.get("")
@for_roles(Role.SENCO, Role.TRUST_LEAD)
def shown() -> str:
    form = asked()
    found: Part[Register] | None = None
    if form.validate():
        school_id = me().school_id or UUID(form.school.data)
        found = part(lambda: stood(school_id, form))
    page = max(1, request.args.get("page", 1, type=int))
    then = found.value if found and not found.down else None
    rows = then.pupils if then else []
    some = sorted(rows, key=by_year)[(page - 1) * PER_PAGE : page * PER_PAGE]
    differing = listed(then.differences) if then else []
    return render_template(
        "reports/register.html",
        form=form,
        found=found,
        some=some,
        differing=differing,
        names=names_of(*(row.pupil_id for row in some), more=(one.pupil_id for one in differing)),
        place=place_of(form),
        presets=presets(form),
        older=next_page(page, len(rows)),
    )


def listed(differences: Iterable[Difference]) -> list[Difference]:
    """The first 100: who is on the register, then or now, before the rest of the roll."""

    def of_the_rest(one: Difference) -> bool:
        return not ON_REGISTER & {one.was, one.now}

    return sorted(differences, key=of_the_rest)[:MOST_DIFFERENCES]


def asked() -> DaysForm:
    """The days and school of the address; today where it has none."""
    has_days = any(name.endswith("-day") for name in request.args)
    form = DaysForm(
        request.args if has_days else None,
        true_on=today(),
        known_on=today(),
        school=request.args.get("school", ""),
    )
    if me().school_id is not None:
        del form.school
    else:
        schools = part(clients().directory.schools).or_else([])
        form.school.offer([(str(school.school_id), school.name) for school in schools])
        if not has_days and "school" not in request.args and schools:
            form.school.data = str(schools[0].school_id)
    return form


def stood(school_id: UUID, form: DaysForm) -> Register:
    return clients().reporting.register(
        school_id, true_on=form.true_on.day, known_on=form.known_on.day
    )


def by_year(row: Any) -> tuple[int, str]:
    year = row.year_group or ""
    return (int(year), "") if year.isdecimal() else (0, year)


def place_of(form: DaysForm) -> str:
    """The school's name."""
    if me().school_id is not None:
        return me().place.name
    known: str = session.get("schools", {}).get(form.school.data or "", "")
    return known


def presets(form: DaysForm) -> list[tuple[str, str]]:
    """Days that are asked for again and again: the text, and the address."""
    census = spring_census_day(today())
    school = f"&school={form.school.data}" if "school" in form and form.school.data else ""
    return [
        (text, f"/reports/register?{query('true_on', on)}&{query('known_on', on)}{school}")
        for text, on in ((f"Census day {day_of_year(census)}", census), ("Today", today()))
    ]


def query(name: str, on: date) -> str:
    return f"{name}-day={on.day}&{name}-month={on.month}&{name}-year={on.year}"


def spring_census_day(today: date) -> date:
    """The last spring census day that has come: the third Thursday in January.

    Source: DfE, school census guide: the spring collection counts SEN provision on that day.
    """
    this_year = third_thursday_of_january(today.year)
    return this_year if this_year <= today else third_thursday_of_january(today.year - 1)


def third_thursday_of_january(year: int) -> date:
    first = date(year, 1, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7 + 14)


def next_page(page: int, total: int) -> str | None:
    """The address of the next page; None on the last."""
    if page * PER_PAGE >= total:
        return None
    asked = {**request.args.to_dict(), "page": str(page + 1)}
    return "/reports/register?" + "&".join(f"{name}={value}" for name, value in asked.items())
