"""What if: the same pure functions over the real case and imagined entries. Nothing is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import reduce
from typing import Final
from uuid import UUID

from shared.personal import Audience, Typed
from shared.rulebook.book import RuleBook
from shared.rulebook.reading import BOOK, ENGLAND
from shared.rulebook.working_days import WorkingDays

from .advising import asked_by, assessment_on
from .appealable import plan_ended_on
from .case import decide
from .commands import (
    MoveReviewMeeting,
    PlanReview,
    RecordAdvice,
    RecordAdviceRequest,
    RecordCeased,
    RecordFinalPlan,
    RecordMove,
    RecordReceipt,
    Told,
)
from .deadlines import Deadline, deadlines
from .facts import EhcCase, Entry
from .state import evolve, standing

FURTHEST: Final = timedelta(days=6 * 366)
PLANS: Final = (PlanReview, MoveReviewMeeting, RecordMove)  # whose own day is today


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A deadline as it is and as it would be; None where there is, or would be, none of it."""

    was: Deadline | None
    would_be: Deadline | None

    @property
    def moves(self) -> bool:
        return self._shape(self.was) != self._shape(self.would_be)

    @property
    def either(self) -> Deadline:
        """What there would be of it, else what there is."""
        found = self.would_be or self.was
        if found is None:
            raise ValueError("neither")
        return found

    @staticmethod
    def _shape(deadline: Deadline | None) -> tuple[object, ...]:
        if deadline is None:
            return ()
        return (deadline.standing, deadline.due_on, deadline.done_on)

    @property
    def days(self) -> int | None:
        """By how many days its last day would be later; below 0, earlier."""
        was = self.was.due_on if self.was else None
        would_be = self.would_be.due_on if self.would_be else None
        return (would_be - was).days if was and would_be else None


def imagine(case: EhcCase, commands: Sequence[Told]) -> EhcCase:
    """The case as it would be if all this were told, one after the other; its days may lie ahead.

    What is there once, a receipt say, takes the place of what is there. Raises what `decide` does.
    """
    standing(case)
    return reduce(_told, commands, case)


def _told(case: EhcCase, command: Told) -> EhcCase:
    asked = _in_place(case, command)
    if not isinstance(asked, PLANS):
        asked = replace(asked, today=asked.today + FURTHEST)
    return reduce(evolve, decide(case, asked), case)


def _in_place(case: EhcCase, command: Told) -> Told:
    """The command as a correction of what it would contradict."""
    there = _there_once(case, command)
    if command.corrects is not None:
        return replace(command, reason=command.reason or _why(case))
    if not there:
        return command
    return replace(command, corrects=there[-1].entry_id, reason=_why(case))


def _there_once(case: EhcCase, command: Told) -> Sequence[Entry]:
    """What stands of a kind that there is one of, in all or of each assessment."""
    match command:
        case RecordReceipt():
            return case.receipts
        case RecordAdviceRequest():
            now = assessment_on(case, command.received_on)
            return [one for one in case.advice_requests if assessment_on(case, one.on) == now]
        case RecordAdvice():
            asked = asked_by(case, command.sent_on)
            return [one for one in case.advices if asked_by(case, one.on) == asked]
        case RecordFinalPlan():
            return case.final_plans
        case RecordCeased():
            return case.ceased if plan_ended_on(case) is not None else ()
        case _:
            return ()


def _why(case: EhcCase) -> Typed:
    about: UUID = standing(case).pupil_id
    return Typed(subject=about, audience=Audience.FAMILY, text="imagined")


def what_if(
    case: EhcCase,
    commands: Sequence[Told],
    *,
    book: RuleBook = BOOK,
    days: WorkingDays = ENGLAND,
) -> tuple[Moved, ...]:
    """Every deadline as it is, and as it would be; with nothing imagined they are the same."""
    was = {one.clock: one for one in deadlines(case, book=book, days=days)}
    imagined = imagine(case, commands)
    would_be = {one.clock: one for one in deadlines(imagined, book=book, days=days)}
    clocks = dict.fromkeys((*was, *would_be))
    return tuple(Moved(was=was.get(one), would_be=would_be.get(one)) for one in clocks)
