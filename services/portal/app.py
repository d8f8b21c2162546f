"""The wiring: `create_app()` for gunicorn, with a config and a clock for the tests."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from pymongo.database import Database

from shared.calendar import utc_now
from shared.commits import Document
from shared.mongo import API_TIMEOUT_MS, connect, main_database
from shared.telemetry import configure_logging

from . import (
    assets,
    clients,
    clock,
    frame,
    kept,
    provider,
    put_offs,
    reasons,
    security,
    signed_in,
    words,
)
from .boxes import Box
from .config import Config, read_config
from .drafts import Drafts
from .forms import problems
from .pages import deciding, new_concern
from .pages.calendar import calendar
from .pages.concerns import concerns
from .pages.councils import councils
from .pages.deadlines import list_of_dates
from .pages.ehc import ehc
from .pages.ehc_appeal import ehc_appeal
from .pages.ehc_arrival import ehc_arrival
from .pages.ehc_dates import ehc_dates
from .pages.ehc_delivery import ehc_delivery
from .pages.ehc_plan import ehc_plan
from .pages.ehc_reviews import ehc_reviews
from .pages.ehc_told import ehc_told
from .pages.ehc_what_if import what_if
from .pages.errors import show_errors
from .pages.family import family
from .pages.family_dates import family_dates
from .pages.family_ehc import family_ehc
from .pages.family_plan import family_plan
from .pages.history import histories
from .pages.imports import imports
from .pages.messages import messages, unread
from .pages.mistakes import mistakes
from .pages.plan import plan
from .pages.plan_work import plan_work
from .pages.public import SETTINGS, public
from .pages.pupils import pupils
from .pages.putting_off import putting_off
from .pages.reason import reasons as reason_pages
from .pages.register import register
from .pages.sign_in import sign_in
from .pages.today import to_do
from .pages.triage import triage
from .pages.trust import trust
from .sessions import ServerSessions

PAGES: Final = (
    public,
    sign_in,
    calendar,
    new_concern.new_concern,
    concerns,
    triage,
    deciding.deciding,
    mistakes,
    to_do,
    putting_off,
    pupils,
    reason_pages,
    ehc,
    ehc_dates,
    ehc_plan,
    ehc_reviews,
    ehc_arrival,
    ehc_told,
    ehc_delivery,
    ehc_appeal,
    what_if,
    list_of_dates,
    histories,
    plan,
    plan_work,
    family,
    family_dates,
    family_ehc,
    family_plan,
    trust,
    councils,
    imports,
    register,
    messages,
)


def create_app(config: Config | None = None, *, now: Callable[[], datetime] = utc_now) -> Flask:
    """The portal of one trust; made after gunicorn's fork, as its database client must be.

    now: gives an aware instant; a test may say what day it is.
    """
    configure_logging("portal", "api")
    config = config or read_config()
    app = Flask(__name__, static_folder=None)
    app.extensions[SETTINGS] = config
    clock.set_clock(app, now)
    set_templates(app)
    assets.serve(app)
    keep_things(app, config, database(config), now)
    clients.connect(app, config)
    provider.connect(app, config.provider)
    # Before a form is refused, so that what was typed is kept for whoever it was.
    signed_in.recognise(app, config.trust_name)
    reasons.install(app)
    security.protect(app, config)
    frame.stand_around(app, config, unread)
    for pages in PAGES:
        app.register_blueprint(pages)
    show_errors(app)
    return app


def database(config: Config) -> Database[Document]:
    client = connect(config.mongodb_uri, timeout_ms=API_TIMEOUT_MS, app="waymark-portal-api")
    return client[main_database(config.trust, "portal")]


def keep_things(
    app: Flask, config: Config, main: Database[Document], now: Callable[[], datetime]
) -> None:
    """Sessions, what was typed and not sent, what waits: sealed, each under a key of its own."""
    app.session_interface = ServerSessions(main["sessions"], Box(config.trust_key, "sessions"), now)

    def drafts(kind: str, keep: timedelta) -> Drafts:
        return Drafts(main["drafts"], Box(config.trust_key, kind), kind=kind, keep=keep)

    kept.install(app, drafts(kept.KIND, kept.KEEP))
    waits = put_offs.PutOffs(main["put_offs"], Box(config.trust_key, put_offs.PURPOSE))
    put_offs.install(app, waits)
    for pages in (new_concern, deciding):
        app.extensions[pages.DRAFTS] = drafts(pages.KIND, pages.KEEP)


def set_templates(app: Flask) -> None:
    """Our own templates, and those of GOV.UK's two packages by their package names."""
    govuk = ("govuk_frontend_jinja", "govuk_frontend_wtf")
    theirs = PrefixLoader({name: PackageLoader(name) for name in govuk})
    app.jinja_loader = ChoiceLoader([PackageLoader("services.portal"), theirs])
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    words.install(app)
    app.jinja_env.globals.update(problems=problems)
