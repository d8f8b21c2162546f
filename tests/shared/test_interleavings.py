"""A document fed by several topics is the same in whatever order they come (design 3.7)."""

from collections.abc import Iterator
from random import Random
from uuid import UUID, uuid4

import pytest

from shared.bus import Message
from shared.commits import Document
from shared.consumer import Consumer
from shared.placed import own_messages, read_placed
from shared.topic_feed import KafkaFeed
from shared.views import Folding
from tests.servers import KafkaServer, MongoServer
from tests.shared.kit import NotesService
from tests.shared.notes import PARTS, counted, request

INTERLEAVINGS = 50
ON_KAFKA = 3
PUPILS = 5


@pytest.fixture
def marks(
    published: NotesService, mongod: MongoServer, kafka: KafkaServer
) -> Iterator[NotesService]:
    """A second service of the same trust, with a topic of its own."""
    service = NotesService(
        mongod, kafka, published.trust, service="marks", trust_key=published.trust_key
    )
    yield service
    service.close()


def write_history(service: NotesService, pupils: list[UUID], seed: int) -> None:
    random = Random(seed)
    streams = {pupil: [f"note-{uuid4()}" for _ in range(2)] for pupil in pupils}
    for number in range(1, 41):
        pupil = random.choice(pupils)
        stream = random.choice(streams[pupil])
        head = service.store.read(stream).head
        service.store.append(head, [counted(pupil, number)], by=request(pupil))
    service.place_all()


def messages_of(service: NotesService) -> list[Message]:
    return [
        message
        for placed in read_placed(service.main(), 0, most=1000)
        for message in own_messages(placed, service.service)
    ]


def interleaved(random: Random, histories: list[list[Message]]) -> list[Message]:
    """The histories merged at random, each in its own order."""
    remaining = [list(history) for history in histories]
    merged = []
    while any(remaining):
        history = random.choices(remaining, weights=[len(one) for one in remaining])[0]
        merged.append(history.pop(0))
    return merged


def by_partition(messages: list[Message]) -> list[list[Message]]:
    found: dict[tuple[str, str], list[Message]] = {}
    for message in messages:
        found.setdefault((message.source, message.partition_key), []).append(message)
    return list(found.values())


def folded(messages: list[Message], batch: int) -> dict[object, Document]:
    folding = Folding(PARTS)
    for start in range(0, len(messages), batch):
        for message, recorded, keys in folding.decoded(messages[start : start + batch]):
            folding.fold(message, recorded, keys)
    assert folding.refusals == []
    return {key: document for key, document in folding.documents.items() if document}


def test_fifty_interleavings_give_the_same_documents(
    published: NotesService, marks: NotesService
) -> None:
    pupils = [uuid4() for _ in range(PUPILS)]
    write_history(published, pupils, seed=1)
    write_history(marks, pupils, seed=2)
    messages = [*messages_of(published), *messages_of(marks)]
    expected = folded(messages, batch=len(messages))
    assert len(expected) == PUPILS
    orders = set()
    for seed in range(INTERLEAVINGS):
        random = Random(seed)
        order = interleaved(random, by_partition(messages))
        orders.add(tuple(message.event_id for message in order))
        assert folded(order, batch=random.randint(1, 9)) == expected
    assert len(orders) == INTERLEAVINGS


def test_topics_published_in_any_interleaving_give_the_same_documents(
    published: NotesService, marks: NotesService
) -> None:
    pupils = [uuid4() for _ in range(PUPILS)]
    write_history(published, pupils, seed=3)
    write_history(marks, pupils, seed=4)
    messages = [*messages_of(published), *messages_of(marks)]
    expected = folded(messages, batch=1)
    for seed in range(ON_KAFKA):
        consumer = consumer_of_both(published, f"both-{seed}")
        publish_in_pieces(Random(seed), [published, marks], consumer)
        published.run_until(
            consumer,
            lambda: stored(published) == expected,
            "the documents of the direct fold",
        )
        consumer.close()
        forget(published, marks)


def consumer_of_both(service: NotesService, group: str) -> Consumer:
    feed: KafkaFeed = service.kafka_feed(group, ["notes", "marks"])
    return service.consumer(feed, PARTS)


def stored(service: NotesService) -> dict[object, Document]:
    return {document["_id"]: document for document in service.views()["parts_1"].find()}


def publish_in_pieces(random: Random, services: list[NotesService], consumer: Consumer) -> None:
    """Publish each service's log a few commits at a time, in a random order, and read meanwhile."""
    relays = [service.relay() for service in services]
    with pytest.MonkeyPatch.context() as patched:
        while relays:
            patched.setattr("shared.relay.MOST_COMMITS", random.randint(1, 15))
            relay = random.choice(relays)
            if relay.step() == 0:
                relay.close()
                relays.remove(relay)
            consumer.step(wait_seconds=0)


def forget(*services: NotesService) -> None:
    """As if nothing had been published or read."""
    for service in services:
        service.views()["publishing"].delete_one({"_id": "relay"})
        for name in ("checkpoints", "parts_1", "parts_1_seen"):
            service.views()[name].delete_many({})
