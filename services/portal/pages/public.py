"""What anyone may read without signing in: a door, whom to ask, rights, privacy, access, status."""

from flask import Blueprint, Response, current_app, render_template

from services.portal.config import Config
from services.portal.status import Status, look

public = Blueprint("public", __name__)
SETTINGS = "waymark.config"


def settings() -> Config:
    found: Config = current_app.extensions[SETTINGS]
    return found


@public.get("/")
def door() -> str:
    return render_template("pages/door.html")


@public.get("/help")
def whom_to_ask() -> str:
    return render_template("pages/help.html")


@public.get("/help/rights")
def rights() -> str:
    return render_template("pages/rights.html")


@public.get("/privacy")
def privacy() -> str:
    return render_template("pages/privacy.html")


@public.get("/accessibility")
def accessibility() -> str:
    return render_template("pages/accessibility.html")


@public.get("/status")
def status() -> str:
    """Says which parts work now, without a word about anyone's data."""
    return render_template("pages/status.html", status=Status(look(settings().services)))


@public.get("/favicon.ico")
def no_icon() -> Response:
    """Browsers ask unasked; a whole page in answer would cost a family's data."""
    return Response(status=204, headers={"Cache-Control": "public, max-age=31536000, immutable"})


@public.get("/health/live")
def alive() -> dict[str, str]:
    return {"status": "ok"}


@public.get("/health/ready")
def ready() -> dict[str, str]:
    """The portal holds nothing: a part that is down takes its part of a page, not the portal."""
    return {"status": "ok"}
