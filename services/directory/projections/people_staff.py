"""`people_staff`: who works for the trust, in which posts: for names, and for grants."""

from typing import Final
from uuid import UUID

from pymongo import ASCENDING, IndexModel

from shared.commits import Document
from shared.documents import day, kept
from shared.recorded import RecordedEvent
from shared.views import View

from ..codec import CODEC
from ..domain.events import (
    Event,
    PostEnded,
    PostTaken,
    SencoDesignated,
    StaffDetailsChanged,
    StaffJoined,
)

StaffKinds = StaffJoined | StaffDetailsChanged | PostTaken | PostEnded | SencoDesignated


def keys(recorded: RecordedEvent[Event]) -> tuple[UUID, ...]:
    event = recorded.event
    return (event.staff_id,) if isinstance(event, StaffKinds) else ()


def fold(staff: Document | None, recorded: RecordedEvent[Event]) -> Document | None:
    """{_id: UUID, title, forename, surname, email: sealed | None,
    posts: [{school_id | None, role, started_on: day, ended_on: day | None,
    qualification_due_on: day | None}], version: int}"""
    known = staff or {"posts": []}
    match recorded.event:
        case StaffJoined() | StaffDetailsChanged() as event:
            changed: Document = {
                "title": kept(event.details.title),
                "forename": kept(event.details.forename),
                "surname": kept(event.details.surname),
                "email": kept(event.details.email),
            }
        case PostTaken() as event:
            days = {"started_on": day(event.effective_on), "ended_on": None}
            changed = {"posts": _posts(known, event.school_id, event.role, days)}
        case PostEnded() as event:
            days = {"ended_on": day(event.effective_on)}
            changed = {"posts": _posts(known, event.school_id, event.role, days)}
        case SencoDesignated() as event:
            due = {"qualification_due_on": day(event.qualification_due_on)}
            changed = {"posts": _posts(known, event.school_id, "senco", due)}
        case _:
            return staff
    return {**known, **changed, "version": recorded.version}


def _posts(staff: Document, school_id: UUID | None, role: str, days: Document) -> list[Document]:
    """The posts, with what is new about the one of this school and role."""
    new: Document = {
        "school_id": school_id,
        "role": str(role),
        "started_on": None,
        "ended_on": None,
        "qualification_due_on": None,
    }
    others = []
    for post in staff["posts"]:
        if (post["school_id"], post["role"]) == (school_id, role):
            new = post
        else:
            others.append(post)
    return [*others, {**new, **days}]


PEOPLE_STAFF: Final = View(
    name="people_staff",
    keys=keys,
    fold=fold,
    reads={"directory": CODEC},
    indexes=(IndexModel([("posts.school_id", ASCENDING), ("posts.role", ASCENDING)]),),
)
