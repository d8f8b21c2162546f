"""What is done about parked streams: tried again, given up, or asked for by an audited command.

parked_commands: {_id: UUID, consumer, stream, action: "replay" | "discard", reason, asked_by,
asked_at, done_at | None, result | None}. The api inserts, the worker carries out.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import partial
from typing import Final, Protocol
from uuid import UUID, uuid4

import structlog
from pymongo import ASCENDING, DESCENDING, MongoClient, ReturnDocument
from pymongo.client_session import ClientSession
from pymongo.database import Database

from shared.bus import Message
from shared.calendar import utc_now
from shared.commits import Document
from shared.consumer import Sink
from shared.errors import Invalid, RaceLost, WaymarkError
from shared.mongo import in_transaction
from shared.parking import Parking, Refusal

log = structlog.get_logger()

ALERT_AFTER: Final = timedelta(minutes=1)
MOST_LISTED: Final = 100
REASON: Final = re.compile(r"[A-Za-z0-9-]{3,60}")


class StillParked(WaymarkError):
    """A stream was tried again and still cannot go on."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(f"{refusal.message.stream}@{refusal.message.version}: {refusal.reason}")


class Parked(Protocol):
    """A consumer, as far as its parked streams are concerned."""

    sink: Sink
    parking: Parking


def replay(client: MongoClient[Document], parked: Parked, stream: str) -> int:
    """Apply what waits of a parked stream, in its order. Returns how many events.

    What comes before an event that still fails is applied all the same. Raises StillParked;
    RaceLost where another replay of the stream is under way.
    """
    applied = 0
    while waiting := parked.parking.messages(stream):
        done, refusal = _replay_some(client, parked, stream, waiting)
        applied += done
        if refusal is not None:
            parked.parking.note(refusal)
            raise StillParked(refusal)
    return applied


def _replay_some(
    client: MongoClient[Document], parked: Parked, stream: str, waiting: list[Message]
) -> tuple[int, Refusal | None]:
    refused = next(iter(parked.sink.prepare(waiting)), None)
    ready = [one for one in waiting if refused is None or one.version < refused.message.version]

    def body(session: ClientSession) -> tuple[int, Refusal | None]:
        there = parked.parking.messages(stream, session)
        # More may have been parked behind them: those are for the next round.
        if [one.version for one in there[: len(waiting)]] != [one.version for one in waiting]:
            raise RaceLost(f"{stream} was replayed meanwhile")
        failed = next(iter(parked.sink.apply(ready, session)), refused)
        upto = failed.message.version - 1 if failed else waiting[-1].version
        return parked.parking.release(stream, upto, session), failed

    return in_transaction(client, body)


def discard(client: MongoClient[Document], parked: Parked, stream: str) -> int:
    """Give up what waits of a stream: it is never applied. Returns how many events."""
    given_up = 0
    while waiting := parked.parking.messages(stream):
        release = partial(parked.parking.release, stream, waiting[-1].version)
        given_up += in_transaction(client, release)
    return given_up


def retry_waiting(client: MongoClient[Document], parked: Parked) -> int:
    """Try the streams again that wait for something that may have come. Returns how many went on.

    Those that have waited for more than a minute are an alert, every time.
    """
    went_on = 0
    for stream in parked.parking.waiting():
        try:
            replay(client, parked, stream.stream)
            went_on += 1
        except (StillParked, RaceLost):
            continue
    _alert(parked)
    return went_on


def _alert(parked: Parked) -> None:
    """Name the streams that have waited longest, whichever were tried, and say how many wait."""
    oldest, in_all = parked.parking.waiting_since(utc_now() - ALERT_AFTER)
    for stream in oldest:
        log.error("still_waiting", stream=stream.stream, reason=stream.reason, in_all=in_all)


class Action(StrEnum):
    REPLAY = "replay"
    DISCARD = "discard"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedCommand:
    """An order about one parked stream.

    reason: a code, "incident-4711": a free text could name a child.
    """

    consumer: str
    stream: str
    action: Action
    reason: str
    asked_by: UUID


class ParkedCommands:
    """The orders about parked streams, kept for ever with who asked and what came of it."""

    def __init__(self, views: Database[Document]) -> None:
        self._commands = views["parked_commands"]

    def ask(self, command: ParkedCommand) -> UUID:
        """Write an order down for the worker. Raises Invalid for a reason that is not a code."""
        if not REASON.fullmatch(command.reason):
            raise Invalid({"reason": ["A code of 3 to 60 letters, digits and dashes."]})
        command_id = uuid4()
        self._commands.insert_one(
            {
                "_id": command_id,
                "consumer": command.consumer,
                "stream": command.stream,
                "action": command.action.value,
                "reason": command.reason,
                "asked_by": command.asked_by,
                "asked_at": utc_now(),
                "done_at": None,
                "result": None,
            }
        )
        return command_id

    def result(self, command_id: UUID) -> str | None:
        """What came of an order: "replayed 3", "still parked: ..."; None until it is done."""
        found = self._commands.find_one({"_id": command_id}, {"result": 1})
        return found["result"] if found else None

    def listed(self) -> list[Document]:
        """The latest 100 orders, as they are kept."""
        return list(self._commands.find().sort("asked_at", DESCENDING).limit(MOST_LISTED))

    def carry_out(self, client: MongoClient[Document], parked: Parked) -> int:
        """Carry out this consumer's open orders, the oldest first. Returns how many.

        An order whose worker dies is carried out again: replaying twice applies nothing twice.
        """
        done = 0
        open_orders = {"consumer": parked.sink.name, "done_at": None}
        while order := self._commands.find_one(open_orders, sort=[("asked_at", ASCENDING)]):
            result = _carried_out(client, parked, order)
            self._commands.find_one_and_update(
                {"_id": order["_id"], "done_at": None},
                {"$set": {"done_at": utc_now(), "result": result}},
                return_document=ReturnDocument.AFTER,
            )
            log.warning("parked_command", stream=order["stream"], action=order["action"])
            done += 1
        return done


def _carried_out(client: MongoClient[Document], parked: Parked, order: Document) -> str:
    try:
        if order["action"] == Action.REPLAY:
            return f"replayed {replay(client, parked, order['stream'])}"
        return f"discarded {discard(client, parked, order['stream'])}"
    except StillParked as still:
        return f"still parked: {still.refusal.reason}"
    except RaceLost:
        return "another replay was under way"
