"""What one trust's portal is set to: read from the environment once, at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

SERVICES = ("directory", "referrals", "plans", "ehcp", "notifications", "reporting")
SHORTEST_SECRET = 32


class BadSetting(ValueError):
    """A setting is missing or unusable; the message names each one and what it should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """services: base URL of each service's api by its name, without a slash at the end.
    tls: people reach the portal by https (cookies become Secure, HSTS is sent).
    form_targets: origins besides our own that a form may lead to, such as the sign-in provider's.
    """

    trust_name: str
    phone: str
    phone_hours: str
    email: str
    secret_key: str = field(repr=False)
    tls: bool
    services: Mapping[str, str] = field(default_factory=dict)
    form_targets: tuple[str, ...] = ()


REQUIRED = {
    "TRUST_NAME": "the trust's name, as families know it",
    "TRUST_PHONE": "the phone number that helps families and staff",
    "TRUST_PHONE_HOURS": "when it is answered, like 'Monday to Friday, 8am to 4pm'",
    "TRUST_EMAIL": "the address that answers questions about Waymark",
    "PORTAL_SECRET_KEY": f"a random text of at least {SHORTEST_SECRET} characters",
}


def from_environment(environment: Mapping[str, str] = os.environ) -> Config:
    """The portal's settings. Raises BadSetting, which names every setting that is wrong."""
    wrong = [
        f"{name} is missing: {meaning}"
        for name, meaning in REQUIRED.items()
        if not environment.get(name, "").strip()
    ]
    if 0 < len(environment.get("PORTAL_SECRET_KEY", "").strip()) < SHORTEST_SECRET:
        wrong.append(f"PORTAL_SECRET_KEY is too short: {REQUIRED['PORTAL_SECRET_KEY']}")
    tls = environment.get("PORTAL_TLS", "on")
    if tls not in ("on", "off"):
        wrong.append("PORTAL_TLS must be 'on', or 'off' on a developer's own machine")
    if wrong:
        raise BadSetting("; ".join(wrong))
    return Config(
        trust_name=environment["TRUST_NAME"].strip(),
        phone=environment["TRUST_PHONE"].strip(),
        phone_hours=environment["TRUST_PHONE_HOURS"].strip(),
        email=environment["TRUST_EMAIL"].strip(),
        secret_key=environment["PORTAL_SECRET_KEY"].strip(),
        tls=tls == "on",
        services=service_urls(environment),
        form_targets=tuple(environment.get("PORTAL_FORM_TARGETS", "").split()),
    )


def service_urls(environment: Mapping[str, str]) -> Mapping[str, str]:
    """{service name: base URL} from DIRECTORY_URL, REFERRALS_URL and so on, where they are set."""
    named = {name: environment.get(f"{name.upper()}_URL", "").rstrip("/") for name in SERVICES}
    return MappingProxyType({name: url for name, url in named.items() if url})
