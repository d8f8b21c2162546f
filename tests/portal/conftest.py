"""The portal as the tests see it: one trust, one day, and a gallery of what pages are made of."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.portal.app import create_app
from tests.browser import browser, open_page, page, serving
from tests.portal.examples import CONFIG, NOW
from tests.portal.gallery import gallery

__all__ = ["browser", "open_page", "page"]


@pytest.fixture(scope="session")
def app() -> Flask:
    """The portal with the gallery beside its pages."""
    portal = create_app(CONFIG, now=lambda: NOW)
    portal.register_blueprint(gallery)
    return portal


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def portal(app: Flask) -> Iterator[str]:
    """The base URL of the portal, answering."""
    with serving(app) as url:
        yield url
