"""Days that the law derives from a birth date or a designation."""

from datetime import date

import pytest

from services.directory.domain.ages import (
    end_of_compulsory_school_age,
    keep_until,
    senco_qualification_due,
    under_five_until,
)


@pytest.mark.parametrize(
    ("born_on", "last_day"),
    [
        # Worked by hand: the last Friday of June of the school year of the 16th birthday.
        (date(2010, 8, 31), date(2026, 6, 26)),
        (date(2010, 9, 1), date(2027, 6, 25)),
        (date(2010, 12, 31), date(2027, 6, 25)),
        (date(2011, 1, 1), date(2027, 6, 25)),
        (date(2007, 7, 1), date(2023, 6, 30)),  # 30 June itself is a Friday
        (date(2008, 2, 29), date(2024, 6, 28)),
    ],
)
def test_compulsory_school_age_ends_in_june_by_date_of_birth(born_on: date, last_day: date) -> None:
    assert end_of_compulsory_school_age(born_on) == last_day


@pytest.mark.parametrize(
    ("born_on", "years", "until"),
    [
        (date(2016, 2, 3), 31, date(2047, 2, 28)),
        (date(2016, 2, 29), 31, date(2047, 3, 31)),
        (date(2016, 2, 29), 32, date(2048, 2, 29)),
    ],
)
def test_a_file_is_kept_for_the_month_so_many_years_from_birth(
    born_on: date, years: int, until: date
) -> None:
    assert keep_until(born_on, years) == until


@pytest.mark.parametrize(
    ("born_on", "until"),
    [
        (date(2022, 5, 1), date(2027, 5, 31)),
        (date(2022, 5, 31), date(2027, 5, 31)),
        (date(2022, 12, 9), date(2027, 12, 31)),
        (date(2023, 2, 7), date(2028, 2, 29)),
        (date(2024, 2, 29), date(2029, 3, 31)),  # five on 1 March
    ],
)
def test_a_child_counts_as_under_five_to_the_end_of_a_month(born_on: date, until: date) -> None:
    assert under_five_until(born_on) == until


@pytest.mark.parametrize(
    ("designated_on", "due_on"),
    [
        (date(2025, 9, 1), date(2028, 9, 1)),
        (date(2024, 2, 29), date(2027, 2, 28)),  # vector J02
        (date(2009, 9, 2), date(2012, 9, 2)),
        (date(2009, 9, 1), None),  # the rule is for whoever became one after that day
    ],
)
def test_a_senco_qualifies_by_the_third_anniversary(
    designated_on: date, due_on: date | None
) -> None:
    assert senco_qualification_due(designated_on) == due_on
