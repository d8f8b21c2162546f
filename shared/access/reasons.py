"""Why somebody from outside a pupil's usual staff opens the record: one of a few codes.

A code and no text of one's own: the log is kept in clear, and outlives an erasure.
"""

from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """What can be stated as a reason."""

    SUPPORT = "support"  # supporting the school
    COMPLAINT = "complaint"  # a complaint or question from the family
    REVIEW = "review"  # preparing a review or inspection
    CORRECTION = "correction"  # checking or correcting data
    SAFEGUARDING = "safeguarding"


# What a family is told in place of some reasons, the same for each. That somebody looks into a
# child's safety must not reach whom it may be about before those who look decide so (Keeping
# children safe in education, part 1; Data Protection Act 2018, schedule 3, part 5).
DUTY: Final = "duty"
TOLD_AS_DUTY: Final = frozenset({Reason.REVIEW, Reason.SAFEGUARDING})


def is_hidden(code: str) -> bool:
    """Whether families do not read this reason, and so hear of no opening for it."""
    return code in TOLD_AS_DUTY


def told_to_family(code: str | None) -> str | None:
    """The code as a family is told it: "duty" for those among which safeguarding hides."""
    return DUTY if code is not None and is_hidden(code) else code
