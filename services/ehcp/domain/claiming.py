"""Excuses for being late (regulations 5(4), 8(2), 10(4), 13(3), 27(3)): they move no date."""

from dataclasses import dataclass
from typing import Final

from shared.days import in_order
from shared.rulebook.exceptions import EXCUSES, Ground, closure, grounds_for
from shared.rulebook.reading import BOOK
from shared.rulebook.rule import Party
from shared.rulebook.words import in_full

from .advising import assessment_on, began_on
from .clocks.changing import REASSESS_FINAL
from .commands import ClaimException
from .dates import happened, happened_if_known
from .events import EhcpExceptionClaimed, Event
from .facts import AdviceAsked, Claim, EhcCase
from .rules import NotAnExcuse, UnknownDeadline
from .told import Decides, is_known, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """holds: None where too little was told to say. said: a sentence."""

    holds: bool | None
    said: str


def claim_exception(case: EhcCase, command: ClaimException) -> list[Event]:
    """The council's claim is recorded whatever it is; the school's own must be one of the law."""
    if is_known(case, command):
        return []
    if command.rule not in BOOK.ids():
        raise UnknownDeadline
    responsible = BOOK.latest(command.rule).responsible
    allowed = {one.ground for one in grounds_for(command.rule)}
    if responsible is Party.SCHOOL and command.ground not in allowed:
        raise NotAnExcuse
    today = command.today
    on = happened(command.claimed_on, today=today, what="the exception was claimed")
    happened_if_known(command.family_told_on, today=today, what="the family was told")
    what = "A school is closed before it opens again."
    in_order(command.first_closed_on, command.reopens_on, what=what)
    event = EhcpExceptionClaimed
    return tell(case, command, event, effective_on=on, claimed_by=responsible)


def title_of(ground: Ground) -> str:
    """The ground in words."""
    return next(one.title for one in EXCUSES if one.ground is ground)


def judged(case: EhcCase, claim: Claim) -> Judged:
    """Whether a ground can excuse this clock at all, and whether a closure was one that does."""
    rule = BOOK.latest(claim.rule)
    excuse = next((one for one in grounds_for(claim.rule) if one.ground is claim.ground), None)
    if excuse is None:
        return Judged(holds=False, said=f"No exception of this kind is known for: {rule.title}.")
    if claim.ground not in (Ground.SCHOOL_CLOSED, Ground.EARLY_YEARS_CLOSED):
        return Judged(holds=None, said=f"Can excuse it: {excuse.test} ({excuse.source}).")
    if claim.first_closed_on is None or claim.reopens_on is None:
        return Judged(holds=None, said="Not known: the days of the closure.")
    closed = closure(claim.first_closed_on, claim.reopens_on)
    if not closed.long_enough:
        return Judged(holds=False, said="A closure of less than four weeks excuses nothing.")
    asked = _asked_for(case, claim)
    if asked is None:
        return Judged(holds=None, said="Not known: the day on which advice was asked for.")
    holds = closed.excuses(asked.on)
    between = f"{in_full(closed.window_first_day)} and {in_full(closed.window_last_day)}"
    whether = "does" if holds else "does not"
    said = f"Advice asked for between {between} can be excused: here it {whether} hold."
    return Judged(holds=holds, said=said)


def _asked_for(case: EhcCase, claim: Claim) -> AdviceAsked | None:
    """The request for advice of the assessment whose clock is late."""
    began = None
    if claim.rule == REASSESS_FINAL:
        decided = [one for one in case.reassessment_decisions if one.key == claim.about]
        if not decided:
            return None
        began = began_on(case, decided[0])
    of_it = (one for one in case.advice_requests if assessment_on(case, one.on) == began)
    return next(of_it, None)


DECIDES: Final[Decides] = {ClaimException: claim_exception}
