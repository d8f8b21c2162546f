"""Wires sign-in from the environment: keys, provider, mail, and who operates this deployment."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

from joserfc.jwk import ECKey, KeySet

from shared.access.grants import Grant, Role, Scope
from shared.access.tokens import KeySource
from shared.http.platform import Platform
from shared.mail import read_mail_settings
from shared.settings import required

from .identity import IdentityProvider, ProviderSettings
from .link_post import LinkPost
from .signin import SignIn
from .signin_store import SignInStore

OPERATOR_IDS: Final = UUID("6ad1c3a4-7d0d-5c9b-8f4c-0f8f0a6f6b11")
OPERATOR: Final = (Grant(role=Role.OPS, scope=Scope.TRUST),)


def read_signing_keys(values: Mapping[str, str]) -> tuple[ECKey, ...]:
    """The private keys of WAYMARK_TOKEN_KEY_FILE, a JWK set: the first signs, all are published.

    Rotation: put a new key first, keep the old one for as long as its tokens hold (5 minutes).
    """
    path = Path(required(values, "WAYMARK_TOKEN_KEY_FILE"))
    keys = json.loads(path.read_text())["keys"]
    return tuple(ECKey.import_key(key) for key in keys)


def key_source(keys: tuple[ECKey, ...]) -> KeySource:
    """How `directory` itself verifies tokens: by its own keys."""
    known = KeySet(list(keys))

    def source(**_: bool) -> KeySet:
        return known

    return source


def operators(values: Mapping[str, str]) -> dict[str, UUID]:
    """E-mail -> id of those who operate this deployment and are in no MIS: WAYMARK_OPERATORS."""
    listed = values.get("WAYMARK_OPERATORS", "").split(",")
    emails = {email.strip().lower() for email in listed if email.strip()}
    return {email: uuid5(OPERATOR_IDS, email) for email in emails}


def make_sign_in(
    made: Platform,
    keys: tuple[ECKey, ...],
    *,
    staff_by_email: Callable[[str], UUID | None],
    family_by_email: Callable[[str], UUID | None],
    grants_of: Callable[[UUID], tuple[Grant, ...]],
    children_of: Callable[[UUID], frozenset[UUID]],
    environment: Mapping[str, str] | None = None,
) -> SignIn:
    """Everything that the sign-in routes stand on. Raises MissingSetting."""
    values: Mapping[str, Any] = os.environ if environment is None else environment
    known = operators(values)
    portal = required(values, "WAYMARK_PORTAL_URL").rstrip("/")
    provider = ProviderSettings(
        issuer=required(values, "WAYMARK_OIDC_ISSUER"),
        client_id=required(values, "WAYMARK_OIDC_CLIENT_ID"),
    )
    return SignIn(
        keys=keys,
        provider=IdentityProvider(provider),
        store=SignInStore(made.main),
        post=LinkPost(read_mail_settings(values, made.settings.trust_name)),
        link_address=f"{portal}/sign-in/link/{{secret}}",
        staff_by_email=lambda email: known.get(email.strip().lower()) or staff_by_email(email),
        family_by_email=family_by_email,
        grants_of=lambda person: OPERATOR if person in known.values() else grants_of(person),
        children_of=children_of,
    )
