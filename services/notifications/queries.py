"""Reads the inbox: a person's own messages, about the children whom they may know of now."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from pymongo.database import Database

from shared.access.grants import Caller, Target, check
from shared.access.pupils import PUPILS
from shared.commits import Document
from shared.errors import NotFound
from shared.http.paging import page
from shared.views import live_collection

from .family import family_of
from .projections.inbox import INBOX, UNREAD_FIRST

INBOX_VIEW: Final = INBOX.name
OWN: Final = "message.own"
MOST_COUNTED: Final = 1_000


def child(views: Database[Document], pupil_id: UUID) -> Target:
    """A child as access sees them now, by the record that goes on. Raises NotFound."""
    family = family_of(views, pupil_id)
    if family is None or family.erased:
        raise NotFound
    pupil = live_collection(views, PUPILS.name).find_one({"_id": family.pupil_id})
    if pupil is None:
        raise NotFound
    return Target(pupil_id=family.pupil_id, school_id=pupil["school_id"])


def message(views: Database[Document], message_id: UUID, person_id: UUID) -> Document:
    """One message of a person's own. Raises NotFound."""
    mine = {"_id": message_id, "recipient_id": person_id}
    found = live_collection(views, INBOX.name).find_one(mine)
    if found is None:
        raise NotFound
    return found


def messages(
    views: Database[Document], caller: Caller, *, cursor: str | None, limit: int
) -> tuple[list[Document], str | None]:
    """A page of the caller's messages, the unread first, then the newest."""
    where = {**_mine(views, caller)}
    documents = live_collection(views, INBOX.name)
    return page(documents, where, order=UNREAD_FIRST, cursor=cursor, limit=limit)


def unread(views: Database[Document], caller: Caller) -> int:
    """How many the caller has not read, up to 1,000."""
    where = {**_mine(views, caller), "read": 0}
    return live_collection(views, INBOX.name).count_documents(where, limit=MOST_COUNTED)


def _mine(views: Database[Document], caller: Caller) -> dict[str, Any]:
    """Whoever was barred since, or has left, sees no message about that child any more; nor about
    a school, who holds no post there.
    """
    own = {"recipient_id": caller.person_id}
    about = live_collection(views, INBOX.name).distinct("pupil_id", own)
    of_schools = live_collection(views, INBOX.name).distinct("school_id", {**own, "pupil_id": None})
    pupils = _known_to(views, caller, [one for one in about if one is not None])
    schools = [one for one in of_schools if _may_know(caller, Target(school_id=one))]
    of_school = {"pupil_id": None, "school_id": {"$in": schools}}
    return {**own, "$or": [{"pupil_id": {"$in": pupils}}, of_school]}


def target_of(views: Database[Document], found: Document) -> Target:
    """The child whom a message is about, else the school. Raises NotFound."""
    if found["pupil_id"] is None:
        return Target(school_id=found["school_id"])
    return child(views, found["pupil_id"])


def _may_know(caller: Caller, target: Target) -> bool:
    try:
        check(OWN, caller, target)
    except NotFound:
        return False
    return True


def _known_to(views: Database[Document], caller: Caller, pupils: Sequence[UUID]) -> list[UUID]:
    known = []
    for pupil_id in pupils:
        try:
            target = child(views, pupil_id)
        except NotFound:
            continue
        if _may_know(caller, target):
            known.append(pupil_id)
    return known
