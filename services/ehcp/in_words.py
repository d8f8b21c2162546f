"""A deadline's limit in words: by the rule book, and by what this service knows of the child."""

from dataclasses import replace

from shared.rulebook.words import Explanation, explain, in_full

from .domain.deadlines import Deadline


def in_words(deadline: Deadline, *, starts_when: str | None = None) -> Explanation | None:
    """Whole sentences; None while the day it starts from is not known.

    starts_when: says the event otherwise than the rule does.
    """
    if deadline.limit is None:
        return None
    told = explain(deadline.limit, starts_when=starts_when)
    if deadline.owed_until is None:
        return told
    only = (
        f"It counts only while the child is under five: until {in_full(deadline.owed_until)}, the"
        " end of the month of the fifth birthday. The birthday itself is not known here."
    )
    return replace(told, counted=f"{told.counted} {only}")
