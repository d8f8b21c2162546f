"""How near a day is, as a tag: only to be seen beside the day itself."""

from datetime import date, timedelta
from typing import Final

SOON: Final = timedelta(days=7)


def nearness(by: date, today: date) -> str | None:
    """ "Late", "Due today", "Due tomorrow", "Due soon" within a week; None for what is far off."""
    if by < today:
        return "Late"
    if by == today:
        return "Due today"
    if by == today + timedelta(days=1):
        return "Due tomorrow"
    return "Due soon" if by <= today + SOON else None
