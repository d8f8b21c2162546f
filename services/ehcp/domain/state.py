"""What the past of a case makes true: the state, event by event."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from shared.errors import NotFound

from .events import (
    EhcpAssessmentRequested,
    EhcpCaseStruckOut,
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
    EhcpEntryStruckOut,
    EhcpUnderFiveRecorded,
    Event,
    Told,
)
from .facts import Announced, EhcCase, Entry, Opened, UnderFive
from .keeping import KEPT, standing_of
from .rules import EnteredInError
from .terms import Notice, NotKnown


def evolve(case: EhcCase, event: Event) -> EhcCase:
    """Fold one event into the state. Never fails: the past has been decided."""
    match event:
        case EhcpAssessmentRequested():
            return replace(case, opened=_opened(event), imported_on=event.imported_on)
        case EhcpEntryStruckOut():
            return without(case, event.entry_id)
        case EhcpCaseStruckOut():
            return replace(case, struck_out=True)
        case EhcpDeadlineApproaching() | EhcpDeadlineMissed() | EhcpDeadlineMet():
            return replace(case, announced=_with_notice(case.announced, announced(event)))
        case EhcpDeadlineWithdrawn():
            left = tuple(one for one in case.announced if one.notice_id != event.withdraws)
            return replace(case, announced=left, withdrawn=case.withdrawn + 1)
        case EhcpUnderFiveRecorded():
            under_five = UnderFive(until=event.under_five_until, told_on=event.effective_on)
            return replace(case, under_five=under_five)
        case told:
            return _with(case, told)


def _opened(event: EhcpAssessmentRequested) -> Opened:
    known = NotKnown.ASKED_ON not in event.not_known
    return Opened(
        pupil_id=event.pupil_id,
        requester=event.requester,
        asked_on=event.effective_on if known else None,
    )


def _with(case: EhcCase, event: Told) -> EhcCase:
    """The case with what was told in its place."""
    place = KEPT[type(event)]
    new = put(standing_of(case, place), place.kept(event), event.corrects)
    changed: dict[str, Any] = {place.field: new, "entry_ids": (*case.entry_ids, event.entry_id)}
    imported = _imported(case, getattr(event, "imported_on", None))
    return replace(case, **changed, imported_on=imported)


def put(entries: Sequence[Entry], new: Entry, corrects: UUID | None) -> tuple[Entry, ...]:
    """The entries with one more, or with one in the place of what it corrects."""
    if corrects is None:
        return (*entries, new)
    return tuple(replace(new, root=one.key) if one.entry_id == corrects else one for one in entries)


def _imported(case: EhcCase, on: date | None) -> date | None:
    known = [day for day in (case.imported_on, on) if day is not None]
    return max(known, default=None)


def without(case: EhcCase, entry_id: UUID) -> EhcCase:
    """The case without an entry, of whichever kind."""
    left: dict[str, Any] = {
        place.field: tuple(one for one in standing_of(case, place) if one.entry_id != entry_id)
        for place in KEPT.values()
    }
    return replace(case, **left)


def announced(
    event: EhcpDeadlineApproaching | EhcpDeadlineMissed | EhcpDeadlineMet,
) -> Announced:
    """An announcement as the state keeps it."""
    plain = Announced(
        notice_id=event.notice_id,
        what=Notice.MISSED,
        rule=event.rule,
        about=event.about,
        due_on=event.due_on,
        responsible=event.responsible,
    )
    match event:
        case EhcpDeadlineApproaching():
            return replace(plain, what=Notice.APPROACHING, distance=event.distance)
        case EhcpDeadlineMissed():
            return plain
        case EhcpDeadlineMet():
            return replace(plain, what=Notice.MET, done_on=event.effective_on)


def _with_notice(standing: tuple[Announced, ...], new: Announced) -> tuple[Announced, ...]:
    """Whatever is announced of a deadline takes the place of "approaching"; late, it is missed
    and met.
    """
    left = [one for one in standing if one.clock != new.clock or one.what is not Notice.APPROACHING]
    return (*left, new)


def standing(case: EhcCase) -> Opened:
    """How a case that stands began. Raises NotFound, EnteredInError."""
    if case.opened is None:
        raise NotFound
    if case.struck_out:
        raise EnteredInError
    return case.opened
