"""What is asked of a review, from the invitations to the meeting: one form each."""

from collections.abc import Sequence
from typing import Any

from services.portal.clients.ehcp import Entry
from services.portal.clients.ehcp_reviews import Review
from services.portal.clock import today
from services.portal.forms import (
    Body,
    Checkboxes,
    LongText,
    Radios,
)
from services.portal.pages.ehc_form_parts import (
    FAMILY_READS,
    TellingForm,
    iso,
    past,
)
from services.portal.pages.ehc_telling import as_it_was
from services.portal.words.days import full_day
from services.portal.words.reviews import (
    PEOPLE,
    REQUIRED,
    WHOSE,
    person,
)


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

    def validate(self, extra_validators: Any = None) -> bool:
        """Advice is asked for with the invitation: whoever is not invited would be left out."""
        right = super().validate(extra_validators)
        if set(self.advice_from.data) <= set(self.people.data):
            return right
        self.advice_from.errors = ["Select them under who was invited too"]
        return False

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


def offer_reminded(form: RemindForm, review: Review, entry: Entry | None) -> None:
    form.person_ids.offer(to_choose(review, entry, form.person_ids.data or []))


def offer_advisers(form: AdviceBackForm, review: Review, entry: Entry | None) -> None:
    form.person_id.offer(to_choose(review, entry, [form.person_id.data]))


def to_choose(
    review: Review, entry: Entry | None, brought: Sequence[str | None]
) -> list[tuple[str, str]]:
    """Whose advice is awaited; for a correction all who were asked.

    Also whom a form brings: their advice may have come since, in another window or by this very
    form, whose answer was lost. The service knows.
    """
    waiting = dict(awaited(review))
    return [one for one in asked(review) if entry or one[0] in waiting or one[0] in brought]


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
