"""What is asked of a review, from its plan to the meeting: one form each."""

from typing import Final

from services.portal.clients.ehcp import Entry
from services.portal.clients.ehcp_reviews import Review
from services.portal.clock import today
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
from services.portal.pages.ehc_telling import as_it_was
from services.portal.words.days import full_day
from services.portal.words.reviews import (
    HELD_BY,
    KINDS,
    PEOPLE,
    REQUIRED,
    TRANSFERS,
    WHOSE,
    person,
)

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


class InvitationsForm(TellingForm):
    sent_on = past(
        "On which day were they invited?", "Date sent", "Enter the day of the invitation"
    )
    people = Checkboxes(
        "Who was invited?",
        choices=list(PEOPLE.items()),
        empty="Select who was invited",
        hint="The law names the first five. For a young person, invite them too.",
    )
    advice_from = Checkboxes(
        "Who was asked for advice or information?", choices=list(PEOPLE.items())
    )

    def body(self) -> Body:
        asked = self.advice_from.data or []
        people = [{"who": who, "advice_asked": who in asked} for who in self.people.data]
        return {"sent_on": iso(self.sent_on.day), "people": people}


class RemindForm(TellingForm):
    person_ids = Checkboxes("Whom did you remind?", empty="Select whom you reminded")
    sent_on = past("On which day?", "Date sent", "Enter the day of the reminder")

    def body(self) -> Body:
        return {"person_ids": self.person_ids.data, "sent_on": iso(self.sent_on.day)}


class AdviceBackForm(TellingForm):
    person_id = Radios("Whose advice came?", empty="Select whose advice came")
    received_on = past("On which day did it come?", "Date received", "Enter the day it came")

    def body(self) -> Body:
        return {"person_id": self.person_id.data, "received_on": iso(self.received_on.day)}


class PapersForm(TellingForm):
    sent_on = past(
        "On which day were the papers sent to everyone?",
        "Date sent",
        "Enter the day the papers were sent",
        hint="At least two weeks before the meeting.",
    )

    def body(self) -> Body:
        return {"sent_on": iso(self.sent_on.day)}


class ViewsForm(TellingForm):
    whose = Radios("Whose views?", choices=list(WHOSE.items()), empty="Select whose views")
    said = LongText(
        "What do they say?", subject="The views", empty="Enter the views", hint=FAMILY_READS
    )
    said_on = past("On which day?", "The day of the views", "Enter the day of the views")

    def body(self) -> Body:
        return {
            "whose": self.whose.data,
            "said": self.said.data,
            "said_on": iso(self.said_on.day),
        }


class MeetingForm(TellingForm):
    held_on = past("On which day was it held?", "Date of the meeting", "Enter the day it was held")
    attended = Checkboxes("Who was there?", choices=list(PEOPLE.items()))
    minutes = LongText("What was said?", subject="The minutes", hint=FAMILY_READS)

    def body(self) -> Body:
        return {
            "held_on": iso(self.held_on.day),
            "attended": self.attended.data or [],
            "minutes": self.minutes.data or None,
        }


def new_invitations(review: Review) -> Body:
    """Those whom the law names are chosen; whoever was invited already is not."""
    there = {guest.who for guest in review.guests}
    people = [who for who in REQUIRED if who not in there]
    return {"sent_on": today(), "people": people, "advice_from": people}


def sent_today(_: Review) -> Body:
    return {"sent_on": today()}


def new_meeting(review: Review) -> Body:
    planned = review.meeting_on
    come = planned if planned and planned <= today() else None
    return {"held_on": come, "attended": [guest.who for guest in review.guests]}


def any_day(form: MoveForm, _: Review, entry: Entry | None) -> None:
    """A meeting that was moved may have been held since."""
    if entry:
        form.meeting_on.when = When.ANY


def offer_reminded(form: RemindForm, review: Review, entry: Entry | None) -> None:
    form.person_ids.offer(asked(review) if entry else awaited(review))


def offer_advisers(form: AdviceBackForm, review: Review, entry: Entry | None) -> None:
    form.person_id.offer(asked(review) if entry else awaited(review))


def asked(review: Review) -> list[tuple[str, str]]:
    """Those who were asked for advice."""
    return [
        (str(guest.person_id), f"{person(guest.who)}, asked {full_day(guest.invited_on)}")
        for guest in review.guests
        if guest.advice_asked
    ]


def awaited(review: Review) -> list[tuple[str, str]]:
    """Those whose advice was asked for and has not come."""
    came = {str(guest.person_id) for guest in review.guests if guest.came_on}
    return [(person_id, said) for person_id, said in asked(review) if person_id not in came]


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


def known_invitations(entry: Entry) -> Body:
    people = entry.details["people"]
    return {
        "sent_on": entry.on,
        "people": [one["who"] for one in people],
        "advice_from": [one["who"] for one in people if one["advice_asked"]],
    }


def same_people(entry: Entry, body: Body) -> Body:
    """Who was invited already keeps the id by which their advice is named, and their name."""
    wanted = {one["who"]: one["advice_asked"] for one in body["people"]}
    known = [one for one in entry.details["people"] if one["who"] in wanted]
    stay = [{**one, "advice_asked": wanted[one["who"]]} for one in known]
    before = {one["who"] for one in known}
    new = [one for one in body["people"] if one["who"] not in before]
    return as_it_was(entry, {**body, "people": [*stay, *new]})


def known_views(entry: Entry) -> Body:
    told = entry.details
    return {"whose": told.get("whose"), "said": told.get("said") or "", "said_on": entry.on}


def known_meeting(entry: Entry) -> Body:
    return {
        "held_on": entry.on,
        "attended": entry.details.get("attended") or [],
        "minutes": entry.details.get("minutes") or "",
    }
