"""What is asked when a plan is looked at anew, ends, or goes over to another council."""

from typing import Any, Final

from services.portal.clients.ehcp import Case, Entry
from services.portal.clients.ehcp_changes import MOVE as MOVE_TOLD
from services.portal.clients.ehcp_changes import REASSESSMENT_ASKED, TRANSFERRED, council_of, last
from services.portal.forms import Body, DateParts, Radios
from services.portal.pages.ehc_form_parts import (
    EXAMPLE,
    NO,
    YES,
    TellingForm,
    council_name,
    council_number,
    day_if_known,
    iso,
    past,
    said_so,
)
from services.portal.pages.ehc_forms import AnswerForm, known_letter
from services.portal.words.days import day_of_year
from services.portal.words.ehc import ASKERS, REASSESSMENTS

BY_ITSELF: Final = "by-itself"
NOT_SAID: Final = ""


class ReassessmentRequestForm(TellingForm):
    order = (("asked_on", "received_on", "the day it was asked for"),)
    requester = Radios(
        "Who asked for another assessment?",
        choices=list(ASKERS.items()),
        empty="Select who asked for another assessment",
    )
    asked_on = past(
        "On which day was it asked for?",
        "The day it was asked for",
        "Enter the day it was asked for",
    )
    received_on = past(
        "On which day did the council receive it?",
        "Date received",
        hint="The council's 15 days count from this day. Leave it empty if you do not know it.",
    )

    def body(self) -> Body:
        return {
            "requester": self.requester.data,
            "asked_on": iso(self.asked_on.day),
            "received_on": iso(self.received_on.data),
        }


class ReassessmentForm(AnswerForm):
    """request_id: the request that it answers; the council may decide by itself too."""

    request_id = Radios(
        "Which request does it answer?",
        empty="Select the request, or that the council decided by itself",
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self._fields.move_to_end("request_id", last=False)

    def body(self) -> Body:
        request = self.request_id.data
        return {**super().body(), "request_id": None if request == BY_ITSELF else request}


class CeaseConsultationForm(TellingForm):
    order = (("sent_on", "received_on", "the day it was sent"),)
    received_on = past(
        "On which day did the council say that it may end the plan?",
        "The day the school was asked",
        "Enter the day the school was asked",
        hint="It must ask the family and the school before it decides.",
    )
    sent_on = past("Date the council sent it", "Date sent")

    def body(self) -> Body:
        return {"received_on": iso(self.received_on.day), "sent_on": iso(self.sent_on.data)}


class PlanEndForm(TellingForm):
    ended_on = past(
        "What was the last day of the plan?",
        "The last day of the plan",
        "Enter the last day of the plan",
        hint="A plan goes on until the time to appeal has run out, or the appeal is decided.",
    )
    received_on = past("On which day were you told?", "The day you were told")

    def body(self) -> Body:
        return {
            "ended_on": iso(self.ended_on.day),
            "received_on": iso(self.received_on.data),
        }


class ToCouncilForm(TellingForm):
    """The other council comes first."""

    name = council_name(
        "To which council?", "The one where the child goes to live, such as Marshland Council."
    )
    code = council_number("That council's number")

    def council(self) -> Body:
        return {"to": {"name": self.name.data, "code": self.code.data}}


class MoveForm(ToCouncilForm):
    move_on = DateParts(
        "On which day does the child move, or did?",
        subject="The day of the move",
        empty="Enter the day of the move",
        hint=f"It may lie ahead. {EXAMPLE}",
    )
    known_on = past(
        "On which day did the old council learn of it?",
        "The day the old council learned of it",
        hint="If it knows 15 working days ahead, the plan goes over on the day of the move.",
    )

    def body(self) -> Body:
        return {
            **self.council(),
            "move_on": iso(self.move_on.day),
            "known_on": iso(self.known_on.data),
        }


class TransferForm(ToCouncilForm):
    transferred_on = past(
        "On which day did the plan go over to the new council?",
        "The day the plan went over",
        "Enter the day the plan went over",
        hint="From this day the new council answers for the plan, and its weeks count from it.",
    )

    def body(self) -> Body:
        return {**self.council(), "transferred_on": iso(self.transferred_on.day)}


class TransferLetterForm(TellingForm):
    order = (("sent_on", "received_on", "the day it was sent"),)
    received_on = past(
        "On which day were you told?", "The day you were told", "Enter the day you were told"
    )
    sent_on = past("Date the letter was sent", "Date sent")
    will_assess = Radios(
        "Will the new council assess the child again?",
        choices=[(YES, "Yes"), (NO, "No"), (NOT_SAID, "It does not say")],
        empty="Select whether it will assess the child again",
    )
    review_by = DateParts(
        "By which day will it review the plan?",
        subject="The day of the review",
        hint=f"Leave it empty if it does not say. {EXAMPLE}",
    )

    def body(self) -> Body:
        return {
            "received_on": iso(self.received_on.day),
            "sent_on": iso(self.sent_on.data),
            "will_assess": {YES: True, NO: False}.get(self.will_assess.data or ""),
            "review_by": iso(self.review_by.data),
        }


def offer_requests(form: Any, case: Case, _: Entry | None) -> None:
    form.decision.offer(list(REASSESSMENTS.items()))
    requests = [
        (str(case.root(one)), f"The request of {day_of_year(one.on)}")
        for one in case.standing(REASSESSMENT_ASKED)
    ]
    form.request_id.offer([*requests, (BY_ITSELF, "None: the council decided by itself")])


def new_transfer(case: Case) -> Body:
    """To the council of the move that was told of last."""
    move = last(case, MOVE_TOLD)
    return council_of(move) if move else {}


def gone_over(case: Case) -> bool:
    return last(case, TRANSFERRED) is not None


def known_request(entry: Entry) -> Body:
    return {
        "requester": entry.details.get("requester"),
        "asked_on": entry.on,
        "received_on": entry.received_on,
    }


def known_reassessment(entry: Entry) -> Body:
    request = entry.details.get("request_id")
    return {**known_letter(entry), "request_id": str(request) if request else BY_ITSELF}


def known_cease_consultation(entry: Entry) -> Body:
    return {"received_on": entry.on, "sent_on": entry.sent_on}


def known_move(entry: Entry) -> Body:
    return {
        **council_of(entry),
        "move_on": day_if_known(entry.details.get("move_on")),
        "known_on": day_if_known(entry.details.get("known_on")),
    }


def known_transfer(entry: Entry) -> Body:
    return {**council_of(entry), "transferred_on": entry.on}


def known_transfer_letter(entry: Entry) -> Body:
    return {
        "received_on": entry.received_on,
        "sent_on": entry.sent_on,
        "will_assess": said_so(entry.details.get("will_assess")),
        "review_by": day_if_known(entry.details.get("review_by")),
    }
