"""What is asked about mediation and appeals: the family's own steps, as the school was told."""

from collections.abc import Sequence
from typing import Any

from services.portal import ehc_words
from services.portal.clients.ehcp import Case, Entry
from services.portal.clients.ehcp_appeals import (
    APPEAL,
    appealable,
    not_kept,
    open_appeals,
    open_ended,
)
from services.portal.forms import Body, Checkboxes, DateParts, Radios
from services.portal.pages.ehc_form_parts import (
    EXAMPLE,
    TellingForm,
    choose_the_only_one,
    day_if_known,
    iso,
    past,
)
from services.portal.words.appeals import ENDS, ORDERS, REMEDIES, SECTIONS
from services.portal.words.days import day_of_year


def which_decision() -> Radios:
    return Radios("Which decision is it about?", empty="Select the decision")


def which_appeal() -> Radios:
    return Radios("Which appeal is it about?", empty="Select the appeal")


def named_day(label: str) -> DateParts:
    """A day that may lie ahead, where one was named."""
    return DateParts(label, subject="The day", hint=EXAMPLE)


def offer_decisions(form: Any, case: Case, _: Entry | None) -> None:
    offer(form.decision_id, case, appealable(case))


def offer_appeals(form: Any, case: Case, entry: Entry | None) -> None:
    """Those that are open; for a correction all, as what is corrected may have ended its own.

    Also the one that a form brings: it may have ended since, in another window or by this very
    form, whose answer was lost. The service knows.
    """
    still, brought = open_appeals(case), form.appeal_id.data
    some = [
        one
        for one in case.standing(APPEAL)
        if entry or one in still or str(case.root(one)) == brought
    ]
    offer(form.appeal_id, case, some)


def offer_agreements(form: Any, case: Case, entry: Entry | None) -> None:
    """As with appeals: those that are not kept, all for a correction, and the one brought."""
    still, brought = not_kept(case), form.agreement_id.data
    some = [
        one for one in open_ended(case) if entry or one in still or str(case.root(one)) == brought
    ]
    offer(form.agreement_id, case, some)


def offer(field: Radios, case: Case, some: Sequence[Entry]) -> None:
    field.offer([(str(case.root(one)), said(one)) for one in some])
    choose_the_only_one(field)


def said(entry: Entry) -> str:
    """ "The council will not assess, 3 March 2027"."""
    return f"{ehc_words.told(entry)}, {day_of_year(entry.on)}"


class MediationForm(TellingForm):
    decision_id = which_decision()
    told_on = past(
        "On which day was the council told that the family wants mediation?",
        "The day the council was told",
        "Enter the day the council was told",
    )

    def body(self) -> Body:
        return {"decision_id": self.decision_id.data, "told_on": iso(self.told_on.day)}


class MediationEndForm(TellingForm):
    decision_id = which_decision()
    how = Radios("How did it end?", choices=list(ENDS.items()), empty="Select how it ended")
    ended_on = past("On which day?", "The day it ended", "Enter the day it ended")

    def body(self) -> Body:
        return {
            "decision_id": self.decision_id.data,
            "how": self.how.data,
            "ended_on": iso(self.ended_on.day),
        }


class CertificateForm(TellingForm):
    decision_id = which_decision()
    issued_on = past(
        "What is the date on the certificate?",
        "The date of the certificate",
        "Enter the date of the certificate",
    )

    def body(self) -> Body:
        return {"decision_id": self.decision_id.data, "issued_on": iso(self.issued_on.day)}


class AgreementForm(TellingForm):
    decision_id = which_decision()
    remedy = Radios(
        "What will the council do?",
        choices=list(REMEDIES.items()),
        empty="Select what the council will do",
    )
    agreed_on = past(
        "On which day was it agreed?", "The day of the agreement", "Enter the day of the agreement"
    )
    says_by = named_day("By which day, if the agreement names one?")

    def body(self) -> Body:
        return {
            "decision_id": self.decision_id.data,
            "remedy": self.remedy.data,
            "agreed_on": iso(self.agreed_on.day),
            "says_by": iso(self.says_by.data),
        }


class AgreementKeptForm(TellingForm):
    agreement_id = Radios("Which agreement is it about?", empty="Select the agreement")
    done_on = past(
        "On which day did the council do what was agreed?",
        "The day it was done",
        "Enter the day it was done",
    )

    def body(self) -> Body:
        return {"agreement_id": self.agreement_id.data, "done_on": iso(self.done_on.day)}


class AppealForm(TellingForm):
    decision_id = which_decision()
    sent_on = past(
        "On which day did the family send the appeal?", "Date sent", "Enter the day it was sent"
    )
    sections = Checkboxes("Of a plan: which sections is it about?", choices=list(SECTIONS.items()))

    def body(self) -> Body:
        return {
            "decision_id": self.decision_id.data,
            "sent_on": iso(self.sent_on.day),
            "sections": self.sections.data or [],
        }


class ConcessionForm(TellingForm):
    appeal_id = which_appeal()
    told_on = past(
        "On which day did the council tell the Tribunal that it does not oppose the appeal?",
        "The day the council told the Tribunal",
        "Enter the day the council told the Tribunal",
    )

    def body(self) -> Body:
        return {"appeal_id": self.appeal_id.data, "told_on": iso(self.told_on.day)}


class OrderForm(TellingForm):
    appeal_id = which_appeal()
    remedy = Radios(
        "What must the council do?",
        choices=list(ORDERS.items()),
        empty="Select what the council must do",
    )
    ordered_on = past(
        "What is the date of the order?", "The date of the order", "Enter the date of the order"
    )
    directs_by = named_day("By which day, if the order names one?")

    def body(self) -> Body:
        return {
            "appeal_id": self.appeal_id.data,
            "remedy": self.remedy.data,
            "ordered_on": iso(self.ordered_on.day),
            "directs_by": iso(self.directs_by.data),
        }


class WithdrawalForm(TellingForm):
    appeal_id = which_appeal()
    withdrawn_on = past(
        "On which day did the family take it back?",
        "The day it was taken back",
        "Enter the day it was taken back",
    )

    def body(self) -> Body:
        return {"appeal_id": self.appeal_id.data, "withdrawn_on": iso(self.withdrawn_on.day)}


def of_decision(entry: Entry) -> Body:
    return {"decision_id": str(entry.details.get("decision_id"))}


def of_appeal(entry: Entry) -> Body:
    return {"appeal_id": str(entry.details.get("appeal_id"))}


def known_kept(entry: Entry) -> Body:
    return {"agreement_id": str(entry.details.get("agreement_id")), "done_on": entry.on}


def known_agreement(entry: Entry) -> Body:
    return {
        **of_decision(entry),
        "remedy": entry.details.get("remedy"),
        "agreed_on": entry.on,
        "says_by": day_if_known(entry.details.get("says_by")),
    }


def known_appeal(entry: Entry) -> Body:
    sections = entry.details.get("sections") or []
    return {**of_decision(entry), "sent_on": entry.on, "sections": sections}


def known_order(entry: Entry) -> Body:
    return {
        **of_appeal(entry),
        "remedy": entry.details.get("remedy"),
        "ordered_on": entry.on,
        "directs_by": day_if_known(entry.details.get("directs_by")),
    }
