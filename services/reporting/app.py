"""Wires reporting's api: `create_app` for gunicorn."""

from flask import Flask

from shared.http.app import make_app
from shared.http.opened_api import opened_blueprint
from shared.http.platform import make_platform
from shared.settings import Settings

from .api import blp
from .config import read_config


def create_app(settings: Settings | None = None) -> Flask:
    """The app of one process; made after gunicorn's fork, as its database client must be."""
    return make_app(
        make_platform(settings or read_config()), "Waymark reporting", [blp, opened_blueprint()]
    )
