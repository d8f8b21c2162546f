"""A child comes to the school with an EHC plan: the case begins with it."""

from uuid import UUID

from flask import Blueprint, redirect

from services.portal.answers import carried_out
from services.portal.clients import clients
from services.portal.clock import today
from services.portal.forms import Body, CommandForm
from services.portal.pages.ehc_form_parts import (
    council_name,
    council_number,
    iso,
    past,
    too_early,
)
from services.portal.pages.ehc_telling import Page, asked
from services.portal.pages.ehc_told import case_page, saved
from services.portal.pages.pupils import header
from services.portal.signed_in import for_roles
from shared.access.grants import Role

ehc_arrival = Blueprint("ehc_arrival", __name__, url_prefix="/pupils/<uuid:pupil_id>/ehc")


class ArrivalForm(CommandForm):
    name = council_name(
        "Which council maintains the plan?",
        "If the plan goes over to another council, record that next.",
    )
    code = council_number()
    came_on = past(
        "On which day did the child come to the school?",
        "The day the child came",
        "Enter the day the child came",
    )
    issued_on = past(
        "Date of the plan",
        "Date of the plan",
        hint="The day on which it was first made, if you know it: its review counts from that.",
    )

    def body(self) -> Body:
        return {
            "authority": {"name": self.name.data, "code": self.code.data},
            "came_on": iso(self.came_on.day),
            "issued_on": iso(self.issued_on.data),
        }


@ehc_arrival.route("/told/arrival", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def came_with_plan(pupil_id: UUID) -> Page:
    """Record that a child came with a plan."""
    pupil = header(pupil_id)
    form = ArrivalForm(came_on=today())
    if form.validate_on_submit():
        body = {"pupil_id": str(pupil_id), **form.body()}
        done = carried_out(
            form,
            lambda: clients().ehcp.begin(body, how="/arrivals", key=form.key),
            at={"DatesOutOfOrder": "issued_on"} | too_early(form),
        )
        if done:
            return redirect(saved(pupil_id, done), 303)
    title = "The child came with an EHC plan"
    return asked(form, pupil, title, back=case_page(pupil_id))
