"""What one trust's portal is set to: read from the environment once, at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from shared.mongo import Schema
from shared.sealing import read_trust_key

from .drafts import DRAFT_INDEXES
from .put_offs import PUT_OFF_INDEXES
from .sessions import SESSION_INDEXES

SERVICES: Final = ("directory", "referrals", "plans", "ehcp", "notifications", "reporting")
SCHEMA: Final = Schema(
    service="portal",
    kept=("sessions", "drafts", "put_offs"),
    grow_only=(),
    publishes=False,
    indexes=(*SESSION_INDEXES, *DRAFT_INDEXES, *PUT_OFF_INDEXES),
)


class BadSetting(ValueError):
    """A setting is missing or unusable; the message names each one and what it should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """The OpenID Connect provider that the trust's staff sign in with."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """trust: its code. address: where people reach the portal, without a slash at the end.
    trust_key: the 32 bytes that every secret of the portal derives from.
    services: base URL of each service's api by its name, without a slash at the end.
    """

    trust: str
    trust_name: str
    phone: str
    phone_hours: str
    email: str
    address: str
    mongodb_uri: str = field(repr=False)
    trust_key: bytes = field(repr=False)
    provider: Provider
    services: Mapping[str, str] = field(default_factory=dict)

    @property
    def tls(self) -> bool:
        """People reach the portal by https: cookies become Secure, HSTS is sent."""
        return self.address.startswith("https://")


REQUIRED: Final = {
    "WAYMARK_TRUST": "the trust's code, such as skylark",
    "WAYMARK_TRUST_NAME": "the trust's name, as families know it",
    "WAYMARK_MONGODB_URI": "the database, with the portal's own user",
    "WAYMARK_TRUST_KEY_FILE": "the file that holds the trust key",
    "WAYMARK_PORTAL_URL": "where people reach the portal, such as https://waymark.skylark.example",
    "WAYMARK_PORTAL_PHONE": "the phone number that helps families and staff",
    "WAYMARK_PORTAL_PHONE_HOURS": "when it is answered, like 'Monday to Friday, 8am to 4pm'",
    "WAYMARK_PORTAL_EMAIL": "the address that answers questions about Waymark",
    "WAYMARK_DIRECTORY_URL": "where the directory service answers",
    "WAYMARK_OIDC_ISSUER": "the provider that staff sign in with: its issuer, an address",
    "WAYMARK_OIDC_CLIENT_ID": "what that provider knows Waymark as",
    "WAYMARK_OIDC_CLIENT_SECRET": "the secret that it gave Waymark",
}


def read_config(environment: Mapping[str, str] = os.environ) -> Config:
    """The portal's settings. Raises BadSetting, which names every setting that is wrong."""
    wrong = [
        f"{name} is missing: {meaning}"
        for name, meaning in REQUIRED.items()
        if not environment.get(name, "").strip()
    ]
    set_to = {name: environment.get(name, "").strip() for name in REQUIRED}
    if set_to["WAYMARK_PORTAL_URL"] and not is_address(set_to["WAYMARK_PORTAL_URL"]):
        wrong.append("WAYMARK_PORTAL_URL must begin with https://, or http:// for development")
    if wrong:
        raise BadSetting("; ".join(wrong))
    return Config(
        trust=set_to["WAYMARK_TRUST"],
        trust_name=set_to["WAYMARK_TRUST_NAME"],
        phone=set_to["WAYMARK_PORTAL_PHONE"],
        phone_hours=set_to["WAYMARK_PORTAL_PHONE_HOURS"],
        email=set_to["WAYMARK_PORTAL_EMAIL"],
        address=set_to["WAYMARK_PORTAL_URL"].rstrip("/"),
        mongodb_uri=set_to["WAYMARK_MONGODB_URI"],
        trust_key=trust_key(Path(set_to["WAYMARK_TRUST_KEY_FILE"])),
        provider=Provider(
            issuer=set_to["WAYMARK_OIDC_ISSUER"],
            client_id=set_to["WAYMARK_OIDC_CLIENT_ID"],
            client_secret=set_to["WAYMARK_OIDC_CLIENT_SECRET"],
        ),
        services=service_urls(environment),
    )


def is_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def trust_key(file: Path) -> bytes:
    """Raises BadSetting, which names the file, never what it holds."""
    try:
        return read_trust_key(file)
    except (OSError, ValueError) as error:
        raise BadSetting(f"WAYMARK_TRUST_KEY_FILE: {file} holds no trust key") from error


def service_urls(environment: Mapping[str, str]) -> Mapping[str, str]:
    """{service name: base URL} from WAYMARK_DIRECTORY_URL and so on, where they are set."""
    named = {
        name: environment.get(f"WAYMARK_{name.upper()}_URL", "").strip().rstrip("/")
        for name in SERVICES
    }
    return MappingProxyType({name: url for name, url in named.items() if url})
