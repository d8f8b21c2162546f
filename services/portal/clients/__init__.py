"""The other services as the pages see them: HTTP in, dataclasses out, one module for each."""

from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app

from services.portal.config import SERVICES, Config

from .calendars import Calendars
from .calling import Calling
from .directory import Directory
from .ehcp import Ehcp
from .imports import Imports
from .notifications import Notifications
from .opened import OpenedLog
from .part import Part, part
from .plans import Plans
from .problems import (
    AlreadySent,
    Down,
    Invalid,
    NotAllowed,
    NotAnswered,
    NotThere,
    ReasonMissing,
    Refused,
    SignedOut,
    Stale,
)
from .referrals import Referrals
from .reporting import Reporting

__all__ = [
    "AlreadySent",
    "Clients",
    "Down",
    "Invalid",
    "NotAllowed",
    "NotAnswered",
    "NotThere",
    "Part",
    "ReasonMissing",
    "Refused",
    "SignedOut",
    "Stale",
    "clients",
    "part",
]
NAME: Final = "waymark.clients"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients:
    """One client for each service. opened: those that tell who has opened a record in them."""

    directory: Directory
    referrals: Referrals
    plans: Plans
    ehcp: Ehcp
    notifications: Notifications
    reporting: Reporting
    calendars: Calendars
    imports: Imports
    opened: tuple[OpenedLog, ...]


RECORD_KEEPERS: Final = ("directory", "referrals", "plans", "ehcp", "reporting")


def connect(app: Flask, config: Config) -> None:
    to = {service: calling(service, config) for service in SERVICES}
    app.extensions[NAME] = Clients(
        directory=Directory(to["directory"]),
        referrals=Referrals(to["referrals"]),
        plans=Plans(to["plans"]),
        ehcp=Ehcp(to["ehcp"]),
        notifications=Notifications(to["notifications"]),
        reporting=Reporting(to["reporting"]),
        calendars=Calendars(to["directory"], to["ehcp"]),
        imports=Imports(to["directory"], to["ehcp"]),
        opened=tuple(OpenedLog(to[service]) for service in RECORD_KEEPERS),
    )


def calling(service: str, config: Config) -> Calling:
    # Where a service has no address, nothing listens: it is down, and pages say so.
    return Calling(service, config.services.get(service, "http://127.0.0.1:9"))


def clients() -> Clients:
    found: Clients = current_app.extensions[NAME]
    return found
