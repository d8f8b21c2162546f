"""What is asked of what comes after a review meeting: report, decision, changes to the plan."""

from typing import Any, Final

from services.portal.clients.ehcp import Entry
from services.portal.clients.ehcp_reviews import Review
from services.portal.forms import Body, Checkboxes, LongText, Narrow, Radios
from services.portal.pages.ehc_form_parts import (
    FAMILY_READS,
    NO,
    SERVED_ORDER,
    YES,
    TellingForm,
    iso,
    past,
    said_so,
    yes_or_no,
)
from services.portal.pages.ehc_forms import AnswerForm, FinalPlanForm, known_letter
from services.portal.pages.ehc_telling import as_it_was
from services.portal.words.ehc import DECISIONS
from services.portal.words.reviews import ADULTHOOD, OUTCOMES, PEOPLE

FIRST_YEAR_OF_ADULTHOOD: Final = 9
# The field of each heading of adult life.
ADULT_LIFE: Final = dict(zip(("work", "living", "society", "health"), ADULTHOOD, strict=True))


def of_adult_life(heading: str) -> LongText:
    label = ADULTHOOD[heading]
    return LongText(f"{label}: what was said?", subject=label, hint=FAMILY_READS)


class ReportForm(TellingForm):
    """discussed: the headings of adult life; each has a text where there is something to add."""

    sent_on = past("On which day was the report sent?", "Date sent", "Enter the day it was sent")
    recommends = Radios(
        "What does the school recommend?",
        choices=list(OUTCOMES.items()),
        empty="Select what the school recommends",
    )
    said = LongText("What does it say?", subject="The report", hint=FAMILY_READS)
    differs = Narrow(
        "Who sees it another way, if anybody?", everything="Nobody", choices=PEOPLE.items()
    )
    difference = LongText("How do they see it?", subject="The other view", hint=FAMILY_READS)
    discussed = Checkboxes(
        "Preparing for adult life: what was discussed?",
        choices=list(ADULTHOOD.items()),
        hint="From Year 9 on all four. Nothing to add counts too: then leave its box empty.",
    )
    work = of_adult_life("higher-education-or-employment")
    living = of_adult_life("independent-living")
    society = of_adult_life("participation-in-society")
    health = of_adult_life("healthy-adult-life")

    def validate(self, extra_validators: Any = None) -> bool:
        """Another view is somebody's and says something: half of it would be left out."""
        right = super().validate(extra_validators)
        if bool(self.differs.data) == bool(self.difference.data):
            return right
        if self.differs.data:
            self.difference.errors = ["Enter how they see it"]
        else:
            self.differs.errors = ["Select who sees it another way"]
        return False

    def body(self) -> Body:
        return {
            "sent_on": iso(self.sent_on.day),
            "recommends": self.recommends.data,
            "said": self.said.data or None,
            "differences": [{"who": self.differs.data, "said": self.difference.data}]
            if self.differs.data
            else [],
            "adulthood": self.of_adulthood(),
        }

    def of_adulthood(self) -> list[Body]:
        """Each heading that was discussed, with what was said if there was something to add."""
        if "discussed" not in self:
            return []
        said = {heading: self[name].data or None for name, heading in ADULT_LIFE.items()}
        chosen = self.discussed.data or []
        return [
            {"heading": heading, "said": text}
            for heading, text in said.items()
            if text or heading in chosen
        ]


class DecisionForm(AnswerForm):
    """The council's letter after a review."""

    changes_set_out = Radios(
        "If it changes the plan: does the letter set out the changes?",
        choices=[(YES, "Yes"), (NO, "No"), ("", "It does not change it, or nobody looked")],
        empty="Select whether the letter sets out the changes",
    )

    def body(self) -> Body:
        told = {YES: True, NO: False}.get(self.changes_set_out.data or "")
        return {**super().body(), "changes_set_out": told}


class NoticeForm(TellingForm):
    order = SERVED_ORDER
    served_on = past("On which day did the family get the notice?", "Date served")
    sent_on = past("Date the council sent it", "Date sent")
    received_on = past(
        "On which day did the school get it?",
        "The day the school got it",
        "Enter the day the school got it",
    )
    with_changes = yes_or_no(
        "Does it come with a copy of the plan and the changes?",
        "Select whether the changes come with it",
        hint="Without them, no time runs from it.",
    )

    def body(self) -> Body:
        return {
            "served_on": iso(self.served_on.data),
            "sent_on": iso(self.sent_on.data),
            "received_on": iso(self.received_on.day),
            "with_changes": self.with_changes.data == YES,
        }


class AmendedForm(FinalPlanForm):
    """The same questions as of the first plan, with one other."""

    issued_on = past(
        "What is the date on the amended plan?", "Date of the plan", "Enter the date of the plan"
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self._fields.move_to_end("issued_on", last=False)


def of_its_year(form: ReportForm, review: Review, _: Entry | None) -> None:
    """Adult life is asked about from Year 9 on, and where the year is not known."""
    if review.year_group is not None and review.year_group < FIRST_YEAR_OF_ADULTHOOD:
        for name in ("discussed", *ADULT_LIFE):
            del form[name]


def after_a_review(form: DecisionForm, _: object, __: Entry | None) -> None:
    form.decision.offer([(code, DECISIONS[code]) for code in OUTCOMES])


def known_report(entry: Entry) -> Body:
    told = entry.details
    parts = told.get("adulthood") or []
    texts = {one["heading"]: one.get("said") or "" for one in parts}
    first: Body = next(iter(told.get("differences") or []), {})
    return {
        "sent_on": entry.on,
        "recommends": told.get("recommends"),
        "said": told.get("said") or "",
        "differs": first.get("who") or "",
        "difference": first.get("said") or "",
        "discussed": list(texts),
        **{name: texts.get(heading, "") for name, heading in ADULT_LIFE.items()},
    }


def every_difference(entry: Entry, body: Body) -> Body:
    """The form asks for one other view; those after the first stay."""
    others = (entry.details.get("differences") or [])[1:]
    return as_it_was(entry, {**body, "differences": [*body["differences"], *others]})


def known_review_decision(entry: Entry) -> Body:
    return {**known_letter(entry), "changes_set_out": said_so(entry.details.get("changes_set_out"))}


def known_notice(entry: Entry) -> Body:
    return {
        "served_on": entry.served_on,
        "sent_on": entry.sent_on,
        "received_on": entry.received_on,
        "with_changes": said_so(entry.details.get("with_changes")),
    }
