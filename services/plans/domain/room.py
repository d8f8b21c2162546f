"""How much a plan can hold: it keeps its document and its stream within what is read at once."""

from typing import Final

from .rules import TooManyEntries, TooManySessions
from .state import SupportPlan
from .terms import EntryKind

MOST_ENTRIES: Final = 500
MOST_SESSIONS: Final = 2_000


def check_room(plan: SupportPlan) -> None:
    """Whether one more entry, other than a session, has room. Raises TooManyEntries."""
    entries = sum(kind is not EntryKind.SESSION for kind in plan.entries.values())
    if entries + len(plan.shares) >= MOST_ENTRIES:
        raise TooManyEntries


def check_room_for_session(plan: SupportPlan) -> None:
    """Raises TooManySessions."""
    if sum(kind is EntryKind.SESSION for kind in plan.entries.values()) >= MOST_SESSIONS:
        raise TooManySessions
