"""What a page says of an EHC case: who acts, how a date stands, what was told and what to do."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from shared.calendar import london_date

from .clients.ehcp import Case, Dates, Deadline, Entry
from .words.appeals import ENDS, ORDERS
from .words.days import day_of_year, full_day
from .words.ehc import (
    ADVICE,
    ANSWERS,
    BY_WHEN,
    DECISIONS,
    GROUNDS,
    HOLDERS,
    MEANINGS,
    TAGS,
    TOLD,
    early_or_late,
)
from .words.reviews import OUTCOMES, WHOSE

# A fortnight before the last working day, there is still time for an answer to bring news.
ASK_FOR_NEWS: Final = timedelta(days=14)
COUNCIL, SCHOOL, FAMILY = "LA", "school", "parent_or_young_person"
WEEKEND: Final = ("a Saturday", "a Sunday")
RECEIVED: Final = (
    "ehcp-receipt-recorded",
    "ehcp-advice-requested",
    "ehcp-naming-consultation-received",
)
# Its days say more than the one day by which it is put in order.
IN_ITS_DAYS: Final = ("ehcp-draft-plan-received", "ehcp-amendment-notice-received")
NAMES_SCHOOL: Final = (
    "It names a school or a type of school. A draft may not "
    "(Children and Families Act 2014, section 38(5))."
)
# What tells the event that a date counts from; the others start from the entry that they are about.
STARTED_BY: Final = {
    "ehcna_request_received_by_la": "ehcp-receipt-recorded",
    "advice_request_received": "ehcp-advice-requested",
}


def told(entry: Entry) -> str:
    """What an entry says, in a line: "The council will assess"."""
    if entry.decision:
        return DECISIONS.get(entry.decision) or entry.decision.replace("-", " ")
    return TOLD.get(entry.type) or entry.type.replace("-", " ").capitalize()


def who_acts(one: Dates, council: str) -> str:
    """council: its name."""
    own = {COUNCIL: council, SCHOOL: "The school"}
    return own.get(one.responsible) or HOLDERS.get(one.responsible, "The family")


def by_when(one: Dates) -> str:
    """What comes before its day: "By when", "At least until"."""
    return BY_WHEN.get(one.kind, BY_WHEN["by"])


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
    if one.responsible == FAMILY:
        return "Ask the family if they need help with it. SENDIASS is free."
    if one.kind != "by":
        return None
    if one.due_on < today:
        days = (today - one.due_on).days
        late = f"{early_or_late(-days)}."
        return f"{late} Ask in writing, or complain. The family can call SENDIASS."
    ask_on = (one.last_working_day_on or one.due_on) - ASK_FOR_NEWS
    return f"Ask for news from {full_day(ask_on)}." if ask_on > today else "Ask for news now."


def started_before(case: Case, one: Deadline) -> list[Entry]:
    """What was told before of the event that a date counts from, and no longer stands."""
    type_ = STARTED_BY.get(one.start_event)
    about = next((entry.type for entry in case.entries if entry.entry_id == one.about), None)
    return [
        entry
        for entry in case.entries
        if not entry.stands and entry.type == (type_ or about) and of_clock(case, entry, one)
    ]


def of_clock(case: Case, entry: Entry, one: Deadline) -> bool:
    """Whether an entry is of a clock: all receipts are of each that counts from the receipt."""
    return one.about in (None, case.root(entry))


def date_address(base: str, one: Dates, case_id: UUID | None = None) -> str:
    """The page of one date. base: of the page of dates. case_id: where there may be several."""
    asked = {"case": case_id, "about": one.about}
    query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return f"{base}/{one.rule}?{query}" if query else f"{base}/{one.rule}"


def how_sure(receipt: Entry) -> str:
    """ "as told on 16 November 2026; not confirmed by the council"."""
    if receipt.letter_dated_on:
        return f"confirmed by the council's letter of {day_of_year(receipt.letter_dated_on)}"
    told_on = day_of_year(london_date(receipt.at))
    return f"as told by the school on {told_on}; not confirmed by the council"


def facts_of(entry: Entry) -> list[dict[str, str]]:
    """The days of an entry, and what else it says in short, as rows of a summary."""
    own = "Date received" if entry.type in RECEIVED else "Date"
    said_by_others = entry.decision or entry.type in IN_ITS_DAYS
    days = [
        (own, None if said_by_others else entry.on),
        ("Date of the decision", entry.decided_on),
        ("Date of the letter", entry.letter_dated_on),
        ("Date sent", entry.sent_on),
        ("Date the family got it", entry.served_on),
        ("Date we were told" if entry.decision else "Date it came", entry.received_on),
    ]
    told_days = [{"key": name, "value": full_day(on)} for name, on in days if on]
    return [*told_days, *details_of(entry.details)]


def details_of(details: Mapping[str, Any]) -> list[dict[str, str]]:
    """What an entry says besides days and a text, as rows of a summary."""
    sections = details.get("sections") or []
    advice = [
        (ADVICE[one["heading"]], one.get("text"))
        for one in sections
        if isinstance(one, dict) and one.get("heading") in ADVICE
    ]
    letters = ", ".join(one for one in sections if isinstance(one, str))
    papers = "; ".join(one.get("title") or "" for one in details.get("evidence") or [])
    grounds = [GROUNDS.get(one, one) for one in details.get("grounds") or []]
    rows = [
        ("Section I", NAMES_SCHOOL if details.get("names_placement") else None),
        ("Answer", ANSWERS.get(details.get("answer") or "")),
        ("Ground", ". ".join(grounds)),
        ("Asks for", details.get("asks_for")),
        ("Meeting", "The family asks for one" if details.get("wants_meeting") else None),
        ("Recommends", OUTCOMES.get(details.get("recommends") or "")),
        ("Sections", letters),
        ("How", ENDS.get(details.get("how") or "")),
        ("The council is to", ORDERS.get(details.get("remedy") or "")),
        ("Whose", WHOSE.get(details.get("whose") or "")),
        ("Says", details.get("said")),
        ("Minutes", details.get("minutes")),
        ("Why", details.get("why")),
        *advice,
        ("Papers", papers),
    ]
    return [{"key": name, "value": text} for name, text in rows if isinstance(text, str) and text]
