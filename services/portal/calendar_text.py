"""Dates as a calendar reads them: iCalendar, RFC 5545, by the library `icalendar`.

The same dates give the same bytes: each entry is stamped with when it last changed, and nothing
looks at a clock. It holds initials, a case's four letters, the school, who acts, by when.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from shared.references import reference

from .clients.calendars import CalendarDate, CalendarDates, PupilSaid
from .ehc_words import COUNCIL, SCHOOL, by_when, due
from .words.calendar import SOMEBODY, WHO, what
from .words.days import full_day

MADE_BY: Final = "-//Waymark//Dates//EN"
NAME: Final = "Waymark dates"
ASK_AGAIN_AFTER: Final = timedelta(hours=6)
MORE: Final = "There are more dates than a calendar takes. Waymark shows all of them."
WITHDRAWN: Final = "withdrawn"


def calendar_text(
    found: CalendarDates, pupils: Mapping[UUID, PupilSaid], *, link: Callable[[UUID], str]
) -> bytes:
    """A calendar of all-day entries. Dates of pupils who are not among `pupils` are left out.

    link: pupil -> the address of the page behind each entry.
    """
    calendar = begun(more=found.more)
    for one in found.dates:
        said = pupils.get(one.pupil_id)
        if said and said.initials:
            calendar.add_component(entry(one, said, link(one.pupil_id)))
    return written(calendar)


def empty_text() -> bytes:
    """What is shown to a calendar whose owner may see nothing now: it drops all that it had."""
    return written(begun(more=False))


def written(calendar: Calendar) -> bytes:
    """UTF-8, in lines of at most 75 bytes that end in CRLF."""
    text: bytes = calendar.to_ical()
    return text


def begun(*, more: bool) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", NAME)
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", ASK_AGAIN_AFTER, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    if more:
        calendar.add("description", MORE)
    calendar.add_component(universal_time())
    return calendar


def universal_time() -> Timezone:
    """A calendar holds one component at least, also where it has no entry (RFC 5545, 3.6)."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - local time, as 3.6.5 wants it
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone = Timezone()
    zone.add("tzid", "UTC")
    zone.add_component(standard)
    return zone


def entry(one: CalendarDate, said: PupilSaid, link: str) -> Event:
    """One date, on its day; its time is nobody's and it warns of nothing by itself."""
    event = Event()
    event.add("uid", str(one.uid))
    event.add("dtstamp", one.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", one.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", one.sequence)
    event.add("dtstart", one.due_on)
    event.add("status", "CANCELLED" if one.mark == WITHDRAWN else "CONFIRMED")
    event.add("summary", summary(one, said))
    event.add("description", description(one, said, link))
    event.add("url", link)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def summary(one: CalendarDate, said: PupilSaid) -> str:
    """ "L.M., case 7F3K: the council's decision"."""
    about = f"{said.initials}, case {reference(one.case_id)}: {what(one.rule, one.responsible)}"
    if one.mark == WITHDRAWN:
        return f"No longer holds: {about}"
    return f"Done: {about}" if one.done_on else about


def description(one: CalendarDate, said: PupilSaid, link: str) -> str:
    """Lines: the day in words, who acts, must or should, how sure, the school, where to read on."""
    return "\n".join((*state_lines(one), f"School: {said.school}", f"Read on in Waymark: {link}"))


def state_lines(one: CalendarDate) -> list[str]:
    if one.mark == WITHDRAWN:
        return ["This date no longer holds. There is nothing to do about it."]
    day = f"{by_when(one)}: {due(one)}."
    if one.done_on:
        return [day, f"Done {full_day(one.done_on)}."]
    sure = [one.sure.said] if one.sure.basis else []
    return [f"{day} {set_by(one)}", f"Who acts: {who_acts(one)}.", *sure]


def who_acts(one: CalendarDate) -> str:
    return one.authority.name if one.responsible == COUNCIL else WHO.get(one.responsible, SOMEBODY)


def set_by(one: CalendarDate) -> str:
    """Whether a must, a should or a plan, without naming the law that it is."""
    if one.force.startswith("statutory"):
        return "The law sets this day."
    if one.force.startswith("code"):
        return "National guidance sets this day."
    if one.responsible == SCHOOL:
        return "The school sets this day."
    return "No rule sets this day: it is the latest that leaves time for what comes next."
