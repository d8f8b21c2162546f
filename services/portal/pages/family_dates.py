"""A family's dates of the EHC case: where it is, what comes by when, who acts, and why that day."""

from collections.abc import Callable, Sequence
from uuid import UUID

from flask import Blueprint, render_template, request

from services.portal.clients import NotThere
from services.portal.clients.ehcp import Case
from services.portal.clients.ehcp_dates import Deadline
from services.portal.clock import today
from services.portal.family_dates_words import FamilyDate, family_date, family_steps
from services.portal.family_ehc_words import ehc_lines
from services.portal.pages.family import Member, case_of, member
from services.portal.signed_in import for_roles
from shared.access.grants import FAMILY

family_dates = Blueprint("family_dates", __name__, url_prefix="/family/<uuid:link>")

NOT_KNOWN = "not-known"
NOT_YET = "not-yet"


@family_dates.get("/dates")
@for_roles(*FAMILY)
def all_dates(link: UUID) -> str:
    one = member(link)
    found = case_of(one)
    case = found.or_else(None)

    def said(wanted: Callable[[Deadline], bool]) -> list[FamilyDate]:
        return said_of(one, case, wanted) if case else []

    return render_template(
        "family/dates.html",
        one=one,
        case=found,
        lines=ehc_lines(one.child.who, case, today()) if case else None,
        steps=family_steps(case.stage, one.child.who) if case else [],
        coming=said(is_ahead),
        unknown=said(lambda date: date.status == NOT_KNOWN),
        past=said(lambda date: not is_ahead(date) and date.status != NOT_KNOWN),
    )


def is_ahead(date: Deadline) -> bool:
    """A date to wait for, or a first day that has not come."""
    return date.running or date.status == NOT_YET


def said_of(one: Member, case: Case, wanted: Callable[[Deadline], bool]) -> list[FamilyDate]:
    """Some dates of a case in words: the earliest first, those without a day in their order."""
    some = [date for date in case.deadlines if wanted(date)]
    return [family_date(date, case, one.child.who, one.link, today()) for date in by_day(some)]


def by_day(dates: Sequence[Deadline]) -> list[Deadline]:
    dated = [date for date in dates if date.due_on]
    without = [date for date in dates if not date.due_on]
    return [*sorted(dated, key=lambda date: str(date.due_on)), *without]


@family_dates.get("/dates/<rule>")
@for_roles(*FAMILY)
def one_date(link: UUID, rule: str) -> str:
    one = member(link)
    found = case_of(one)
    case = found.or_else(None)
    date = clock_of(case, rule) if case else None
    if date is None and not found.down:
        raise NotThere
    return render_template(
        "family/date.html",
        one=one,
        down=found.down,
        date=date,
        said=family_date(date, case, one.child.who, link, today()) if case and date else None,
    )


def clock_of(case: Case, rule: str) -> Deadline | None:
    """The date that the address asks for, if the case has it."""
    about = request.args.get("about", type=UUID)
    return next((one for one in case.clocks(rule) if about in (None, one.about)), None)


@family_dates.get("/ask-council")
@for_roles(*FAMILY)
def ask_council(link: UUID) -> str:
    one = member(link)
    return render_template("family/ask_council.html", one=one, case=case_of(one))
