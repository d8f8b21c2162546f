"""Read models: a view's two pure functions, its generations, and the sink that folds into them.

views: what `shared.pointers` says: which generations there are, and which one is read.
Documents of generation 3 are in `caseload_3`; `caseload_3_seen` holds {_id: stream, version}, by
which a list answers whether it has seen a command's token.

A generation is "building" (being folded from the beginning), "fed" (it follows, and may become
the live one), or "live". The generation before stays fed until it is dropped: going back is
moving the pointer.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Any, Final

import bson
import structlog
from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions
from bson.errors import BSONError
from msgspec import DecodeError, ValidationError
from pymongo import DeleteOne, IndexModel, ReplaceOne, UpdateOne
from pymongo.client_session import ClientSession
from pymongo.collection import Collection
from pymongo.database import Database

from shared.bus import Message
from shared.codec import Codec, UnknownEvent
from shared.commits import Document
from shared.errors import Unavailable, WaymarkError
from shared.parking import Refusal
from shared.recorded import RecordedEvent

log = structlog.get_logger()

UUIDS: Final = CodecOptions[Document](uuid_representation=UuidRepresentation.STANDARD)
MOST_DOCUMENT_BYTES: Final = 16_777_216
FIRST_EDITION: Final = "1"

Keys = Callable[[RecordedEvent[Any]], Sequence[Hashable]]
Fold = Callable[[Document | None, RecordedEvent[Any]], Document | None]


class State(StrEnum):
    """Of a generation: being folded from the beginning; fed and ready; fed and read."""

    BUILDING = "building"
    FED = "fed"
    LIVE = "live"


class GenerationDropped(WaymarkError):
    """The generation was dropped: whoever feeds it stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A read model.

    keys: the ids of the documents that an event concerns. fold: what one of them then is; it
    never changes the document it was given. reads: source service -> what of it is read.
    edition: which one of its author's; raised whenever keys, fold or indexes make other documents
    of the same events. data: a digest of what the fold counts by besides: rules, bank holidays.
    """

    name: str
    keys: Keys
    fold: Fold
    reads: Mapping[str, Codec[Any]]
    indexes: Sequence[IndexModel] = field(default_factory=tuple)
    edition: str = FIRST_EDITION
    data: str = ""

    @property
    def full_edition(self) -> str:
        """What a generation remembers: "2", or "2-3f9a..." where the fold counts by data."""
        return f"{self.edition}-{self.data}" if self.data else self.edition


def collection_name(view: str, generation: int) -> str:
    return f"{view}_{generation}"


def seen_name(view: str, generation: int) -> str:
    return f"{view}_{generation}_seen"


def live_generation(views: Database[Document], view: str) -> int:
    """The generation that readers are sent to. Raises Unavailable before the first was made."""
    pointer = views["views"].find_one({"_id": view}, {"live": 1})
    if pointer is None or pointer.get("live") is None:
        raise Unavailable(f"the view {view} has not been made yet")
    live: int = pointer["live"]
    return live


def live_collection(views: Database[Document], view: str) -> Collection[Document]:
    """The documents that a query reads now; ask anew for every request."""
    return views[collection_name(view, live_generation(views, view))]


def recorded_event(message: Message, codec: Codec[Any]) -> RecordedEvent[Any]:
    """A message's event as this reader's class of it, with its envelope. Raises what codecs do."""
    return RecordedEvent(
        event=codec.decode_data(message.type, message.schema, message.data),
        type=message.type,
        source=message.source,
        stream=message.stream,
        version=message.version,
        event_id=message.event_id,
        effective_on=message.effective_on,
        recorded_at=message.recorded_at,
        actor=message.actor,
        origin=message.origin,
        school_id=message.school_id,
        correlation_id=message.correlation_id,
        causation_id=message.causation_id,
    )


def decode(message: Message, reads: Mapping[str, Codec[Any]]) -> RecordedEvent[Any] | Refusal:
    """The event, or why this message can never be read."""
    try:
        return recorded_event(message, reads[message.source])
    except (UnknownEvent, DecodeError, ValidationError, KeyError, TypeError, ValueError) as error:
        # Their messages may quote the data: the log gets the kind alone.
        return Refusal(message=message, reason=f"cannot be read: {type(error).__name__}")


class Folding:
    """Documents while a batch is folded into them: changed ones apart, failures by stream."""

    def __init__(self, view: View, *, careful: bool = False) -> None:
        """careful: encode each document as it is folded, to find the one that cannot be kept."""
        self._view = view
        self._careful = careful
        self.documents: dict[Hashable, Document | None] = {}
        self.changed: set[Hashable] = set()
        self.seen: dict[str, int] = {}
        self.refusals: list[Refusal] = []
        self._failed: set[str] = set()

    def decoded(
        self, messages: Sequence[Message]
    ) -> list[tuple[Message, RecordedEvent[Any], Sequence[Hashable]]]:
        """The events with the documents they concern; a stream stops at what cannot be read."""
        found = []
        for message in messages:
            if message.stream in self._failed:
                continue
            recorded = decode(message, self._view.reads)
            if isinstance(recorded, Refusal):
                self._refuse(recorded)
                continue
            try:
                found.append((message, recorded, self._view.keys(recorded)))
            except Exception as error:  # whatever a view's own code raises parks this stream alone
                self._refuse(broken(message, error))
        return found

    def fold(
        self, message: Message, recorded: RecordedEvent[Any], keys: Sequence[Hashable]
    ) -> None:
        """Fold one event into all its documents, or, if any of them fails, into none."""
        if message.stream in self._failed:
            return
        try:
            after = {key: self._folded(key, recorded) for key in keys}
        except Exception as error:  # as above
            self._refuse(broken(message, error))
            return
        self.documents.update(after)
        self.changed.update(keys)
        self.seen[message.stream] = message.version

    def _folded(self, key: Hashable, recorded: RecordedEvent[Any]) -> Document | None:
        document = self._view.fold(self.documents.get(key), recorded)
        if document is None:
            return None
        after = {**document, "_id": key}
        if self._careful and len(bson.encode(after, codec_options=UUIDS)) > MOST_DOCUMENT_BYTES:
            raise ValueError("the document has grown past 16 MB")
        return after

    def _refuse(self, refusal: Refusal) -> None:
        self._failed.add(refusal.message.stream)
        self.refusals.append(refusal)


def broken(message: Message, error: Exception) -> Refusal:
    """A failure of our own code: its kind and place, never its message, which may quote a text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"
    return Refusal(message=message, reason=f"{type(error).__name__} in {where}")


class ViewSink:
    """Folds batches into one generation of a view."""

    def __init__(
        self, views: Database[Document], view: View, *, service: str, generation: int
    ) -> None:
        self.name = f"{service}.{collection_name(view.name, generation)}"
        self.view = view
        self.documents = views[collection_name(view.name, generation)]
        self.seen = views[seen_name(view.name, generation)]
        self.prepares = False
        self._pointers = views["views"]
        self._mine = {"_id": view.name, f"generations.{generation}": {"$exists": True}}

    def reads(self, message: Message) -> bool:
        codec = self.view.reads.get(message.source)
        return codec is not None and codec.knows(message.type)

    def prepare(self, _: Sequence[Message]) -> list[Refusal]:
        return []

    def apply(self, messages: Sequence[Message], session: ClientSession) -> list[Refusal]:
        """Load the batch's documents at once, fold, and write each once. Raises GenerationDropped.

        A fold that makes what MongoDB cannot keep is found only as it is written: then every
        document is looked at, so that the streams that it comes from are parked, not the view.
        """
        try:
            return self._fold_and_write(Folding(self.view), messages, session)
        except (BSONError, OverflowError):
            return self._fold_and_write(Folding(self.view, careful=True), messages, session)

    def _fold_and_write(
        self, folding: Folding, messages: Sequence[Message], session: ClientSession
    ) -> list[Refusal]:
        concerned = folding.decoded(messages)
        found = self._load({key for _, _, keys in concerned for key in keys}, session)
        folding.documents.update({document["_id"]: document for document in found})
        for message, recorded, keys in concerned:
            folding.fold(message, recorded, keys)
        self._write(folding, session)
        return folding.refusals

    def _load(self, wanted: set[Hashable], session: ClientSession) -> Iterator[Document]:
        """The documents with these ids, as long as the generation exists: by one question."""
        beside: Document = {
            "from": self.documents.name,
            "pipeline": [{"$match": {"_id": {"$in": list(wanted)}}}],
            "as": "document",
        }
        each = {"$unwind": {"path": "$document", "preserveNullAndEmptyArrays": True}}
        steps: list[Document] = [{"$match": self._mine}, {"$lookup": beside}, each]
        rows = self._pointers.aggregate([*steps, {"$project": {"document": 1}}], session=session)
        first = next(rows, None)
        if first is None:
            raise GenerationDropped(self.name)
        return (row["document"] for row in chain([first], rows) if "document" in row)

    def _write(self, folding: Folding, session: ClientSession) -> None:
        writes: list[Any] = []
        for key in folding.changed:
            document = folding.documents[key]
            writes.append(
                DeleteOne({"_id": key})
                if document is None
                else ReplaceOne({"_id": key}, document, upsert=True)
            )
        if writes:
            self.documents.bulk_write(writes, ordered=False, session=session)
        if folding.seen:
            self.seen.bulk_write(
                [
                    UpdateOne({"_id": stream}, {"$max": {"version": version}}, upsert=True)
                    for stream, version in folding.seen.items()
                ],
                ordered=False,
                session=session,
            )
