"""`guardians`: where mail to a guardian goes, sealed under the guardian's own key."""

from typing import Final
from uuid import UUID

from shared.commits import Document
from shared.documents import kept
from shared.recorded import RecordedEvent
from shared.views import View

from ..inbound import GUARDIANS as EVENTS
from ..inbound import GuardianEvent


def keys(recorded: RecordedEvent[GuardianEvent]) -> tuple[UUID, ...]:
    return (recorded.event.guardian_id,)


def fold(_: Document | None, recorded: RecordedEvent[GuardianEvent]) -> Document | None:
    """{_id: guardian, email: sealed | None}"""
    return {"email": kept(recorded.event.details.email)}


GUARDIANS: Final = View(name="guardians", keys=keys, fold=fold, reads={"directory": EVENTS})
