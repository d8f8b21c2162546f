"""What is asked about mediation and appeals: the family's own steps, as the school was told."""

from services.portal import ehc_words
from services.portal.clients.ehcp import Case, Entry
from services.portal.clients.ehcp_appeals import appealable, open_appeals
from services.portal.forms import Checkboxes, DateParts, PortalForm, Radios
from services.portal.pages.ehc_form_parts import EXAMPLE, Body, iso, past
from services.portal.words.appeals import ENDS, ORDERS, REMEDIES, SECTIONS
from services.portal.words.days import day_of_year


def which_decision() -> Radios:
    return Radios("Which decision is it about?", empty="Select the decision")


def which_appeal() -> Radios:
    return Radios("Which appeal is it about?", empty="Select the appeal")


def named_day(label: str) -> DateParts:
    """A day that may lie ahead, where one was named."""
    return DateParts(label, subject="The day", hint=EXAMPLE)


class StepForm(PortalForm):
    """A step of mediation or an appeal; it has `decision_id` or `appeal_id`."""

    def body(self) -> Body:
        """The command's JSON."""
        raise NotImplementedError

    def offer(self, case: Case) -> None:
        """The decisions or appeals of a case; where there is only one, it is chosen."""
        name = "appeal_id" if "appeal_id" in self else "decision_id"
        some = open_appeals(case) if name == "appeal_id" else appealable(case)
        self[name].offer([(str(case.root(one)), said(one)) for one in some])
        if len(some) == 1 and not self[name].data:
            self[name].data = str(case.root(some[0]))


def said(entry: Entry) -> str:
    """ "The council will not assess, 3 March 2027"."""
    return f"{ehc_words.told(entry)}, {day_of_year(entry.on)}"


class MediationForm(StepForm):
    decision_id = which_decision()
    told_on = past(
        "On which day was the council told that the family wants mediation?",
        "The day the council was told",
        "Enter the day the council was told",
    )

    def body(self) -> Body:
        return {"decision_id": self.decision_id.data, "told_on": iso(self.told_on.day)}


class MediationEndForm(StepForm):
    decision_id = which_decision()
    how = Radios("How did it end?", choices=list(ENDS.items()), empty="Select how it ended")
    ended_on = past("On which day?", "The day it ended", "Enter the day it ended")

    def body(self) -> Body:
        return {
            "decision_id": self.decision_id.data,
            "how": self.how.data,
            "ended_on": iso(self.ended_on.day),
        }


class CertificateForm(StepForm):
    decision_id = which_decision()
    issued_on = past(
        "What is the date on the certificate?",
        "The date of the certificate",
        "Enter the date of the certificate",
    )

    def body(self) -> Body:
        return {"decision_id": self.decision_id.data, "issued_on": iso(self.issued_on.day)}


class AgreementForm(StepForm):
    decision_id = which_decision()
    remedy = Radios(
        "What will the council do?",
        choices=list(REMEDIES.items()),
        empty="Select what the council will do",
    )
    agreed_on = past("On which day was it agreed?", "The day of the agreement", "Enter the day")
    says_by = named_day("By which day, if the agreement names one?")

    def body(self) -> Body:
        return {
            "decision_id": self.decision_id.data,
            "remedy": self.remedy.data,
            "agreed_on": iso(self.agreed_on.day),
            "says_by": iso(self.says_by.data),
        }


class AppealForm(StepForm):
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


class ConcessionForm(StepForm):
    appeal_id = which_appeal()
    told_on = past(
        "On which day did the council tell the Tribunal that it does not oppose the appeal?",
        "The day the council told the Tribunal",
        "Enter the day the council told the Tribunal",
    )

    def body(self) -> Body:
        return {"appeal_id": self.appeal_id.data, "told_on": iso(self.told_on.day)}


class OrderForm(StepForm):
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


class WithdrawalForm(StepForm):
    appeal_id = which_appeal()
    withdrawn_on = past(
        "On which day did the family take it back?",
        "The day it was taken back",
        "Enter the day it was taken back",
    )

    def body(self) -> Body:
        return {"appeal_id": self.appeal_id.data, "withdrawn_on": iso(self.withdrawn_on.day)}
