"""Commands in: read the stream, decide, append. One aggregate, one stream, one commit."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from uuid import UUID

from shared.commits import Head
from shared.errors import NotFound
from shared.eventstore import EventStore, StreamRead
from shared.recorded import Request

from .domain import referral, specialist_request
from .domain.commands import Command, OnReferral, RaiseReferral, RequestSpecialistAssessment
from .domain.events import Event, ReferralEvent, SpecialistRequestEvent
from .domain.referral import Referral
from .domain.specialist_request import SpecialistRequest
from .domain.state import standing


def referral_stream(referral_id: UUID) -> str:
    return f"referral-{referral_id}"


def request_stream(request_id: UUID) -> str:
    return f"specialistrequest-{request_id}"


def handle(
    store: EventStore[Event], command: Command, *, by: Request, if_match: int | None
) -> Head:
    """Carry out one command and return the stream's new head.

    by: who asked, for which school, under which idempotency key.
    if_match: the version that the caller saw; None where it saw none (a new stream, a policy).
    Raises Stale if the stream has moved on, and what decide raises.
    """
    stream = store.read(_stream_name(command))
    stream.check_seen(if_match)
    return store.append(stream.head, _decided(store, stream, command), by=_placed(by, command))


def _stream_name(command: Command) -> str:
    if isinstance(command, OnReferral):
        return referral_stream(command.referral_id)
    return request_stream(command.request_id)


def _decided(
    store: EventStore[Event], stream: StreamRead[Event], command: Command
) -> Sequence[Event]:
    if isinstance(command, OnReferral):
        return referral.decide(_referral(_events(stream)), command)
    if isinstance(command, RequestSpecialistAssessment) and command.referral_id:
        _check_referral(store, command.referral_id, command.pupil_id)
    return specialist_request.decide(_specialist_request(_events(stream)), command)


def _events(stream: StreamRead[Event]) -> list[Event]:
    return [recorded.event for recorded in stream.events]


def _referral(past: Iterable[Event]) -> Referral:
    return reduce(
        referral.evolve, (one for one in past if isinstance(one, ReferralEvent)), Referral()
    )


def _specialist_request(past: Iterable[Event]) -> SpecialistRequest:
    return reduce(
        specialist_request.evolve,
        (one for one in past if isinstance(one, SpecialistRequestEvent)),
        SpecialistRequest(),
    )


def read_referral(store: EventStore[Event], referral_id: UUID) -> Referral:
    """A concern's state now; one that nobody raised has none of its facts."""
    return _referral(_events(store.read(referral_stream(referral_id))))


def read_specialist_request(store: EventStore[Event], request_id: UUID) -> SpecialistRequest:
    """A request's state now."""
    return _specialist_request(_events(store.read(request_stream(request_id))))


def _check_referral(store: EventStore[Event], referral_id: UUID, pupil_id: UUID) -> None:
    """A request for a concern is about the pupil of a concern that stands.

    Raises NotFound, EnteredInError. A stream's pupil never changes, so reading it is enough.
    """
    raised = standing(read_referral(store, referral_id))
    if raised.pupil_id != pupil_id:
        raise NotFound


def _placed(by: Request, command: Command) -> Request:
    """Whatever is about a pupil goes into that pupil's partition from its first commit on."""
    if isinstance(command, RaiseReferral | RequestSpecialistAssessment):
        return replace(by, partition_key=str(command.pupil_id))
    return by
