"""Each thing that can be told from the request to the final plan: its form, its words, when."""

from collections.abc import Mapping
from typing import Final

from services.portal.clients.ehcp import Case, Entry
from services.portal.clients.ehcp_changes import REASSESSMENT
from services.portal.forms import Body
from services.portal.pages.ehc_advice_form import AdviceForm, known_advice
from services.portal.pages.ehc_draft_forms import (
    ANSWER,
    CONSULTATION,
    DRAFT,
    ConsultationAnswerForm,
    ConsultationForm,
    DraftPlanForm,
    RepresentationsForm,
    known_answer_to_council,
    known_comments,
    known_consultation,
    known_draft,
    letters_to_answer,
    offer_consultations,
    offer_letters,
    unanswered,
)
from services.portal.pages.ehc_form_parts import TellingForm, known_rights
from services.portal.pages.ehc_forms import (
    LETTER,
    AdviceRequestForm,
    FinalPlanForm,
    ReceiptForm,
    answers,
    known_letter,
)
from services.portal.pages.ehc_telling import Telling

RECEIPT: Final = "ehcp-receipt-recorded"
ADVICE_ASKED: Final = "ehcp-advice-requested"
ADVICE_SENT: Final = "ehcp-advice-submitted"
FINAL_PLAN: Final = "ehcp-plan-finalised"


def known_plan(entry: Entry) -> Body:
    """Of a plan that was issued, final or amended."""
    return {
        "issued_on": entry.on,
        "sent_on": entry.sent_on,
        "received_on": entry.received_on,
        "rights": known_rights(entry),
    }


def may_be_asked(case: Case) -> bool:
    """The council asks the school for advice once in each assessment: the first and every other."""
    again = [one for one in case.standing(REASSESSMENT) if one.decision == "reassess"]
    return len(case.standing(ADVICE_ASKED)) <= len(again)


def known_receipt(entry: Entry) -> Body:
    return {
        "received_on": entry.on,
        "confirmed": entry.basis,
        "letter_dated_on": entry.letter_dated_on,
    }


def always(_: Case) -> bool:
    return True


# By the last part of the address, in the order of the process.
TELLINGS: Final[Mapping[str, Telling[Case]]] = {
    one.address: one
    for one in (
        Telling(
            type=RECEIPT,
            part="receipt",
            path="receipt",
            title="The council received the request",
            ask="Record the day on which the council received the request",
            make=ReceiptForm,
            known=known_receipt,
            may=lambda case: not case.standing(RECEIPT),
            at={"LetterDayMissing": "letter_dated_on", "ReceiptAlreadyRecorded": "received_on"},
        ),
        Telling(
            type="ehcp-decision-recorded",
            part="decision",
            path="decision",
            title="What the council decided about the assessment",
            ask="Record whether the council will assess",
            make=answers("assess", "refused"),
            known=known_letter,
            may=always,
        ),
        Telling(
            type=ADVICE_ASKED,
            part="advice_request",
            path="advice-request",
            title="The council asked the school for advice",
            ask="Record that the council asked the school for advice",
            make=AdviceRequestForm,
            known=lambda entry: {"received_on": entry.on},
            may=may_be_asked,
        ),
        Telling(
            type=ADVICE_SENT,
            part="advice",
            path="advice",
            title="The school sent its advice",
            ask="Record that the school sent its advice",
            make=AdviceForm,
            known=known_advice,
            may=lambda case: len(case.standing(ADVICE_ASKED)) > len(case.standing(ADVICE_SENT)),
        ),
        Telling(
            type="ehcp-plan-decision-recorded",
            part="plan_decision",
            path="plan-decision",
            title="What the council decided about a plan",
            ask="Record whether the council will make a plan",
            make=answers("plan", "no-plan"),
            known=known_letter,
            may=always,
        ),
        Telling(
            type=FINAL_PLAN,
            part="final_plan",
            path="final-plan",
            title="The council issued the final plan",
            ask="Record the final plan",
            make=FinalPlanForm,
            known=known_plan,
            may=lambda case: not case.standing(FINAL_PLAN),
        ),
        Telling(
            type=DRAFT,
            part="draft_plan",
            path="draft-plans",
            title="The council sent a draft plan",
            ask="Record a draft plan",
            make=DraftPlanForm,
            known=known_draft,
            may=lambda case: not case.standing(FINAL_PLAN),
        ),
        Telling(
            type="ehcp-representations-sent",
            part="representations",
            path="representations",
            title="The family sent its comments to the council",
            ask="Record that the family sent its comments",
            make=RepresentationsForm,
            known=known_comments,
            may=lambda case: bool(letters_to_answer(case)),
            fit=offer_letters,
            at={"NotOfThisCase": "about"},
        ),
        Telling(
            type=CONSULTATION,
            part="consultation",
            path="consultations",
            title="The council asked if the school can meet the needs",
            ask="Record that the council asked if the school can meet the needs",
            make=ConsultationForm,
            known=known_consultation,
            may=always,
        ),
        Telling(
            type=ANSWER,
            part="consultation_answer",
            path="consultation-answers",
            title="The school answered if it can meet the needs",
            ask="Record the school's answer to the council",
            make=ConsultationAnswerForm,
            known=known_answer_to_council,
            may=unanswered,
            fit=offer_consultations,
            at={
                "AnswerWithoutGround": "grounds",
                "ConsultationAlreadyAnswered": "about",
                "NotOfThisCase": "about",
            },
        ),
    )
}


def confirming_form(case: Case) -> TellingForm:
    """To confirm, by the council's letter, a day that was told."""
    known = case.standing(RECEIPT)
    form = ReceiptForm(
        seen=case.version, received_on=known[-1].on if known else None, confirmed=LETTER
    )
    del form.reason
    return form
