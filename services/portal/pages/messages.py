"""What somebody is told, here by name; and how they want to be told."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session
from werkzeug.wrappers import Response

from services.portal.answers import carried_out
from services.portal.clients import NotAnswered, clients, part
from services.portal.clients.notifications import Message
from services.portal.clock import now
from services.portal.forms import PortalForm, Radios
from services.portal.naming import Names, names_of
from services.portal.pages.family import links
from services.portal.signed_in import for_roles, me
from shared.access.grants import FAMILY, Role

messages = Blueprint("messages", __name__)

COUNT: Final = "unread"
COUNT_AGAIN_AFTER: Final = timedelta(seconds=60)
WHOLE_RECORD: Final = (Role.SENCO, Role.TRUST_LEAD)
CONCERN_READERS: Final = (Role.SENCO, Role.HEAD, Role.TRUST_LEAD, Role.TEACHER)
Page = str | Response


class NoticesForm(PortalForm):
    how = Radios(
        "How do we tell you that something is new?",
        choices=[
            ("email", "By email, and here", "The email says no name and nothing private"),
            ("here", "Only here, when you sign in"),
        ],
        empty="Select how we tell you",
    )


@messages.get("/messages")
@for_roles()
def inbox() -> str:
    """The unread first."""
    cursor, after = request.args.get("cursor"), request.args.get("after")
    found = part(lambda: clients().notifications.messages(cursor=cursor, after=after))
    if not found.down:
        remember(found.value.unread)
    told = found.value.messages if not found.down else []
    return render_template(
        "messages/inbox.html",
        found=found,
        names=named(*told),
        family=me().role in FAMILY,
    )


@messages.get("/messages/<uuid:message_id>")
@for_roles()
def opened(message_id: UUID) -> Page:
    """Where a link in an e-mail leads: to what it is about, once it counts as read."""
    message = clients().notifications.message(message_id)
    if message.read_at is None:
        part(lambda: clients().notifications.mark_read(message_id))
        session.pop(COUNT, None)
    address = about(message)
    if address:
        return redirect(address, 303)
    return render_template("messages/one.html", message=message, names=named(message))


@messages.get("/m/<uuid:message_id>")
@for_roles()
def short(message_id: UUID) -> Response:
    """The short address of a message, for a text or a letter; it stays in no history."""
    return redirect(f"/messages/{message_id}", 303)


def named(*told: Message) -> Names:
    """The names of those whom the messages are about."""
    return names_of(*(one.pupil_id for one in told if one.pupil_id))


def about(message: Message) -> str | None:
    """The page of what a message is about, for this role; None where there is none."""
    if me().role in FAMILY:
        return of_family(message)
    if message.pupil_id is None:
        return "/today" if message.link.page == "today" and me().role is Role.SENCO else None
    if message.link.page == "concern" and me().role in CONCERN_READERS:
        return f"/concerns/{message.link.id}"
    if message.link.page == "plan" and me().role in WHOLE_RECORD:
        return f"/pupils/{message.pupil_id}/plan"
    if message.link.page == "ehc-case" and me().role in WHOLE_RECORD:
        return f"/pupils/{message.pupil_id}/ehc?case={message.link.id}"
    return f"/pupils/{message.pupil_id}" if me().role in WHOLE_RECORD else None


def of_family(message: Message) -> str | None:
    mine = (link for link, pupil_id in links().items() if pupil_id == str(message.pupil_id))
    link = next(mine, None)
    if link is None:
        return None
    if message.link.page == "plan":
        return f"/family/{link}/plan"
    if message.kind == "record-opened":
        return f"/family/{link}/opened"
    decided = message.kind in ("decision", "told-in-error") and message.link.page == "concern"
    return f"/family/{link}/decision" if decided else f"/family/{link}"


def remember(unread: int | None) -> None:
    session[COUNT] = [unread, now().isoformat()]


def unread() -> int | None:
    """How many messages wait, asked at most once a minute; None where that cannot be told."""
    known = session.get(COUNT)
    if known and now() - datetime.fromisoformat(known[1]) < COUNT_AGAIN_AFTER:
        count: int | None = known[0]
        return count
    try:
        found = clients().notifications.messages(limit=1).unread
    except NotAnswered:  # a number in the bar is no reason to show no page
        remember(None)
        return None
    remember(found)
    return found


@messages.route("/account/notices", methods=["GET", "POST"])
@for_roles()
def notices() -> Page:
    """By e-mail too, or here alone."""
    now_by_email = part(clients().notifications.by_email)
    form = NoticesForm(how="email" if now_by_email.or_else(True) else "here")
    if form.validate_on_submit():
        wanted = form.how.data == "email"
        done = carried_out(form, lambda: kept(wanted, form.key))
        if done:
            return redirect("/account?saved=notices", 303)
    return render_template("messages/notices.html", form=form, known=not now_by_email.down)


def kept(wanted: bool, key: str) -> bool:
    clients().notifications.set_by_email(wanted, key=key)
    return True
