"""The servers of `make run` and what each service is told about them."""

import json
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from deploy.local.addresses import url
from deploy.local.child import Child
from deploy.local.kafka import start_kafka
from deploy.local.keeper import Keeper
from deploy.local.mongod import start_mongod
from deploy.local.places import LOCAL, private_folder, secret
from deploy.local.ports import HOST
from shared.mongo import Login
from shared.sealing import new_trust_key

TRUST = "skylark"
TRUST_NAME = "Skylark Learning Trust"
SERVICES = ("directory", "referrals", "plans", "ehcp", "notifications", "reporting", "portal")
NOTE = LOCAL / "stack.json"
SECRETS = LOCAL / "secrets"
TRUST_KEY = SECRETS / "trust-key"
MAIL = LOCAL / "mail"
PEOPLE = LOCAL / "people.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Where everything is. mongodb_uri signs in as root: for provisioning and outside checks."""

    trust: str
    mongodb_uri: str
    kafka_bootstrap_servers: str
    ports: Mapping[str, int]

    def login(self, service: str, capacity: str) -> Login:
        """A service's database user. capacity: "api" or "worker". Its password outlives a stop."""
        password = secret(private_folder(SECRETS) / f"{service}-{capacity}", characters=64)
        return Login(service=service, capacity=capacity, password=password)

    def environment(self, service: str, capacity: str) -> dict[str, str]:
        """The variables that a service's api or worker reads."""
        environment = {
            **_inherited(),
            "WAYMARK_TRUST": self.trust,
            "WAYMARK_TRUST_NAME": TRUST_NAME,
            "WAYMARK_MONGODB_URI": self.login(service, capacity).uri(self.mongodb_uri, self.trust),
            "WAYMARK_KAFKA_BOOTSTRAP_SERVERS": self.kafka_bootstrap_servers,
            "WAYMARK_TRUST_KEY_FILE": str(trust_key()),
            "WAYMARK_DIRECTORY_URL": url(self.ports["directory"]),
            "WAYMARK_DEVELOPMENT": "1",
            "OIDC_ISSUER": url(self.ports["sign_in"]),
            "SMTP_HOST": HOST,
            "SMTP_PORT": str(self.ports["mail"]),
        }
        return environment | (portal_environment(self.ports) if service == "portal" else {})


def _inherited() -> dict[str, str]:
    # Who starts the platform may hold the servers' own credentials; no service may.
    private = ("MONGODB_URI", "KAFKA_BOOTSTRAP_SERVERS")
    return {name: value for name, value in os.environ.items() if name not in private}


def portal_environment(ports: Mapping[str, int]) -> dict[str, str]:
    return {
        **{f"{name.upper()}_URL": url(ports[name]) for name in SERVICES if name != "portal"},
        "TRUST_NAME": TRUST_NAME,
        "TRUST_PHONE": "01632 960 000",
        "TRUST_PHONE_HOURS": "Monday to Friday, 8am to 4pm",
        "TRUST_EMAIL": "send@skylark.example",
        "PORTAL_SECRET_KEY": secret(private_folder(SECRETS) / "portal-sessions", characters=64),
        "PORTAL_TLS": "off",
        "PORTAL_FORM_TARGETS": url(ports["sign_in"]),
    }


def trust_key() -> Path:
    """The file of the key that wraps every person's data key; made on first use."""
    if not TRUST_KEY.exists():
        part = private_folder(SECRETS) / "trust-key.part"
        part.touch(mode=0o600)
        part.write_text(new_trust_key())
        part.replace(TRUST_KEY)
    return TRUST_KEY


def start_servers(ports: Mapping[str, int], keeper: Keeper) -> tuple[Stack, list[Child]]:
    """MongoDB and Kafka, both at once; those that the environment names are used instead.

    Returns the processes that were started, to be watched.
    """
    with ThreadPoolExecutor(2) as pool:
        mongod, kafka = pool.submit(_mongodb, ports, keeper), pool.submit(_kafka, ports, keeper)
    (mongodb_uri, mongod_process), (bootstrap_servers, kafka_process) = (
        mongod.result(),
        kafka.result(),
    )
    stack = Stack(
        trust=TRUST,
        mongodb_uri=mongodb_uri,
        kafka_bootstrap_servers=bootstrap_servers,
        ports=ports,
    )
    return stack, [*mongod_process, *kafka_process]


def _mongodb(ports: Mapping[str, int], keeper: Keeper) -> tuple[str, list[Child]]:
    if uri := os.environ.get("MONGODB_URI"):
        return uri, []
    mongod = start_mongod(LOCAL / "mongod", port=ports["mongodb"], keeper=keeper)
    return mongod.uri, [mongod.process]


def _kafka(ports: Mapping[str, int], keeper: Keeper) -> tuple[str, list[Child]]:
    if servers := os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
        return servers, []
    kafka = start_kafka(
        LOCAL / "kafka",
        port=ports["kafka"],
        controller_port=ports["kafka_controller"],
        keeper=keeper,
    )
    return kafka.bootstrap_servers, [kafka.process]


def write_note(stack: Stack) -> None:
    """Leave word for the commands that look at a running platform: read_note()."""
    part = NOTE.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_text(json.dumps(asdict(stack), indent=2))
    part.replace(NOTE)


def read_note() -> Stack:
    """The platform that runs, or ran last. Raises FileNotFoundError if none ever did."""
    return Stack(**json.loads(NOTE.read_text()))
