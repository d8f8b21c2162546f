"""What is asked from the request to the final plan: one form each, to the command's JSON.

A form's fields are named as the service names them, so that its complaints find their field.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from services.portal.clients.ehcp import CaseRow, Entry
from services.portal.clients.referrals import ConcernRow
from services.portal.clock import today
from services.portal.forms import Body, CommandForm, LongText, PortalForm, Radios
from services.portal.pages.ehc_form_parts import (
    FAMILY_READS,
    LETTER_ORDER,
    PLAN_ORDER,
    TellingForm,
    council_name,
    council_number,
    iso,
    known_rights,
    past,
    rights_in,
    told_rights,
)
from services.portal.words.days import day_of_year
from services.portal.words.ehc import ASKERS, DECISIONS

LETTER: Final = "council-letter"
NO_CONCERN: Final = "none"


class RequestForm(CommandForm):
    """The council was asked. referral_id: only where a concern may have led to it."""

    requester = Radios(
        "Who asked the council?",
        choices=list(ASKERS.items()),
        empty="Select who asked the council",
    )
    name = council_name(
        "Which council?", "The one where the child lives, such as Fenshire Council."
    )
    code = council_number()
    asked_on = past(
        "On which day was it asked?", "The day it was asked", "Enter the day it was asked"
    )
    family_consulted_on = past(
        "When did you hear the family about it?",
        "The day you heard the family",
        hint="A school must hear the parents, or the young person, before it asks.",
    )
    reasons = LongText("Why was it asked?", subject="The reasons", hint=FAMILY_READS)
    referral_id = Radios(
        "Which concern does it come from?", empty="Select the concern, or that it comes from none"
    )

    def body(self) -> Body:
        concern = self.referral_id.data if "referral_id" in self else NO_CONCERN
        return {
            "requester": self.requester.data,
            "authority": {"name": self.name.data, "code": self.code.data},
            "asked_on": iso(self.asked_on.day),
            "family_consulted_on": iso(self.family_consulted_on.data),
            "reasons": self.reasons.data or None,
            "referral_id": None if concern == NO_CONCERN else concern,
        }


class ReceiptForm(TellingForm):
    received_on = past(
        "On which day did the council receive the request?",
        "Date received",
        "Enter the date the council received the request",
        hint="Every date of the case counts from this day.",
    )
    confirmed = Radios(
        "How do you know?",
        choices=[
            ("as-told", "We were told", "Not confirmed by the council"),
            (LETTER, "The council's letter says so"),
        ],
        empty="Select how you know",
    )
    letter_dated_on = past(
        "Date of the council's letter", "Date of the letter", hint="If its letter says so."
    )

    def body(self) -> Body:
        return {
            "received_on": iso(self.received_on.day),
            "confirmed": self.confirmed.data == LETTER,
            "letter_dated_on": iso(self.letter_dated_on.data),
        }


class LetterForm(TellingForm):
    """A letter of the council about a decision: its days and its reasons."""

    order = LETTER_ORDER
    received_on = past(
        "On which day were you told?",
        "The day you were told",
        "Enter the day you were told",
        hint="The day the letter came, or the call.",
    )
    decided_on = past("Date of the decision", "Date of the decision")
    sent_on = past("Date the letter was sent", "Date sent")
    reasons = LongText(
        "Which reasons did the council give?", subject="The reasons", hint=FAMILY_READS
    )
    rights = told_rights()

    def body(self) -> Body:
        return {
            "received_on": iso(self.received_on.day),
            "decided_on": iso(self.decided_on.data),
            "sent_on": iso(self.sent_on.data),
            "reasons": self.reasons.data or None,
            "rights": rights_in(self.rights),
        }


class AnswerForm(LetterForm):
    """A letter with one of several answers, which is asked first."""

    decision = Radios("What did the council decide?", empty="Select what the council decided")

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self._fields.move_to_end("decision", last=False)

    def body(self) -> Body:
        return {**super().body(), "decision": self.decision.data}


def known_letter(entry: Entry) -> Body:
    return {
        "decision": entry.decision,
        "received_on": entry.received_on,
        "decided_on": entry.decided_on,
        "sent_on": entry.sent_on,
        "reasons": entry.text or "",
        "rights": known_rights(entry),
    }


class AdviceRequestForm(TellingForm):
    received_on = past(
        "On which day did the school receive the council's request for advice?",
        "Date received",
        "Enter the date the school received the request",
        hint="The time for the school's advice counts from this day.",
    )

    def body(self) -> Body:
        return {"received_on": iso(self.received_on.day)}


class FinalPlanForm(TellingForm):
    order = PLAN_ORDER
    issued_on = past(
        "On which day did the council issue the final plan?",
        "Date of the plan",
        "Enter the date of the final plan",
        hint="The date on the plan. From this day the register says EHC plan.",
    )
    sent_on = past("Date it was sent", "Date sent")
    received_on = past("Date it came to the school", "Date received")
    rights = told_rights()

    def body(self) -> Body:
        return {
            "issued_on": iso(self.issued_on.day),
            "sent_on": iso(self.sent_on.data),
            "received_on": iso(self.received_on.data),
            "rights": rights_in(self.rights),
        }


class ErrorForm(PortalForm):
    reason = LongText(
        "What was wrong?", subject="What was wrong", empty="Enter what was wrong", hint=FAMILY_READS
    )


def answers(*codes: str) -> Callable[..., AnswerForm]:
    """A form for a letter with one of these decisions."""

    def make(**values: Any) -> AnswerForm:
        form = AnswerForm(**values)
        form.decision.offer([(code, DECISIONS[code]) for code in codes])
        return form

    return make


def request_form(cases: Sequence[CaseRow], concerns: Sequence[ConcernRow]) -> RequestForm:
    """cases: of this pupil, whose council is likely the same. concerns: of this pupil."""
    council = cases[0].authority if cases else None
    led_to_it = concerns_for(cases, concerns)
    form = RequestForm(
        asked_on=today(),
        name=council.name if council else "",
        code=council.code if council else "",
        referral_id=str(led_to_it[0].referral_id) if led_to_it else None,
    )
    if not led_to_it:
        del form.referral_id
        return form
    form.referral_id.offer(
        [
            *(
                (str(row.referral_id), f"The concern of {day_of_year(row.raised_on)}")
                for row in led_to_it
            ),
            (NO_CONCERN, "None of them"),
        ]
    )
    return form


def concerns_for(cases: Sequence[CaseRow], concerns: Sequence[ConcernRow]) -> list[ConcernRow]:
    """Concerns that were decided to go to the council, and of which no case tells yet."""
    used = {case.referral_id for case in cases}
    return [
        row for row in concerns if row.outcome == "ehc-assessment" and row.referral_id not in used
    ]
