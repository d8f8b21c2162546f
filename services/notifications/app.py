"""Wires notifications' api: `create_app` for gunicorn."""

from flask import Flask

from shared.http.app import make_app
from shared.http.platform import Platform, make_platform

from .api import blp, install_store
from .config import read_config


def create_app(made: Platform | None = None) -> Flask:
    """The app of one process; made after gunicorn's fork, as its database client must be."""
    made = made or make_platform(read_config())
    app = make_app(made, "Waymark notifications", [blp])
    install_store(app, made)
    return app
