"""Streams that cannot go on: a message that can never succeed, and its stream's later events.

parked: {_id: "<consumer>|<stream>@<version>", consumer, stream, version, type, reason, message, at}
parked_streams: {_id: "<consumer>|<stream>", consumer, stream, reason, since, tried_at, waiting: how
many, waits: whether it is tried again by itself, since what it needs may yet come}

The promise: nothing is lost, other streams go on, and a stream is applied again in its order.
A stream's name begins with its category, and a category belongs to one service of a trust.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
import structlog
from pymongo import ASCENDING, UpdateOne
from pymongo.client_session import ClientSession
from pymongo.database import Database

from shared.bus import Message
from shared.calendar import utc_now
from shared.commits import Document
from shared.telemetry import PARKED

log = structlog.get_logger()

MOST_LISTED: Final = 500
MOST_AT_ONCE: Final = 100
MOST_STREAMS: Final = 20
WITHIN: Final = timedelta(minutes=5)


_messages = msgspec.json.Decoder(Message)  # made here, before there are threads: `shared.shapes`


class TooManyParked(Exception):
    """20 streams parked in 5 minutes: that is a bug of ours, not of the messages. Stop, loudly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A message that cannot be applied, and why (no personal data).

    waits: it needs something that may yet come, and is tried again by itself.
    """

    message: Message
    reason: str
    waits: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedStream:
    """A stream that stands: why, since when, how many of its events wait."""

    consumer: str
    stream: str
    reason: str
    since: datetime
    waiting: int
    waits: bool


class Parking:
    """The parked streams of one consumer, "reporting.caseload_3"."""

    def __init__(self, views: Database[Document], consumer: str) -> None:
        self._parked = views["parked"]
        self._streams = views["parked_streams"]
        self._consumer = consumer

    def among(self, streams: Iterable[str], session: ClientSession | None = None) -> set[str]:
        """Those of these streams that are parked."""
        ids = [self._id(stream) for stream in set(streams)]
        if not ids:
            return set()
        found = self._streams.find({"_id": {"$in": ids}}, {"stream": 1}, session=session)
        return {document["stream"] for document in found}

    def park(self, messages: Sequence[Refusal], session: ClientSession | None = None) -> None:
        """Keep the messages in order; the first reason of a stream is the stream's."""
        now = utc_now()
        self._parked.insert_many([self._kept(one, now) for one in messages], session=session)
        self._streams.bulk_write([self._counted(one, now) for one in messages], session=session)

    def _kept(self, refused: Refusal, now: datetime) -> Document:
        message = refused.message
        return {
            "_id": f"{self._id(message.stream)}@{message.version}",
            "consumer": self._consumer,
            "stream": message.stream,
            "version": message.version,
            "type": message.type,
            "reason": refused.reason,
            "message": msgspec.json.encode(message),
            "at": now,
        }

    def _counted(self, refused: Refusal, now: datetime) -> UpdateOne:
        first = {
            "consumer": self._consumer,
            "stream": refused.message.stream,
            "reason": refused.reason,
            "since": now,
            "tried_at": now,
            "waits": refused.waits,
        }
        return UpdateOne(
            {"_id": self._id(refused.message.stream)},
            {"$setOnInsert": first, "$inc": {"waiting": 1}},
            upsert=True,
        )

    def too_many(self) -> bool:
        """Whether 20 streams have been parked within the last 5 minutes."""
        recent = {
            "consumer": self._consumer,
            "waits": False,
            "since": {"$gte": utc_now() - WITHIN},
        }
        return self._streams.count_documents(recent, limit=MOST_STREAMS) >= MOST_STREAMS

    def is_empty(self) -> bool:
        """Whether no stream is parked."""
        return self._streams.find_one({"consumer": self._consumer}, {"_id": 1}) is None

    def count(self) -> int:
        """How many streams are parked now."""
        return self._streams.count_documents({"consumer": self._consumer})

    def listed(self, *, after: str = "", most: int = MOST_LISTED) -> list[ParkedStream]:
        """The parked streams by name, a page of at most 500; after: the last name of the page."""
        found = self._streams.find({"consumer": self._consumer, "stream": {"$gt": after}})
        page = found.sort("stream", ASCENDING).limit(min(most, MOST_LISTED))
        return [_parked_stream(one) for one in page]

    def waiting(self) -> list[ParkedStream]:
        """The streams that are to be tried again by themselves: 100, those whose last try is the
        longest ago, so that however many there are each has its turn.
        """
        found = self._streams.find({"consumer": self._consumer, "waits": True})
        page = found.sort("tried_at", ASCENDING).limit(MOST_AT_ONCE)
        return [_parked_stream(one) for one in page]

    def waiting_since(self, moment: datetime) -> tuple[list[ParkedStream], int]:
        """Of the streams that have waited since then or longer: the oldest 100, and how many."""
        waits = {"consumer": self._consumer, "waits": True, "since": {"$lte": moment}}
        oldest = self._streams.find(waits).sort("since", ASCENDING).limit(MOST_AT_ONCE)
        return [_parked_stream(one) for one in oldest], self._streams.count_documents(waits)

    def note(self, refused: Refusal) -> None:
        """Keep why a stream still stands; one that need not wait any more counts as new."""
        now = utc_now()
        values: Document = {"reason": refused.reason, "waits": refused.waits, "tried_at": now}
        stream = {"_id": self._id(refused.message.stream)}
        if not refused.waits:
            self._streams.update_one(stream | {"waits": True}, {"$set": {"since": now}})
        self._streams.update_one(stream, {"$set": values})

    def messages(self, stream: str, session: ClientSession | None = None) -> list[Message]:
        """What waits of a stream, in its order; at most 100."""
        found = self._parked.find(
            {"consumer": self._consumer, "stream": stream}, {"message": 1}, session=session
        )
        ordered = found.sort("version", ASCENDING).limit(MOST_AT_ONCE)
        return [_messages.decode(one["message"]) for one in ordered]

    def release(self, stream: str, upto_version: int, session: ClientSession | None = None) -> int:
        """Take out what was applied or given up; the stream goes on once nothing of it waits.

        Returns how many events were taken out.
        """
        mine = {"consumer": self._consumer, "stream": stream}
        gone = self._parked.delete_many(mine | {"version": {"$lte": upto_version}}, session=session)
        counted: dict[str, Any] = {"$inc": {"waiting": -gone.deleted_count}}
        self._streams.update_one({"_id": self._id(stream)}, counted, session=session)
        self._streams.delete_one({"_id": self._id(stream), "waiting": {"$lte": 0}}, session=session)
        return gone.deleted_count

    def forget(self, session: ClientSession | None = None) -> None:
        """Remove everything of this consumer, when its view's generation is dropped."""
        self._parked.delete_many({"consumer": self._consumer}, session=session)
        self._streams.delete_many({"consumer": self._consumer}, session=session)

    def _id(self, stream: str) -> str:
        return f"{self._consumer}|{stream}"


def listed_of_all(views: Database[Document], after: tuple[str, str]) -> list[ParkedStream]:
    """The parked streams of every consumer, by both names: at most 500, and one that says "more".

    after: consumer and stream of the last row of the page before.
    """
    found = views["parked_streams"].find({"_id": {"$gt": "|".join(after) if any(after) else ""}})
    return [_parked_stream(one) for one in found.sort("_id", ASCENDING).limit(MOST_LISTED + 1)]


def is_parked(views: Database[Document], consumer: str, stream: str) -> bool:
    return views["parked_streams"].find_one({"_id": f"{consumer}|{stream}"}) is not None


def _parked_stream(document: Document) -> ParkedStream:
    return ParkedStream(**{name: document[name] for name in ParkedStream.__slots__})


def set_aside(
    messages: Sequence[Message], parked: set[str], refusals: Sequence[Refusal]
) -> list[Refusal]:
    """What is to be parked: the refused messages, and behind them the rest of their streams."""
    first: dict[str, Refusal] = {}
    for one in refusals:
        first.setdefault(one.message.stream, one)
    aside = []
    for message in messages:
        refusal = first.get(message.stream)
        if message.stream in parked:
            aside.append(Refusal(message=message, reason="behind a parked event of its stream"))
        elif refusal is not None and message.position >= refusal.message.position:
            aside.append(Refusal(message=message, reason=refusal.reason, waits=refusal.waits))
    return aside


def alert_parked(consumer: str, refused: Refusal) -> None:
    """Tell whoever watches that an event cannot be applied; one that only waits is not counted."""
    if refused.waits:
        return
    PARKED.labels(consumer).inc()
    log.error(
        "parked",
        consumer=consumer,
        stream=refused.message.stream,
        version=refused.message.version,
        type=refused.message.type,
        reason=refused.reason,
    )
