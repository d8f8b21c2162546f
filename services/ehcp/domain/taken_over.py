"""What a list that a case was taken over from settles about its reviews."""

from typing import Final

from .facts import EhcCase, Held
from .terms import TakenOverState

# The list knows of no review that still goes on.
NO_REVIEW: Final = frozenset(
    {TakenOverState.FINAL, TakenOverState.REASSESSING, TakenOverState.MOVING}
)


def over_by_list(case: EhcCase, held: Held | None) -> bool:
    """Whether a review that was held by the day of the list is over, whatever else is known."""
    if held is None or case.taken_over_as not in NO_REVIEW:
        return False
    return held.on <= case.taken_over[-1].on
