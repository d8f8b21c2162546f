"""What the forms of an EHC case share: days in their order, choices, the reason of a correction."""

from datetime import date
from typing import Any, ClassVar, Final

from services.portal.clients.ehcp import Entry
from services.portal.forms import (
    Checkboxes,
    CommandForm,
    DateParts,
    LongText,
    PortalForm,
    Radios,
    ShortText,
)
from services.portal.forms.dates import When
from services.portal.words.ehc import RIGHTS

EXAMPLE: Final = "For example, 27 3 2026."
FAMILY_READS: Final = "The family can read this."
LONGEST_NAME, CODE_DIGITS = 100, 3
YES, NO, NONE = "yes", "no", "none"


def past(label: str, subject: str, empty: str | None = None, hint: str = "") -> DateParts:
    """A day that has come; without `empty` it is optional."""
    hint = f"{hint} {EXAMPLE}".strip()
    return DateParts(label, subject=subject, empty=empty, hint=hint, when=When.PAST)


def council_name(label: str, hint: str) -> ShortText:
    return ShortText(
        label,
        subject="The council's name",
        hint=hint,
        empty="Enter the council's name",
        longest=LONGEST_NAME,
    )


def council_number(label: str = "The council's number") -> ShortText:
    return ShortText(
        label,
        subject="The council's number",
        hint="Three digits, as in the school census.",
        empty="Enter the three digits of the council",
        longest=CODE_DIGITS,
    )


def iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def yes_or_no(label: str, empty: str, hint: str = "") -> Radios:
    return Radios(label, choices=[(YES, "Yes"), (NO, "No")], empty=empty, hint=hint)


def told_rights() -> Checkboxes:
    """Nothing ticked: nobody has looked."""
    return Checkboxes(
        "What does the letter tell the family?",
        choices=[*RIGHTS.items(), (NONE, "None of these")],
        hint="Leave it empty if you have not seen the letter.",
    )


def rights_in(field: Checkboxes) -> list[str] | None:
    """None where nobody has looked; [] where the letter tells none."""
    return [one for one in field.data if one != NONE] if field.data else None


def known_rights(entry: Entry) -> list[str]:
    """What `told_rights` is told."""
    return [] if entry.rights is None else entry.rights or [NONE]


def said_so(told: bool | None) -> str:
    """What `yes_or_no` is told: "yes", "no", or "" where nobody said."""
    return "" if told is None else YES if told else NO


def choose_the_only_one(field: Radios) -> None:
    """Where there is one to choose, it is chosen; it can still be seen."""
    values = field.values()
    if len(values) == 1 and not field.data:
        field.data = values[0]


def day_if_known(on: str | None) -> date | None:
    """A day of an entry's details, as a form takes it."""
    return date.fromisoformat(on) if on else None


def too_early(form: PortalForm) -> dict[str, str]:
    """{rule: field} of a day before the Act: of several days that were typed, the earliest is."""
    days = {one.short_name: one.data for one in form if isinstance(one, DateParts) and one.data}
    return {"BeforeTheAct": min(days, key=lambda name: days[name])} if days else {}


class TellingForm(CommandForm):
    """The form of something told. reason: of a correction; what is new is asked without it.

    order: which day comes first, which after it, and how the first is called in the complaint.
    """

    order: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    reason = LongText(
        "What was wrong before?",
        subject="What was wrong",
        hint=FAMILY_READS,
        empty="Enter what was wrong",
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self._fields.move_to_end("reason")

    def validate(self, extra_validators: Any = None) -> bool:
        for first, then, which in self.order:
            if self[first].data:
                self[then].not_before = (self[first].data, which)
        right: bool = super().validate(extra_validators)
        if "rights" in self and NONE in self.rights.data and len(self.rights.data) > 1:
            self.rights.errors = ["Select what the letter tells, or “None of these”"]
            return False
        return right


LETTER_ORDER: Final = (
    ("decided_on", "sent_on", "the day of the decision"),
    ("decided_on", "received_on", "the day of the decision"),
    ("sent_on", "received_on", "the day it was sent"),
)
PLAN_ORDER: Final = (
    ("issued_on", "sent_on", "the date on the plan"),
    ("issued_on", "received_on", "the date on the plan"),
    ("sent_on", "received_on", "the day it was sent"),
)
SERVED_ORDER: Final = (
    ("sent_on", "served_on", "the day it was sent"),
    ("sent_on", "received_on", "the day it was sent"),
)
