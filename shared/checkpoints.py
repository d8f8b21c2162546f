"""How far a consumer has come in each partition, and which of what arrives is next in order.

Pure: the consumer and the rebuild of a view go by the same rules.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from shared.bus import Message
from shared.feeds import LOG, Arrival


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How far a consumer has come in one partition.

    offset: where to read on. position: of the last record in sequence. revision: how often it
    has been saved, by which another member's save is noticed.
    """

    offset: int
    position: int
    topic_id: str
    revision: int


BEGINNING: Final = Checkpoint(offset=0, position=0, topic_id="", revision=0)


def resumed(saved: Mapping[str, Any] | None, topic_id: str) -> Checkpoint:
    """Where to go on; in another topic from its first record: the positions skip what is known."""
    if saved is None:
        return BEGINNING
    at = Checkpoint(**{name: saved[name] for name in Checkpoint.__slots__})
    return at if at.topic_id == topic_id else replace(at, offset=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A record that does not follow the last one of its partition: one between is missing."""

    partition: str
    last: int
    next: int


@dataclass(slots=True, kw_only=True)
class Taken:
    """What arrivals come to: where each partition then is, and the messages to apply, in order.

    settled: partitions in which a record came in sequence.
    foreign: records that are not ours, in words.
    """

    moved: dict[str, Checkpoint] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)
    gaps: list[Gap] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    duplicates: int = 0


def take(
    at: Mapping[str, Checkpoint], arrivals: Sequence[Arrival], reads: Callable[[Message], bool]
) -> Taken:
    """Sort arrivals into what is next, known already, out of sequence, or not ours.

    reads: whether the consumer wants a message at all; its checkpoint moves on all the same.
    """
    taken = Taken()
    last: dict[str, Arrival] = {}
    positions = {partition: checkpoint.position for partition, checkpoint in at.items()}
    for arrival in arrivals:
        last[arrival.partition] = arrival
        if arrival.message is None:
            taken.foreign.append(
                f"{arrival.partition}@{arrival.next_offset - 1}: {arrival.problem}"
            )
        elif _is_next(taken, positions[arrival.partition], arrival, arrival.message):
            positions[arrival.partition] = arrival.message.position
            if reads(arrival.message):
                taken.messages.append(arrival.message)
    for partition, arrival in last.items():
        taken.moved[partition] = Checkpoint(
            offset=arrival.next_offset,
            position=positions[partition],
            topic_id=arrival.topic_id,
            revision=at[partition].revision,
        )
    return taken


def _is_next(taken: Taken, before: int, arrival: Arrival, message: Message) -> bool:
    if message.position <= before:
        taken.duplicates += 1
        return False
    if arrival.partition != LOG and message.after != before:
        # A batch failed half-way: the relay sends all of it again, in order.
        taken.gaps.append(Gap(partition=arrival.partition, last=before, next=message.position))
        return False
    taken.settled.add(arrival.partition)
    return True
