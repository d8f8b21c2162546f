"""Wires plans' api: `create_app` for gunicorn."""

from flask import Flask

from shared.http.app import make_app
from shared.http.clock_api import clock_blueprint
from shared.http.opened_api import opened_blueprint
from shared.http.platform import Platform, make_platform

from . import api, family_api, reading_api
from .access import install_store
from .codec import SERVICE
from .config import read_config


def create_app(made: Platform | None = None) -> Flask:
    """The app of one process; made after gunicorn's fork, as its database client must be."""
    made = made or make_platform(read_config())
    blueprints = [
        reading_api.blp,
        api.blp,
        family_api.blp,
        clock_blueprint(SERVICE),
        opened_blueprint(),
    ]
    app = make_app(made, "Waymark plans", blueprints)
    install_store(app, made)
    return app
