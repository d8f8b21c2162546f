"""`staff`: who holds which post from when to when, and where mail to them goes, sealed."""

from typing import Final
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from shared.commits import Document
from shared.documents import day, kept
from shared.recorded import RecordedEvent
from shared.views import View

from ..inbound import STAFF as EVENTS
from ..inbound import PostEnded, PostTaken, StaffDetailsChanged, StaffEvent, StaffJoined

UNKNOWN: Final[Document] = {"email": None, "posts": []}


def keys(recorded: RecordedEvent[StaffEvent]) -> tuple[UUID, ...]:
    return (recorded.event.staff_id,)


def fold(staff: Document | None, recorded: RecordedEvent[StaffEvent]) -> Document | None:
    """{_id: staff, email: sealed | None,
    posts: [{school_id | None, role, started_on: day | None, ended_on: day | None}]}"""
    known = staff or UNKNOWN
    match recorded.event:
        case StaffJoined() | StaffDetailsChanged() as event:
            return {**known, "email": kept(event.details.email)}
        case PostTaken() as event:
            days = {"started_on": day(event.effective_on), "ended_on": None}
            return {**known, "posts": _posts(known, event, days)}
        case PostEnded() as event:
            return {**known, "posts": _posts(known, event, {"ended_on": day(event.effective_on)})}


def _posts(staff: Document, event: PostTaken | PostEnded, days: Document) -> list[Document]:
    """The posts, with what is new about the one of this school and role."""
    same = {"school_id": event.school_id, "role": event.role}
    known = [one for one in staff["posts"] if same.items() <= one.items()]
    others = [one for one in staff["posts"] if not same.items() <= one.items()]
    before = known[0] if known else {**same, "started_on": None, "ended_on": None}
    return [*others, {**before, **days}]


STAFF: Final = View(
    name="staff",
    keys=keys,
    fold=fold,
    reads={"directory": EVENTS},
    indexes=(
        IndexModel([("posts.school_id", ASCENDING), ("posts.role", ASCENDING)], name="posts"),
    ),
)
