"""What referrals is told, and what it keeps."""

import os
from collections.abc import Mapping
from datetime import date
from typing import Final

from shared.access.opened import INDEX as ACCESS_INDEX
from shared.mongo import Schema
from shared.settings import Settings, read_settings

from .promises import Promises

SCHEMA: Final = Schema(service="referrals", indexes=(("access_log", ACCESS_INDEX),))
MOST_SCHOOL_DAYS: Final = 190


class WrongSetting(Exception):
    """A setting cannot be used; the message names it and says what it should be."""


def read_config() -> Settings:
    """Raises MissingSetting."""
    return read_settings("referrals")


def read_promises(environment: Mapping[str, str] | None = None) -> Promises:
    """What the trust promises, each in school days. Raises WrongSetting.

    WAYMARK_ACKNOWLEDGE_SCHOOL_DAYS: 2 where it is not set; WAYMARK_DECIDE_SCHOOL_DAYS: 30.
    WAYMARK_SCHOOL_CLOSURES: first and last days, "2026-12-21/2027-01-01 2027-02-15/2027-02-19".
    """
    values = os.environ if environment is None else environment
    return Promises(
        acknowledge_school_days=_days(values, "WAYMARK_ACKNOWLEDGE_SCHOOL_DAYS", 2),
        decide_school_days=_days(values, "WAYMARK_DECIDE_SCHOOL_DAYS", 30),
        closures=tuple(_closure(one) for one in values.get("WAYMARK_SCHOOL_CLOSURES", "").split()),
    )


def _days(values: Mapping[str, str], name: str, default: int) -> int:
    told = values.get(name, "").strip()
    if not told:
        return default
    if not told.isdecimal() or not 1 <= int(told) <= MOST_SCHOOL_DAYS:
        raise WrongSetting(f"{name} must be a number of school days from 1 to {MOST_SCHOOL_DAYS}")
    return int(told)


def _closure(told: str) -> tuple[date, date]:
    try:
        first, last = (date.fromisoformat(day) for day in told.split("/"))
    except ValueError:
        first, last = date.max, date.min
    if first > last:
        raise WrongSetting(
            "WAYMARK_SCHOOL_CLOSURES must hold pairs of days like 2026-12-21/2027-01-01"
        )
    return first, last
