"""What a person sees in place of a page: nothing here, signed out, too big, our mistake."""

from flask import Flask, g, redirect, render_template, request, session
from flask_wtf.csrf import CSRFError
from pymongo.errors import PyMongoError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from services.portal import kept
from services.portal.clients import Down, Invalid, NotAllowed, NotThere, ReasonMissing, SignedOut
from services.portal.pages.reason import say_why_first
from services.portal.sessions import current
from services.portal.signed_in import NobodySignedIn, NoRole, OtherRole, forget

Page = tuple[str, int]


def not_found(_: Exception) -> Page:
    """The same page, to the byte, for what is not there and for what is not yours."""
    return render_template("errors/not_found.html"), 404


def not_sent(error: CSRFError) -> Page:
    """A form without its token: the session has ended, or is another by now, or is not known."""
    if current().down:
        return not_now(error)
    return nothing_sent(saved=kept.keep())


def nothing_sent(*, saved: bool) -> Page:
    """saved: what was typed, if anything, is kept."""
    typed = bool(kept.typed())
    return render_template("errors/session_ended.html", kept=saved, typed=typed), 400


def nobody_signed_in(_: NobodySignedIn) -> Page | Response:
    """Sign in, then come back here."""
    if request.method != "GET":
        return nothing_sent(saved=kept.keep())
    session["then"] = request.full_path.rstrip("?")
    return redirect("/sign-in", 303)


def signed_out(_: SignedOut) -> Page | Response:
    """`directory` has ended the sign-in: what was typed is kept, the session is not."""
    saved = request.method != "GET" and kept.keep()
    person_id = g.person.person_id if g.get("person") else None
    current().clear()
    current().renew()
    current().ended_for = person_id
    forget()
    if request.method != "GET":
        return nothing_sent(saved=saved)
    session["then"] = request.full_path.rstrip("?")
    return redirect("/sign-in", 303)


def other_role(wrong: OtherRole) -> Page:
    """What a form brought is kept for the role in which it can be sent."""
    sent = request.method != "GET"
    page = render_template(
        "errors/other_role.html",
        places=wrong.places,
        kept=sent and kept.keep(),
        then=kept.address() if sent else request.full_path.rstrip("?"),
    )
    return page, 403


def too_big(_: HTTPException) -> Page:
    return render_template("errors/too_big.html"), 413


def cannot_read(_: HTTPException) -> Page:
    return render_template("errors/cannot_read.html"), 400


def our_mistake(_: Exception) -> Page:
    return render_template("errors/our_mistake.html"), 500


def not_now(_: Exception) -> Page:
    """What a form brought is kept, since the page that would show it again cannot be made."""
    saved = request.method == "POST" and kept.keep()
    return render_template("errors/not_now.html", kept=saved), 503


def show_errors(app: Flask) -> None:
    app.register_error_handler(CSRFError, not_sent)
    app.register_error_handler(NobodySignedIn, nobody_signed_in)
    app.register_error_handler(SignedOut, signed_out)
    app.register_error_handler(OtherRole, other_role)
    app.register_error_handler(ReasonMissing, say_why_first)
    for missing in (NoRole, NotThere, NotAllowed):
        app.register_error_handler(missing, not_found)
    for down in (Down, PyMongoError):
        app.register_error_handler(down, not_now)
    # One that no form took came with the address: a cursor or a token that was cut off.
    app.register_error_handler(Invalid, cannot_read)
    app.register_error_handler(400, cannot_read)
    for status in (403, 404, 405):
        app.register_error_handler(status, not_found)
    app.register_error_handler(413, too_big)
    app.register_error_handler(500, our_mistake)
    app.register_error_handler(503, not_now)
