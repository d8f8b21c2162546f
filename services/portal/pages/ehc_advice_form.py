"""What is asked about the school's advice for an assessment: its sections, its papers."""

from typing import Final

from services.portal.clients.ehcp import Entry
from services.portal.forms import Body, LongText
from services.portal.pages.ehc_form_parts import TellingForm, iso, past
from services.portal.words.ehc import ADVICE

STAFF_READ: Final = "Staff read this. The family gets it from the council with the draft plan."
MOST_PAPERS: Final = 40
LONGEST_TITLE: Final = 200
OTHER: Final = "other"


def section(heading: str) -> LongText:
    label = ADVICE[heading]
    return LongText(label, subject=label, hint=STAFF_READ)


class AdviceForm(TellingForm):
    """A field for each heading of the advice, named as the heading's code without its hyphens."""

    sent_on = past(
        "On which day did the school send its advice?", "Date sent", "Enter the date it was sent"
    )
    views = section("views")
    needs = section("needs")
    outcomes = section("outcomes")
    provision = section("provision")
    progress = section("progress")
    preparing_for_adulthood = section("preparing-for-adulthood")
    papers = LongText(
        "Which papers went with it?",
        subject="The papers",
        hint="One on each line, such as: Speech therapy report, 3 March 2026.",
    )
    note = LongText("A note for staff", subject="The note")

    def validate(self, extra_validators: object = None) -> bool:
        right: bool = super().validate(extra_validators)
        complaint = too_much(self.titles())
        if complaint:
            self.papers.errors = [complaint]
        return right and not complaint

    def titles(self) -> list[str]:
        return [line.strip() for line in (self.papers.data or "").splitlines() if line.strip()]

    def body(self) -> Body:
        sections = [
            {"heading": heading, "text": self[field_of(heading)].data}
            for heading in ADVICE
            if self[field_of(heading)].data
        ]
        evidence = [{"kind": OTHER, "title": title} for title in self.titles()]
        return {
            "sent_on": iso(self.sent_on.day),
            "note": self.note.data or None,
            "sections": sections or None,
            "evidence": evidence or None,
        }


def too_much(titles: list[str]) -> str | None:
    """The complaint about a list of papers, if there is one."""
    if len(titles) > MOST_PAPERS:
        return f"The papers must be {MOST_PAPERS} or fewer"
    if any(len(title) > LONGEST_TITLE for title in titles):
        return f"Each paper must be {LONGEST_TITLE} characters or less"
    return None


def field_of(heading: str) -> str:
    return heading.replace("-", "_")


def known_advice(entry: Entry) -> Body:
    sections = entry.details.get("sections") or []
    evidence = entry.details.get("evidence") or []
    return {
        "sent_on": entry.on,
        "note": entry.text or "",
        "papers": "\n".join(one.get("title") or "" for one in evidence),
        **{field_of(one["heading"]): one.get("text") or "" for one in sections},
    }
