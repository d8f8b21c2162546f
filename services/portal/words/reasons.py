"""Why a record was opened: as it is chosen, and as it is told afterwards."""

from collections.abc import Mapping
from typing import Final

from shared.access.reasons import DUTY, Reason

CHOICES: Final = (
    (Reason.SUPPORT.value, "To support the school"),
    (Reason.COMPLAINT.value, "The family has a question or a complaint"),
    (Reason.REVIEW.value, "To prepare a review or an inspection"),
    (Reason.CORRECTION.value, "To check or correct data"),
    (
        Reason.SAFEGUARDING.value,
        "To keep the child safe (safeguarding)",
        "The family gets no message. It reads only: a check that the trust must make. "
        "It is the same for a review or an inspection.",
    ),
)
TOLD: Final[Mapping[str, str]] = {
    Reason.SUPPORT: "to support the school",
    Reason.COMPLAINT: "a question or complaint from the family",
    Reason.REVIEW: "to prepare a review or an inspection",
    Reason.CORRECTION: "to check or correct data",
    Reason.SAFEGUARDING: "to keep the child safe (safeguarding)",
}
TOLD_TO_FAMILY: Final[Mapping[str, str]] = {
    Reason.SUPPORT: "to support the school",
    Reason.COMPLAINT: "a question or complaint from the family",
    Reason.CORRECTION: "to check or correct what is recorded",
    DUTY: "a check that the trust must make",
}


def reason(code: str) -> str:
    """ "to support the school"; a code that is newer than this table is said by its own name."""
    return TOLD.get(code) or code.replace("-", " ")


def reason_for_family(code: str) -> str:
    return TOLD_TO_FAMILY.get(code) or code.replace("-", " ")
