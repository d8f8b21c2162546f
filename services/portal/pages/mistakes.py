"""Entered in error: nothing is deleted; it is struck out with a reason, and stays to be seen."""

from uuid import UUID

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from services.portal.answers import carried_out
from services.portal.clients import NotThere, clients
from services.portal.forms import LongText, PortalForm
from services.portal.naming import names_of
from services.portal.pages.concerns import asked_for
from services.portal.signed_in import for_roles
from shared.access.grants import Role

mistakes = Blueprint("mistakes", __name__, url_prefix="/concerns/<uuid:referral_id>")

Page = str | Response


class ErrorForm(PortalForm):
    reason = LongText(
        "What was wrong?",
        subject="What was wrong",
        hint="Staff read this. What was written stays, struck out.",
        empty="Enter what was wrong",
    )


@mistakes.route("/entries/<uuid:entry_id>/error", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def entry(referral_id: UUID, entry_id: UUID) -> Page:
    """Strike out one thing that was recorded."""
    concern = asked_for(referral_id)
    found = next((one for one in concern.entries if one.entry_id == entry_id), None)
    if found is None:
        raise NotThere
    return struck_out(referral_id, f"entries/{entry_id}/strike-out", found.text)


@mistakes.route("/error", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def whole(referral_id: UUID) -> Page:
    """Strike out a whole concern: raised for the wrong pupil, say."""
    return struck_out(referral_id, "strike-out", None)


def struck_out(referral_id: UUID, route: str, text: str | None) -> Page:
    """text: what is struck out; None for the whole concern."""
    concern = asked_for(referral_id)
    form = ErrorForm(seen=concern.version)
    if form.validate_on_submit():
        done = carried_out(
            form,
            lambda: clients().referrals.change(
                referral_id,
                route,
                {"reason": form.reason.data},
                key=form.key,
                version=form.seen.version,
            ),
            version_now=lambda: asked_for(referral_id).version,
        )
        if done:
            return redirect(f"/concerns/{referral_id}", 303)
    return render_template(
        "concerns/error.html",
        form=form,
        concern=concern,
        text=text,
        names=names_of(concern.pupil_id),
    )
