"""What is asked when the family comes in: sharing, reviewing, what somebody said."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final
from uuid import UUID

from services.portal.clients.plans import PlanTarget
from services.portal.clock import today
from services.portal.forms import Body, DateParts, LongText, Radios
from services.portal.forms.dates import When
from services.portal.pages.plan_forms import PlanForm
from services.portal.pages.triage_forms import (
    BY_PARENTS,
    BY_PUPILS,
    ELSE,
    ViewForm,
    guardian_choices,
    said,
)
from services.portal.words.concerns import GATHERED, SPEAKERS
from services.portal.words.plans import RESULTS, STANCES

LONGEST_LEGEND: Final = 120
RESULT: Final = "result_"
IN_GENERAL: Final = "in-general"
PUPIL: Final = "pupil"
YOUNG_PERSON: Final = "young-person"


class ShareForm(PlanForm):
    route = "shares"
    title = "Share with the family"
    button = "Share with the family"
    saved = "The plan is shared. We tell the family that it is ready to read."
    at: ClassVar[Mapping[str, str]] = {
        "ReviewDateMissing": "review_on",
        "DatesOutOfOrder": "review_on",
    }
    review_on = DateParts(
        "When will you look at the plan together?",
        subject="The day of the review",
        hint="At least three times a year (SEND Code 6.65). For example, 27 3 2026",
        empty="Enter the day of the review",
    )
    say_by = DateParts(
        "By when should they say what they think?",
        subject="The day to answer by",
        when=When.FUTURE,
    )

    def body(self) -> Body:
        say_by = self.say_by.data
        return {
            "review_on": self.review_on.day.isoformat(),
            "say_by": say_by.isoformat() if say_by else None,
        }


class ReviewForm(PlanForm):
    """Made for a plan's targets by `review_form`: each has a field of its own."""

    route = "reviews"
    title = "Hold the review"
    button = "Record the review"
    saved = "The review is saved. The family reads it at once."
    at: ClassVar[Mapping[str, str]] = {
        "BeforeItBegan": "effective_on",
        "DatesOutOfOrder": "next_review_on",
    }
    effective_on = DateParts(
        "When did you meet?",
        subject="The day you met",
        empty="Enter the day you met",
        when=When.PAST,
    )
    effect = LongText(
        "What has the help done?",
        subject="What the help has done",
        hint="The family reads this.",
        empty="Enter what the help has done",
    )
    parents_views = LongText(
        "What do the parents say?",
        subject="What the parents say",
        hint="A review should take this in (SEND Code 6.53). The family does not read it here, "
        "since parents do not read each other's words.",
    )
    pupils_views = LongText(
        "What does the pupil say?",
        subject="What the pupil says",
        hint="A review should take this in (SEND Code 6.53). The family reads this.",
    )
    next_review_on = DateParts(
        "When will you look again?",
        subject="The day of the next review",
        hint="At least three times a year (SEND Code 6.65). For example, 27 3 2026",
        empty="Enter the day of the next review",
        when=When.FUTURE,
    )

    def __iter__(self) -> Iterator[Any]:
        """In the order of the page, which the summary of mistakes has too."""
        rest = [field for name, field in self._fields.items() if not name.startswith(RESULT)]
        after = rest.index(self._fields["effective_on"]) + 1
        return iter([*rest[:after], *self.result_fields(), *rest[after:]])

    def result_fields(self) -> list[Any]:
        """One for each target, in the order of the plan."""
        return [field for name, field in self._fields.items() if name.startswith(RESULT)]

    def body(self) -> Body:
        return {
            "effect": self.effect.data,
            "parents_views": self.parents_views.data or None,
            "pupils_views": self.pupils_views.data or None,
            "next_review_on": self.next_review_on.day.isoformat(),
            "effective_on": self.effective_on.day.isoformat(),
            "results": [
                {"target_id": field.name.removeprefix(RESULT), "result": field.data}
                for field in self.result_fields()
            ],
        }


def review_form(targets: Sequence[PlanTarget], version: int) -> ReviewForm:
    """The form of a review, with the question how far each of these targets is."""

    class OfTheseTargets(ReviewForm):
        pass

    for target in targets:
        setattr(OfTheseTargets, f"{RESULT}{target.target_id}", result_field(target))
    return OfTheseTargets(seen=version, effective_on=today())


def result_field(target: PlanTarget) -> Radios:
    text = shortened(target.will_do or "the target")
    return Radios(
        f"How far is this target: {text}",
        choices=list(RESULTS.items()),
        empty=f"Select how far this target is: {text}",
    )


def shortened(text: str) -> str:
    """Its first line, cut after a word where it is long."""
    line = text.splitlines()[0] if text else ""
    if len(line) <= LONGEST_LEGEND:
        return line
    return f"{line[:LONGEST_LEGEND].rpartition(' ')[0]} …"


class PlanViewForm(ViewForm, PlanForm):
    """The concern's form of a view, and whether it answers what was shared."""

    route = "views"
    title = "Record what somebody said"
    button = "Save what they said"
    saved = "What they said is saved."
    guarded = False
    about = Radios(
        "Did they say it about the plan as it was shared?",
        choices=[
            (IN_GENERAL, "No, they were asked in general"),
            *((code, f"Yes: {text}") for code, text in STANCES.items()),
        ],
        empty="Select whether they said it about the plan",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        right: bool = super().validate(extra_validators)
        if self.readers.data == "confidential" and self.who.data not in (PUPIL, YOUNG_PERSON):
            self.readers.errors = [
                "Only a pupil or young person can ask that the SENCO alone reads it"
            ]
            return False
        return right

    def body(self) -> Body:
        stance = None if self.about.data == IN_GENERAL else self.about.data
        return {**super().body(), "stance": stance}


def view_form(pupil_id: UUID, version: int) -> PlanViewForm:
    """Whose view it may be: the pupil's, and each adult's of the family that we know."""
    form = PlanViewForm(seen=version, effective_on=today())
    family = guardian_choices(form, pupil_id)
    form.who.offer([*said(SPEAKERS, PUPIL, YOUNG_PERSON), *family, ELSE])
    form.gathered.offer(said(GATHERED, *dict.fromkeys((*BY_PARENTS, *BY_PUPILS))))
    return form
