"""The trust's OpenID Connect provider, by Authlib: authorization code with PKCE and a nonce.

Source: OpenID Connect Core 1.0, section 3.1; RFC 7636 (PKCE).
"""

from dataclasses import dataclass
from typing import Any, Final

import requests
import structlog
from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from .config import Provider

log = structlog.get_logger()

NAME: Final = "staff"
TIMEOUT_SECONDS: Final = 5


class NotSignedIn(Exception):
    """The provider sent somebody back without a sign-in of theirs: refused, too late, not ours."""


class ProviderDown(Exception):
    """The provider does not answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What the provider vouches with; `directory` verifies it again. nonce: of this sign-in."""

    id_token: str
    nonce: str


def connect(app: Flask, settings: Provider) -> None:
    """What it offers is discovered at the first sign-in."""
    OAuth(app).register(
        NAME,
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        server_metadata_url=f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": TIMEOUT_SECONDS,
        },
    )


def client() -> Any:
    return current_app.extensions["authlib.integrations.flask_client"].create_client(NAME)


def send_there(back_to: str) -> Response:
    """Redirect to the provider. State, nonce and verifier wait in the session.

    back_to: our own address that it sends people back to. Raises ProviderDown.
    """
    try:
        redirected: Response = client().authorize_redirect(back_to)
    except (requests.RequestException, RuntimeError, ValueError) as error:
        log.warning("provider_down", error=type(error).__name__)
        raise ProviderDown from error
    return redirected


def proof() -> Proof:
    """What the provider sent with somebody who came back. Raises NotSignedIn, ProviderDown."""
    try:
        told = client().authorize_access_token()
    except (OAuthError, JoseError) as error:
        log.info("sign_in_refused", error=type(error).__name__)
        raise NotSignedIn from error
    except requests.RequestException as error:
        log.warning("provider_down", error=type(error).__name__)
        raise ProviderDown from error
    claims = told.get("userinfo") or {}
    if not told.get("id_token") or not claims.get("nonce"):
        raise NotSignedIn
    return Proof(id_token=told["id_token"], nonce=claims["nonce"])
