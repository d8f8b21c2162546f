"""Days and instants: a day is a London day, an instant is UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_date(at: datetime) -> date:
    """The day in Europe/London at an aware instant."""
    return at.astimezone(LONDON).date()


def known_until(day: date) -> datetime:
    """What was "known on" a day was recorded before this instant: 00:00 London of the next day."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=LONDON).astimezone(UTC)


def utc_now() -> datetime:
    """Now, aware UTC. Only edges ask; the domain gets its instants with the command."""
    return datetime.now(UTC)
