"""What follows for deadlines from what was told: an announcement that was wrong is withdrawn, what
runs no more stops, what is done is met.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import reduce
from typing import Final
from uuid import UUID

from .deadlines import Deadline, Standing, deadlines
from .events import (
    EhcpDeadlineMet,
    EhcpDeadlineResumed,
    EhcpDeadlineStopped,
    EhcpDeadlineWithdrawn,
    Event,
)
from .facts import Announced, EhcCase, Opened
from .notices import is_announced, notice_id
from .state import evolve
from .terms import Cause, Notice

ENDED: Final = frozenset({Standing.OVERTAKEN, Standing.NOT_NEEDED, Standing.NOT_COUNTED})
Clock = tuple[str, UUID | None]


def consequences(case_id: UUID, case: EhcCase, today: date) -> list[Event]:
    """What follows for the deadlines from what a case now says: withdrawn first, then stopped or
    resumed, then met.
    """
    events: list[Event] = []
    if case.opened is None:
        return events
    now = {deadline.clock: deadline for deadline in deadlines(case)}
    for clock in dict.fromkeys(one.clock for one in (*case.replaced, *case.announced)):
        events += _withdrawals(case_id, case, clock, now.get(clock), today)
    left = reduce(evolve, events, case)
    events += _stopped_or_resumed(case_id, left, now, today)
    events += _met(case_id, left, now)
    return events


def _withdrawals(
    case_id: UUID, case: EhcCase, clock: Clock, deadline: Deadline | None, today: date
) -> Iterator[EhcpDeadlineWithdrawn]:
    """One for each announcement of a clock that stands and was wrong. The first names what it had
    replaced: whoever was told by that alone hears it as well, and nobody hears it twice.
    """
    if case.opened is None:
        return
    standing, replaced = (
        [(x, cause) for x in of if x.clock == clock and (cause := _wrong_because(x, deadline))]
        for of in (case.announced, case.replaced)
    )
    if not standing:  # what took their place is right, or was withdrawn before
        standing, replaced = replaced[-1:], replaced[:-1]
    also = tuple(one.notice_id for one, _ in replaced)
    for notice, cause in standing:
        yield _withdrawn(case_id, case.opened, notice, also, cause, today)
        also = ()


def _wrong_because(notice: Announced, deadline: Deadline | None) -> Cause | None:
    """Why an announcement that stands was wrong; None where it was right when it was made.

    deadline: None where the case, or what its clock started from, was struck out.
    """
    if deadline is None or deadline.standing is Standing.NOT_KNOWN:
        return Cause.ENTERED_IN_ERROR
    match notice.what:
        case Notice.APPROACHING:
            return _not_near_because(notice, deadline) if deadline.running else None
        case Notice.MISSED:
            return _not_missed_because(notice, deadline)
        case Notice.MET:
            if deadline.standing is not Standing.DONE:
                return Cause.ENTERED_IN_ERROR
            same = (deadline.due_on, deadline.done_on) == (notice.due_on, notice.done_on)
            return None if same else Cause.DATES_CHANGED


def _not_near_because(notice: Announced, deadline: Deadline) -> Cause | None:
    """Its day is another one, or it is for another party to act: the council holds the review."""
    if deadline.due_on != notice.due_on:
        return Cause.DATES_CHANGED
    acts = deadline.limit.rule.responsible if deadline.limit else notice.responsible
    return None if acts is notice.responsible else Cause.ENTERED_IN_ERROR


def _not_missed_because(notice: Announced, deadline: Deadline) -> Cause | None:
    if deadline.standing in (Standing.NOT_NEEDED, Standing.NOT_COUNTED):
        return Cause.NOT_NEEDED
    if (wrong := _not_near_because(notice, deadline)) is not None:
        return wrong
    done_in_time = deadline.standing is Standing.DONE and (deadline.days_in_hand or 0) >= 0
    return Cause.DONE_IN_TIME if done_in_time else None


def _withdrawn(
    case_id: UUID,
    opened: Opened,
    notice: Announced,
    also: tuple[UUID, ...],
    cause: Cause,
    today: date,
) -> EhcpDeadlineWithdrawn:
    return EhcpDeadlineWithdrawn(
        case_id=case_id,
        pupil_id=opened.pupil_id,
        withdraws=notice.notice_id,
        also=also,
        what=notice.what,
        rule=notice.rule,
        about=notice.about,
        due_on=notice.due_on,
        responsible=notice.responsible,
        cause=cause,
        effective_on=today,
    )


def _stopped_or_resumed(
    case_id: UUID, case: EhcCase, now: Mapping[Clock, Deadline], today: date
) -> Iterator[EhcpDeadlineStopped | EhcpDeadlineResumed]:
    """Each announced date that runs no more, or runs again, where it was not yet said. One that is
    done is neither: it is met.
    """
    if case.opened is None:
        return
    for notice in case.announced:
        deadline, said = now[notice.clock], notice.notice_id in case.stopped
        kind: type[EhcpDeadlineStopped | EhcpDeadlineResumed]
        if deadline.standing in ENDED and not said:
            kind = EhcpDeadlineStopped
        elif deadline.running and said:
            kind = EhcpDeadlineResumed
        else:
            continue
        yield kind(
            case_id=case_id,
            pupil_id=case.opened.pupil_id,
            notice_id=notice.notice_id,
            rule=notice.rule,
            about=notice.about,
            due_on=notice.due_on,
            responsible=notice.responsible,
            effective_on=today,
        )


def _met(case_id: UUID, case: EhcCase, now: Mapping[Clock, Deadline]) -> Iterator[EhcpDeadlineMet]:
    """Each deadline that is done and was not yet said to be."""
    said = {one.clock for one in case.announced if one.what is Notice.MET}
    for clock, deadline in now.items():
        if clock in said or case.opened is None:
            continue
        if deadline.limit is None or not is_announced(deadline.limit):
            continue
        if deadline.standing is Standing.DONE and deadline.done_on:
            due_on = deadline.limit.due_on
            yield EhcpDeadlineMet(
                case_id=case_id,
                pupil_id=case.opened.pupil_id,
                notice_id=notice_id(case_id, case, Notice.MET, deadline, 0),
                rule=deadline.rule,
                about=deadline.about,
                due_on=due_on,
                responsible=deadline.limit.rule.responsible,
                days_in_hand=(due_on - deadline.done_on).days,
                effective_on=deadline.done_on,
            )
