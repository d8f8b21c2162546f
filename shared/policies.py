"""Policies: what a service does when something has happened, in its own or another service.

The promise: a redelivered event has no second effect, since every id and idempotency key of the
command comes from the event; a command that a rule refuses is parked with the rule's name.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid5

from pymongo.client_session import ClientSession

from shared.bus import Message
from shared.calendar import utc_now
from shared.codec import Codec
from shared.errors import Invalid, KeyReused, NotFound, Refused, WaymarkError
from shared.eventstore import DuplicateRequest
from shared.parking import Refusal
from shared.recorded import Actor, IdempotencyKey, Origin, RecordedEvent, Request
from shared.views import broken, decode

POLICY_ROLE: Final = "policy"
AT_ONCE: Final = 4


class NotYet(WaymarkError):
    """What the event needs has not come yet, a pupil say: its stream waits, and is tried again.

    reason: what is missing, as a code ("pupil-unknown"); no personal data.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One policy of a service.

    name: its consumer's, "open-plan"; never changed, since ids come from it.
    react: event -> commands, in which new ids come from `derived_id`. Pure but for reading the
        service's own views and streams; raises NotYet.
    reads: source service -> what of it is read.
    run: carries one command out and stores the request's key with it. Raises Refused, NotFound
        or Invalid where it can never succeed, NotYet where it may later.
    imports: whether it reacts to what an import brought in.
    """

    name: str
    react: Callable[[RecordedEvent[Any]], Sequence[Any]]
    reads: Mapping[str, Codec[Any]]
    run: Callable[[Any, Request], object]
    imports: bool = False


def derived_id(event_id: UUID, policy: str, part: str = "") -> UUID:
    """The id that a policy gives to what it makes because of an event: always the same.

    part: tells several apart that come from one event ("letter").
    """
    return uuid5(event_id, f"{policy}/{part}" if part else policy)


class PolicySink:
    """What the consumer of a policy does with its messages; for one policy."""

    def __init__(self, policy: Policy, *, service: str) -> None:
        self.name = f"{service}.policies.{policy.name}"
        self.policy = policy
        self.prepares = True

    def reads(self, message: Message) -> bool:
        codec = self.policy.reads.get(message.source)
        if codec is None or not codec.knows(message.type):
            return False
        return self.policy.imports or message.origin is not Origin.IMPORT

    def prepare(self, messages: Sequence[Message]) -> list[Refusal]:
        """React to each pupil's messages in order; a stream stops at the first that is refused.

        Several pupils' at the same time: a command waits for the journal, and after an hour
        without a broker there are thousands. Dependencies that are down (Unavailable,
        PyMongoError, KafkaError) and lost races go on to the consumer, which comes again with the
        same messages.
        """
        of_pupil: dict[str, list[Message]] = {}
        for message in messages:
            of_pupil.setdefault(message.partition_key, []).append(message)
        if len(of_pupil) <= 1:
            return self._react_in_order(messages)
        with ThreadPoolExecutor(min(AT_ONCE, len(of_pupil))) as pool:
            found = list(pool.map(self._react_in_order, of_pupil.values()))
        return [refusal for refusals in found for refusal in refusals]

    def _react_in_order(self, messages: Sequence[Message]) -> list[Refusal]:
        refusals: dict[str, Refusal] = {}
        for message in messages:
            if message.stream not in refusals:
                refusal = self._react(message)
                if refusal is not None:
                    refusals[message.stream] = refusal
        return list(refusals.values())

    def apply(self, _: Sequence[Message], __: ClientSession) -> list[Refusal]:
        """Nothing: the commands were carried out before, each in its own commit."""
        return []

    def _react(self, message: Message) -> Refusal | None:
        recorded = decode(message, self.policy.reads)
        if isinstance(recorded, Refusal):
            return recorded
        try:
            for number, command in enumerate(self.policy.react(recorded)):
                self._run(command, message, number)
        except NotYet as error:
            return Refusal(message=message, reason=error.reason, waits=True)
        except Refused as error:
            return Refusal(message=message, reason=error.rule)
        except (NotFound, Invalid, KeyReused) as error:
            return Refusal(message=message, reason=type(error).__name__)
        except BUGS as error:
            return broken(message, error)
        return None

    def _run(self, command: Any, message: Message, number: int) -> None:
        try:
            self.policy.run(command, request_for(self.policy.name, message, number))
        except DuplicateRequest:
            return  # the event came before, and this command was carried out then


# A mistake in a policy's own code parks the stream, like a fold's; never what a dependency raises.
BUGS: Final = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, AssertionError)


def request_for(policy: str, message: Message, number: int) -> Request:
    """What the commit of a policy's command records. number: of the event's commands, from 0."""
    key = f"{message.event_id}/{number}"
    return Request(
        actor=Actor(person_id=None, role=POLICY_ROLE),
        origin=Origin.POLICY,
        at=utc_now(),
        correlation_id=message.correlation_id,
        causation_id=message.event_id,
        school_id=message.school_id,
        partition_key=_pupil(message.partition_key),
        key=IdempotencyKey(subject=f"policy:{policy}", key=key, fingerprint=key.encode()),
    )


def _pupil(partition_key: str) -> str | None:
    """The pupil's id that the event is kept under; None where that is only its stream's name."""
    try:
        return str(UUID(partition_key))
    except ValueError:
        return None
