"""What notifications is told, and what it keeps."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shared.mail import MailSettings, read_mail_settings
from shared.mongo import Schema
from shared.settings import Settings, read_settings, required

from .codec import SERVICE

SCHEMA: Final = Schema(service=SERVICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What the sender is told. portal_url: without a slash at its end. phone: ends each e-mail."""

    mail: MailSettings
    trust: str
    trust_name: str
    portal_url: str
    phone: str


def read_config() -> Settings:
    """Raises MissingSetting."""
    return read_settings(SERVICE)


def read_sending(settings: Settings, environment: Mapping[str, str] | None = None) -> Sending:
    """For the worker alone. Raises MissingSetting."""
    values = os.environ if environment is None else environment
    return Sending(
        mail=read_mail_settings(values, settings.trust_name),
        trust=settings.trust,
        trust_name=settings.trust_name,
        portal_url=required(values, "WAYMARK_PORTAL_URL").rstrip("/"),
        phone=required(values, "WAYMARK_PORTAL_PHONE"),
    )
