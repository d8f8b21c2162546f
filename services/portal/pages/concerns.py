"""Concerns: what waits at my school, or what I raised; one of them; replying and adding to it."""

from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from services.portal.answers import carried_out
from services.portal.clients import clients, part
from services.portal.clients.referrals import Concern
from services.portal.clock import today
from services.portal.concern_words import people_in, steps_of, tag_of
from services.portal.forms import DateParts, LongText, PortalForm, Radios
from services.portal.forms.dates import When
from services.portal.naming import my_school, names_of
from services.portal.pages.today import back_to_today
from services.portal.signed_in import for_roles, me, not_my_own_child
from services.portal.words.concerns import GATHERED
from shared.access.grants import Role

concerns = Blueprint("concerns", __name__, url_prefix="/concerns")

READERS: Final = (Role.SENCO, Role.HEAD, Role.TRUST_LEAD, Role.TEACHER)
LISTED: Final = {"open": "waiting", "decided": "decided", "all": "in all"}
TOLD: Final = ("meeting", "phone", "letter", "email")
REPLIED: Final = "Saved. You replied that the concern has arrived."
Page = str | Response


class NoteForm(PortalForm):
    text = LongText(
        "What do you want to add?", subject="What you add", empty="Enter what you want to add"
    )


class ReplyForm(PortalForm):
    """A button."""


class ToldForm(PortalForm):
    how = Radios(
        "How were the parents told?",
        choices=[(code, GATHERED[code].capitalize()) for code in TOLD],
        empty="Select how the parents were told",
    )
    on = DateParts(
        "When were they told?",
        subject="The day they were told",
        empty="Enter the day they were told",
        when=When.PAST,
    )


@concerns.get("")
@for_roles(Role.SENCO, Role.HEAD, Role.TEACHER)
def listed() -> str:
    """A school's concerns for its SENCO and head; a teacher's own for a teacher."""
    after, cursor = request.args.get("after"), request.args.get("cursor")
    status = request.args.get("status", "open")
    status = status if status in LISTED else "open"
    own = me().role is Role.TEACHER
    found = part(
        lambda: (
            clients().referrals.mine(cursor=cursor, after=after)
            if own
            else clients().referrals.of_school(
                my_school(), status=status, cursor=cursor, after=after
            )
        )
    )
    rows = found.value.concerns if not found.down else []
    names = names_of(more=[id_ for row in rows for id_ in (row.pupil_id, row.raised_by)])
    return render_template(
        "concerns/list.html",
        found=found,
        names=names,
        own=own,
        status=status,
        statuses=LISTED,
        tag_of=lambda row: tag_of(row, today()),
    )


def asked_for(referral_id: UUID) -> Concern:
    """Raises NotThere, OtherRole for one's own child."""
    concern = clients().referrals.concern(referral_id)
    not_my_own_child(concern.pupil_id)
    return concern


@concerns.get("/<uuid:referral_id>")
@for_roles(*READERS)
def shown(referral_id: UUID) -> str:
    concern = asked_for(referral_id)
    return page_of(concern, ReplyForm(seen=concern.version))


def page_of(concern: Concern, form: ReplyForm) -> str:
    """A teacher sees what she raised and what came of it; the others all of it."""
    teacher, after = me().role is Role.TEACHER, request.args.get("after")
    specialists = part(
        lambda: [] if teacher else clients().referrals.specialists(concern.referral_id, after=after)
    )
    return render_template(
        "concerns/author.html" if teacher else "concerns/one.html",
        concern=concern,
        names=names_of(more=people_in(concern)),
        steps=steps_of(concern),
        specialists=specialists,
        works=me().role is Role.SENCO,
        mine=concern.raised_by == me().person_id,
        tag=tag_of(concern, today()),
        form=form,
    )


@concerns.post("/<uuid:referral_id>/reply")
@for_roles(Role.SENCO)
def reply(referral_id: UUID) -> Page:
    """Tell whoever raised it that it has arrived; back to where the button was pressed."""
    form = ReplyForm()
    done = form.validate_on_submit() and carried_out(
        form,
        lambda: clients().referrals.change(
            referral_id, "acknowledgement", {}, key=form.key, version=form.seen.version
        ),
    )
    if done:
        if request.form.get("back") == "today":
            return back_to_today(REPLIED, after=done.token)
        return redirect(f"/concerns/{referral_id}", 303)
    concern = asked_for(referral_id)
    form.seen.data = str(concern.version)
    return page_of(concern, form)


@concerns.route("/<uuid:referral_id>/note", methods=["GET", "POST"])
@for_roles(*READERS)
def note(referral_id: UUID) -> Page:
    """Add to one's own concern."""
    concern = asked_for(referral_id)
    form = NoteForm(seen=concern.version)
    if form.validate_on_submit():
        done = carried_out(
            form,
            lambda: clients().referrals.change(
                referral_id,
                "notes",
                {"text": form.text.data},
                key=form.key,
                version=form.seen.version,
            ),
            version_now=lambda: asked_for(referral_id).version,
        )
        if done:
            return redirect(f"/concerns/{referral_id}", 303)
    return render_template(
        "concerns/note.html", form=form, concern=concern, names=names_of(concern.pupil_id)
    )


@concerns.route("/<uuid:referral_id>/told", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def told(referral_id: UUID) -> Page:
    """Record that the parents, or the young person, were told of the decision."""
    concern = asked_for(referral_id)
    decision = concern.decision
    if decision is None or decision.parents_told:
        return redirect(f"/concerns/{referral_id}", 303)
    form = ToldForm(seen=concern.version, on=today())
    if form.validate_on_submit():
        body = {
            "decision_id": str(decision.decision_id),
            "how": form.how.data,
            "effective_on": form.on.day.isoformat(),
        }
        done = carried_out(
            form,
            lambda: clients().referrals.change(
                referral_id,
                "decision/parents-told",
                body,
                key=form.key,
                version=form.seen.version,
            ),
            version_now=lambda: asked_for(referral_id).version,
        )
        if done:
            return redirect(f"/concerns/{referral_id}", 303)
    return render_template(
        "concerns/told.html", form=form, concern=concern, names=names_of(concern.pupil_id)
    )
