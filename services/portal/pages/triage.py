"""What is found out before a decision: evidence, observation, views, specialists, or why not."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from services.portal.answers import carried_out
from services.portal.clients import NotThere, clients, part
from services.portal.clients.referrals import Concern, Done
from services.portal.concern_words import OTHER_CAUSE, people_in, step_of
from services.portal.forms import CommandForm
from services.portal.naming import names_of
from services.portal.pages.concerns import asked_for
from services.portal.pages.triage_forms import (
    NotNeededForm,
    cause_form,
    evidence_form,
    observation_form,
    parents_form,
    pupils_form,
    specialist_form,
)
from services.portal.signed_in import for_roles, me
from shared.access.grants import Role

triage = Blueprint("triage", __name__, url_prefix="/concerns/<uuid:referral_id>/steps")

Page = str | Response


# Step -> its form, and the last part of the route that takes it.
FORMS: Final[Mapping[str, tuple[Callable[[Concern], CommandForm], str]]] = {
    "evidence": (evidence_form, "evidence"),
    "observation": (observation_form, "observations"),
    "parents-views": (parents_form, "views"),
    "pupils-views": (pupils_form, "views"),
    "specialist": (specialist_form, "specialist-requests"),
    OTHER_CAUSE: (cause_form, "evidence"),
}
MAY_BE_SET_ASIDE: Final = ("evidence", "observation", "parents-views", "pupils-views")


@triage.route("/<step>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def one(referral_id: UUID, step: str) -> Page:
    """What was recorded for a step, and a form for more."""
    if step not in FORMS:
        raise NotThere
    concern = asked_for(referral_id)
    make, route = FORMS[step]
    form = make(concern)
    if form.validate_on_submit() and (done := recorded(form, referral_id, route)):
        # A request has a stream of its own, which the concern's page reads in a list.
        heard = f"?after={done.token}" if step == "specialist" else ""
        return redirect(f"/concerns/{referral_id}{heard}", 303)
    asked = part(lambda: clients().referrals.specialists(referral_id))
    return render_template(
        "concerns/step.html",
        form=form,
        concern=concern,
        step=step_of(concern, step),
        specialists=asked if step == "specialist" else None,
        names=names_of(me().person_id, more=people_in(concern)),
        may_be_set_aside=step in MAY_BE_SET_ASIDE and concern.open,
    )


def recorded(form: CommandForm, referral_id: UUID, route: str) -> Done | None:
    version = None if route == "specialist-requests" else form.seen.version
    return carried_out(
        form,
        lambda: clients().referrals.change(
            referral_id, route, form.body(), key=form.key, version=version
        ),
        version_now=lambda: asked_for(referral_id).version,
    )


@triage.route("/<step>/not-needed", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def not_needed(referral_id: UUID, step: str) -> Page:
    """Say why a step is not needed."""
    if step not in MAY_BE_SET_ASIDE:
        raise NotThere
    concern = asked_for(referral_id)
    form = NotNeededForm(seen=concern.version)
    if form.validate_on_submit():
        body = {"step": step, "reason": form.reason.data}
        done = carried_out(
            form,
            lambda: clients().referrals.change(
                referral_id, "set-aside", body, key=form.key, version=form.seen.version
            ),
            version_now=lambda: asked_for(referral_id).version,
        )
        if done:
            return redirect(f"/concerns/{referral_id}", 303)
    return render_template(
        "concerns/not_needed.html",
        form=form,
        concern=concern,
        step=step,
        names=names_of(concern.pupil_id),
    )
