"""A clock that cannot be right: it announces nothing any more until somebody has looked.

A worker that was down for a week starts again at a true time, and goes on. A clock that is more
than 48 hours from its own last tick and from the database's time as well is set wrong: thousands of
dates would be called missed. It stops, and goes on only after an audited command.

ticks: {_id: the service, at: the last tick, stopped: None | {at: the database's time, clock: what
the machine's clock said}}. The order lies in `parked_commands` with who asked, as
{consumer: "clock", stream: the service, action: "resume", ...}.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import structlog
from pymongo.database import Database

from shared.calendar import utc_now
from shared.commits import Document
from shared.errors import Invalid, WaymarkError
from shared.mending import REASON

log = structlog.get_logger()

FURTHEST: Final = timedelta(hours=48)
CLOCK: Final = "clock"


class ClockStopped(WaymarkError):
    """The clock stands too far from its last tick and from the database's time; or stood so."""


class Standstill:
    """Judges the clock of a service before each tick. Its collections lie among the views."""

    def __init__(self, views: Database[Document], service: str) -> None:
        self._ticks = views["ticks"]
        self._commands = views["parked_commands"]
        self._service = service

    def check(self, now: datetime, database_now: datetime) -> None:
        """Raises ClockStopped, from then on until somebody has asked it to go on."""
        state = self._ticks.find_one({"_id": self._service}) or {}
        if state.get("stopped") is not None:
            self._go_on_if_asked(state["stopped"]["at"])
            return
        last = state.get("at")
        far = abs(now - database_now) > FURTHEST
        if far and last is not None and abs(now - last) > FURTHEST:
            stopped = {"at": database_now, "clock": now}
            self._ticks.update_one({"_id": self._service}, {"$set": {"stopped": stopped}})
            log.critical("clock_stopped", clock=now.isoformat(), database=database_now.isoformat())
            raise ClockStopped(f"{abs(now - database_now)} from the database's clock")

    def _go_on_if_asked(self, since: datetime) -> None:
        order = self._commands.find_one_and_update(
            {
                "consumer": CLOCK,
                "stream": self._service,
                "done_at": None,
                "asked_at": {"$gte": since},
            },
            {"$set": {"done_at": utc_now(), "result": "went on"}},
        )
        if order is None:
            raise ClockStopped("it stands still until it is asked to go on")
        self._ticks.update_one({"_id": self._service}, {"$set": {"stopped": None}})
        log.warning("clock_goes_on", reason=order["reason"])

    def ask_to_go_on(self, *, reason: str, asked_by: UUID) -> UUID:
        """Write the order down for the worker. reason: a code, "incident-4711".

        Raises Invalid.
        """
        if not REASON.fullmatch(reason):
            raise Invalid({"reason": ["A code of 3 to 60 letters, digits and dashes."]})
        command_id = uuid4()
        self._commands.insert_one(
            {
                "_id": command_id,
                "consumer": CLOCK,
                "stream": self._service,
                "action": "resume",
                "reason": reason,
                "asked_by": asked_by,
                "asked_at": utc_now(),
                "done_at": None,
                "result": None,
            }
        )
        return command_id
