"""What is decided about a pupil."""

from dataclasses import replace
from datetime import date

import pytest

from services.directory.domain.commands import ErasePupil, MergePupils
from services.directory.domain.events import (
    PupilDetailsChanged,
    PupilEnrolled,
    PupilErased,
    PupilEvent,
    PupilLeft,
    PupilMovedSchool,
    PupilNamed,
    PupilsMerged,
    SenStatusRecorded,
    YearGroupChanged,
)
from services.directory.domain.pupil import (
    MergedWithItself,
    Pupil,
    PupilIsErased,
    PupilIsMerged,
    decide,
    evolve,
)
from services.directory.domain.terms import SenStatus
from shared.errors import NotFound
from tests.directory.examples import (
    LATER,
    OTHER_PUPIL,
    OTHER_SCHOOL,
    PUPIL,
    RECORD_PUPIL,
    SCHOOL,
    TOLD_ON,
    pupil_details,
    text,
)
from tests.scenario import Scenario

pupil = Scenario(decide, evolve, Pupil())
known = pupil.after(RECORD_PUPIL)
LEFT_ON = date(2026, 12, 18)
LEAVING = replace(RECORD_PUPIL, left_on=LEFT_ON)
YOUNG = replace(RECORD_PUPIL, year_group="N2", details=pupil_details(born_on="2022-05-09"))
FIVE_BY = date(2027, 5, 31)
ON_BIRTHDAY, AFTER_MONTH = date(2027, 5, 9), date(2027, 6, 1)
ERASE = ErasePupil(pupil_id=PUPIL, told_on=TOLD_ON)
MERGE = MergePupils(pupil_id=PUPIL, into_pupil_id=OTHER_PUPIL, told_on=TOLD_ON)


def test_a_pupil_is_enrolled_from_the_day_of_entry() -> None:
    enrolled, named, sen = pupil.when(RECORD_PUPIL)
    assert enrolled == PupilEnrolled(
        pupil_id=PUPIL,
        school_id=SCHOOL,
        year_group="5",
        registration_group="5B",
        end_of_compulsory_school_age=date(2032, 6, 25),
        keep_until=date(2047, 2, 28),
        effective_on=date(2020, 9, 1),
    )
    assert isinstance(named, PupilNamed)
    assert isinstance(sen, SenStatusRecorded)
    assert (sen.status, sen.since, sen.effective_on) == (
        SenStatus.SUPPORT,
        date(2024, 1, 15),
        date(2024, 1, 15),
    )


def test_told_again_nothing_happens() -> None:
    assert known.when(RECORD_PUPIL) == []
    assert known.when(replace(RECORD_PUPIL, told_on=LATER)) == []


def test_a_status_of_unknown_age_holds_from_the_day_we_were_told() -> None:
    [sen] = known.when(replace(RECORD_PUPIL, sen_since=None))
    assert isinstance(sen, SenStatusRecorded)
    assert (sen.since, sen.effective_on) == (None, TOLD_ON)


def test_the_next_year_changes_only_the_year() -> None:
    [changed] = known.when(replace(RECORD_PUPIL, year_group="6", registration_group="6A"))
    assert isinstance(changed, YearGroupChanged)
    assert (changed.year_group, changed.registration_group) == ("6", "6A")


def test_another_school_is_a_move_from_the_new_entry_date() -> None:
    moving = replace(RECORD_PUPIL, school_id=OTHER_SCHOOL, entered_on=date(2026, 11, 2))
    [moved] = known.when(moving)
    assert moved == PupilMovedSchool(
        pupil_id=PUPIL, school_id=OTHER_SCHOOL, effective_on=date(2026, 11, 2)
    )
    assert known.after(moving).when(moving) == []


def test_who_had_left_and_comes_to_another_school_is_on_its_roll() -> None:
    moving = replace(RECORD_PUPIL, school_id=OTHER_SCHOOL, entered_on=date(2027, 1, 5))
    story = known.after(LEAVING, moving)
    assert story.state.roll is not None
    assert story.state.roll.left_on is None
    assert story.when(moving) == []


def test_a_pupil_leaves_after_the_day_that_the_data_say() -> None:
    assert known.when(LEAVING) == [PupilLeft(pupil_id=PUPIL, effective_on=LEFT_ON)]
    assert known.after(LEAVING).when(LEAVING) == []


def test_a_leaving_date_that_is_taken_back_enrols_again() -> None:
    [enrolled] = known.after(LEAVING).when(RECORD_PUPIL)
    assert isinstance(enrolled, PupilEnrolled)
    assert enrolled.effective_on == date(2020, 9, 1)


def test_who_comes_and_has_left_already_is_told_of_both() -> None:
    types = [type(event) for event in pupil.when(LEAVING)]
    assert types == [PupilEnrolled, PupilLeft, PupilNamed, SenStatusRecorded]


def test_another_birth_date_moves_the_days_that_follow_from_it() -> None:
    corrected = replace(RECORD_PUPIL, details=pupil_details(born_on="2016-09-03"))
    enrolled, changed = known.when(corrected)
    assert isinstance(enrolled, PupilEnrolled)
    assert enrolled.end_of_compulsory_school_age == date(2033, 6, 24)
    assert enrolled.keep_until == date(2047, 9, 30)
    assert isinstance(changed, PupilDetailsChanged)


def test_another_birth_date_of_one_who_left_leaves_them_gone() -> None:
    corrected = replace(LEAVING, details=pupil_details(born_on="2016-09-03"))
    story = known.after(LEAVING, corrected)
    assert story.state.roll is not None
    assert story.state.roll.left_on == LEFT_ON
    assert story.when(corrected) == []


def enrolled(*events: object) -> PupilEnrolled:
    """The one enrolment that there is."""
    [found] = [one for one in events if isinstance(one, PupilEnrolled)]
    return found


@pytest.mark.parametrize(
    ("told_on", "until"),
    [(TOLD_ON, FIVE_BY), (ON_BIRTHDAY, FIVE_BY), (FIVE_BY, FIVE_BY), (AFTER_MONTH, None)],
)
def test_of_a_child_under_five_the_end_of_that_month_is_told_and_no_more(
    told_on: date, until: date | None
) -> None:
    events = pupil.when(replace(YOUNG, told_on=told_on))
    assert enrolled(*events).under_five_until == until
    assert enrolled(*pupil.when(RECORD_PUPIL)).under_five_until is None  # ten years old


def test_a_fifth_birthday_is_no_news() -> None:
    young = pupil.after(YOUNG)
    for told_on in (ON_BIRTHDAY, FIVE_BY, AFTER_MONTH, date(2031, 9, 1)):
        assert young.when(replace(YOUNG, told_on=told_on)) == []


def test_of_a_child_enrolled_before_the_day_was_told_it_is_told_once() -> None:
    before = pupil.given(*(_as_before(event) for event in pupil.when(YOUNG)))
    [again] = before.when(YOUNG)
    assert enrolled(again).under_five_until == FIVE_BY
    assert before.after(YOUNG).when(YOUNG) == []
    gone = replace(YOUNG, left_on=LEFT_ON)
    assert [type(one) for one in before.after(gone).past[-2:]] == [PupilEnrolled, PupilLeft]
    assert before.after(gone).when(gone) == []


def _as_before(event: PupilEvent) -> PupilEvent:
    """An event as it was before an enrolment had this day."""
    return replace(event, under_five_until=None) if isinstance(event, PupilEnrolled) else event


@pytest.mark.parametrize(
    ("born_on", "until"),
    [("2022-06-01", date(2027, 6, 30)), ("2021-05-09", None), ("2022-05-30", FIVE_BY)],
)
def test_another_birth_date_moves_the_month_or_takes_it_back(
    born_on: str, until: date | None
) -> None:
    corrected = replace(YOUNG, details=pupil_details(born_on=born_on))
    story = pupil.after(YOUNG, corrected)
    assert story.state.roll is not None
    assert story.state.roll.under_five_until == until
    assert story.when(corrected) == []


def test_a_new_upn_is_in_the_details() -> None:
    details = replace(RECORD_PUPIL.details, upn=text(PUPIL, "B801200005001"))
    [changed] = known.when(replace(RECORD_PUPIL, details=details))
    assert isinstance(changed, PupilDetailsChanged)
    assert changed.details.upn == text(PUPIL, "B801200005001")


def test_a_pupil_is_erased_once() -> None:
    assert known.when(ERASE) == [PupilErased(pupil_id=PUPIL, effective_on=TOLD_ON)]
    assert known.after(ERASE).when(ERASE) == []


def test_an_unknown_pupil_is_not_erased() -> None:
    with pytest.raises(NotFound):
        pupil.when(ERASE)


def test_nothing_is_added_to_an_erased_pupil() -> None:
    with pytest.raises(PupilIsErased):
        known.after(ERASE).when(replace(RECORD_PUPIL, year_group="6"))
    with pytest.raises(PupilIsErased):
        known.after(ERASE).when(MERGE)


def test_two_records_of_one_child_are_merged_once() -> None:
    [merged] = known.when(MERGE)
    assert isinstance(merged, PupilsMerged)
    assert merged.into_pupil_id == OTHER_PUPIL
    assert known.after(MERGE).when(MERGE) == []


def test_a_merged_record_takes_nothing_more() -> None:
    with pytest.raises(PupilIsMerged):
        known.after(MERGE).when(RECORD_PUPIL)
    with pytest.raises(PupilIsMerged):
        known.after(MERGE).when(replace(MERGE, into_pupil_id=SCHOOL))


def test_a_merged_record_can_be_erased() -> None:
    assert [type(event) for event in known.after(MERGE).when(ERASE)] == [PupilErased]


def test_a_record_is_not_merged_into_itself_nor_an_unknown_one() -> None:
    with pytest.raises(MergedWithItself):
        known.when(replace(MERGE, into_pupil_id=PUPIL))
    with pytest.raises(NotFound):
        pupil.when(MERGE)
