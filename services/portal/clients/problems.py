"""What a service may answer in place of what was asked for, as pages deal with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID


class NotAnswered(Exception):
    """The root: a service did not give or do what was asked."""


class Refused(NotAnswered):
    """A rule of a service said no; `words.refusals` says it to a person. detail: in English."""

    def __init__(self, service: str, rule: str, detail: str) -> None:
        super().__init__(f"{service}: {rule}")
        self.service = service
        self.rule = rule
        self.detail = detail


class Invalid(NotAnswered):
    """A field is wrong: {path of the field: what would be right}."""

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        super().__init__(", ".join(sorted(fields)))
        self.fields = {name: list(messages) for name, messages in fields.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Who changed something and when, as far as this person may know."""

    changed_by: UUID | None = None
    changed_at: datetime | None = None


NOBODY_KNOWS: Final = Change()


class Stale(NotAnswered):
    """Somebody changed it since this person saw it.

    seen, current: the versions then and now; None where the form named none.
    last: the last change.
    """

    def __init__(
        self, seen: int | None = None, current: int | None = None, last: Change = NOBODY_KNOWS
    ) -> None:
        super().__init__(f"{seen}, now {current}")
        self.seen = seen
        self.current = current
        self.last = last


class AlreadySent(NotAnswered):
    """The form's key came with another text: what was sent first has been saved."""


class NotThere(NotAnswered):
    """Not there, or not this person's to see."""


class NotAllowed(NotAnswered):
    """This person's roles do not include it at all."""


class ReasonMissing(NotAnswered):
    """This person opens a pupil's record only with a stated reason. pupil_id: whose it is."""

    def __init__(self, pupil_id: UUID) -> None:
        super().__init__(str(pupil_id))
        self.pupil_id = pupil_id


class SignedOut(NotAnswered):
    """The sign-in has ended, or the person may see nothing here any more."""


class Down(NotAnswered):
    """A service did not answer in time, or said that it cannot now."""

    def __init__(self, service: str) -> None:
        super().__init__(service)
        self.service = service
