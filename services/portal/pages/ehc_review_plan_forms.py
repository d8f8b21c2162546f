"""What is asked of a review's plan: the kind of review, whose meeting, when, and its move."""

from typing import Any, Final

from services.portal.clients.ehcp import Entry
from services.portal.clients.ehcp_reviews import Review
from services.portal.forms import (
    Body,
    Checkboxes,
    DateParts,
    LongText,
    Narrow,
    Radios,
    WholeNumber,
)
from services.portal.forms.dates import When
from services.portal.pages.ehc_form_parts import (
    EXAMPLE,
    FAMILY_READS,
    TellingForm,
    day_if_known,
    iso,
    past,
)
from services.portal.words.reviews import HELD_BY, KINDS, TRANSFERS

LOOKED_AFTER, AT_HOME = "looked_after", "home_educated"
BETWEEN_POST_16: Final = "post16-from-post16"


class PlanForm(TellingForm):
    kind = Radios(
        "What kind of review is it?", choices=list(KINDS.items()), empty="Select the kind"
    )
    held_by = Radios(
        "Who holds the meeting?", choices=list(HELD_BY.items()), empty="Select who holds it"
    )
    meeting_on = DateParts(
        "On which day is the meeting, if it is known?",
        subject="The day of the meeting",
        hint=f"Everyone is told at least two weeks before. {EXAMPLE}",
    )
    notice_given_on = past(
        "On which day was notice of the meeting given, if it was?", "The day of the notice"
    )
    year_group = WholeNumber(
        "In which year group is the child?",
        subject="The year group",
        smallest=0,
        largest=14,
        hint="0 is Reception. From Year 9 on, the review prepares for adult life.",
    )
    about = Checkboxes(
        "Is any of this so?",
        choices=[
            (LOOKED_AFTER, "The child is looked after by the council"),
            (AT_HOME, "The child is taught at home"),
        ],
    )
    to = Narrow("If the child moves on: where to?", everything="No move", choices=TRANSFERS.items())
    year = WholeNumber("In September of which year?", smallest=2015, largest=2100)
    on = DateParts("Between two places after 16: on which day?", subject="The day of the move")
    why = LongText("Why is it held early, if it is?", subject="The reason", hint=FAMILY_READS)

    def validate(self, extra_validators: Any = None) -> bool:
        """The day of a move is of a move to somewhere: it would be left out."""
        right = super().validate(extra_validators)
        if self.to.data or not (self.year.data or self.on.data):
            return right
        self.to.errors = ["Select where the child moves on to"]
        return False

    def body(self) -> Body:
        about = self.about.data or []
        return {
            "kind": self.kind.data,
            "held_by": self.held_by.data,
            "meeting_on": iso(self.meeting_on.data),
            "notice_given_on": iso(self.notice_given_on.data),
            "year_group": self.year_group.number,
            "looked_after": LOOKED_AFTER in about,
            "home_educated": AT_HOME in about,
            "transfer": self.transfer(),
            "why": self.why.data or None,
        }

    def transfer(self) -> Body | None:
        if not self.to.data:
            return None
        between = self.to.data == BETWEEN_POST_16
        return {
            "to": self.to.data,
            "year": None if between else self.year.number,
            "on": iso(self.on.data) if between else None,
        }


class MoveForm(TellingForm):
    meeting_on = DateParts(
        "On which day is the meeting?",
        subject="The day of the meeting",
        empty="Enter the day of the meeting",
        when=When.FUTURE,
        hint=EXAMPLE,
    )
    why = LongText("Why was it moved, if it was?", subject="The reason", hint=FAMILY_READS)

    def body(self) -> Body:
        return {"meeting_on": iso(self.meeting_on.day), "why": self.why.data or None}


def any_day(form: MoveForm, _: Review, entry: Entry | None) -> None:
    """A meeting that was moved may have been held since."""
    if entry:
        form.meeting_on.when = When.ANY


def known_review(entry: Entry) -> Body:
    told = entry.details
    transfer = told.get("transfer") or {}
    year, group = transfer.get("year"), told.get("year_group")
    return {
        "kind": told.get("kind"),
        "held_by": told.get("held_by"),
        "meeting_on": day_if_known(told.get("meeting_on")),
        "notice_given_on": day_if_known(told.get("notice_given_on")),
        "year_group": "" if group is None else str(group),
        "about": [name for name in (LOOKED_AFTER, AT_HOME) if told.get(name)],
        "to": transfer.get("to") or "",
        "year": "" if year is None else str(year),
        "on": day_if_known(transfer.get("on")),
        "why": told.get("why") or "",
    }


def known_move(entry: Entry) -> Body:
    told = entry.details
    return {"meeting_on": day_if_known(told.get("meeting_on")), "why": told.get("why") or ""}
