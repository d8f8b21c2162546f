"""What can go wrong, in words that a caller can act on; `shared.http` makes each an answer.

`domain` code raises `NotFound` and subclasses of `Refused`; everything else belongs to the edges.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID


class WaymarkError(Exception):
    """The root of every error that Waymark raises on purpose."""


class Refused(WaymarkError):
    """A rule said no. The class name is the `rule`, the docstring's first line the usual detail.

    detail: says to a person what is wrong with this very request; no personal data.
    """

    def __init__(self, detail: str | None = None) -> None:
        self.detail = detail or (type(self).__doc__ or "").strip().split("\n")[0]
        super().__init__(self.detail)

    @property
    def rule(self) -> str:
        return type(self).__name__


class NotFound(WaymarkError):
    """Not there, or not yours: the caller cannot tell which."""


class Invalid(WaymarkError):
    """A field is wrong.

    fields: the field's path ("pupil_id", "target.by_when") -> what would be right, one line each.
    """

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        self.fields = {name: list(messages) for name, messages in fields.items()}
        super().__init__("; ".join(sorted(self.fields)))


class Stale(WaymarkError):
    """The stream has moved on from the version that the caller saw.

    changed_by, changed_at: who changed it last, and when; None where nobody is known to have.
    """

    def __init__(
        self,
        stream: str,
        *,
        seen: int,
        current: int,
        changed_by: UUID | None = None,
        changed_at: datetime | None = None,
    ) -> None:
        self.stream, self.seen, self.current = stream, seen, current
        self.changed_by, self.changed_at = changed_by, changed_at
        super().__init__(f"{stream} is at version {current}, not {seen}")


class RaceLost(WaymarkError):
    """Another commit took the place of this one between its read and its append; decide again."""


class KeyReused(WaymarkError):
    """An idempotency key came again with another request."""


class BadRequest(WaymarkError):
    """The request cannot be read at all: malformed JSON, a header in no known form."""


class Unauthenticated(WaymarkError):
    """No token, or one that does not hold: expired, for another audience, by another issuer."""


class Forbidden(WaymarkError):
    """The caller is known and may not do this.

    permission: the one that is missing, "referral.decide".
    """

    def __init__(self, permission: str) -> None:
        self.permission = permission
        super().__init__(permission)


class ReasonMissing(Forbidden):
    """Whoever opens a record from outside a pupil's usual staff says why, and did not.

    pupil_id: whose record it is.
    """

    def __init__(self, permission: str, pupil_id: UUID | None) -> None:
        self.pupil_id = pupil_id
        super().__init__(permission)


class PreconditionRequired(WaymarkError):
    """A change of something that exists must say which version it saw, by `If-Match`."""


class TooMany(WaymarkError):
    """The caller asks more often than the limit allows."""


class Unavailable(WaymarkError):
    """A dependency is down: wait and ask again; nothing was done, or asking again finds it done."""
