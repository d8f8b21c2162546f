"""Streams that cannot go on: a message that can never succeed, and its stream's later events.

parked: {_id: "<consumer>|<stream>@<version>", consumer, stream, version, reason, message, at}
parked_streams: {_id: "<consumer>|<stream>", consumer, stream, reason, since, waiting}

The promise: nothing is lost, other streams go on, and a stream is applied again in its order.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

import msgspec
from pymongo import ASCENDING, UpdateOne
from pymongo.client_session import ClientSession
from pymongo.database import Database

from shared.bus import Message
from shared.calendar import utc_now
from shared.commits import Document

MOST_LISTED: Final = 500
MOST_STREAMS: Final = 20
WITHIN: Final = timedelta(minutes=5)


class TooManyParked(Exception):
    """20 streams parked in 5 minutes: that is a bug of ours, not of the messages. Stop, loudly."""


class Parking:
    """The parked streams of one consumer, "reporting.caseload_3"."""

    def __init__(self, views: Database[Document], consumer: str) -> None:
        self._parked = views["parked"]
        self._streams = views["parked_streams"]
        self._consumer = consumer

    def among(self, streams: Iterable[str], session: ClientSession | None = None) -> set[str]:
        """Those of these streams that are parked."""
        ids = [self._id(stream) for stream in set(streams)]
        found = self._streams.find({"_id": {"$in": ids}}, {"stream": 1}, session=session)
        return {document["stream"] for document in found}

    def park(
        self, messages: Sequence[tuple[Message, str]], session: ClientSession | None = None
    ) -> None:
        """Keep (message, reason) in order; the first reason of a stream is the stream's."""
        now = utc_now()
        self._parked.insert_many(
            [
                {
                    "_id": f"{self._id(message.stream)}@{message.version}",
                    "consumer": self._consumer,
                    "stream": message.stream,
                    "version": message.version,
                    "type": message.type,
                    "reason": reason,
                    "message": msgspec.json.encode(message),
                    "at": now,
                }
                for message, reason in messages
            ],
            session=session,
        )
        self._streams.bulk_write(
            [
                UpdateOne(
                    {"_id": self._id(message.stream)},
                    {
                        "$setOnInsert": {
                            "consumer": self._consumer,
                            "stream": message.stream,
                            "reason": reason,
                            "since": now,
                        },
                        "$inc": {"waiting": 1},
                    },
                    upsert=True,
                )
                for message, reason in messages
            ],
            session=session,
        )

    def too_many(self) -> bool:
        """Whether 20 streams have been parked within the last 5 minutes."""
        since = utc_now() - WITHIN
        recent = {"consumer": self._consumer, "since": {"$gte": since}}
        return self._streams.count_documents(recent, limit=MOST_STREAMS) >= MOST_STREAMS

    def messages(self, stream: str, session: ClientSession | None = None) -> list[Message]:
        """What waits of a stream, in its order; at most 500."""
        found = self._parked.find(
            {"consumer": self._consumer, "stream": stream}, {"message": 1}, session=session
        )
        ordered = found.sort("version", ASCENDING).limit(MOST_LISTED)
        return [msgspec.json.decode(one["message"], type=Message) for one in ordered]

    def release(self, stream: str, upto_version: int, session: ClientSession | None = None) -> None:
        """Take out what was applied or given up; the stream goes on once nothing of it waits."""
        mine = {"consumer": self._consumer, "stream": stream}
        gone = self._parked.delete_many(mine | {"version": {"$lte": upto_version}}, session=session)
        counted: dict[str, Any] = {"$inc": {"waiting": -gone.deleted_count}}
        self._streams.update_one({"_id": self._id(stream)}, counted, session=session)
        self._streams.delete_one({"_id": self._id(stream), "waiting": {"$lte": 0}}, session=session)

    def _id(self, stream: str) -> str:
        return f"{self._consumer}|{stream}"
