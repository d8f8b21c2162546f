"""Commands in: read the stream, decide, append. One aggregate, one stream, one commit."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from uuid import UUID

from shared.commits import Head
from shared.errors import NotFound, Stale
from shared.eventstore import EventStore
from shared.recorded import RecordedEvent, Request

from .domain import referral, specialist_request
from .domain.commands import (
    Command,
    OnReferral,
    RaiseReferral,
    ReferralCommand,
    RequestSpecialistAssessment,
    SpecialistRequestCommand,
)
from .domain.events import Event, ReferralEvent, SpecialistRequestEvent
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
    if isinstance(command, OnReferral):
        stream = store.read(referral_stream(command.referral_id))
    else:
        stream = store.read(request_stream(command.request_id))
    if if_match is not None and if_match != stream.head.version:
        # Before deciding, so that a stale page hears "stale" and not "refused".
        raise Stale(stream.head.stream, seen=if_match, current=stream.head.version)
    events = [recorded.event for recorded in stream.events]
    return store.append(stream.head, _decided(store, events, command), by=_placed(by, command))


def _decided(store: EventStore[Event], past: Sequence[Event], command: Command) -> Sequence[Event]:
    if isinstance(command, ReferralCommand):
        return referral.decide(_referral(past), command)
    _check_referral(store, command)
    return specialist_request.decide(_specialist_request(past), command)


def _placed(by: Request, command: Command) -> Request:
    """Whatever is about a pupil goes into that pupil's partition from its first commit on."""
    if isinstance(command, RaiseReferral | RequestSpecialistAssessment):
        return replace(by, partition_key=str(command.pupil_id))
    return by
