"""Why are you opening this record? Asked before it opens, of who is not its usual staff."""

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from services.portal import kept
from services.portal.answers import carried_out
from services.portal.clients import NotThere, ReasonMissing, clients
from services.portal.forms import PortalForm, Radios
from services.portal.naming import names_of
from services.portal.pages.sign_in import local
from services.portal.reasons import reason_for, state
from services.portal.signed_in import for_roles, not_my_own_child
from services.portal.words.reasons import CHOICES
from shared.access.grants import FROM_OUTSIDE
from shared.access.reasons import Reason

reasons = Blueprint("reasons", __name__, url_prefix="/pupils")

THEN: Final = "then"


class ReasonForm(PortalForm):
    """One of a few reasons: a text of one's own could say more about the child than it should."""

    reason = Radios(
        "Why are you opening this record?",
        choices=CHOICES,
        hint="We tell the family that you opened it. They can see your reason.",
        empty="Select why you are opening this record",
    )


@reasons.route("/<uuid:pupil_id>/reason", methods=["GET", "POST"])
@for_roles(*FROM_OUTSIDE)
def card(pupil_id: UUID) -> str | Response:
    """The interruption card; then on to where they were going."""
    not_my_own_child(pupil_id)
    form = ReasonForm(reason=reason_for(pupil_id))
    if form.validate_on_submit():
        reason = Reason(str(form.reason.data))
        # First what the family hears; then the record opens.
        if carried_out(form, lambda: stated(pupil_id, reason, form.key)):
            state(pupil_id, reason)
            return redirect(local(request.args.get(THEN)) or f"/pupils/{pupil_id}", 303)
    names = names_of(pupil_id)
    if not names.down and pupil_id not in names.by_id:
        raise NotThere
    return render_template("pupils/reason.html", form=form, name=names.of(pupil_id))


def stated(pupil_id: UUID, reason: Reason, key: str) -> str:
    return clients().directory.state_reason(pupil_id, reason, key=key)


def say_why_first(missing: ReasonMissing) -> Response:
    """To the card, and back here from there; what a form brought is kept for it."""
    if request.method != "GET":
        kept.keep()
    then = request.full_path.rstrip("?") if request.method == "GET" else request.path
    return redirect(f"/pupils/{missing.pupil_id}/reason?{urlencode({THEN: then})}", 303)
