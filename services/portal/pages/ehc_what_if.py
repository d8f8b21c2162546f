"""What if a day were another one? A rehearsal against the live dates: nothing is saved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, render_template, request

from services.portal.answers import carried_out
from services.portal.clients import clients
from services.portal.clients.ehcp import Case
from services.portal.clients.ehcp_reviews import HELD, reviews_of
from services.portal.clients.ehcp_what_if import AsOf, Imagined, Moved, Rehearsal, rehearse
from services.portal.forms import DateParts, PortalForm
from services.portal.forms.dates import PARTS
from services.portal.pages.ehc import current_case
from services.portal.pages.ehc_form_parts import EXAMPLE, iso, too_early
from services.portal.pages.pupils import READERS, header, school_name
from services.portal.signed_in import for_roles
from services.portal.words.days import full_day
from services.portal.words.ehc import STAGES, TAGS, early_or_late

what_if = Blueprint("what_if", __name__, url_prefix="/pupils/<uuid:pupil_id>/ehc/what-if")

NOTHING: Final = "Enter at least one day"


def imagined_day(label: str, subject: str) -> DateParts:
    return DateParts(label, subject=subject, hint=EXAMPLE)


class WhatIfForm(PortalForm):
    """Days that may lie ahead, in the address. Sent as a GET: it changes nothing."""

    class Meta(PortalForm.Meta):
        csrf = False

    received_on = imagined_day("If the council received the request on", "The day of receipt")
    served_on = imagined_day("If the family got the draft plan on", "The day of the draft plan")
    issued_on = imagined_day("If the council issued the final plan on", "The day of the plan")
    meeting_on = imagined_day("If the review meeting is on", "The day of the meeting")

    def days(self) -> list[date]:
        return [field.data for field in self if isinstance(field, DateParts) and field.data]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the table, in words."""

    what: str
    was: str
    would_be: str


@what_if.get("")
@for_roles(*READERS)
def shown(pupil_id: UUID) -> str:
    pupil = header(pupil_id)
    case = current_case(pupil_id)
    form, asked = question(case)
    found = answer(form, case) if asked else None
    moved = [one for one in found.deadlines if one.moves] if found else []
    return render_template(
        "ehc/what_if.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        case=case,
        form=form,
        found=found,
        lines=[line(one) for one in moved],
        stay=[one for one in found.deadlines if not one.moves] if found else [],
        said=as_of,
        stage=STAGES.get(found.stage_would_be) if found and changes(found) else None,
    )


def question(case: Case) -> tuple[WhatIfForm, bool]:
    """The form, and whether it was sent. It has no question about what is not there."""
    asked = any(name.endswith(f"-{PARTS[0]}") for name in request.args)
    form = WhatIfForm(request.args if asked else None)
    if meeting_of(case) is None:
        del form.meeting_on
    return form, asked


def answer(form: WhatIfForm, case: Case) -> Rehearsal | None:
    """None where the form is wrong, or the service says no: then the form says why."""
    if not form.validate():
        return None
    if not form.days():
        form.form_errors.append(NOTHING)
        return None
    at = {"NoticeTooShort": "meeting_on", "MeetingAlreadyHeld": "meeting_on"}
    return carried_out(
        form,
        lambda: rehearse(clients().ehcp, case.case_id, list(imagined(form, case))),
        at={rule: name for rule, name in at.items() if name in form} | too_early(form),
    )


def imagined(form: WhatIfForm, case: Case) -> Iterator[Imagined]:
    """What would be told, in place of what stands."""
    for name, part, type_, told in PARTS_TOLD:
        day = form[name].data
        if day:
            stands = case.standing(type_)
            corrects = stands[-1].entry_id if stands else None
            yield Imagined(part=part, told=told(day), corrects=corrects)
    review = meeting_of(case)
    if review and form.meeting_on.data:
        told_of = {"review_id": str(review), "meeting_on": iso(form.meeting_on.data)}
        yield Imagined(part="review_move", told=told_of)


def meeting_of(case: Case) -> UUID | None:
    """The newest review whose meeting has not been held."""
    waiting = (one.review_id for one in reviews_of(case) if not one.has(HELD))
    return next(waiting, None)


def received(day: date) -> dict[str, Any]:
    return {"received_on": iso(day)}


def served(day: date) -> dict[str, Any]:
    return {"served_on": iso(day), "received_on": iso(day)}


def issued(day: date) -> dict[str, Any]:
    return {"issued_on": iso(day)}


Told = Callable[[date], dict[str, Any]]
# The field, the service's part, the type of the entry that it would stand for, its JSON.
PARTS_TOLD: Final[tuple[tuple[str, str, str, Told], ...]] = (
    ("received_on", "receipt", "ehcp-receipt-recorded", received),
    ("served_on", "draft_plan", "ehcp-draft-plan-received", served),
    ("issued_on", "final_plan", "ehcp-plan-finalised", issued),
)


def changes(found: Rehearsal) -> bool:
    return found.stage != found.stage_would_be


def line(one: Moved) -> Line:
    by = f": {change(one.days)}" if one.days is not None else ""
    return Line(what=one.title, was=as_of(one.was), would_be=f"{as_of(one.would_be)}{by}")


def as_of(one: AsOf | None) -> str:
    """ "Friday 25 December 2026"; "No date" where there is none."""
    if one is None:
        return "No date"
    if one.due_on is None:
        return "Not known"
    provisional = " (provisional)" if one.provisional else ""
    done = f", {TAGS.get(one.status, '')}" if one.status.startswith("done") else ""
    return f"{full_day(one.due_on)}{provisional}{done}"


def change(days: int) -> str:
    """ "7 days later"."""
    if days == 0:
        return "the day stays"
    return early_or_late(-days).replace("early", "earlier").replace("late", "later")
