"""What is asked of what comes after a review meeting: report, decision, changes to the plan."""

from typing import Any, Final

from services.portal.clients.ehcp_reviews import Review
from services.portal.clock import today
from services.portal.forms import Checkboxes, LongText, Narrow, Radios
from services.portal.pages.ehc_form_parts import FAMILY_READS, YES, Body, iso, past, yes_or_no
from services.portal.pages.ehc_review_forms import StepForm
from services.portal.words.ehc import DECISIONS
from services.portal.words.reviews import ADULTHOOD, OUTCOMES, PEOPLE

FIRST_YEAR_OF_ADULTHOOD: Final = 9
# The field of each heading of adult life.
ADULT_LIFE: Final = dict(zip(("work", "living", "society", "health"), ADULTHOOD, strict=True))


def of_adult_life(heading: str) -> LongText:
    label = ADULTHOOD[heading]
    return LongText(f"{label}: what was said?", subject=label, hint=FAMILY_READS)


class ReportForm(StepForm):
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

    def body(self) -> Body:
        differs = self.differs.data and self.difference.data
        return {
            "sent_on": iso(self.sent_on.day),
            "recommends": self.recommends.data,
            "said": self.said.data or None,
            "differences": [{"who": self.differs.data, "said": self.difference.data}]
            if differs
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


class DecisionForm(StepForm):
    decision = Radios(
        "What did the council decide?",
        choices=[(code, DECISIONS[code]) for code in OUTCOMES],
        empty="Select what the council decided",
    )
    received_on = past("On which day were you told?", "The day you were told", "Enter the day")
    decided_on = past("Date of the decision", "Date of the decision")
    sent_on = past("Date the letter was sent", "Date sent")
    changes = Radios(
        "If it changes the plan: does the letter set out the changes?",
        choices=[("yes", "Yes"), ("no", "No"), ("", "It does not change it, or nobody looked")],
        empty="Select whether the letter sets out the changes",
    )
    reasons = LongText("Which reasons did it give?", subject="The reasons", hint=FAMILY_READS)

    def body(self) -> Body:
        return {
            "decision": self.decision.data,
            "received_on": iso(self.received_on.day),
            "decided_on": iso(self.decided_on.data),
            "sent_on": iso(self.sent_on.data),
            "changes_set_out": {"yes": True, "no": False}.get(self.changes.data or ""),
            "reasons": self.reasons.data or None,
        }


class NoticeForm(StepForm):
    served_on = past("On which day did the family get the notice?", "Date served")
    sent_on = past("Date the council sent it", "Date sent")
    received_on = past("On which day did the school get it?", "Date received", "Enter the day")
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


class AmendedForm(StepForm):
    issued_on = past("What is the date on the amended plan?", "Date of the plan", "Enter the date")
    sent_on = past("Date it was sent", "Date sent")
    received_on = past("Date it came to the school", "Date received")

    def body(self) -> Body:
        return {
            "issued_on": iso(self.issued_on.day),
            "sent_on": iso(self.sent_on.data),
            "received_on": iso(self.received_on.data),
        }


class DroppedForm(StepForm):
    received_on = past("On which day were you told?", "The day you were told", "Enter the day")
    decided_on = past("Date of the decision", "Date of the decision")
    sent_on = past("Date the letter was sent", "Date sent")
    reasons = LongText("Which reasons did it give?", subject="The reasons", hint=FAMILY_READS)

    def body(self) -> Body:
        return {
            "received_on": iso(self.received_on.day),
            "decided_on": iso(self.decided_on.data),
            "sent_on": iso(self.sent_on.data),
            "reasons": self.reasons.data or None,
        }


def report(review: Review, **values: Any) -> ReportForm:
    form = ReportForm(sent_on=today(), **values)
    if review.year_group is not None and review.year_group < FIRST_YEAR_OF_ADULTHOOD:
        for name in ("discussed", *ADULT_LIFE):
            del form[name]
    return form
