"""A file of cases, as far as it must be whole for anything to be checked with it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from shared.errors import WaymarkError

from ..working_days import WorkingDays

SCHEMA_VERSION: Final = 1
LARGEST_BYTES: Final = 64 * 1024 * 1024
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class UnreadableFile(WaymarkError):
    """The file cannot be read, or is no file of cases; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """cases: as they stand in the file, in any state. days: its own bank holidays, and no other."""

    cases: Sequence[Any]
    days: WorkingDays


def read_cases(path: Path) -> CaseFile:
    """Raises UnreadableFile."""
    try:
        if path.is_file() and path.stat().st_size > LARGEST_BYTES:
            raise UnreadableFile(f"larger than {LARGEST_BYTES} bytes")
        return case_file(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise UnreadableFile(error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"not UTF-8: {error.reason}") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"not JSON: {error}") from error


def case_file(found: Any) -> CaseFile:
    """A file's content. Raises UnreadableFile."""
    if not isinstance(found, Mapping):
        raise UnreadableFile("not a file of cases: an object is needed at the top")
    version = found.get("schema_version", SCHEMA_VERSION)
    if isinstance(version, bool) or version != SCHEMA_VERSION:
        raise UnreadableFile(f"schema_version is {version!r}: only {SCHEMA_VERSION} can be read")
    cases, listed = found.get("vectors"), found.get("bank_holidays_england")
    if not isinstance(cases, list):
        raise UnreadableFile("vectors is missing or no list")
    if not isinstance(listed, list):
        raise UnreadableFile("bank_holidays_england is missing or no list")
    return CaseFile(cases=cases, days=WorkingDays.of(_bank_holiday(one) for one in listed))


def _bank_holiday(text: Any) -> date:
    day = day_in(text)
    if day is None:
        raise UnreadableFile(f"bank_holidays_england: no date: {text!r}")
    return day


def day_in(text: Any) -> date | None:
    """The day that a text is, YYYY-MM-DD and in no other way; None if it is none."""
    if not isinstance(text, str) or not DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
