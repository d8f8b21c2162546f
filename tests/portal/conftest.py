"""The portal as the tests see it: one trust, one day, and a gallery of what pages are made of."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from deploy.local.trust import prepare
from services.portal.app import create_app
from services.portal.config import Config, read_config
from tests.browser import serving
from tests.portal.examples import NOW, SETTINGS
from tests.portal.gallery import gallery
from tests.servers import MongoServer, drop_databases, new_trust_code

NOBODY = "http://127.0.0.1:9"


@pytest.fixture(scope="session")
def config(mongod: MongoServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Config]:
    """A portal on a real database whose services nobody started."""
    code = new_trust_code()
    trust = prepare(
        code=code,
        name="Skylark Valley Trust",
        folder=tmp_path_factory.mktemp("trust"),
        mongodb_uri=mongod.uri,
        kafka="127.0.0.1:9",
        addresses={"portal": "http://localhost", "directory": NOBODY},
        settings={**SETTINGS, "WAYMARK_OIDC_ISSUER": NOBODY},
        services=["portal"],
    )
    yield read_config(trust.environment("portal", "api"))
    drop_databases(mongod, code)


@pytest.fixture(scope="session")
def app(config: Config) -> Flask:
    """The portal with the gallery beside its pages."""
    portal = create_app(config, now=lambda: NOW)
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
