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
    EhcpDeadlineResumed,
    EhcpDeadlineStopped,
    EhcpDeadlineWithdrawn,
    EhcpEntryStruckOut,
    EhcpUnderFiveRecorded,
    Event,
    Told,
)
from .facts import Announced, Answer, EhcCase, Entry, Opened, UnderFive
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
            return _with_notice(case, announced(event))
        case EhcpDeadlineWithdrawn():
            return _without_notice(case, event)
        case EhcpDeadlineStopped():
            return replace(case, stopped=(*case.stopped, event.notice_id))
        case EhcpDeadlineResumed():
            left = tuple(one for one in case.stopped if one != event.notice_id)
            return replace(case, stopped=left)
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
    return replace(_imported(case, getattr(event, "imported_on", None)), **changed)


def put(entries: Sequence[Entry], new: Entry, corrects: UUID | None) -> tuple[Entry, ...]:
    """The entries with one more, or with one in the place of what it corrects; letters by their
    days: what a council said last does not depend on which letter was found first.
    """
    told = [replace(new, root=one.key) if one.entry_id == corrects else one for one in entries]
    return tuple(sorted([*told, new] if corrects is None else told, key=_letter_day))


def _letter_day(entry: Entry) -> date:
    """By which letters are sorted; one day for all else, which keeps the order of recording."""
    return entry.told_on if isinstance(entry, Answer) else date.min


def _imported(case: EhcCase, on: date | None) -> EhcCase:
    """The case, and what it was before the list of a day: however much that list tells."""
    if on is None or (case.imported_on is not None and on <= case.imported_on):
        return case
    return replace(case, imported_on=on, before_import=case)


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


def _with_notice(case: EhcCase, new: Announced) -> EhcCase:
    """Whatever is announced of a deadline takes the place of "approaching"; late, it is missed
    and met.
    """
    near = [x for x in case.announced if x.clock == new.clock and x.what is Notice.APPROACHING]
    left = [one for one in case.announced if one not in near]
    return replace(case, announced=(*left, new), replaced=(*case.replaced, *near))


def _without_notice(case: EhcCase, event: EhcpDeadlineWithdrawn) -> EhcCase:
    gone = {event.withdraws, *event.also}
    if event.what is Notice.APPROACHING:
        # The others of this day were as wrong: old events do not name them.
        of = (event.rule, event.about, event.due_on)
        gone |= {one.notice_id for one in case.replaced if (*one.clock, one.due_on) == of}
    return replace(
        case,
        announced=tuple(one for one in case.announced if one.notice_id not in gone),
        replaced=tuple(one for one in case.replaced if one.notice_id not in gone),
        withdrawn=case.withdrawn + 1,
    )


def standing(case: EhcCase) -> Opened:
    """How a case that stands began. Raises NotFound, EnteredInError."""
    if case.opened is None:
        raise NotFound
    if case.struck_out:
        raise EnteredInError
    return case.opened
