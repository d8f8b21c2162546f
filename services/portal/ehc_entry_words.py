"""What an entry of an EHC case says, as rows of a summary: its days, its codes, its texts."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from shared.rulebook.reading import BOOK

from .clients.ehcp import Entry
from .clients.ehcp_changes import REASSESSMENT
from .words.appeals import ENDS, ORDERS
from .words.days import full_day
from .words.ehc import ADVICE, ANSWERS, EXCUSES, GROUNDS, REQUESTERS, RIGHTS
from .words.reviews import HELD_BY, KINDS, OUTCOMES, WHOSE

RECEIVED: Final = (
    "ehcp-receipt-recorded",
    "ehcp-advice-requested",
    "ehcp-naming-consultation-received",
    "ehcp-cease-consulted",
)
# Its days say more than the one day by which it is put in order.
IN_ITS_DAYS: Final = (
    "ehcp-draft-plan-received",
    "ehcp-amendment-notice-received",
    "ehcp-amendment-dropped",
    "ehcp-cease-decided",
    "ehcp-transfer-explained",
    "ehcp-move-told-of",
)
YES_OR_NO: Final[Mapping[bool | None, str]] = {True: "Yes", False: "No"}
WE_WERE_TOLD: Final = "Date we were told"
# Whose day `received_on` is, where it is not when a paper came to the school.
RECEIVED_BY: Final = {
    **dict.fromkeys(
        (
            "ehcp-decision-recorded",
            "ehcp-plan-decision-recorded",
            "ehcp-review-decision-recorded",
            "ehcp-amendment-dropped",
            "ehcp-cease-decided",
            "ehcp-plan-ceased",
            "ehcp-transfer-explained",
            REASSESSMENT,
        ),
        WE_WERE_TOLD,
    ),
    "ehcp-reassessment-requested": "Date the council received it",
}
# Days that only some entries have, by the names of the event's contract.
DAYS: Final = {
    "move_on": "Date of the move",
    "known_on": "Date the old council learned of it",
    "review_by": "The new council reviews the plan by",
    "first_closed_on": "First closed day",
    "reopens_on": "Open again on",
    "family_told_on": "Date the family was told",
    "says_by": "The agreement names the day",
    "directs_by": "The order names the day",
    "meeting_on": "Day of the meeting",
    "notice_given_on": "Date notice was given",
}
NAMES_SCHOOL: Final = (
    "It names a school or a type of school. A draft may not "
    "(Children and Families Act 2014, section 38(5))."
)
# Codes that only some entries have: how the row is called, and what each code says.
CODES: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "kind": ("Kind", KINDS),
    "held_by": ("Held by", HELD_BY),
    "requester": ("Asked by", REQUESTERS),
    "ground": ("Reason", EXCUSES),
    "answer": ("Answer", ANSWERS),
    "recommends": ("Recommends", OUTCOMES),
    "how": ("How", ENDS),
    "remedy": ("The council is to", ORDERS),
    "whose": ("Whose", WHOSE),
}
TEXTS: Final = {"asks_for": "Asks for", "said": "Says", "minutes": "Minutes", "why": "Why"}


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
        (RECEIVED_BY.get(entry.type, "Date it came"), entry.received_on),
        *((name, day_of(entry.details.get(code))) for code, name in DAYS.items()),
    ]
    told_days = [{"key": name, "value": full_day(on)} for name, on in days if on]
    rights = [] if entry.rights is None else [{"key": "It tells of", "value": tells_of(entry)}]
    return [*told_days, *rights, *details_of(entry.details)]


def tells_of(entry: Entry) -> str:
    """The rights of which a letter tells the family."""
    some = [RIGHTS.get(one, one) for one in entry.rights or []]
    return "; ".join(some) or "None of the family's rights"


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def rule_title(rule: str | None) -> str | None:
    """What a date is called, where an entry names it by its rule."""
    return BOOK.latest(rule).title if rule and rule in BOOK.ids() else None


def details_of(details: Mapping[str, Any]) -> list[dict[str, str]]:
    """What an entry says besides days and a text, as rows of a summary."""
    codes = [(name, said.get(details.get(code) or "")) for code, (name, said) in CODES.items()]
    texts = [(name, details.get(code)) for code, name in TEXTS.items()]
    rows = [*of_changes(details), *codes, *of_plans(details), *texts, *of_advice(details)]
    return [{"key": name, "value": text} for name, text in rows if isinstance(text, str) and text]


def of_changes(details: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Of moves between councils, and of excuses."""
    to = details.get("to")
    yield "To", to.get("name") if isinstance(to, Mapping) else None
    yield "About the date", rule_title(details.get("rule"))
    yield "Assesses again", YES_OR_NO.get(details.get("will_assess"))


def of_plans(details: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Of drafts, consultations and appeals."""
    sections = details.get("sections") or []
    yield "Section I", NAMES_SCHOOL if details.get("names_placement") else None
    yield "Ground", ". ".join(GROUNDS.get(one, one) for one in details.get("grounds") or [])
    yield "Meeting", "The family asks for one" if details.get("wants_meeting") else None
    yield "Sections", ", ".join(one for one in sections if isinstance(one, str))


def of_advice(details: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """The school's advice by its headings, and what shows it: papers, or what was said."""
    for one in details.get("sections") or []:
        if isinstance(one, dict) and one.get("heading") in ADVICE:
            yield ADVICE[one["heading"]], one.get("text")
    evidence = details.get("evidence") or []
    if isinstance(evidence, str):
        yield "What was said", evidence
    else:
        yield "Papers", "; ".join(one.get("title") or "" for one in evidence)
