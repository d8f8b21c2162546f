"""A member of staff: who, and which posts, each with its days."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from .ages import senco_qualification_due
from .commands import Post, RecordStaffMember
from .details import StaffDetails
from .events import (
    PostEnded,
    PostTaken,
    SencoDesignated,
    StaffDetailsChanged,
    StaffEvent,
    StaffJoined,
)
from .terms import PostRole


@dataclass(frozen=True, slots=True)
class StaffMember:
    """details: None before they joined. posts: one for each school and role."""

    details: StaffDetails | None = None
    posts: tuple[Post, ...] = ()


def evolve(staff: StaffMember, event: StaffEvent) -> StaffMember:
    """Fold one event into the state. Never fails: the past has been decided."""
    match event:
        case StaffJoined() | StaffDetailsChanged():
            return replace(staff, details=event.details)
        case PostTaken():
            taken = Post(
                school_id=event.school_id,
                role=event.role,
                started_on=event.effective_on,
                ended_on=None,
            )
            return replace(staff, posts=(*_others(staff, taken), taken))
        case PostEnded():
            return replace(staff, posts=tuple(_ended(post, event) for post in staff.posts))
        case SencoDesignated():
            return staff  # follows from the post


def decide(staff: StaffMember, command: RecordStaffMember) -> list[StaffEvent]:
    """What is new about a member of staff; [] if nothing is."""
    events: list[StaffEvent] = []
    if staff.details is None:
        events.append(
            StaffJoined(
                staff_id=command.staff_id,
                details=command.details,
                effective_on=_first_day(command),
            )
        )
    elif staff.details != command.details:
        events.append(
            StaffDetailsChanged(
                staff_id=command.staff_id,
                details=command.details,
                effective_on=command.told_on,
            )
        )
    for post in command.posts:
        events += _post_events(command, post, known_post(staff, post))
    return events


def known_post(staff: StaffMember, post: Post) -> Post | None:
    """The post of the same school and role."""
    return next((one for one in staff.posts if _same(one, post)), None)


def _post_events(command: RecordStaffMember, post: Post, known: Post | None) -> list[StaffEvent]:
    started_on = post.started_on or (known.started_on if known else None) or command.told_on
    no_end_now = known is not None and known.ended_on is not None and post.ended_on is None
    taken = known is None or known.started_on != started_on or no_end_now
    events: list[StaffEvent] = []
    if taken:
        events.append(
            PostTaken(
                staff_id=command.staff_id,
                school_id=post.school_id,
                role=post.role,
                effective_on=started_on,
            )
        )
        events += _designation(command, post, started_on)
    if post.ended_on and (taken or known is None or known.ended_on != post.ended_on):
        events.append(
            PostEnded(
                staff_id=command.staff_id,
                school_id=post.school_id,
                role=post.role,
                effective_on=post.ended_on,
            )
        )
    return events


def _designation(command: RecordStaffMember, post: Post, started_on: date) -> list[SencoDesignated]:
    if post.role is not PostRole.SENCO or post.school_id is None:
        return []
    if post.ended_on is not None and post.ended_on < started_on:
        return []  # over before anybody told us of it, on a day that nobody said
    return [
        SencoDesignated(
            staff_id=command.staff_id,
            school_id=post.school_id,
            # A day that nobody said must not become a legal deadline.
            qualification_due_on=(
                senco_qualification_due(post.started_on) if post.started_on else None
            ),
            effective_on=started_on,
        )
    ]


def _first_day(command: RecordStaffMember) -> date:
    days = [post.started_on for post in command.posts if post.started_on]
    return min(days, default=command.told_on)


def _same(one: Post, other: Post) -> bool:
    return (one.school_id, one.role) == (other.school_id, other.role)


def _others(staff: StaffMember, post: Post) -> tuple[Post, ...]:
    return tuple(one for one in staff.posts if not _same(one, post))


def _ended(post: Post, event: PostEnded) -> Post:
    where: tuple[UUID | None, PostRole] = (event.school_id, event.role)
    if (post.school_id, post.role) != where:
        return post
    return replace(post, ended_on=event.effective_on)
