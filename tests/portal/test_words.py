from datetime import UTC, date, datetime, time
from typing import get_type_hints

import pytest
from flask import Flask, render_template_string

from deploy.contracts import PUBLISHERS, codec_of
from services.portal.words import codes, counts, days, history, names, tags, terms
from services.portal.words.ehc import TOLD
from tests.portal.examples import NOW, TODAY


def test_a_deadline_has_weekday_and_year() -> None:
    assert days.full_day(date(2026, 11, 24)) == "Tuesday 24 November 2026"


def test_a_day_of_this_year_goes_without_its_year() -> None:
    assert days.day(date(2026, 11, 24), today=TODAY) == "24 November"
    assert days.day(date(2027, 1, 26), today=TODAY) == "26 January 2027"


def test_tables_shorten_the_month() -> None:
    assert days.short_day(date(2026, 11, 24), today=TODAY) == "24 Nov"
    assert days.short_day(date(2025, 9, 1), today=TODAY) == "1 Sep 2025"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(15, 30), "3:30pm"),
        (time(11), "11am"),
        (time(0, 5), "12:05am"),
        (time(12, 5), "12:05pm"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (datetime(2026, 7, 1, 14, 30, tzinfo=UTC), "3:30pm"),
    ],
)
def test_hours_are_londons(at: time | datetime, said: str) -> None:
    assert days.hour(at) == said


def test_an_instant_of_today_goes_without_its_day() -> None:
    assert days.moment(NOW, today=TODAY) == "9:12am"
    before = datetime(2026, 11, 18, 10, 45, tzinfo=UTC)
    assert days.moment(before, today=TODAY) == "10:45am on 18 November"


def test_an_instant_just_after_a_summer_midnight_is_the_next_day() -> None:
    late = datetime(2026, 6, 30, 23, 15, tzinfo=UTC)
    assert days.moment(late, today=TODAY) == "12:15am on 1 July"


@pytest.mark.parametrize(
    ("typed", "month"),
    [("11", 11), ("Nov", 11), (" november ", 11), ("Sept.", 9), ("03", 3), ("jun", 6)],
)
def test_months_are_taken_as_people_type_them(typed: str, month: int) -> None:
    assert days.month_number(typed) == month


@pytest.mark.parametrize("typed", ["13", "0", "ju", "m", "", "Novembre", "-1", "1.5", "²", "١"])
def test_no_month_is_guessed(typed: str) -> None:
    assert days.month_number(typed) is None


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "no pupils"), (1, "1 pupil"), (2, "2 pupils"), (1900, "1,900 pupils")],
)
def test_counts_name_what_they_count(number: int, said: str) -> None:
    assert counts.count(number, "pupil") == said


def test_unknown_never_looks_like_none() -> None:
    assert counts.count(None, "pupil") == "we cannot tell right now"
    assert counts.share(None, 80) == "we cannot tell right now"
    assert counts.few(None, "pupil") == "we cannot tell right now"


def test_plurals_may_be_irregular() -> None:
    assert counts.count(2, "child", "children") == "2 children"


def test_shares_show_both_numbers() -> None:
    assert counts.share(71, 80) == "71 of 80 (89%)"


def test_shares_of_few_have_no_percentage() -> None:
    assert counts.share(4, 9) == "4 of 9"


def test_only_all_is_a_hundred_per_cent_and_only_none_is_nought() -> None:
    assert counts.share(399, 400) == "399 of 400 (99%)"
    assert counts.share(1, 400) == "1 of 400 (1%)"
    assert counts.share(400, 400) == "400 of 400 (100%)"
    assert counts.share(0, 400) == "0 of 400 (0%)"


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "no pupils"), (1, "fewer than 5 pupils"), (4, "fewer than 5 pupils"), (5, "5 pupils")],
)
def test_small_numbers_are_hidden_where_children_could_be_known(number: int, said: str) -> None:
    assert counts.few(number, "pupil") == said


def test_staff_are_named_with_their_role() -> None:
    assert names.staff("Ms Okafor", "SENCO") == "Ms Okafor, SENCO"
    assert names.staff(None, "SENCO") == "Name not available, SENCO"


def test_titles_hold_initials_only() -> None:
    assert names.initials("Leo", "Marsh") == "L.M."
    assert names.initials("Zoë", "") == "Z."


def test_a_pupil_without_a_name_is_told_by_year_and_case() -> None:
    assert names.unnamed("Year 6", "7F3K") == "Name not available, Year 6, case 7F3K"


def test_codes_are_said_in_full_for_staff_and_for_families() -> None:
    assert codes.provision("K") == "SEN Support"
    assert codes.provision_for_family("K") == "extra help at school (SEN Support)"
    assert codes.need("SpLD") == "Specific learning difficulty"
    assert codes.PROVISION.keys() == codes.PROVISION_FOR_FAMILY.keys()


@pytest.mark.parametrize(
    ("word", "classes"),
    [
        ("SEN Support", "govuk-tag"),
        ("Not started", "govuk-tag govuk-tag--grey"),
        ("Waiting", "govuk-tag govuk-tag--yellow"),
        ("Due tomorrow", "govuk-tag govuk-tag--orange"),
        ("Late", "govuk-tag govuk-tag--red"),
        ("Shared", "govuk-tag govuk-tag--green"),
        ("Proposed", "govuk-tag govuk-tag--purple"),
    ],
)
def test_each_tag_has_its_colour(word: str, classes: str) -> None:
    assert tags.tag_class(word) == classes


def test_a_word_without_a_colour_is_noticed() -> None:
    with pytest.raises(KeyError):
        tags.tag_class("Overdue")


def test_families_read_their_own_words() -> None:
    assert terms.for_family("baseline", name="Leo") == "where Leo started"
    assert terms.for_family("Tribunal") == "independent court"


def test_templates_say_days_by_the_apps_own_clock(app: Flask) -> None:
    with app.test_request_context():
        said = render_template_string(
            "{{ on | full_day }}; {{ on | day }}; {{ 2 | count('pupil') }}; {{ today() }}",
            on=date(2026, 11, 24),
        )
    assert said == "Tuesday 24 November 2026; 24 November; 2 pupils; 2026-11-23"


@pytest.mark.parametrize("service", PUBLISHERS)
def test_every_event_about_a_pupil_has_words_for_the_history(service: str) -> None:
    types = codec_of(service).types.items()
    about_pupils = {name for name, kind in types if "pupil_id" in get_type_hints(kind)}
    assert about_pupils - history.EVENTS.keys() - TOLD.keys() == set()
