"""Mediation and appeals: what the family can do, by when, and what was told of it."""

from datetime import date
from typing import Final
from uuid import UUID

from flask import Blueprint, render_template, request

from services.portal import ehc_words
from services.portal.clients import NotThere
from services.portal.clients.ehcp_appeals import STEPS as TOLD_STEPS
from services.portal.clients.ehcp_appeals import appealable
from services.portal.naming import names_of
from services.portal.pages.ehc import cards, current_case, people_in
from services.portal.pages.ehc_appeal_steps import STEPS
from services.portal.pages.ehc_every_telling import address_of
from services.portal.pages.ehc_telling import Page, record
from services.portal.pages.pupils import header, school_name
from services.portal.signed_in import for_roles
from shared.access.grants import Role

ehc_appeal = Blueprint("ehc_appeal", __name__, url_prefix="/pupils/<uuid:pupil_id>/ehc/appeal")

# The dates of mediation and appeals, as the rule book names them.
RULES: Final = ("appeal.", "mediation.", "tribunal.", "cease.")


@ehc_appeal.get("")
@for_roles(Role.SENCO)
def shown(pupil_id: UUID) -> str:
    pupil = header(pupil_id)
    case = current_case(pupil_id)
    dates = [one for one in case.deadlines if one.rule.startswith(RULES)]
    return render_template(
        "ehc/appeal.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        case=case,
        decisions=appealable(case),
        cards=cards(case, sorted(dates, key=lambda one: one.due_on or date.max)),
        may=[(what, step.ask) for what, step in STEPS.items() if step.may(case)],
        entries=[one for one in case.entries if one.type in TOLD_STEPS],
        address_of=address_of,
        words=ehc_words,
        names=names_of(*people_in(case)),
    )


@ehc_appeal.route("/<step>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def recorded(pupil_id: UUID, step: str) -> Page:
    """Record one step of mediation or an appeal."""
    pupil = header(pupil_id)
    case = current_case(pupil_id)
    if step not in STEPS or (request.method == "GET" and not STEPS[step].may(case)):
        raise NotThere
    return record(pupil, case, STEPS[step], case, back=f"/pupils/{pupil_id}/ehc/appeal")
