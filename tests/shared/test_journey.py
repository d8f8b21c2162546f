"""One fact from the append to a read model, through every part of `shared`."""

from uuid import UUID, uuid4

from deploy.local.waiting import wait_until
from tests.shared.kit import NotesService
from tests.shared.notes import SAID, counted, request, taken


def test_a_fact_is_sealed_sequenced_published_and_folded(
    published: NotesService, pupil: UUID
) -> None:
    stream = f"note-{uuid4()}"
    head = published.store.read(stream).head
    head = published.store.append(head, [taken(pupil), counted(pupil, 3)], by=request(pupil))
    published.store.append(head, [counted(pupil, 4)], by=request(pupil))

    sequencer, relay = published.sequencer(), published.relay()
    sequencer.step(wait_seconds=0.1)
    assert relay.step() == 2
    consumer = published.kafka_consumer()
    wait_until(
        lambda: consumer.step(wait_seconds=0.1) >= 0 and published.total(pupil) == 7,
        "the total to be 7",
        within_seconds=20,
    )
    read = published.store.read(stream)
    assert [recorded.version for recorded in read.events] == [1, 2, 3]
    assert read.head.version == 3
    assert SAID.encode() not in published.everything_stored()
