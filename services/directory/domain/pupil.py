"""A pupil: which roll, which year, who, which SEN status the MIS has; one record for one child."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Refused
from shared.personal import Personal, typed_text

from .ages import end_of_compulsory_school_age, keep_until, under_five_until
from .commands import ErasePupil, MergePupils, PupilCommand, RecordPupil, RecordPupilContact
from .details import PupilDetails
from .events import (
    PupilContactRecorded,
    PupilDetailsChanged,
    PupilEnrolled,
    PupilErased,
    PupilEvent,
    PupilLeft,
    PupilMovedSchool,
    PupilNamed,
    PupilsMerged,
    SenStatusRecorded,
    YearGroupChanged,
)
from .terms import SenNeed, SenStatus


@dataclass(frozen=True, slots=True)
class Roll:
    """school_age_ends_on, keep_until: as derived from the date of birth; so is under_five_until,
    which is None of whoever is older.
    """

    school_id: UUID
    entered_on: date
    left_on: date | None
    school_age_ends_on: date
    keep_until: date
    under_five_until: date | None


@dataclass(frozen=True, slots=True)
class Sen:
    status: SenStatus
    since: date | None
    needs: tuple[SenNeed, ...]


@dataclass(frozen=True, slots=True)
class Pupil:
    """Everything that a new telling is compared with; roll is None before the first.

    email: the pupil's own.
    """

    roll: Roll | None = None
    year: tuple[str, str | None] | None = None
    details: PupilDetails | None = None
    sen: Sen | None = None
    email: Personal | None = None
    merged_into: UUID | None = None
    erased: bool = False


class PupilIsErased(Refused):
    """This pupil's record was erased; nothing can be added to it."""


class PupilIsMerged(Refused):
    """This record was merged into another one of the same child, which goes on."""


class MergedWithItself(Refused):
    """A record cannot be merged into itself."""


def evolve(pupil: Pupil, event: PupilEvent) -> Pupil:
    """Fold one event into the state. Never fails: the past has been decided."""
    match event:
        case PupilEnrolled():
            year = (event.year_group, event.registration_group)
            return replace(pupil, roll=_roll(event), year=year)
        case PupilMovedSchool():
            return replace(pupil, roll=_moved(pupil.roll, event))
        case PupilLeft():
            left = replace(pupil.roll, left_on=event.effective_on) if pupil.roll else None
            return replace(pupil, roll=left)
        case YearGroupChanged():
            return replace(pupil, year=(event.year_group, event.registration_group))
        case PupilNamed() | PupilDetailsChanged():
            return replace(pupil, details=event.details)
        case SenStatusRecorded():
            return replace(pupil, sen=Sen(event.status, event.since, event.needs))
        case PupilContactRecorded():
            return replace(pupil, email=event.email)
        case PupilsMerged():
            return replace(pupil, merged_into=event.into_pupil_id)
        case PupilErased():
            return replace(pupil, erased=True)


def decide(pupil: Pupil, command: PupilCommand) -> list[PupilEvent]:
    """What follows from a command; [] if it is already so.

    Raises NotFound, PupilIsErased, PupilIsMerged, MergedWithItself.
    """
    match command:
        case RecordPupil():
            return record(pupil, command)
        case RecordPupilContact():
            return record_contact(pupil, command)
        case MergePupils():
            return merge(pupil, command)
        case ErasePupil():
            return erase(pupil, command)


def record(pupil: Pupil, command: RecordPupil) -> list[PupilEvent]:
    if pupil.erased:
        raise PupilIsErased
    if pupil.merged_into is not None:
        raise PupilIsMerged
    return [
        *_roll_events(pupil, command),
        *_details_events(pupil, command),
        *_sen_events(pupil, command),
    ]


def record_contact(pupil: Pupil, command: RecordPupilContact) -> list[PupilEvent]:
    if pupil.roll is None:
        raise NotFound
    if pupil.erased:
        raise PupilIsErased
    if pupil.merged_into is not None:
        raise PupilIsMerged
    if pupil.email == command.email:
        return []
    return [
        PupilContactRecorded(
            pupil_id=command.pupil_id, email=command.email, effective_on=command.told_on
        )
    ]


def merge(pupil: Pupil, command: MergePupils) -> list[PupilEvent]:
    if pupil.roll is None:
        raise NotFound
    if pupil.merged_into == command.into_pupil_id:
        return []
    if pupil.erased:
        raise PupilIsErased
    if pupil.merged_into is not None:
        raise PupilIsMerged
    if command.into_pupil_id == command.pupil_id:
        raise MergedWithItself
    return [
        PupilsMerged(
            pupil_id=command.pupil_id,
            into_pupil_id=command.into_pupil_id,
            effective_on=command.told_on,
        )
    ]


def erase(pupil: Pupil, command: ErasePupil) -> list[PupilEvent]:
    if pupil.roll is None:
        raise NotFound
    if pupil.erased:
        return []  # asked twice, or again after a crash: the rest of the erasure is finished
    return [PupilErased(pupil_id=command.pupil_id, effective_on=command.told_on)]


def _roll_events(pupil: Pupil, command: RecordPupil) -> list[PupilEvent]:
    told, known = _told_roll(command), _as_of(pupil.roll, command.told_on)
    if known is not None and known.school_id != told.school_id:
        moved = PupilMovedSchool(
            pupil_id=command.pupil_id,
            school_id=command.school_id,
            effective_on=command.entered_on,
        )
        known = _moved(known, moved)
        events: list[PupilEvent] = [moved]
    else:
        events = []
    if known is None or replace(known, left_on=told.left_on) != told or _stays(known, told):
        known = replace(told, left_on=None)
        events.append(_enrolled(command, told))
    elif pupil.year != _told_year(command):
        events.append(
            YearGroupChanged(
                pupil_id=command.pupil_id,
                year_group=command.year_group,
                registration_group=command.registration_group,
                effective_on=command.told_on,
            )
        )
    if told.left_on is not None and known.left_on != told.left_on:
        events.append(PupilLeft(pupil_id=command.pupil_id, effective_on=told.left_on))
    return events


def _as_of(roll: Roll | None, today: date) -> Roll | None:
    """What is known, as it would be told today: a birthday that has come is nothing new."""
    if roll is None or _still(roll.under_five_until, today) == roll.under_five_until:
        return roll
    return replace(roll, under_five_until=None)


def _still(until: date | None, today: date) -> date | None:
    return until if until is not None and today <= until else None


def _stays(known: Roll, told: Roll) -> bool:
    """A leaving date that was known is taken back."""
    return known.left_on is not None and told.left_on is None


def _told_year(command: RecordPupil) -> tuple[str, str | None]:
    return (command.year_group, command.registration_group)


def _told_roll(command: RecordPupil) -> Roll:
    born_on = date.fromisoformat(typed_text(command.details.date_of_birth))
    return Roll(
        school_id=command.school_id,
        entered_on=command.entered_on,
        left_on=command.left_on,
        school_age_ends_on=end_of_compulsory_school_age(born_on),
        keep_until=keep_until(born_on, command.keep_years),
        under_five_until=_still(under_five_until(born_on), command.told_on),
    )


def _enrolled(command: RecordPupil, told: Roll) -> PupilEnrolled:
    return PupilEnrolled(
        pupil_id=command.pupil_id,
        school_id=told.school_id,
        year_group=command.year_group,
        registration_group=command.registration_group,
        end_of_compulsory_school_age=told.school_age_ends_on,
        keep_until=told.keep_until,
        under_five_until=told.under_five_until,
        effective_on=told.entered_on,
    )


def _roll(event: PupilEnrolled) -> Roll:
    return Roll(
        school_id=event.school_id,
        entered_on=event.effective_on,
        left_on=None,
        school_age_ends_on=event.end_of_compulsory_school_age,
        keep_until=event.keep_until,
        under_five_until=event.under_five_until,
    )


def _moved(roll: Roll | None, event: PupilMovedSchool) -> Roll | None:
    if roll is None:
        return None
    return replace(roll, school_id=event.school_id, entered_on=event.effective_on, left_on=None)


def _details_events(pupil: Pupil, command: RecordPupil) -> list[PupilEvent]:
    if pupil.details is None:
        return [
            PupilNamed(
                pupil_id=command.pupil_id,
                details=command.details,
                effective_on=command.entered_on,
            )
        ]
    if pupil.details == command.details:
        return []
    return [
        PupilDetailsChanged(
            pupil_id=command.pupil_id,
            details=command.details,
            effective_on=command.told_on,
        )
    ]


def _sen_events(pupil: Pupil, command: RecordPupil) -> list[PupilEvent]:
    if pupil.sen == Sen(command.sen_status, command.sen_since, command.sen_needs):
        return []
    return [
        SenStatusRecorded(
            pupil_id=command.pupil_id,
            school_id=command.school_id,
            status=command.sen_status,
            since=command.sen_since,
            needs=command.sen_needs,
            effective_on=command.sen_since or command.told_on,
        )
    ]
