"""The other services as the pages see them: HTTP in, dataclasses out, one module for each."""

from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app

from services.portal.config import Config

from .calling import Calling
from .directory import Directory
from .part import Part, part
from .problems import (
    AlreadySent,
    Down,
    Invalid,
    NotAllowed,
    NotAnswered,
    NotThere,
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
    "Refused",
    "SignedOut",
    "Stale",
    "clients",
    "part",
]
NAME: Final = "waymark.clients"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients:
    """One client for each service."""

    directory: Directory
    referrals: Referrals
    reporting: Reporting


def connect(app: Flask, config: Config) -> None:
    app.extensions[NAME] = Clients(
        directory=Directory(calling("directory", config)),
        referrals=Referrals(calling("referrals", config)),
        reporting=Reporting(calling("reporting", config)),
    )


def calling(service: str, config: Config) -> Calling:
    # Where a service has no address, nothing listens: it is down, and pages say so.
    return Calling(service, config.services.get(service, "http://127.0.0.1:9"))


def clients() -> Clients:
    found: Clients = current_app.extensions[NAME]
    return found
