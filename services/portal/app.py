"""The wiring: `create_app(config)` for gunicorn and for the tests."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from shared.calendar import utc_now

from . import assets, clock, frame, security, words
from .config import Config
from .forms import problems
from .pages.errors import show_errors
from .pages.public import SETTINGS, public


def create_app(config: Config, *, now: Callable[[], datetime] = utc_now) -> Flask:
    """The portal of one trust. now: gives an aware instant; a test may say what day it is."""
    app = Flask(__name__, static_folder=None)
    app.extensions[SETTINGS] = config
    clock.set_clock(app, now)
    set_templates(app)
    assets.serve(app)
    security.protect(app, config)
    frame.stand_around(app, config)
    app.register_blueprint(public)
    show_errors(app)
    return app


def set_templates(app: Flask) -> None:
    """Our own templates, and those of GOV.UK's two packages by their package names."""
    govuk = ("govuk_frontend_jinja", "govuk_frontend_wtf")
    theirs = PrefixLoader({name: PackageLoader(name) for name in govuk})
    app.jinja_loader = ChoiceLoader([PackageLoader("services.portal"), theirs])
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    words.install(app)
    app.jinja_env.globals.update(problems=problems)
