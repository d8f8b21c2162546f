"""What is asked about help and its sessions: one form each, to the command's JSON."""

from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import ClassVar, Final

from services.portal.clients.ehcp_plan import Provision
from services.portal.forms import (
    Body,
    DateParts,
    DecimalNumber,
    LongText,
    Narrow,
    Radios,
    WholeNumber,
)
from services.portal.forms.dates import When
from services.portal.pages.plan_forms import FAMILY_READS, WHO_CHOICES, PlanForm
from services.portal.words.plans import MISSED

LONGEST_CHOICE: Final = 100
GIVEN: Final = "given"


class HelpForm(PlanForm):
    route = "provision"
    title = "Arrange help"
    button = "Save the help"
    saved = "The help is saved."
    at: ClassVar[Mapping[str, str]] = {"DatesOutOfOrder": "ends_on"}
    what = LongText(
        "What do adults do?",
        subject="What adults do",
        hint=FAMILY_READS,
        empty="Enter what they do",
    )
    delivered_by = Radios("Who does it?", choices=WHO_CHOICES, empty="Select who does it")
    group_size = WholeNumber(
        "How many pupils are in the group?",
        subject="Pupils in the group",
        hint="1 if the pupil is alone with the adult",
        smallest=1,
        largest=40,
        empty="Enter how many pupils are in the group",
    )
    minutes = WholeNumber(
        "How many minutes each time?",
        subject="Minutes",
        smallest=5,
        largest=300,
        empty="Enter how many minutes each time",
    )
    times_a_week = WholeNumber(
        "How many times a week?",
        subject="Times a week",
        smallest=1,
        largest=25,
        empty="Enter how many times a week",
    )
    weeks = WholeNumber(
        "For how many weeks?",
        subject="Weeks",
        hint="Without the holidays",
        smallest=1,
        largest=60,
        empty="Enter for how many weeks",
    )
    starts_on = DateParts(
        "First day", subject="The first day", empty="Enter the first day", when=When.ANY
    )
    ends_on = DateParts(
        "Last day", subject="The last day", empty="Enter the last day", when=When.ANY
    )
    yearly_cost = DecimalNumber(
        "Cost in a year",
        subject="Cost",
        prefix="£",
        largest=1_000_000,
        complaint="an amount, like 12.50",
    )
    secures = Narrow(
        "Which help of the EHC plan does it give?",
        everything="None of it",
        hint="Then its sessions count towards what section F says.",
    )

    def body(self) -> Body:
        cost = self.yearly_cost.value
        return {
            "what": self.what.data,
            "delivered_by": self.delivered_by.data,
            "group_size": self.group_size.number,
            "minutes": self.minutes.number,
            "times_a_week": self.times_a_week.number,
            "weeks": self.weeks.number,
            "starts_on": self.starts_on.day.isoformat(),
            "ends_on": self.ends_on.day.isoformat(),
            "yearly_cost_pence": None if cost is None else int(cost * 100),
            "secures": (self.secures.data or None) if "secures" in self else None,
        }

    def offer(self, provisions: Sequence[Provision]) -> None:
        """provisions: of section F; where there are none, nothing is asked about them."""
        if provisions:
            self.secures.offer([(str(one.provision_id), short(one.text)) for one in provisions])
        else:
            del self.secures


def short(text: str) -> str:
    """On one line, for a list that opens."""
    return shorten(text, LONGEST_CHOICE, placeholder=" …")


class SessionForm(PlanForm):
    """One question for two facts: it took place, or why it did not."""

    route = "sessions"
    title = "Record a session"
    button = "Record the session"
    saved = "The session is saved. The family sees it at once if it sees this help."
    guarded = False
    at: ClassVar[Mapping[str, str]] = {
        "DatesOutOfOrder": "effective_on",
        "ProvisionStopped": "effective_on",
    }
    happened = Radios(
        "What happened?",
        choices=[
            (GIVEN, "It took place"),
            *((code, f"It did not take place: {text}") for code, text in MISSED.items()),
        ],
        empty="Select whether it took place, or why not",
    )
    effective_on = DateParts(
        "On which day?",
        subject="The day of the session",
        empty="Enter the day of the session",
        when=When.PAST,
    )
    note = LongText("Note", subject="The note", hint="Staff read this. The family does not.")

    def body(self) -> Body:
        given = self.happened.data == GIVEN
        return {
            "happened": given,
            "missed": None if given else self.happened.data,
            "note": self.note.data or None,
            "effective_on": self.effective_on.day.isoformat(),
        }


class EndHelpForm(PlanForm):
    title = "End this help"
    button = "End this help"
    saved = "The help has ended."
    at: ClassVar[Mapping[str, str]] = {
        "DatesOutOfOrder": "effective_on",
        "SessionsAfterwards": "effective_on",
    }
    effective_on = DateParts(
        "Which was its last day?",
        subject="The last day",
        empty="Enter the last day",
        when=When.PAST,
    )
    reason = LongText(
        "Why does it end?", subject="Why it ends", hint="The family reads this.", empty="Enter why"
    )

    def body(self) -> Body:
        return {
            "reason": self.reason.data,
            "effective_on": self.effective_on.day.isoformat(),
        }
