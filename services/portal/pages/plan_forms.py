"""What is asked about needs and targets of a plan: one form each, to the command's JSON."""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from services.portal.forms import (
    Body,
    CommandForm,
    DateParts,
    DecimalNumber,
    LongText,
    Radios,
)
from services.portal.forms.dates import When
from services.portal.words.plans import AREAS, WHO

FAMILY_READS: Final = "The family reads this once the plan is shared."
LARGEST: Final = 100_000
A_NUMBER: Final = "a number from 0 to 100,000, like 22 or 1.5"


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


WHO_CHOICES: Final = [(code, capital(text)) for code, text in WHO.items()]


class PlanForm(CommandForm):
    """route: the last part of the route that takes it. saved: what is said afterwards.

    guarded: it is refused where somebody changed the plan meanwhile; what is true beside any
    change, a session or a measure, is not. at: rule -> the field that it is about.
    """

    route: ClassVar[str]
    title: ClassVar[str]
    button: ClassVar[str]
    saved: ClassVar[str]
    guarded: ClassVar[bool] = True
    at: ClassVar[Mapping[str, str]] = {}


class NeedsForm(PlanForm):
    route = "needs"
    title = "Strengths and needs"
    button = "Save strengths and needs"
    saved = "Strengths and needs are saved."
    replaces = ("strengths", "needs", "at_home")
    strengths = LongText(
        "What is the pupil good at?",
        subject="What they are good at",
        hint=FAMILY_READS,
        empty="Enter what the pupil is good at",
    )
    needs = LongText(
        "What is hard for them?",
        subject="What is hard",
        hint=FAMILY_READS,
        empty="Enter what is hard for them",
    )
    at_home = LongText(
        "How can the family help?", subject="How the family can help", hint=FAMILY_READS
    )

    def body(self) -> Body:
        return {
            "strengths": self.strengths.data,
            "needs": self.needs.data,
            "at_home": self.at_home.data or None,
        }


EXAMPLE: Final = (
    "Example: read 40 of the 45 Phase 3 graphemes; 22 on 9 September; by 18 December; checked by "
    "the class teacher."
)
# What is said to be missing, by the field that would say it; in the order in which it is said.
PARTS: Final[Mapping[str, str]] = {
    "measure": "no measure",
    "baseline": "no starting point",
    "baseline_on": "no starting point",
    "aim": "no number to reach",
    "by_when": "no date",
    "measured_by": "nobody who checks it",
}


class TargetForm(PlanForm):
    """It says which parts are missing, each at its field and all of them in one sentence."""

    route = "targets"
    title = "Add a target"
    button = "Check and save"
    saved = "The target is saved."
    at: ClassVar[Mapping[str, str]] = {
        "NotMeasurable": "measure",
        "NeedMissing": "area",
        "DatesOutOfOrder": "by_when",
    }
    will_do = LongText(
        "What will they do that we can see or count?",
        subject="What they will do",
        empty="Enter what they will do that we can see or count",
    )
    measure = LongText(
        "How will you measure it?",
        subject="How you will measure it",
        hint="Such as: graphemes read aloud from cards",
        empty="Enter how you will measure it",
    )
    baseline = DecimalNumber(
        "Where are they now?",
        subject="Where they are now",
        hint="The number, such as 22",
        largest=LARGEST,
        complaint=A_NUMBER,
        empty="Enter where they are now",
    )
    baseline_on = DateParts(
        "When was that measured?",
        subject="The day it was measured",
        empty="Enter the day it was measured",
        when=When.PAST,
    )
    aim = DecimalNumber(
        "What should it be?",
        subject="What it should be",
        hint="The number to reach, such as 40",
        largest=LARGEST,
        complaint=A_NUMBER,
        empty="Enter what it should be",
    )
    by_when = DateParts(
        "By when?", subject="The day to reach it by", empty="Enter the day to reach it by"
    )
    measured_by = Radios("Who measures it?", choices=WHO_CHOICES, empty="Select who measures it")
    area = Radios(
        "Which need is it for?",
        choices=[(code, text, hint) for code, (text, hint) in AREAS.items()],
        empty="Select which need it is for",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        right: bool = super().validate(extra_validators)
        if missing := self.missing():
            said = (self.will_do.data or "").splitlines()
            name = f"“{said[0]}”" if said else "This target"
            self.form_errors.append(f"{name} has {missing}. {EXAMPLE}")
        return right

    def missing(self) -> str:
        """ "no measure, no starting point and no date"; "" where no part was left out."""
        typed = {name: self[name] for name in PARTS}
        parts = [PARTS[name] for name, field in typed.items() if left_out(field)]
        return listed(list(dict.fromkeys(parts)))

    def body(self) -> Body:
        return {
            "will_do": self.will_do.data,
            "measure": self.measure.data,
            "baseline": str(self.baseline.value),
            "baseline_on": self.baseline_on.day.isoformat(),
            "aim": str(self.aim.value),
            "by_when": self.by_when.day.isoformat(),
            "measured_by": self.measured_by.data,
            "area": self.area.data,
        }


def left_out(field: Any) -> bool:
    """Nothing was given; what was given and is wrong has its own message."""
    if isinstance(field, DateParts):
        return not any(field.typed.values())
    return not field.data


def listed(parts: list[str]) -> str:
    """ "no measure, no starting point and no date"."""
    *first, last = parts or [""]
    return f"{', '.join(first)} and {last}" if first else last


class MeasureForm(PlanForm):
    route = "measures"
    title = "Record a measure"
    button = "Record the measure"
    saved = "The measure is saved. The family sees it at once if it sees the target."
    guarded = False
    at: ClassVar[Mapping[str, str]] = {"DatesOutOfOrder": "effective_on"}
    value = DecimalNumber(
        "Where are they now?",
        subject="Where they are now",
        hint="The number, such as 31",
        largest=LARGEST,
        complaint=A_NUMBER,
        empty="Enter where they are now",
    )
    effective_on = DateParts(
        "When was that measured?",
        subject="The day it was measured",
        empty="Enter the day it was measured",
        when=When.PAST,
    )

    def body(self) -> Body:
        return {
            "value": str(self.value.value),
            "effective_on": self.effective_on.day.isoformat(),
        }


class ErrorForm(PlanForm):
    title = "Entered in error"
    button = "Strike this out"
    saved = "It is struck out. It stays to be seen, with your reason."
    reason = LongText(
        "What was wrong?",
        subject="What was wrong",
        hint="Staff read this. What was written stays, struck out.",
        empty="Enter what was wrong",
    )

    def body(self) -> Body:
        return {"reason": self.reason.data}
