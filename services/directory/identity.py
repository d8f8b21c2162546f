"""Who signed in at the trust's OpenID Connect provider: the verified e-mail of an ID token.

Entra, Google, DfE Sign-in: they differ in their settings only, which come by discovery.
Source: OpenID Connect Core 1.0, 3.1.3.7 (ID token validation).
"""

import threading
import time
from dataclasses import dataclass
from typing import Any, Final

import requests
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.access.tokens import PublishedKeys
from shared.errors import Unauthenticated, Unavailable

ALGORITHMS: Final = ["RS256", "ES256"]
LEEWAY_SECONDS: Final = 60
DISCOVERY_TIMEOUT_SECONDS: Final = 5
DISCOVERY_AGE_SECONDS: Final = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSettings:
    """issuer: its base address; client_id: what it knows Waymark as."""

    issuer: str
    client_id: str


class IdentityProvider:
    """Verifies ID tokens of one provider; discovers it at the first one."""

    def __init__(self, settings: ProviderSettings) -> None:
        self._settings = settings
        self._keys: PublishedKeys | None = None
        self._found_at = float("-inf")
        self._lock = threading.Lock()

    def email(self, id_token: str, nonce: str) -> str:
        """The e-mail address that the provider vouches for. Raises Unauthenticated, Unavailable."""
        claims = self._verified(id_token)
        if claims.get("nonce") != nonce:
            raise Unauthenticated("the ID token answers another sign-in")
        email = claims.get("email")
        # Some providers say nothing about it and some say it as text.
        verified = claims.get("email_verified", True) in (True, "true")
        if not isinstance(email, str) or not verified:
            raise Unauthenticated("the provider vouches for no e-mail address")
        return email

    def _verified(self, id_token: str) -> dict[str, Any]:
        registry = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": self._settings.issuer},
            aud={"essential": True, "value": self._settings.client_id},
            exp={"essential": True},
        )
        for fresh in (False, True):
            try:
                keys: KeySet = self._published()(fresh=fresh)
                decoded = jwt.decode(id_token, keys, algorithms=ALGORITHMS)
                registry.validate(decoded.claims)
                return decoded.claims
            except (JoseError, ValueError, KeyError, TypeError) as error:
                problem = type(error).__name__
        raise Unauthenticated(f"the ID token does not hold: {problem}")

    def _published(self) -> PublishedKeys:
        with self._lock:
            if self._keys is None or time.monotonic() - self._found_at > DISCOVERY_AGE_SECONDS:
                self._keys = PublishedKeys(self._discovered()["jwks_uri"])
                self._found_at = time.monotonic()
            return self._keys

    def _discovered(self) -> dict[str, Any]:
        address = f"{self._settings.issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            answer = requests.get(address, timeout=DISCOVERY_TIMEOUT_SECONDS)
            answer.raise_for_status()
            found: dict[str, Any] = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise Unavailable("the sign-in provider does not answer") from error
        if found.get("issuer") != self._settings.issuer:
            raise Unauthenticated("the provider says that it is another one")
        return found
