"""The text of a calendar (RFC 5545), as another library reads it, and byte by byte."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import vobject

from services.portal.calendar_text import calendar_text, empty_text
from services.portal.clients.calendars import CalendarDate, CalendarDates, PupilSaid
from services.portal.clients.ehcp_dates import Council, Sure
from services.portal.words.calendar import ANY, WHAT, what
from shared.references import reference
from shared.rulebook.reading import BOOK
from shared.rulebook.rule import Kind

PUPIL, CASE, UID = (UUID(int=number) for number in (1, 2, 3))
CHANGED_AT = datetime(2026, 11, 16, 9, 12, 30, 250_000, tzinfo=UTC)
DUE_ON = date(2026, 12, 25)
DATE = CalendarDate(
    rule="ehcna.decide",
    title="Tell the family whether an EHC needs assessment will be made",
    source="SEND Regulations 2014, regulation 5(1)",
    force="statutory",
    responsible="LA",
    status="later",
    sure=Sure(said="As told by the school; not confirmed by the council.", basis="as-told"),
    due_on=DUE_ON,
    closed_because="Christmas Day",
    case_id=CASE,
    pupil_id=PUPIL,
    authority=Council(code="873", name="Fenshire Council"),
    uid=UID,
    sequence=2,
    changed_at=CHANGED_AT,
    mark="due",
)
LEO = PupilSaid(pupil_id=PUPIL, initials="L.M.", school="Alder Lane, Fen; \\ Primary")
# What an e-mail may not say, a calendar may not: `tests/notifications/test_texts.py`.
FORBIDDEN = re.compile(
    r"\b(SEND?|SENCO|EHC\w*|special|needs?|support|assess\w*|plan|diagnos\w*)\b", re.IGNORECASE
)


def made(*dates: CalendarDate, more: bool = False) -> bytes:
    found = CalendarDates(dates=list(dates), more=more)
    return calendar_text(found, {PUPIL: LEO}, link=lambda _: "https://waymark.example/family")


def read(text: bytes) -> list[Any]:
    """The entries as `vobject` reads them, which shares no code with what made them."""
    return list(getattr(vobject.readOne(text.decode()), "vevent_list", []))


def one(*dates: CalendarDate) -> Any:
    [entry] = read(made(*dates))
    return entry


def test_another_library_reads_what_was_meant() -> None:
    entry = one(DATE)
    assert entry.uid.value == str(UID)
    assert entry.dtstart.value == DUE_ON
    assert type(entry.dtstart.value) is date
    assert entry.sequence.value == "2"
    assert entry.status.value == "CONFIRMED"
    assert entry.dtstamp.value == CHANGED_AT.replace(microsecond=0)
    assert entry.last_modified.value == CHANGED_AT.replace(microsecond=0)
    assert entry.summary.value == f"L.M., case {reference(CASE)}: the council's decision"
    assert entry.url.value == "https://waymark.example/family"
    assert entry.transp.value == "TRANSPARENT"
    assert getattr(entry, "class").value == "PRIVATE"


def test_the_lines_below_say_by_when_who_acts_how_sure_and_where() -> None:
    assert one(DATE).description.value.split("\n") == [
        "By when: Friday 25 December 2026 (Christmas Day: the date does not move). "
        "The law sets this day.",
        "Who acts: Fenshire Council.",
        "As told by the school; not confirmed by the council.",
        "School: Alder Lane, Fen; \\ Primary",
        "Read on in Waymark: https://waymark.example/family",
    ]


@pytest.mark.parametrize("rule", ["draft.representations_end", "amend.representations_end"])
def test_a_time_that_has_to_be_left_is_no_last_day(rule: str) -> None:
    views = replace(DATE, rule=rule, kind="minimum-period", responsible="parent_or_young_person")
    for said in (views, replace(views, done_on=DUE_ON)):
        first = one(said).description.value.split("\n")[0]
        assert first.startswith("At least until: Friday 25 December 2026 (Christmas Day")


def test_what_no_longer_holds_is_cancelled_and_what_is_done_says_so() -> None:
    gone = one(replace(DATE, mark="withdrawn", sequence=3))
    assert (gone.status.value, gone.sequence.value) == ("CANCELLED", "3")
    assert gone.summary.value.startswith("No longer holds: L.M.")
    assert gone.dtstart.value == DUE_ON
    done = one(replace(DATE, mark="done", done_on=date(2026, 12, 18)))
    assert done.status.value == "CONFIRMED"
    assert done.summary.value.startswith("Done: L.M.")
    assert "Done Friday 18 December 2026." in done.description.value


def test_the_text_keeps_the_forms_of_the_standard() -> None:
    text = made(DATE, replace(DATE, uid=UUID(int=4)))
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    unfolded = text.replace(b"\r\n ", b"")
    assert b"\r\nDTSTART;VALUE=DATE:20261225\r\n" in unfolded
    assert b"\r\nDTSTAMP:20261116T091230Z\r\n" in unfolded
    assert b"School: Alder Lane\\, Fen\\; \\\\ Primary\\n" in unfolded
    assert text.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.count(b"BEGIN:VEVENT") == 2


def test_the_same_dates_make_the_same_bytes() -> None:
    assert made(DATE) == made(DATE)
    assert made(DATE) != made(replace(DATE, sequence=3))


def test_letters_of_other_scripts_are_folded_between_and_not_within() -> None:
    school = "Ysgol " + "ŵ" * 60
    pupils = {PUPIL: replace(LEO, school=school)}
    found = CalendarDates(dates=[DATE])
    text = calendar_text(found, pupils, link=lambda _: "https://waymark.example")
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    [entry] = read(text)
    assert f"School: {school}" in entry.description.value


def test_a_line_break_in_a_name_makes_no_entry_of_its_own() -> None:
    pupils = {PUPIL: replace(LEO, school="A\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:no")}
    text = calendar_text(CalendarDates(dates=[DATE]), pupils, link=lambda _: "https://w.example")
    assert len(read(text)) == 1


def test_who_is_not_the_readers_or_is_erased_is_not_there() -> None:
    found = CalendarDates(dates=[DATE])
    for pupils in ({}, {PUPIL: replace(LEO, initials="")}):
        assert read(calendar_text(found, pupils, link=lambda _: "https://w.example")) == []


def test_what_others_do_is_neither_the_councils_nor_set_by_the_school() -> None:
    draft = replace(DATE, rule="ehcna.draft_plan", force="derived_planning")
    assert "No rule sets this day" in one(draft).description.value
    ours = replace(draft, rule="review.ask", responsible="school")
    assert "The school sets this day." in one(ours).description.value
    paper = replace(DATE, rule="mediation.certificate", responsible="mediation_adviser")
    assert one(paper).summary.value.endswith("the adviser's paper")
    assert "Who acts: the adviser." in one(paper).description.value


def test_an_empty_calendar_is_a_calendar() -> None:
    assert read(empty_text()) == []
    assert empty_text().startswith(b"BEGIN:VCALENDAR\r\n")
    assert empty_text().count(b"BEGIN:V") == 2, "the standard wants a component in every calendar"


def test_too_many_dates_are_said() -> None:
    assert b"There are more dates" in made(DATE, more=True)
    assert b"There are more dates" not in made(DATE)


@pytest.mark.parametrize("mark", ["due", "done", "withdrawn"])
@pytest.mark.parametrize(
    "rule",
    [one for one in BOOK.rules if one.kind in (Kind.BY, Kind.MINIMUM_PERIOD)],
    ids=lambda rule: f"{rule.id}-{rule.valid_from}",
)
def test_no_entry_says_what_the_case_is_about(rule: Any, mark: str) -> None:
    said = replace(
        DATE,
        rule=rule.id,
        title=rule.title,
        source=rule.source,
        force=rule.force.value,
        kind=rule.kind.value,
        responsible=rule.responsible.value,
        mark=mark,
        done_on=DUE_ON - timedelta(days=1) if mark == "done" else None,
    )
    text = made(said).replace(b"\r\n ", b"").decode()
    assert not FORBIDDEN.findall(text)


def test_every_rule_of_the_table_is_in_the_book_and_a_new_one_is_said_by_who_acts() -> None:
    assert set(WHAT) <= {rule.id for rule in BOOK.rules}
    assert what("something.new", "school") == ANY["school"]
    assert what("something.new", "new_LA") == "a step of the council's"
