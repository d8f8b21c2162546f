"""What a page says of an EHC case: who acts, how a date stands, what was told and what to do."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from shared.calendar import london_date

from . import ehc_entry_words
from .clients.ehcp import Case, Entry
from .clients.ehcp_changes import REASSESSMENT
from .clients.ehcp_dates import Dates, Deadline
from .words.days import day_of_year, full_day
from .words.ehc import (
    BY_WHEN,
    DECISIONS,
    HOLDERS,
    MEANINGS,
    MOVED_ON,
    REASSESSMENTS,
    TAGS,
    TOLD,
    early_or_late,
    force,
)

# A fortnight before the last working day, there is still time for an answer to bring news.
ASK_FOR_NEWS: Final = timedelta(days=14)
COUNCIL, SCHOOL, FAMILY = "LA", "school", "parent_or_young_person"
# For the templates, which are given one module of words.
facts_of: Final = ehc_entry_words.facts_of
PLANNED: Final = "derived_planning"
NO_LAST_DAY: Final = "No last day in law"
WEEKEND: Final = ("a Saturday", "a Sunday")
# What tells the event that a date counts from; the others start from the entry that they are about.
STARTED_BY: Final = {
    "ehcna_request_received_by_la": "ehcp-receipt-recorded",
    "advice_request_received": "ehcp-advice-requested",
}
BY_A_MOVE: Final = ("review.", "move_la.")
TAKEN_OVER: Final = "ehcp-case-taken-over"
FROM_A_LIST: Final = "The case came from the trust's own list"


def told(entry: Entry) -> str:
    """What an entry says, in a line: "The council will assess"."""
    if entry.decision and entry.type == REASSESSMENT:
        return REASSESSMENTS.get(entry.decision) or TOLD[REASSESSMENT]
    if entry.type == TAKEN_OVER:
        of_a_list = entry.details.get("imported_on")
        return FROM_A_LIST if of_a_list else "The child came with an EHC plan"
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


def binds(one: Dates) -> str:
    """ "Must" for the law, "Should" for the Code; "We plan to" is said of the school alone."""
    if one.force == PLANNED and one.responsible != SCHOOL:
        return NO_LAST_DAY
    return force(one.force)


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
    if one.status == "not-counted" and one.rule.startswith(BY_A_MOVE):
        return MOVED_ON
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
