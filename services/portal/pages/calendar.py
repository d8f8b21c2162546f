"""The dates in somebody's own calendar: they make its secret address here, and end it."""

from typing import Final
from uuid import UUID

import structlog
from flask import Blueprint, Response, g, redirect, render_template, request
from werkzeug.wrappers import Response as Redirect

from services.portal.answers import carried_out
from services.portal.calendar_text import calendar_text, empty_text
from services.portal.clients import Invalid, NotAnswered, NotThere, clients, part
from services.portal.clients.calendars import Calendars
from services.portal.forms import PortalForm
from services.portal.pages.public import settings
from services.portal.signed_in import for_roles, me
from shared.access.grants import FAMILY, Role

log = structlog.get_logger()
calendar = Blueprint("calendar", __name__)

OWNERS: Final = (Role.SENCO, Role.PARENT, Role.YOUNG_PERSON)
ASK_AGAIN_SECONDS: Final = 3_600
MEDIA_TYPE: Final = "text/calendar"


class CalendarForm(PortalForm):
    """A button."""


def calendars() -> Calendars:
    return clients().calendars


def place() -> tuple[Role, UUID | None]:
    """The role that they are here in, and its school."""
    return me().role, me().school_id


@calendar.route("/account/calendar", methods=["GET", "POST"])
@for_roles(*OWNERS)
def address() -> str | tuple[str, int]:
    """Make an address. It is shown in the answer itself: a redirect would have to keep it."""
    form = CalendarForm()
    if form.validate_on_submit():
        secret = carried_out(form, lambda: calendars().make(*place(), key=form.key))
        if secret:
            shown = f"{settings().address}/calendar/{secret}.ics"
            return render_template("calendar/made.html", address=shown, opens=subscribing(shown))
    return render_template(
        "calendar/address.html",
        form=form,
        known=part(lambda: calendars().mine(*place())),
        family=me().role in FAMILY,
        ended=request.args.get("saved") == "ended",
    )


def subscribing(address: str) -> str:
    """The same address as programs for calendars take it from a browser."""
    return f"webcal://{address.partition('://')[2]}"


@calendar.route("/account/calendar/end", methods=["GET", "POST"])
@for_roles(*OWNERS)
def end() -> str | Redirect:
    """Ask once more, then end the address: every calendar that has it is emptied."""
    form = CalendarForm()
    if form.validate_on_submit():
        done = carried_out(form, lambda: ended(form.key))
        if done:
            return redirect("/account/calendar?saved=ended", 303)
    return render_template("calendar/end.html", form=form)


def ended(key: str) -> bool:
    calendars().end(*place(), key=key)
    return True


@calendar.get("/calendar/<secret>.ics")
def feed(secret: str) -> Response:
    """What a calendar fetches, by the secret alone: its owner's dates, as they may see them now."""
    try:
        return as_calendar(shown_to(secret))
    except (NotThere, Invalid):
        return plain("There is no calendar at this address.", 404)
    except NotAnswered as error:
        log.warning("calendar_not_now", error=type(error).__name__)
        later = plain("This calendar cannot be shown right now.", 503)
        later.headers["Retry-After"] = str(ASK_AGAIN_SECONDS)
        return later


def shown_to(secret: str) -> bytes:
    """Raises NotAnswered. A part alone is no calendar: what is left out would be taken for gone."""
    opened = calendars().open(secret)
    if opened.access_token is None:
        return empty_text()
    g.bearer = lambda: opened.access_token
    found = calendars().dates()
    pupils = calendars().said_of(one.pupil_id for one in found.dates)
    family = opened.role in FAMILY
    return calendar_text(found, pupils, link=lambda pupil_id: page_behind(pupil_id, family))


def page_behind(pupil_id: UUID, family: bool) -> str:
    """Where an entry leads. A family's address holds no pupil's id, nor any a word of the case."""
    return f"{settings().address}{'/family' if family else f'/pupils/{pupil_id}'}"


def as_calendar(text: bytes) -> Response:
    reply = Response(text, mimetype=MEDIA_TYPE)
    reply.headers["Content-Disposition"] = 'inline; filename="waymark.ics"'
    return reply


def plain(text: str, status: int) -> Response:
    return Response(text, status=status, mimetype="text/plain")
