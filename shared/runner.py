"""What is the same for every command: the idempotency key, the race that is decided again.

The promise: a request that is sent again, under its key, is answered as it was the first time,
whatever has happened since; it never does a thing twice.
"""

import hmac
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from shared.commits import Head
from shared.errors import KeyReused, NotFound, RaceLost, Refused, Stale
from shared.eventstore import DuplicateRequest, EventStore
from shared.recorded import Request
from shared.telemetry import COMMANDS

C_contra = TypeVar("C_contra", contravariant=True)
MOST_ATTEMPTS: Final = 5


class Handle(Protocol[C_contra]):
    """A service's `handlers.handle`."""

    def __call__(
        self, store: EventStore[Any], command: C_contra, *, by: Request, if_match: int | None
    ) -> Head: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A command was carried out, now or when its request came first: the stream's version then."""

    stream: str
    version: int

    @property
    def token(self) -> str:
        """What a list may be asked to have seen: `referral-<id>@7`."""
        return f"{self.stream}@{self.version}"


def run(
    handle: Handle[C_contra],
    store: EventStore[Any],
    command: C_contra,
    *,
    by: Request,
    if_match: int | None,
) -> Done:
    """Carry out a command once, and count what came of it: "done", or the error's name.

    Raises what `handle` raises, KeyReused, and RaceLost when 5 races in a row were lost.
    """
    name = type(command).__name__
    try:
        done = _run(handle, store, command, by=by, if_match=if_match)
    except Exception as error:
        COMMANDS.labels(name, type(error).__name__).inc()
        raise
    COMMANDS.labels(name, "done").inc()
    return done


def _run(
    handle: Handle[C_contra],
    store: EventStore[Any],
    command: C_contra,
    *,
    by: Request,
    if_match: int | None,
) -> Done:
    for _ in range(MOST_ATTEMPTS):
        try:
            head = handle(store, command, by=by, if_match=if_match)
        except RaceLost as lost:
            # Where the caller named a version, `handle` will now say that it is stale.
            race, earlier = lost, _earlier(store, by)
            if earlier is not None:
                return earlier
        except (Refused, Stale, NotFound, DuplicateRequest):
            earlier = _earlier(store, by)
            if earlier is None:
                raise
            return earlier
        else:
            return _done(head, store, by)
    raise race


def _done(head: Head, store: EventStore[Any], by: Request) -> Done:
    """A head that this request did not make is answered as the request was at first."""
    earlier = _earlier(store, by) if by.key and head.recorded_by != by.key else None
    return earlier or Done(stream=head.stream, version=head.version)


def _earlier(store: EventStore[Any], by: Request) -> Done | None:
    """What this request did when it came first. Raises KeyReused if it was another request."""
    earlier = store.request(by.key) if by.key else None
    if earlier is None or by.key is None:
        return None
    if not hmac.compare_digest(earlier.fingerprint, by.key.fingerprint):
        raise KeyReused
    return Done(stream=earlier.stream, version=earlier.version)
