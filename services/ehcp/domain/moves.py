"""To which council a plan went, and by which transfer a move ended."""

from datetime import date

from .facts import EhcCase, Move, Transferred


def last_transfer(case: EhcCase) -> Transferred | None:
    """The transfer to the council that the plan is now with, in whichever order they were told."""
    return max(reversed(case.transfers), key=lambda one: one.on, default=None)


def went_over_on(case: EhcCase, move: Move) -> date | None:
    """The day on which the plan went over for a move; None while it has not.

    We may be told of a move after that day, or correct it then: what counts is when it began, or
    that the plan is already with its council. A transfer to a council that an earlier
    move names is that one's.
    """
    since = min(on for on in (move.on, move.move_on, move.known_on) if on is not None)
    before = {one.to.code for one in case.moves if one.move_on < move.move_on}
    others = before - {move.to.code}
    last = last_transfer(case)
    went = [one.on for one in case.transfers if one.on >= since and one.to.code not in others]
    if last is not None and last.to.code == move.to.code:
        went.append(last.on)
    return min(went, default=None)
