"""What every service reads from its environment, once, when it starts."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.bus import KafkaSettings

DELIVERY_TIMEOUT_MS = 10_000


class MissingSetting(Exception):
    """A setting that has no default is not in the environment; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One process of one service of one trust.

    trust: its code, "skylark": the beginning of every database's and topic's name.
    mongodb_uri: with the user of this process's capacity (api or worker).
    issuer: who issues tokens; audience is the trust's. directory_url: where their keys are.
    development: offers what only a developer's machine may have.
    delivery_timeout_ms: how long the relay waits for Kafka to acknowledge a record.
    """

    service: str
    trust: str
    trust_name: str
    mongodb_uri: str
    kafka: KafkaSettings
    trust_key_file: Path
    directory_url: str
    development: bool
    delivery_timeout_ms: int = DELIVERY_TIMEOUT_MS

    @property
    def issuer(self) -> str:
        return f"waymark/{self.trust}/directory"

    @property
    def audience(self) -> str:
        return f"waymark/{self.trust}"


def required(environment: Mapping[str, str], name: str) -> str:
    """A setting's value. Raises MissingSetting, which names it."""
    value = environment.get(name, "").strip()
    if not value:
        raise MissingSetting(f"{name} is not set: see docs/settings.md")
    return value


def read_settings(service: str, environment: Mapping[str, str] | None = None) -> Settings:
    """Raises MissingSetting."""
    values = os.environ if environment is None else environment
    return Settings(
        service=service,
        trust=required(values, "WAYMARK_TRUST"),
        trust_name=values.get("WAYMARK_TRUST_NAME", "").strip()
        or required(values, "WAYMARK_TRUST"),
        mongodb_uri=required(values, "WAYMARK_MONGODB_URI"),
        kafka=read_kafka(values),
        trust_key_file=Path(required(values, "WAYMARK_TRUST_KEY_FILE")),
        directory_url=required(values, "WAYMARK_DIRECTORY_URL"),
        development=values.get("WAYMARK_DEVELOPMENT", "") == "1",
        delivery_timeout_ms=int(
            values.get("WAYMARK_RELAY_DELIVERY_TIMEOUT_MS") or DELIVERY_TIMEOUT_MS
        ),
    )


def read_kafka(values: Mapping[str, str]) -> KafkaSettings:
    """Raises MissingSetting."""
    return KafkaSettings(
        bootstrap_servers=required(values, "WAYMARK_KAFKA_BOOTSTRAP_SERVERS"),
        security_protocol=values.get("WAYMARK_KAFKA_SECURITY_PROTOCOL", "PLAINTEXT"),
        ssl_cafile=values.get("WAYMARK_KAFKA_SSL_CAFILE") or None,
        sasl_mechanism=values.get("WAYMARK_KAFKA_SASL_MECHANISM") or None,
        sasl_plain_username=values.get("WAYMARK_KAFKA_SASL_USERNAME") or None,
        sasl_plain_password=values.get("WAYMARK_KAFKA_SASL_PASSWORD") or None,
    )
