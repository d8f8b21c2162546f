"""The words of an e-mail: what changed, what to do, by when. Never about whom, nor what is wrong.

A mailbox may be read by anybody: no name, initials, class or need of a child stands in a text, nor
a word that says that it is about special educational needs. Source: UK GDPR articles 5(1)(c) and 9.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from shared.calendar import LONDON, london_date

from .domain.terms import Kind, Numbers

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
    numbers: Numbers | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A subject, and the lines before the footer; braces are filled in by `_filled`."""

    subject: str
    text: str


TABLE: Final[Mapping[Kind, Words]] = {
    Kind.CONCERN_RAISED: Words(
        "A new concern to read",
        "A member of staff sent you a concern {moment}. Reply{by}: {link}",
    ),
    Kind.CONCERN_ARRIVED: Words(
        "A new concern to read",
        "A concern came in for you {moment}. Reply{by}: {link}",
    ),
    Kind.CONCERN_RECEIVED: Words(
        "{school} has your message",
        "Someone will reply{by}.\nSee it here: {link}",
    ),
    Kind.CONCERN_SHARED: Words(
        "{school} has something to tell you",
        "Someone shared a concern with the school. You will hear what was decided{by}.\n"
        "Read more: {link}",
    ),
    Kind.CONCERN_ANSWERED: Words(
        "An answer to your concern",
        "Read what was decided about the concern that you raised: {link}",
    ),
    Kind.DECISION: Words(
        "{school} has an answer for you",
        "Read what the school decided, why, and your choices: {link}",
    ),
    Kind.PLAN_SHARED: Words(
        "A plan is ready for you to read",
        "Tell the school what you think{by}: {link}",
    ),
    Kind.PLAN_CHANGED: Words(
        "A plan has changes",
        "The school looked at it again. See it and say what you think: {link}",
    ),
    Kind.DATE_NEAR: Words(
        "Due {in_days}: a reply to the council",
        "Case {reference}, due {day}. See why and what is missing: {link}",
    ),
    Kind.TASK_NEAR: Words(
        "Due {in_days}: a task of the school",
        "Case {reference}, due {day}. See why and what is missing: {link}",
    ),
    Kind.DATE_NEAR_COUNCIL: Words(
        "Due {in_days}: an answer from the council",
        "Case {reference}, due {day}. See why and what is missing: {link}",
    ),
    Kind.DATE_NEAR_FAMILY: Words(
        "Due {in_days}: an answer from the family",
        "Case {reference}, due {day}. See why and what is missing: {link}",
    ),
    Kind.DATE_NEAR_ADVISER: Words(
        "Due {in_days}: a paper from the mediation adviser",
        "Case {reference}, due {day}. See why and what is missing: {link}",
    ),
    Kind.OWN_DATE_NEAR: Words(
        "Due {in_days}: something that you can do",
        "You have time until {day}. See what you can do: {link}",
    ),
    Kind.SCHOOL_DATE_NEAR: Words(
        "Due {in_days}: something from {school}",
        "{school} plans it by {day}. See what it is: {link}",
    ),
    Kind.COUNCIL_DATE_NEAR: Words(
        "Due {in_days}: an answer from the council",
        "The council has time until {day}. See what happens next: {link}",
    ),
    Kind.ADVISER_DATE_NEAR: Words(
        "Due {in_days}: a paper from the mediation adviser",
        "The adviser has time until {day}. See what happens next: {link}",
    ),
    Kind.LATE_OURS: Words(
        "Late: a reply to the council",
        "Case {reference} was due {when_due}. Do it now or record why not: {link}",
    ),
    Kind.TASK_LATE: Words(
        "Late: a task of the school",
        "Case {reference} was due {when_due}. See what is missing and do it now: {link}",
    ),
    Kind.LATE_COUNCIL: Words(
        "The council has not met a date",
        "A date passed {when_passed} without news. See what you can do: {link}",
    ),
    Kind.RECORD_OPENED: Words(
        "Someone new opened a record",
        "A person outside the usual staff opened a record and gave a reason: {link}",
    ),
    Kind.TOLD_IN_ERROR: Words(
        "A correction to what we told you",
        "Our message{of_day} was wrong. We are sorry. See what is right: {link}",
    ),
    Kind.UNDELIVERED: Words(
        "A message did not reach a family",
        "Someone in a family could not be told by email. See what to do: {link}",
    ),
    Kind.CASES_IMPORTED: Words(
        "A list of cases was taken over",
        "{cases} of {school} came in from the trust's own list. {missing}: {link}",
    ),
}


def words(kind: Kind, facts: Facts) -> Words:
    """What one message says."""
    said, filled = TABLE[kind], _filled(facts)
    return Words(said.subject.format(**filled), said.text.format(**filled))


def _filled(facts: Facts) -> dict[str, str]:
    """What the braces of the table stand for. A day that is not known is left out, or said so."""
    due = day(facts.due_on, facts.today) if facts.due_on else None
    told = short_day(facts.told_on, facts.today) if facts.told_on else None
    return {
        "school": facts.school,
        "link": facts.link,
        "reference": facts.reference,
        "moment": _moment(facts),
        "by": f" by {due}" if due else "",
        "day": due or "on a day to be confirmed",
        "in_days": _in_days(facts),
        "when_due": f"{_yesterday(facts)}{due}" if due else "before today",
        "when_passed": _yesterday(facts).rstrip(", ") or (f"on {due}" if due else "recently"),
        "of_day": f" of {told}" if told else "",
        **_counted(facts.numbers),
    }


def _counted(numbers: Numbers | None) -> dict[str, str]:
    """ "2 cases", and what is to be found out about them."""
    if numbers is None:
        return {"cases": "Cases", "missing": "See what is missing"}
    many, lacks = numbers.cases, numbers.missing_facts
    return {
        "cases": f"{many:,} {'case' if many == 1 else 'cases'}",
        "missing": f"{lacks:,} {'fact is' if lacks == 1 else 'facts are'} missing. See which"
        if lacks
        else "Nothing is missing. See your list",
    }


def footer(*, school: str, portal_url: str, phone: str) -> str:
    """What every e-mail ends with: the school, how to be told otherwise, whom to call."""
    return f"{school}\nChange how we tell you: {portal_url}/account/notices\nPhone: {phone}"


def day(on: date, today: date) -> str:
    """ "Tuesday 24 November", with its year when that is not this one."""
    return f"{DAYS[on.weekday()]} {short_day(on, today)}"


def short_day(on: date, today: date) -> str:
    """ "24 November", with its year when that is not this one."""
    year = "" if on.year == today.year else f" {on.year}"
    return f"{on.day} {MONTHS[on.month - 1]}{year}"


def hour(at: datetime) -> str:
    """The time in London: "9:12am", "3pm"."""
    there = at.astimezone(LONDON)
    minutes = f":{there.minute:02}" if there.minute else ""
    return f"{there.hour % 12 or 12}{minutes}{'am' if there.hour < 12 else 'pm'}"


def _moment(facts: Facts) -> str:
    """ "at 9:12am", and on which day when that is not today."""
    on = london_date(facts.happened_at)
    which = "" if on == facts.today else f"on {day(on, facts.today)} "
    return f"{which}at {hour(facts.happened_at)}"


def _in_days(facts: Facts) -> str:
    """ "in 7 days"; the text beside it always names the day."""
    if facts.due_on is None:
        return "soon"
    left = (facts.due_on - facts.today).days
    if left in (0, 1):
        return "tomorrow" if left else "today"
    return f"in {left} days" if left > 0 else f"on {day(facts.due_on, facts.today)}"


def _yesterday(facts: Facts) -> str:
    """ "yesterday, " where it was; the day itself follows."""
    was = facts.due_on is not None and (facts.today - facts.due_on).days == 1
    return "yesterday, " if was else ""
