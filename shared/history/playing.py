"""A past carried out: some stories at a time, each stream's next command with those of the others.

One command, one commit, as everywhere. Whatever stops it, playing the same file again finishes it:
a command that was carried out decides to do nothing, by the ids that it brings.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, Final
from uuid import UUID, uuid4

from shared.calendar import utc_now
from shared.codec import event_type
from shared.errors import NotFound, RaceLost, Refused
from shared.eventstore import Append, DuplicateRequest, EventStore, StreamRead
from shared.recorded import Actor, IdempotencyKey, Origin, Request
from shared.sealing import Sealer

from .stories import Story

IMPORT_ROLE: Final = "import"
KEY_SUBJECT: Final = "history"
MOST_RACES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """What decides a command. stream: its stream's name.

    dated: what the handler makes of an imported command before it is decided.
    """

    new: Any
    evolve: Callable[[Any, Any], Any]
    decide: Callable[[Any, Any], Sequence[Any]]
    stream: Callable[[Any], str]
    dated: Callable[[Any, Request], Any] = lambda command, _: command


@dataclass(slots=True)
class Played:
    """What came of it. unchanged: commands that had been carried out.

    refused: "plan-<id>, command 3: PlanEnded"; what came after it in its story was left.
    absent: stories of pupils who are not known here, or were erased.
    """

    commits: int = 0
    events: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    refused: list[str] = field(default_factory=list)
    absent: int = 0


class _Going:
    """A story under way: the next command, and the stream as far as it is known."""

    def __init__(self, story: Story[Any], aggregate: Aggregate) -> None:
        self.story = story
        self.aggregate = aggregate
        self.stream = aggregate.stream(story.commands[0])
        self.number = 0
        self.races = 0
        self.state: Any = aggregate.new
        self.head: Any = None

    def begin(self, read: StreamRead[Any]) -> None:
        self.head = read.head
        past = (recorded.event for recorded in read.events)
        self.state = reduce(self.aggregate.evolve, past, self.aggregate.new)

    @property
    def left(self) -> bool:
        return self.number < len(self.story.commands)

    @property
    def command(self) -> Any:
        return self.story.commands[self.number]

    def went(self, head: Any, events: Sequence[Any]) -> None:
        self.head = head
        self.state = reduce(self.aggregate.evolve, events, self.state)
        self.number += 1

    def stop(self) -> None:
        self.number = len(self.story.commands)


class Player:
    """Plays stories into one service's store. aggregate_of: which aggregate decides a command."""

    def __init__(
        self,
        store: EventStore[Any],
        sealer: Sealer,
        aggregate_of: Callable[[Any], Aggregate],
    ) -> None:
        self.played = Played()
        self._store = store
        self._sealer = sealer
        self._aggregate_of = aggregate_of
        self._correlation_id = uuid4()

    def play(self, stories: Sequence[Story[Any]]) -> None:
        """Carry out some hundreds of stories, each of another stream.

        Raises RaceLost where others keep changing one of the streams, and what the store raises.
        """
        keys = self._sealer.keys.find(one.pupil_id for one in stories)
        known = [one for one in stories if one.commands and keys.get(one.pupil_id)]
        self.played.absent += len(stories) - len(known)
        going = [_Going(one, self._aggregate_of(one.commands[0])) for one in known]
        reads = self._store.read_many([one.stream for one in going])
        for one, read in zip(going, reads, strict=True):
            one.begin(read)
        while going := [one for one in going if one.left]:
            self._step(going)

    def _step(self, going: Sequence[_Going]) -> None:
        """The next command of each story that has something new to say."""
        decided = [(one, append) for one in going if (append := self._next(one)) is not None]
        heads = self._store.append_many([append for _, append in decided])
        for (one, append), head in zip(decided, heads, strict=True):
            if isinstance(head, RaceLost | DuplicateRequest):
                self._again(one, head)
                continue
            one.went(head, append.events)
            self.played.commits += 1
            self.played.events.update(event_type(type(event)) for event in append.events)

    def _next(self, one: _Going) -> Append[Any] | None:
        """What is to be appended next; what says nothing new is passed over."""
        while one.left:
            by = self._request(one)
            command = one.aggregate.dated(one.command, by)
            try:
                events = one.aggregate.decide(one.state, command)
            except (Refused, NotFound) as refusal:
                rule = getattr(refusal, "rule", type(refusal).__name__)
                self.played.refused.append(f"{one.stream}, command {one.number + 1}: {rule}")
                one.stop()
                return None
            if events:
                return Append(head=one.head, events=events, by=by)
            self.played.unchanged += 1
            one.number += 1
        return None

    def _again(self, one: _Going, lost: RaceLost | DuplicateRequest) -> None:
        """Somebody else was faster, this very past played twice at once say: look again."""
        one.races += 1
        if one.races > MOST_RACES:
            raise lost
        one.begin(self._store.read(one.stream))

    def _request(self, one: _Going) -> Request:
        by: UUID | None = getattr(one.command, "by", None)
        key = f"{one.stream}/{one.number + 1}"
        return Request(
            actor=Actor(person_id=None, role=IMPORT_ROLE, on_behalf_of=by),
            origin=Origin.IMPORT,
            at=utc_now(),
            correlation_id=self._correlation_id,
            school_id=one.story.school_id,
            partition_key=str(one.story.pupil_id),
            key=IdempotencyKey(subject=KEY_SUBJECT, key=key, fingerprint=key.encode()),
        )
