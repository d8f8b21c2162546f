"""`authors`: whose concern it is, to tell them what was decided."""

from typing import Final
from uuid import UUID

from shared.commits import Document
from shared.recorded import RecordedEvent
from shared.views import View

from ..inbound import AUTHORS as EVENTS
from ..inbound import ReferralRaised


def keys(recorded: RecordedEvent[ReferralRaised]) -> tuple[UUID, ...]:
    return (recorded.event.referral_id,)


def fold(_: Document | None, recorded: RecordedEvent[ReferralRaised]) -> Document | None:
    """{_id: referral, author_id}"""
    return {"author_id": recorded.event.raised_by}


AUTHORS: Final = View(name="authors", keys=keys, fold=fold, reads={"referrals": EVENTS})
