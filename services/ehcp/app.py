"""Wires ehcp's api: `create_app` for gunicorn."""

from flask import Flask

from shared.http.app import make_app
from shared.http.clock_api import clock_blueprint
from shared.http.opened_api import opened_blueprint
from shared.http.platform import Platform, make_platform

from . import (
    api,
    calendar_api,
    clock_api,
    delivery_api,
    migration_api,
    reading_api,
    what_if_api,
)
from .access import install_store
from .codec import SERVICE
from .config import read_config


def create_app(made: Platform | None = None) -> Flask:
    """The app of one process; made after gunicorn's fork, as its database client must be.

    Only on a developer's machine can the time be given (`clock_api`).
    """
    made = made or make_platform(read_config())
    blueprints = [
        reading_api.blp,
        migration_api.blp,
        calendar_api.blp,
        delivery_api.blp,
        api.blp,
        what_if_api.blp,
        clock_blueprint(SERVICE),
        opened_blueprint(),
    ]
    if made.settings.development:
        blueprints.append(clock_api.blp)
    app = make_app(made, "Waymark EHC cases", blueprints)
    install_store(app, made)
    return app
