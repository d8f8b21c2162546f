"""The words of an e-mail: what changed, what to do, by when. Never about whom, nor what is wrong.

A mailbox may be read by anybody: no name, initials, class or need of a child stands in a text, nor
a word that says that it is about special educational needs. Source: UK GDPR articles 5(1)(c) and 9.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from shared.calendar import LONDON, london_date

from .domain.terms import Kind

DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# No vowels, so that no word comes of it, and nothing that is taken for something else.
REFERENCE_LETTERS: Final = "23456789BCDFGHJKMNPQRSTVWXZ"
REFERENCE_LENGTH: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the words are filled in with.

    school: its name. link: of the message's page. today: the day of sending, in London.
    happened_at: when that was recorded which the message tells. reference: of a case, "7F3K".
    due_on: by when; None where the owner of the date has not said. told_on: of what is corrected.
    """

    school: str
    link: str
    today: date
    happened_at: datetime
    reference: str
    due_on: date | None = None
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A subject, and the lines before the footer."""

    subject: str
    text: str


def reference(about: UUID) -> str:
    """What a case is called in a message: four letters and digits, of its id."""
    number, letters = about.int, ""
    for _ in range(REFERENCE_LENGTH):
        number, digit = divmod(number, len(REFERENCE_LETTERS))
        letters += REFERENCE_LETTERS[digit]
    return letters


def words(kind: Kind, facts: Facts) -> Words:
    """What one message says."""
    match kind:
        case Kind.CONCERN_RAISED:
            return _to_read(facts, f"A member of staff sent you a concern {_moment(facts)}.")
        case Kind.CONCERN_ARRIVED:
            return _to_read(facts, f"A concern came in for you {_moment(facts)}.")
        case Kind.CONCERN_RECEIVED:
            reply = f"Someone will reply{_by(facts)}."
            return Words(f"{facts.school} has your message", f"{reply}\nSee it here: {facts.link}")
        case Kind.CONCERN_SHARED:
            return _shared(facts)
        case Kind.CONCERN_ANSWERED:
            text = f"Read what was decided about the concern that you raised: {facts.link}"
            return Words("An answer to your concern", text)
        case Kind.DECISION:
            text = f"Read what the school decided, why, and your choices: {facts.link}"
            return Words(f"{facts.school} has an answer for you", text)
        case Kind.PLAN_SHARED:
            text = f"Tell the school what you think{_by(facts)}: {facts.link}"
            return Words("A plan is ready for you to read", text)
        case Kind.PLAN_CHANGED:
            text = f"The school looked at it again. See it and say what you think: {facts.link}"
            return Words("A plan has changes", text)
        case Kind.DATE_NEAR:
            return _near(facts)
        case Kind.LATE_OURS:
            return _late(facts)
        case Kind.LATE_COUNCIL:
            text = f"A date passed{_ago(facts)} without news. See what you can do: {facts.link}"
            return Words("The council has not met a date", text)
        case Kind.TOLD_IN_ERROR:
            return _in_error(facts)
        case Kind.UNDELIVERED:
            text = f"A parent or carer could not be told by email. See what to do: {facts.link}"
            return Words("A message did not reach a family", text)


def _to_read(facts: Facts, what: str) -> Words:
    return Words("A new concern to read", f"{what} Reply{_by(facts)}: {facts.link}")


def _shared(facts: Facts) -> Words:
    decided = f"You will hear what was decided{_by(facts)}."
    return Words(
        f"{facts.school} has something to tell you",
        f"Someone shared a concern with the school. {decided}\nRead more: {facts.link}",
    )


def _near(facts: Facts) -> Words:
    due = f", due {day(facts.due_on, facts.today)}" if facts.due_on else ""
    return Words(
        f"Due {_in_days(facts)}: a date to keep",
        f"Case {facts.reference}{due}. See why and what is missing: {facts.link}",
    )


def _late(facts: Facts) -> Words:
    return Words(
        "Late: a date to keep",
        f"Case {facts.reference} was due{_ago(facts)}. Do it now or record why not: {facts.link}",
    )


def _in_error(facts: Facts) -> Words:
    which = f" of {short_day(facts.told_on, facts.today)}" if facts.told_on else ""
    return Words(
        "A correction to what we told you",
        f"Our message{which} was wrong. We are sorry. See what is right: {facts.link}",
    )


def footer(*, school: str, portal_url: str, phone: str) -> str:
    """What every e-mail ends with: the school, how to be told otherwise, whom to call."""
    return f"{school}\nChange how we tell you: {portal_url}/account/notices\nPhone: {phone}"


def day(on: date, today: date) -> str:
    """"Tuesday 24 November", with its year when that is not this one."""
    return f"{DAYS[on.weekday()]} {short_day(on, today)}"


def short_day(on: date, today: date) -> str:
    """"24 November", with its year when that is not this one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{on.day} {MONTHS[on.month - 1]}{year}"


def hour(at: datetime) -> str:
    """The time in London: "9:12am", "3pm"."""
    there = at.astimezone(LONDON)
    minutes = f":{there.minute:02}" if there.minute else ""
    return f"{there.hour % 12 or 12}{minutes}{'am' if there.hour < 12 else 'pm'}"


def _moment(facts: Facts) -> str:
    """"at 9:12am", and on which day when that is not today."""
    on = london_date(facts.happened_at)
    which = "" if on == facts.today else f"on {day(on, facts.today)} "
    return f"{which}at {hour(facts.happened_at)}"


def _by(facts: Facts) -> str:
    return f" by {day(facts.due_on, facts.today)}" if facts.due_on else ""


def _in_days(facts: Facts) -> str:
    """"in 7 days"; the text beside it always names the day."""
    if facts.due_on is None:
        return "soon"
    left = (facts.due_on - facts.today).days
    if left in (0, 1):
        return "tomorrow" if left else "today"
    return f"in {left} days" if left > 0 else f"on {day(facts.due_on, facts.today)}"


def _ago(facts: Facts) -> str:
    """" yesterday, Tuesday 24 November", " on Friday 20 November"."""
    if facts.due_on is None:
        return ""
    on = day(facts.due_on, facts.today)
    return f" yesterday, {on}" if (facts.today - facts.due_on).days == 1 else f" on {on}"
