"""Come in by one of two doors, choose a role, and go out again."""

from flask import Blueprint, redirect, render_template, request, session
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wrappers import Response

from services.portal import kept, signed_in
from services.portal.clients import Down, Invalid, NotAllowed, SignedOut, clients, part
from services.portal.clients.directory import Tokens
from services.portal.forms import EmailText, PortalForm, Radios
from services.portal.frame import BARS
from services.portal.pages.public import settings
from services.portal.provider import NotSignedIn, ProviderDown, proof, send_there
from services.portal.sessions import current
from services.portal.signed_in import for_roles, me

sign_in = Blueprint("sign_in", __name__)


class EmailForm(PortalForm):
    """Where to send the link."""

    email = EmailText(
        "Your email address",
        hint="The address that the school has for you.",
        empty="Enter an email address like name@example.com",
        longest=254,
    )


class PlainForm(PortalForm):
    """A button."""


class RoleForm(PortalForm):
    """Which of their roles somebody works in."""

    place = Radios("Which role are you here in?", empty="Select a role")


@sign_in.get("/sign-in")
def doors() -> str:
    return render_template("sign_in/doors.html")


@sign_in.get("/sign-in/staff")
def staff() -> Response | tuple[str, int]:
    try:
        return send_there(f"{settings().address}/sign-in/staff/back")
    except ProviderDown:
        return render_template("sign_in/provider_down.html"), 503


@sign_in.get("/sign-in/staff/back")
def staff_back() -> Response | tuple[str, int]:
    """Where the provider sends people back to."""
    try:
        shown = proof()
        tokens = clients().directory.sign_in_staff(shown.id_token, shown.nonce)
    except NotSignedIn:
        return render_template("sign_in/not_signed_in.html"), 400
    except SignedOut:
        return render_template("sign_in/unknown.html"), 403
    except (ProviderDown, Down):
        return render_template("sign_in/provider_down.html"), 503
    return came_in(tokens)


@sign_in.route("/sign-in/family", methods=["GET", "POST"])
def family() -> str | Response | tuple[str, int]:
    """The same page for an address that nobody has, after the same steps."""
    form = EmailForm()
    if not form.validate_on_submit():
        return render_template("sign_in/family.html", form=form)
    try:
        clients().directory.send_link(form.email.data)
    except Invalid:
        form.email.errors = ["Enter an email address like name@example.com"]
        return render_template("sign_in/family.html", form=form)
    except Down:
        form.not_saved_yet = True
        return render_template("sign_in/family.html", form=form), 503
    return redirect("/sign-in/family/sent", 303)


@sign_in.get("/sign-in/family/sent")
def family_sent() -> str:
    return render_template("sign_in/sent.html")


@sign_in.get("/sign-in/link/<token>")
def link_arrived(token: str) -> Response:
    """The secret leaves the address at once; mail scanners that follow the link use nothing up."""
    session["link"] = token
    return redirect("/sign-in/link", 303)


@sign_in.route("/sign-in/link", methods=["GET", "POST"])
def link() -> str | Response | tuple[str, int]:
    """Raises ServiceUnavailable while nobody can tell which link was followed."""
    if current().down:
        raise ServiceUnavailable
    form = PlainForm()
    secret = session.get("link")
    if secret is None:
        return render_template("sign_in/old_link.html"), 410
    if not form.validate_on_submit():
        return render_template("sign_in/link.html", form=form)
    try:
        tokens = clients().directory.sign_in_by_link(secret)
    except (SignedOut, Invalid):
        session.pop("link")
        return render_template("sign_in/old_link.html"), 410
    except NotAllowed:
        session.pop("link")
        return render_template("sign_in/cannot_show.html"), 403
    except Down:
        form.not_saved_yet = True
        return render_template("sign_in/link.html", form=form), 503
    return came_in(tokens)


def came_in(tokens: Tokens) -> Response:
    """Begin the session, and go where they wanted to, or to what they had typed, or home."""
    then = session.get("then")
    signed_in.begin(tokens, settings().trust_name)
    waiting = kept.offered_to(tokens.person_id)
    return redirect(waiting or then or "/home", 303)


@sign_in.get("/home")
@for_roles()
def home() -> Response:
    """Each role's own start page."""
    entries = BARS.get(me().role, ())
    return redirect(entries[0].address if entries else "/account", 303)


@sign_in.get("/sign-out")
def sign_out() -> str:
    """Ends the session here and at directory; another site cannot send somebody here.

    Raises ServiceUnavailable if it cannot be ended: whoever reads that they are signed out is.
    """
    if current().down:
        raise ServiceUnavailable
    if me_or_nobody() and request.headers.get("Sec-Fetch-Site") not in ("cross-site", "same-site"):
        refresh = session["tokens"]["refresh"]
        # The cookie and our session go in any case; directory's token ends by itself.
        part(lambda: clients().directory.sign_out(refresh))
        current().end()
        signed_in.forget()
    return render_template("sign_in/signed_out.html")


def me_or_nobody() -> bool:
    return bool(session.get("tokens"))


@sign_in.get("/account")
@for_roles()
def account() -> str:
    return render_template("sign_in/account.html", person=me())


@sign_in.route("/account/role", methods=["GET", "POST"])
@for_roles()
def role() -> str | Response:
    form = RoleForm(place=me().place.code)
    form.place.offer([(place.code, place.said) for place in me().places])
    if not form.validate_on_submit():
        return render_template("sign_in/role.html", form=form)
    session["place"] = form.place.data
    return redirect(local(request.args.get("then")) or "/home", 303)


@sign_in.post("/account/kept/forget")
@for_roles()
def forget_kept() -> Response:
    """Do without what was typed when the session ended."""
    address = local(request.args.get("at")) or "/home"
    kept.let_go(me().person_id, address)
    return redirect(address, 303)


def local(address: str | None) -> str | None:
    """An address of ours, or none: a link must not lead somewhere else by way of us.

    What programs drop or turn as they read an address, blanks and backslashes, no address of ours
    has: with it "/ /elsewhere" would be "//elsewhere".
    """
    if not address or not address.startswith("/") or address.startswith("//"):
        return None
    plain = address.isprintable() and not set(address) & {" ", "\\"}
    return address if plain else None
