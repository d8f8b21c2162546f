"""What is asked to copy an EHC plan into the record: a section, an outcome, a provision."""

from typing import Final
from uuid import UUID, uuid4

from services.portal.clients.ehcp_plan import Budget, Content, Outcome, Placement, Provision
from services.portal.forms import (
    Checkboxes,
    DateParts,
    DecimalNumber,
    LongText,
    Narrow,
    PortalForm,
    Radios,
    ShortText,
    WholeNumber,
)
from services.portal.pages.ehc_form_parts import FAMILY_READS, NO, YES, yes_or_no
from services.portal.words.ehc import OF_PROVISION, PERIODS, PLACEMENTS, SECTIONS

PENCE: Final = 100


class SectionForm(PortalForm):
    """The text of one section."""

    replaces = ("text",)
    text = LongText("What does this section say?", subject="The section", hint=FAMILY_READS)


class OutcomeForm(PortalForm):
    replaces = ("text",)
    text = LongText(
        "What is the outcome?",
        subject="The outcome",
        empty="Enter the outcome",
        hint=f"As the plan says it. {FAMILY_READS}",
    )
    by_on = DateParts("By when, if the plan says it", subject="The day of the outcome")

    def outcome(self, outcome_id: UUID | None) -> Outcome:
        """outcome_id: None of a new one."""
        return Outcome(outcome_id=outcome_id or uuid4(), text=self.text.data, by_on=self.by_on.data)


class ProvisionForm(PortalForm):
    replaces = ("text", "minutes", "sessions", "who")
    section = Radios(
        "In which section does it stand?",
        choices=[(code, f"{code}: {SECTIONS[code]}") for code in OF_PROVISION],
        empty="Select the section",
    )
    text = LongText(
        "What must be given?",
        subject="The provision",
        empty="Enter what must be given",
        hint=f"As the plan says it. {FAMILY_READS}",
    )
    minutes = WholeNumber("How many minutes each time?", smallest=1, largest=1440)
    sessions = WholeNumber("How many times?", smallest=1, largest=400)
    per = Narrow(
        "In which time?", everything="The plan does not say it", choices=list(PERIODS.items())
    )
    who = ShortText("Who gives it, or what must they have learned?", subject="Who gives it")
    outcome_ids = Checkboxes("For which outcomes?")

    def validate(self, extra_validators: object = None) -> bool:
        """How often is a number in a time: one alone says nothing."""
        right: bool = super().validate(extra_validators)
        if right and bool(self.sessions.data) != bool(self.per.data):
            wrong = self.per if self.sessions.data else self.sessions
            wrong.errors = [
                "Select in which time, or leave out how many times"
                if self.sessions.data
                else "Enter how many times, or leave out in which time"
            ]
            return False
        return right

    def provision(self, provision_id: UUID | None) -> Provision:
        """provision_id: None of a new one."""
        chosen = self.outcome_ids.data if "outcome_ids" in self else []
        return Provision(
            provision_id=provision_id or uuid4(),
            section=str(self.section.data),
            text=self.text.data,
            minutes=self.minutes.number,
            sessions=self.sessions.number,
            per=self.per.data or None,
            who=self.who.data or None,
            outcome_ids=[UUID(one) for one in chosen or []],
        )


class PlacementForm(PortalForm):
    replaces = ("name",)
    kind = Radios(
        "What does section I say?",
        choices=list(PLACEMENTS.items()),
        empty="Select what section I says",
    )
    name = ShortText("Which school, place or type?", subject="The name")

    def placement(self) -> Placement:
        return Placement(kind=str(self.kind.data), name=self.name.data or None)


class BudgetForm(PortalForm):
    replaces = ("purpose", "amount")
    purpose = LongText(
        "What is the personal budget for?",
        subject="The purpose",
        empty="Enter what the personal budget is for",
        hint=FAMILY_READS,
    )
    amount = DecimalNumber(
        "How much is it in a year?",
        largest=1_000_000,
        complaint="an amount, like 12.50",
        subject="The amount",
        prefix="£",
    )
    direct_payment = yes_or_no(
        "Is it paid to the family (direct payment)?", "Select whether it is paid to the family"
    )

    def budget(self) -> Budget:
        amount = self.amount.value
        return Budget(
            purpose=self.purpose.data,
            pence=None if amount is None else int(amount * PENCE),
            direct_payment=self.direct_payment.data == YES,
        )


def outcome_form(version: int, known: Outcome | None) -> OutcomeForm:
    """known: what is changed; None of a new one."""
    if known is None:
        return OutcomeForm(seen=version)
    return OutcomeForm(seen=version, text=known.text, by_on=known.by_on)


def provision_form(
    version: int, content: Content, known: Provision | None, section: str
) -> ProvisionForm:
    """known: what is changed; None of a new one, for a section."""
    form = ProvisionForm(seen=version, **(values_of(known) if known else {"section": section}))
    if content.outcomes:
        form.outcome_ids.offer([(str(one.outcome_id), one.text) for one in content.outcomes])
    else:
        del form.outcome_ids
    return form


def values_of(known: Provision) -> dict[str, object]:
    return {
        "section": known.section,
        "text": known.text,
        "minutes": "" if known.minutes is None else str(known.minutes),
        "sessions": "" if known.sessions is None else str(known.sessions),
        "per": known.per or "",
        "who": known.who or "",
        "outcome_ids": [str(one) for one in known.outcome_ids],
    }


def placement_form(version: int, known: Placement | None) -> PlacementForm:
    if known is None:
        return PlacementForm(seen=version)
    return PlacementForm(seen=version, kind=known.kind, name=known.name or "")


def budget_form(version: int, known: Budget | None) -> BudgetForm:
    if known is None:
        return BudgetForm(seen=version)
    pounds = "" if known.pence is None else f"{known.pence / PENCE:.2f}"
    paid = YES if known.direct_payment else NO
    return BudgetForm(seen=version, purpose=known.purpose, amount=pounds, direct_payment=paid)
