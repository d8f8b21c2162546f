"""What is asked of somebody who raises a concern: one form for each page."""

from typing import Final

from services.portal.forms import (
    Checkboxes,
    LongText,
    PortalForm,
    Radios,
    ShortText,
    WholeNumber,
)
from services.portal.words.concerns import AREAS

LONGEST_WEEKS: Final = 520


class FindForm(PortalForm):
    name = ShortText(
        "Who are you worried about?",
        subject="Name",
        hint="Enter the first letters of their first name, last name or both. Or their UPN.",
        empty="Enter at least 3 letters of the name",
        longest=100,
    )


class WhoForm(PortalForm):
    pupil = Radios("Who are you worried about?", empty="Select who you are worried about")


class NoticedForm(PortalForm):
    noticed = LongText(
        "What have you noticed?",
        subject="What you noticed",
        hint="What you saw and heard, when and how often. You need not know the cause.",
        empty="Enter what you have noticed",
    )
    areas = Checkboxes(
        "What is it about?",
        hint="Select all that apply.",
        choices=[(code, text, hint) for code, (text, hint) in AREAS.items()],
    )


class TriedForm(PortalForm):
    what = LongText("What did you try?", empty="Enter what you tried", longest=2_000)
    weeks = WholeNumber(
        "For how many weeks?",
        subject="Weeks",
        smallest=0,
        largest=LONGEST_WEEKS,
        empty="Enter for how many weeks",
    )
    effect = LongText("What came of it?", empty="Enter what came of it", longest=2_000)

    def untouched(self) -> bool:
        return not (self.what.data or self.weeks.data or self.effect.data)


class FamilyForm(PortalForm):
    talked = Radios(
        "Have you talked to the family?",
        choices=[("yes", "Yes"), ("no", "Not yet")],
        empty="Select yes, or not yet",
    )


class SaidForm(PortalForm):
    said = LongText(
        "What did the family say?",
        subject="What the family said",
        hint="In their words, as far as you can. Write it so that they could read it.",
        empty="Enter what the family said",
    )


class WhyNotForm(PortalForm):
    why_not = LongText(
        "Why has nobody talked to the family yet?",
        subject="Why not",
        hint="Only staff read this.",
        empty="Enter why nobody has talked to the family yet",
    )
