"""What a page says of an EHC case: who acts, how a date stands, what was told and what to do."""

from datetime import date, timedelta
from typing import Final

from shared.calendar import london_date

from .clients.ehcp import Dates, Deadline, Entry
from .words.days import day_of_year, full_day
from .words.ehc import DECISIONS, MEANINGS, TAGS, TOLD, early_or_late

# A fortnight before the last working day, there is still time for an answer to bring news.
ASK_FOR_NEWS: Final = timedelta(days=14)
COUNCIL, SCHOOL = "LA", "school"
WEEKEND: Final = ("a Saturday", "a Sunday")
RECEIVED: Final = ("ehcp-receipt-recorded", "ehcp-advice-requested")


def told(entry: Entry) -> str:
    """What an entry says, in a line: "The council will assess"."""
    if entry.decision:
        return DECISIONS.get(entry.decision) or entry.decision.replace("-", " ")
    return TOLD.get(entry.type) or entry.type.replace("-", " ").capitalize()


def who_acts(one: Dates, council: str) -> str:
    """council: its name."""
    return {COUNCIL: council, SCHOOL: "The school"}.get(one.responsible, "The family")


def tag(one: Dates) -> str:
    """The word of a date's tag; an unknown one is not known."""
    if one.status == "due-soon" and one.days_left == 1:
        return "Due tomorrow"
    if one.status == "later" and one.responsible == SCHOOL:
        return "Not started"
    return TAGS.get(one.status, "Not known")


def due(one: Dates) -> str:
    """ "Friday 25 December 2026 (Christmas Day: the date does not move)"."""
    if one.due_on is None:
        return "Not known"
    closed = f" ({moves_not(one.closed_because)})" if one.closed_because else ""
    provisional = " (provisional)" if one.provisional else ""
    return f"{full_day(one.due_on)}{closed}{provisional}"


def moves_not(closed_because: str) -> str:
    """A weekend is told by the weekday already."""
    never = "the date does not move"
    return never if closed_because in WEEKEND else f"{closed_because}: {never}"


def outcome(one: Deadline) -> str | None:
    """What became of it: "Done Friday 18 December 2026, 7 days early"."""
    if one.done_on is None:
        return MEANINGS.get(one.status)
    hand = one.days_in_hand
    early = "" if hand is None else f", {early_or_late(hand)}"
    return f"Done {full_day(one.done_on)}{early}."


def can_do(one: Dates, today: date) -> str | None:
    """What the school can do about a date that runs."""
    if not one.running or one.due_on is None:
        return None
    if one.responsible == SCHOOL:
        return "Send it, then record it here."
    if one.due_on < today:
        days = (today - one.due_on).days
        late = f"{early_or_late(-days)}."
        return f"{late} Ask in writing, or complain. The family can call SENDIASS."
    ask_on = (one.last_working_day_on or one.due_on) - ASK_FOR_NEWS
    return f"Ask for news from {full_day(ask_on)}." if ask_on > today else "Ask for news now."


def how_sure(receipt: Entry) -> str:
    """ "as told on 16 November 2026; not confirmed by the council"."""
    if receipt.letter_dated_on:
        return f"confirmed by the council's letter of {day_of_year(receipt.letter_dated_on)}"
    told_on = day_of_year(london_date(receipt.at))
    return f"as told by the school on {told_on}; not confirmed by the council"


def facts_of(entry: Entry) -> list[dict[str, str]]:
    """The days of an entry, as rows of a summary."""
    own = "Date received" if entry.type in RECEIVED else "Date"
    days = [
        (own, None if entry.decision else entry.on),
        ("Date of the decision", entry.decided_on),
        ("Date of the letter", entry.letter_dated_on),
        ("Date sent", entry.sent_on),
        ("Date we were told" if entry.decision else "Date it came", entry.received_on),
    ]
    return [{"key": name, "value": full_day(on)} for name, on in days if on]
