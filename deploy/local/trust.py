"""One trust on this machine: its secrets, its database users, and what each process is told.

Secrets are made once and kept in `secrets.json` of the trust's folder, readable by its owner
alone; provisioning again changes what differs.
"""

import importlib
import importlib.util
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from joserfc.jwk import ECKey

from shared.mongo import Login, Schema, connect, new_password, provision
from shared.sealing import new_trust_key

SERVICES: Final = (
    "directory",
    "referrals",
    "plans",
    "ehcp",
    "notifications",
    "reporting",
    "portal",
)
PROVISION_TIMEOUT_MS: Final = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """A trust that is ready to be served. addresses: service -> base URL of its api.

    settings: what every process is told besides (mail, sign-in provider).
    """

    code: str
    name: str
    folder: Path
    mongodb_uri: str
    kafka: str
    addresses: Mapping[str, str]
    passwords: Mapping[str, str]
    settings: Mapping[str, str]

    def environment(self, service: str, capacity: str) -> dict[str, str]:
        """The settings of one process: capacity is "api" or "worker"."""
        login = Login(
            service=service,
            capacity=capacity,
            password=self.passwords[f"{service}_{capacity}"],
        )
        return {
            **self.settings,
            "WAYMARK_TRUST": self.code,
            "WAYMARK_TRUST_NAME": self.name,
            "WAYMARK_MONGODB_URI": login.uri(self.mongodb_uri, self.code),
            "WAYMARK_KAFKA_BOOTSTRAP_SERVERS": self.kafka,
            "WAYMARK_TRUST_KEY_FILE": str(self.folder / "trust.key"),
            "WAYMARK_TOKEN_KEY_FILE": str(self.folder / "tokens.json"),
            "WAYMARK_DEVELOPMENT": "1",
            **{f"WAYMARK_{name.upper()}_URL": address for name, address in self.addresses.items()},
        }


def available_services() -> list[str]:
    """The services that this checkout has, in the order in which they start."""
    return [name for name in SERVICES if has_module(f"services.{name}.config")]


def has_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def schema_of(service: str) -> Schema:
    """What a service keeps, as its `config.py` says."""
    schema: Schema = importlib.import_module(f"services.{service}.config").SCHEMA
    return schema


def prepare(
    *,
    code: str,
    name: str,
    folder: Path,
    mongodb_uri: str,
    kafka: str,
    addresses: Mapping[str, str],
    settings: Mapping[str, str],
    services: Sequence[str],
) -> Trust:
    """Make the secrets and keys that are missing, then the databases and users of the services.

    mongodb_uri: of a user who may administer; no service ever gets it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    passwords = _passwords(folder / "secrets.json", services)
    _once(folder / "trust.key", new_trust_key)
    _once(folder / "tokens.json", _new_token_keys)
    with connect(mongodb_uri, timeout_ms=PROVISION_TIMEOUT_MS, app="waymark-provision") as owner:
        for service in services:
            logins = [
                Login(
                    service=service,
                    capacity=capacity,
                    password=passwords[f"{service}_{capacity}"],
                )
                for capacity in ("api", "worker")
            ]
            provision(owner, code, schema_of(service), logins)
    return Trust(
        code=code,
        name=name,
        folder=folder,
        mongodb_uri=mongodb_uri,
        kafka=kafka,
        addresses=dict(addresses),
        passwords=passwords,
        settings=dict(settings),
    )


def _passwords(path: Path, services: Sequence[str]) -> dict[str, str]:
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    for service in services:
        for capacity in ("api", "worker"):
            known.setdefault(f"{service}_{capacity}", new_password())
    _write_private(path, json.dumps(known, indent=1))
    return known


def _new_token_keys() -> str:
    """A JWK set with one private key, for `directory` alone."""
    key = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
    private: dict[str, Any] = dict(key.as_dict(private=True))
    return json.dumps({"keys": [private]})


def _once(path: Path, make: Any) -> None:
    if not path.exists():
        _write_private(path, make())


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
