"""`contacts`: where mail to a young person goes, sealed under their own key."""

from typing import Final
from uuid import UUID

from shared.commits import Document
from shared.documents import kept
from shared.recorded import RecordedEvent
from shared.views import View

from ..inbound import CONTACTS as EVENTS
from ..inbound import PupilContactRecorded


def keys(recorded: RecordedEvent[PupilContactRecorded]) -> tuple[UUID, ...]:
    return (recorded.event.pupil_id,)


def fold(_: Document | None, recorded: RecordedEvent[PupilContactRecorded]) -> Document | None:
    """{_id: pupil, email: sealed | None}"""
    return {"email": kept(recorded.event.email)}


CONTACTS: Final = View(name="contacts", keys=keys, fold=fold, reads={"directory": EVENTS})
