"""The steps of a worker, taken by hand: place what was appended, publish it, build a view."""

from collections.abc import Sequence
from uuid import UUID

from deploy.bench.concerns import stories
from deploy.bench.ground import Ground
from deploy.bench.people import append_all
from services.referrals.codec import CODEC
from shared.feeds import KafkaFeed
from shared.generations import Generations
from shared.relay import Relay
from shared.sequencer import Sequencer
from shared.views import View

WAIT_SECONDS = 0.05


def place_all(ground: Ground, service: str) -> int:
    """Run a sequencer until every commit has its position. Returns how many there are."""
    main = ground.main(service, "worker")
    sequencer = Sequencer(ground.client(service, "worker"), main, ground.views(service))
    commits = main["commits"].count_documents({})
    while main["log"].estimated_document_count() < commits:
        sequencer.step(wait_seconds=WAIT_SECONDS)
    sequencer.close()
    return commits


def publish_all(ground: Ground, service: str) -> None:
    """Place and publish every commit of a service."""
    place_all(ground, service)
    relay = Relay(
        ground.main(service, "worker"),
        ground.views(service),
        ground.kafka,
        trust=ground.code,
        service=service,
    )
    while relay.step():
        pass
    relay.close()


def tell_stories(ground: Ground, pupils: Sequence[UUID], each: int) -> None:
    """Append so many whole concerns about every pupil."""
    store = ground.store("referrals", CODEC)
    for week in stories(pupils, each):
        append_all(store, week)


def whole_topics(ground: Ground, view: View) -> KafkaFeed:
    """Every partition of the topics that a view reads, from the beginning."""
    return KafkaFeed(ground.kafka, trust=ground.code, services=sorted(view.reads), group=None)


def build(ground: Ground, service: str, view: View) -> int:
    """Build a generation of a view of topics; the first one goes live."""
    generations = Generations(
        ground.client(service, "worker"), ground.views(service), view, service=service
    )
    return generations.build(whole_topics(ground, view))
