"""Wires referrals' api: `create_app` for gunicorn."""

from flask import Flask

from shared.http.app import make_app
from shared.http.opened_api import opened_blueprint
from shared.http.platform import Platform, make_platform

from . import api, deciding_api, reading_api, specialist_api
from .access import install_store
from .config import read_config, read_promises
from .promises import PROMISES, Promises


def create_app(made: Platform | None = None, *, promises: Promises | None = None) -> Flask:
    """The app of one process; made after gunicorn's fork, as its database client must be."""
    made = made or make_platform(read_config())
    blueprints = [
        reading_api.blp,
        api.blp,
        deciding_api.blp,
        specialist_api.blp,
        opened_blueprint(),
    ]
    app = make_app(made, "Waymark referrals", blueprints)
    app.extensions[PROMISES] = promises or read_promises()
    install_store(app, made)
    return app
