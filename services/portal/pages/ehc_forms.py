"""What is asked for each thing that is told of an EHC case: one form each, to the command's JSON.

A form's fields are named as the service names them, so that its complaints find their field.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from services.portal.clients.ehcp import Case, CaseRow, Entry
from services.portal.clients.referrals import ConcernRow
from services.portal.clock import today
from services.portal.forms import DateParts, LongText, PortalForm, Radios, ShortText
from services.portal.forms.dates import When
from services.portal.words.days import day_of_year
from services.portal.words.ehc import DECISIONS, REQUESTERS

Body = dict[str, Any]
LETTER: Final = "council-letter"
NO_CONCERN: Final = "none"
CODE_DIGITS: Final = 3
EXAMPLE: Final = "For example, 27 3 2026."
FAMILY_READS: Final = "The family can read this."


def past(label: str, subject: str, empty: str | None = None, hint: str = "") -> DateParts:
    """A day that has come; without `empty` it is optional."""
    hint = f"{hint} {EXAMPLE}".strip()
    return DateParts(label, subject=subject, empty=empty, hint=hint, when=When.PAST)


def iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


class RequestForm(PortalForm):
    """The council was asked. referral_id: only where a concern may have led to it."""

    requester = Radios(
        "Who asked the council?",
        choices=list(REQUESTERS.items()),
        empty="Select who asked the council",
    )
    name = ShortText(
        "Which council?",
        subject="The council's name",
        hint="The one where the child lives, such as Fenshire Council.",
        empty="Enter the council's name",
        longest=100,
    )
    code = ShortText(
        "The council's number",
        subject="The council's number",
        hint="Three digits, as in the school census.",
        empty="Enter the three digits of the council",
        longest=CODE_DIGITS,
    )
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


def why_corrected() -> LongText:
    """The last question of each form here; `telling_form` leaves it out of what is new."""
    return LongText(
        "What was wrong before?",
        subject="What was wrong",
        hint=FAMILY_READS,
        empty="Enter what was wrong",
    )


class ReceiptForm(PortalForm):
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
    reason = why_corrected()

    def body(self) -> Body:
        return {
            "received_on": iso(self.received_on.day),
            "confirmed": self.confirmed.data == LETTER,
            "letter_dated_on": iso(self.letter_dated_on.data),
        }


class AnswerForm(PortalForm):
    """A letter of the council: its answer and its days."""

    decision = Radios("What did the council decide?", empty="Select what the council decided")
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
    reason = why_corrected()

    def body(self) -> Body:
        return {
            "decision": self.decision.data,
            "received_on": iso(self.received_on.day),
            "decided_on": iso(self.decided_on.data),
            "sent_on": iso(self.sent_on.data),
            "reasons": self.reasons.data or None,
        }


class AdviceRequestForm(PortalForm):
    received_on = past(
        "On which day did the school receive the council's request for advice?",
        "Date received",
        "Enter the date the school received the request",
        hint="The time for the school's advice counts from this day.",
    )
    reason = why_corrected()

    def body(self) -> Body:
        return {"received_on": iso(self.received_on.day)}


class AdviceForm(PortalForm):
    sent_on = past(
        "On which day did the school send its advice?", "Date sent", "Enter the date it was sent"
    )
    note = LongText("A note for staff", subject="The note")
    reason = why_corrected()

    def body(self) -> Body:
        return {"sent_on": iso(self.sent_on.day), "note": self.note.data or None}


class FinalPlanForm(PortalForm):
    issued_on = past(
        "On which day did the council issue the final plan?",
        "Date of the plan",
        "Enter the date of the final plan",
        hint="The date on the plan. From this day the register says EHC plan.",
    )
    sent_on = past("Date it was sent", "Date sent")
    received_on = past("Date it came to the school", "Date received")
    reason = why_corrected()

    def body(self) -> Body:
        return {
            "issued_on": iso(self.issued_on.day),
            "sent_on": iso(self.sent_on.data),
            "received_on": iso(self.received_on.data),
        }


TellingForm = ReceiptForm | AnswerForm | AdviceRequestForm | AdviceForm | FinalPlanForm


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One kind of thing that is told. type: of its event. ask: what leads to the form.

    known: what the entry that is corrected says, as values of the form. at: rule -> field.
    """

    type: str
    title: str
    ask: str
    make: Callable[..., TellingForm]
    known: Callable[[Entry], Body]
    may: Callable[[Case], bool]
    at: Mapping[str, str] = field(default_factory=dict)


def known_answer(entry: Entry) -> Body:
    return {
        "decision": entry.decision,
        "received_on": entry.received_on,
        "decided_on": entry.decided_on,
        "sent_on": entry.sent_on,
        "reasons": entry.text or "",
    }


def has(case: Case, what: str) -> bool:
    return bool(case.standing(TELLINGS[what].type))


# By the last part of the address, which is also the last part of the service's route.
TELLINGS: Final[Mapping[str, Telling]] = {
    "receipt": Telling(
        type="ehcp-receipt-recorded",
        title="The council received the request",
        ask="Record the day on which the council received the request",
        make=ReceiptForm,
        known=lambda entry: {
            "received_on": entry.on,
            "confirmed": entry.basis,
            "letter_dated_on": entry.letter_dated_on,
        },
        may=lambda case: not has(case, "receipt"),
        at={"LetterDayMissing": "letter_dated_on", "ReceiptAlreadyRecorded": "received_on"},
    ),
    "decision": Telling(
        type="ehcp-decision-recorded",
        title="What the council decided about the assessment",
        ask="Record whether the council will assess",
        make=answers("assess", "refused"),
        known=known_answer,
        may=lambda _: True,
    ),
    "advice-request": Telling(
        type="ehcp-advice-requested",
        title="The council asked the school for advice",
        ask="Record that the council asked the school for advice",
        make=AdviceRequestForm,
        known=lambda entry: {"received_on": entry.on},
        may=lambda case: not has(case, "advice-request"),
    ),
    "advice": Telling(
        type="ehcp-advice-submitted",
        title="The school sent its advice",
        ask="Record that the school sent its advice",
        make=AdviceForm,
        known=lambda entry: {"sent_on": entry.on, "note": entry.text or ""},
        may=lambda case: has(case, "advice-request") and not has(case, "advice"),
    ),
    "plan-decision": Telling(
        type="ehcp-plan-decision-recorded",
        title="What the council decided about a plan",
        ask="Record whether the council will make a plan",
        make=answers("plan", "no-plan"),
        known=known_answer,
        may=lambda _: True,
    ),
    "final-plan": Telling(
        type="ehcp-plan-finalised",
        title="The council issued the final plan",
        ask="Record the final plan",
        make=FinalPlanForm,
        known=lambda entry: {
            "issued_on": entry.on,
            "sent_on": entry.sent_on,
            "received_on": entry.received_on,
        },
        may=lambda case: not has(case, "final-plan"),
    ),
}
OF_TYPE: Final = {telling.type: what for what, telling in TELLINGS.items()}


def telling_form(what: str, case: Case, entry: Entry | None) -> TellingForm:
    """entry: what is corrected; None for something new."""
    telling = TELLINGS[what]
    values = telling.known(entry) if entry else {}
    form = telling.make(seen=case.version, **values)
    if entry is None:
        del form.reason
    return form


def confirming_form(case: Case) -> TellingForm:
    """To confirm, by the council's letter, a day that was told."""
    known = case.standing(TELLINGS["receipt"].type)
    form = ReceiptForm(
        seen=case.version, received_on=known[-1].on if known else None, confirmed=LETTER
    )
    del form.reason
    return form


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
