"""What the forms of an EHC case share: days that have come, choices, the reason of a correction."""

from datetime import date
from typing import Any, Final

from services.portal.forms import DateParts, LongText, PortalForm, Radios
from services.portal.forms.dates import When

Body = dict[str, Any]
EXAMPLE: Final = "For example, 27 3 2026."
FAMILY_READS: Final = "The family can read this."
YES, NO = "yes", "no"


def past(label: str, subject: str, empty: str | None = None, hint: str = "") -> DateParts:
    """A day that has come; without `empty` it is optional."""
    hint = f"{hint} {EXAMPLE}".strip()
    return DateParts(label, subject=subject, empty=empty, hint=hint, when=When.PAST)


def iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def yes_or_no(label: str, empty: str, hint: str = "") -> Radios:
    return Radios(label, choices=[(YES, "Yes"), (NO, "No")], empty=empty, hint=hint)


def why_corrected() -> LongText:
    """The last question of each form of something told; what is new leaves it out."""
    return LongText(
        "What was wrong before?",
        subject="What was wrong",
        hint=FAMILY_READS,
        empty="Enter what was wrong",
    )


class TellingForm(PortalForm):
    """The form of something told: its last field is `reason`, for a correction."""

    reason: LongText

    def body(self) -> Body:
        """The command's JSON."""
        raise NotImplementedError
