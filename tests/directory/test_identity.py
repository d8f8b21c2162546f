"""Whose address the trust's identity provider vouches for. The tokens are signed, with a key of the
test's own in place of those that the provider publishes.
"""

import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from services.directory.identity import IdentityProvider, ProviderSettings
from shared.errors import Unauthenticated

SETTINGS = ProviderSettings(issuer="https://id.trust.example", client_id="waymark")
KEY = ECKey.generate_key("P-256", {"kid": "one", "use": "sig", "alg": "ES256"})
CLAIMS = {
    "iss": SETTINGS.issuer,
    "aud": SETTINGS.client_id,
    "nonce": "n-1",
    "email": "m.kulkarni@school.example",
}


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> IdentityProvider:
    made = IdentityProvider(SETTINGS)
    monkeypatch.setattr(made, "_published", lambda: lambda **_: KeySet([KEY]))
    return made


def token(**claims: Any) -> str:
    said = {**CLAIMS, "exp": int(time.time()) + 300, **claims}
    return jwt.encode({"alg": "ES256", "kid": "one"}, said, KEY)


@pytest.mark.parametrize("verified", [{}, {"email_verified": True}, {"email_verified": "true"}])
def test_an_address_that_the_provider_vouches_for(
    provider: IdentityProvider, verified: dict[str, Any]
) -> None:
    assert provider.email(token(**verified), "n-1") == CLAIMS["email"]


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {"email": None},
        {"nonce": "n-2"},
        {"aud": "another"},
        {"iss": "https://id.elsewhere.example"},
        {"exp": 1_700_000_000},
    ],
    ids=str,
)
def test_nobody_comes_in_with_another(provider: IdentityProvider, claims: dict[str, Any]) -> None:
    with pytest.raises(Unauthenticated):
        provider.email(token(**claims), "n-1")
