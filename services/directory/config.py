"""What this service keeps, and what it reads from its environment, once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pymongo import ASCENDING, DESCENDING, IndexModel

from shared.access import opened
from shared.mongo import Schema
from shared.settings import Settings, read_settings

from .calendar_store import CALENDAR_INDEXES
from .calendar_store import KEPT as CALENDARS
from .search import INDEXES as SEARCH_INDEXES
from .signin_store import SIGN_IN_INDEXES, SIGN_IN_KEPT

SERVICE: Final = "directory"
KEEP_YEARS: Final = 31

SCHEMA: Final = Schema(
    service=SERVICE,
    kept=("blind_index", "import_rows", "imports", "import_leases", *SIGN_IN_KEPT, CALENDARS),
    indexes=(
        ("access_log", opened.INDEX),
        *SEARCH_INDEXES,
        ("import_rows", IndexModel([("about", ASCENDING)], name="about")),
        ("imports", IndexModel([("started_at", DESCENDING)], name="latest")),
        *SIGN_IN_INDEXES,
        *CALENDAR_INDEXES,
    ),
    makes_keys=True,
)


class WrongSetting(Exception):
    """A setting's value cannot be used; the message names it and says what would be right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """keep_years: how long from birth a pupil's file is kept (domain guide 7, retention)."""

    settings: Settings
    keep_years: int = KEEP_YEARS


def read_config(environment: Mapping[str, str] | None = None) -> Config:
    """Raises MissingSetting, WrongSetting."""
    values = os.environ if environment is None else environment
    return Config(settings=read_settings(SERVICE, values), keep_years=_keep_years(values))


def _keep_years(values: Mapping[str, str]) -> int:
    text = values.get("WAYMARK_KEEP_YEARS", "").strip() or str(KEEP_YEARS)
    if not text.isascii() or not text.isdigit() or not 25 <= int(text) <= 99:
        raise WrongSetting("WAYMARK_KEEP_YEARS must be a number of years from 25 to 99")
    return int(text)
