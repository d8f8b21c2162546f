"""What is asked about a draft plan, the family's comments on it, and the consultation."""

from typing import Any, Final

from services.portal.clients.ehcp import Case, Entry
from services.portal.forms import Body, Checkboxes, LongText, Radios, ShortText
from services.portal.pages.ehc_form_parts import (
    FAMILY_READS,
    NO,
    SERVED_ORDER,
    YES,
    TellingForm,
    choose_the_only_one,
    iso,
    past,
    yes_or_no,
)
from services.portal.words.days import day_of_year
from services.portal.words.ehc import ANSWERS, GROUNDS

DRAFT: Final = "ehcp-draft-plan-received"
NOTICE: Final = "ehcp-amendment-notice-received"
CONSULTATION: Final = "ehcp-naming-consultation-received"
ANSWER: Final = "ehcp-naming-consultation-answered"
CANNOT: Final = "cannot-meet"


class DraftPlanForm(TellingForm):
    order = SERVED_ORDER
    served_on = past(
        "On which day did the family get the draft plan?",
        "Date served",
        hint="The family's 15 days begin with this day. Leave it empty if you do not know it.",
    )
    sent_on = past("Date the council sent it", "Date sent")
    received_on = past(
        "On which day did the school get it, or hear of it?",
        "The day the school got it",
        "Enter the day the school got it, or heard of it",
    )
    names_placement = yes_or_no(
        "Does section I name a school or a type of school?",
        "Select whether section I names a school",
        hint="In a draft, section I must be blank. If it is not, record it: the case says so.",
    )

    def body(self) -> Body:
        return {
            "served_on": iso(self.served_on.data),
            "sent_on": iso(self.sent_on.data),
            "received_on": iso(self.received_on.day),
            "names_placement": self.names_placement.data == YES,
        }


class RepresentationsForm(TellingForm):
    """about: the draft or the notice of changes that the family wrote about."""

    about = Radios("What did the family write about?", empty="Select what the family wrote about")
    sent_on = past(
        "On which day did the family send its comments?",
        "Date sent",
        "Enter the day the family sent its comments",
    )
    wants_meeting = yes_or_no(
        "Does the family ask for a meeting with the council?",
        "Select whether the family asks for a meeting",
    )
    asks_for = ShortText("For which school does it ask?", subject="The school")
    said = LongText("What does the family say?", subject="What the family says", hint=FAMILY_READS)

    def body(self) -> Body:
        return {
            "about": self.about.data,
            "sent_on": iso(self.sent_on.day),
            "wants_meeting": self.wants_meeting.data == YES,
            "asks_for": self.asks_for.data or None,
            "said": self.said.data or None,
        }


class ConsultationForm(TellingForm):
    order = (("sent_on", "received_on", "the day it was sent"),)
    received_on = past(
        "On which day did the council ask if the school can meet the needs?",
        "The day the school was asked",
        "Enter the day the school was asked",
        hint="The day its letter came. The school should answer within 15 days.",
    )
    sent_on = past("Date the council sent it", "Date sent")

    def body(self) -> Body:
        return {"received_on": iso(self.received_on.day), "sent_on": iso(self.sent_on.data)}


class ConsultationAnswerForm(TellingForm):
    """about: the consultation that is answered. grounds: needed where the school says no."""

    about = Radios("Which letter does it answer?", empty="Select the letter that it answers")
    sent_on = past(
        "On which day did the school send its answer?",
        "Date sent",
        "Enter the day the answer was sent",
    )
    answer = Radios(
        "What did the school say?",
        choices=list(ANSWERS.items()),
        empty="Select what the school said",
    )
    grounds = Checkboxes(
        "If it cannot meet the needs: on which ground?",
        choices=list(GROUNDS.items()),
        hint="The law has three, and no other.",
    )
    reasons = LongText("What are the reasons?", subject="The reasons", hint=FAMILY_READS)

    def validate(self, extra_validators: Any = None) -> bool:
        """A ground is of a "no": with a "yes" the record would say both."""
        right = super().validate(extra_validators)
        if self.answer.data in (None, CANNOT) or not self.grounds.data:
            return right
        self.grounds.errors = ["Leave this empty, or select that it cannot meet the needs"]
        return False

    def body(self) -> Body:
        return {
            "about": self.about.data,
            "sent_on": iso(self.sent_on.day),
            "answer": self.answer.data,
            "grounds": self.grounds.data or [],
            "reasons": self.reasons.data or None,
        }


def letters_to_answer(case: Case) -> list[Entry]:
    """What the family can write to the council about."""
    return [*case.standing(DRAFT), *case.standing(NOTICE)]


def offer_letters(form: RepresentationsForm, case: Case, _: Entry | None) -> None:
    form.about.offer(
        [
            (
                str(case.root(one)),
                f"{'The draft plan' if one.type == DRAFT else 'The notice of changes'} of "
                f"{day_of_year(one.on)}",
            )
            for one in letters_to_answer(case)
        ]
    )
    choose_the_only_one(form.about)


def offer_consultations(form: ConsultationAnswerForm, case: Case, _: Entry | None) -> None:
    asked = case.standing(CONSULTATION)
    form.about.offer(
        [(str(case.root(one)), f"The letter that came on {day_of_year(one.on)}") for one in asked]
    )
    choose_the_only_one(form.about)


def unanswered(case: Case) -> bool:
    """Whether a consultation has no answer yet."""
    answered = {str(one.details.get("about")) for one in case.standing(ANSWER)}
    return any(str(case.root(one)) not in answered for one in case.standing(CONSULTATION))


def known_draft(entry: Entry) -> Body:
    return {
        "served_on": entry.served_on,
        "sent_on": entry.sent_on,
        "received_on": entry.received_on,
        "names_placement": YES if entry.details.get("names_placement") else NO,
    }


def known_comments(entry: Entry) -> Body:
    return {
        "about": str(entry.details.get("about")),
        "sent_on": entry.on,
        "wants_meeting": YES if entry.details.get("wants_meeting") else NO,
        "asks_for": entry.details.get("asks_for") or "",
        "said": entry.details.get("said") or "",
    }


def known_consultation(entry: Entry) -> Body:
    return {"received_on": entry.on, "sent_on": entry.sent_on}


def known_answer_to_council(entry: Entry) -> Body:
    return {
        "about": str(entry.details.get("about")),
        "sent_on": entry.on,
        "answer": entry.details.get("answer"),
        "grounds": entry.details.get("grounds") or [],
        "reasons": entry.text or "",
    }
