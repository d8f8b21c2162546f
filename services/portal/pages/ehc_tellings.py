"""Each thing that can be told of an EHC case: its form, its words, when it can be told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from services.portal.clients.ehcp import Case, Entry
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
from services.portal.pages.ehc_form_parts import Body, TellingForm
from services.portal.pages.ehc_forms import (
    LETTER,
    AdviceRequestForm,
    FinalPlanForm,
    ReceiptForm,
    answers,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One kind of thing that is told. type: of its event. ask: what leads to the form.

    known: what the entry that is corrected says, as values of the form. at: rule -> field.
    offer: fills choices that come from the case. path: of the service's route, where it is not the
    last part of the address.
    """

    type: str
    title: str
    ask: str
    make: Callable[..., TellingForm]
    known: Callable[[Entry], Body]
    may: Callable[[Case], bool]
    at: Mapping[str, str] = field(default_factory=dict)
    offer: Callable[[Any, Case], None] | None = None
    path: str = ""


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


# By the last part of the address; with _ for - it is what a correction calls it.
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
        known=known_advice,
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
    "draft-plan": Telling(
        type=DRAFT,
        title="The council sent a draft plan",
        ask="Record a draft plan",
        make=DraftPlanForm,
        known=known_draft,
        may=lambda case: not has(case, "final-plan"),
        path="draft-plans",
    ),
    "representations": Telling(
        type="ehcp-representations-sent",
        title="The family sent its comments to the council",
        ask="Record that the family sent its comments",
        make=RepresentationsForm,
        known=known_comments,
        may=lambda case: bool(letters_to_answer(case)),
        offer=offer_letters,
        at={"NotOfThisCase": "about"},
    ),
    "consultation": Telling(
        type=CONSULTATION,
        title="The council asked if the school can meet the needs",
        ask="Record that the council asked if the school can meet the needs",
        make=ConsultationForm,
        known=known_consultation,
        may=lambda _: True,
        path="consultations",
    ),
    "consultation-answer": Telling(
        type=ANSWER,
        title="The school answered if it can meet the needs",
        ask="Record the school's answer to the council",
        make=ConsultationAnswerForm,
        known=known_answer_to_council,
        may=unanswered,
        offer=offer_consultations,
        path="consultation-answers",
        at={
            "AnswerWithoutGround": "grounds",
            "ConsultationAlreadyAnswered": "about",
            "NotOfThisCase": "about",
        },
    ),
}
OF_TYPE: Final = {telling.type: what for what, telling in TELLINGS.items()}


def telling_form(what: str, case: Case, entry: Entry | None) -> TellingForm:
    """entry: what is corrected; None for something new."""
    telling = TELLINGS[what]
    values = telling.known(entry) if entry else {}
    form = telling.make(seen=case.version, **values)
    if telling.offer:
        telling.offer(form, case)
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
