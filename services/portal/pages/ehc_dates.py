"""One date of an EHC case, explained: the rule, the arithmetic, who acts, how sure it is."""

from typing import Final
from uuid import UUID

from flask import Blueprint, render_template, request

from services.portal import ehc_words
from services.portal.clients import NotThere
from services.portal.clients.ehcp import Case
from services.portal.clients.ehcp_dates import Deadline
from services.portal.clock import today
from services.portal.naming import names_of
from services.portal.pages.ehc import case_query, current_case
from services.portal.pages.ehc_changes import EXCUSES
from services.portal.pages.ehc_excuse_form import can_be_excused
from services.portal.pages.pupils import READERS, header, school_name
from services.portal.signed_in import for_roles, me
from shared.access.grants import Role

ehc_dates = Blueprint("ehc_dates", __name__, url_prefix="/pupils/<uuid:pupil_id>/ehc/dates")

ABOUT: Final = "about"


@ehc_dates.get("/<rule>")
@for_roles(*READERS)
def explained(pupil_id: UUID, rule: str) -> str:
    pupil = header(pupil_id)
    case = current_case(pupil_id)
    one = clock_of(case, rule)
    before = ehc_words.started_before(case, one)
    return render_template(
        "ehc/date.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        case=case,
        one=one,
        others=[other for other in case.clocks(rule) if other is not one],
        before=before,
        flags=flags_of(case, one),
        excuse_address=excuse_address(case, one) if me().role is Role.SENCO else None,
        words=ehc_words,
        can_do=ehc_words.can_do(one, today()),
        names=names_of(
            *(entry.by for entry in before),
            *(entry.struck_out.by for entry in before if entry.struck_out),
        ),
    )


def clock_of(case: Case, rule: str) -> Deadline:
    """The date that the address asks for. Raises NotThere where the case has none such."""
    about = request.args.get(ABOUT, type=UUID)
    found = [one for one in case.clocks(rule) if about is None or one.about == about]
    if not found:
        raise NotThere
    return found[0]


def excuse_address(case: Case, one: Deadline) -> str | None:
    """Where an excuse for this date is recorded; None where nobody has to act by it."""
    if not can_be_excused(one):
        return None
    about = f"&about={one.about}" if one.about else ""
    told = f"/pupils/{case.pupil_id}/ehc/told/{EXCUSES.address}"
    return f"{told}{case_query(case)}&rule={one.rule}{about}"


def flags_of(case: Case, one: Deadline) -> list[str]:
    """What was done against this rule, as it was told."""
    return [
        flag.said
        for flag in case.flags
        if flag.rule == one.rule and flag.about in (None, one.about)
    ]
