"""What the read models show: each test folds a story and looks at the document."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.directory.domain import guardianship, pupil, school, staff_member
from services.directory.domain.commands import (
    ErasePupil,
    MergePupils,
    RecordPupil,
    UnlinkGuardian,
)
from services.directory.domain.events import GuardianRecorded, PupilErased
from services.directory.projections import (
    GUARDIANS,
    GUARDIANSHIPS,
    PEOPLE_STAFF,
    PUPILS,
    SCHOOLS,
    VIEWS,
)
from shared.documents import is_sealed
from tests.directory.examples import (
    GUARDIAN,
    GUARDIANSHIP,
    OTHER_PUPIL,
    OTHER_SCHOOL,
    POST,
    PUPIL,
    RECORD_GUARDIAN,
    RECORD_LINK,
    RECORD_PUPIL,
    RECORD_SCHOOL,
    RECORD_STAFF,
    SCHOOL,
    SPRING,
    STAFF,
    TOLD_ON,
)
from tests.scenario import Scenario
from tests.story import Story, recorded_now

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
a_pupil = Scenario(pupil.decide, pupil.evolve, pupil.Pupil())
a_school = Scenario(school.decide, school.evolve, school.School())
a_member = Scenario(staff_member.decide, staff_member.evolve, staff_member.StaffMember())
a_link = Scenario(guardianship.decide, guardianship.evolve, guardianship.Guardianship())
LEAVING = replace(RECORD_PUPIL, left_on=date(2026, 12, 18))


def shown(view: Any, story: Scenario[Any, Any, Any], stream: str) -> dict[str, Any]:
    told = Story(stream, "directory").tells(*story.past, at=NOW)
    assert {view.keys(recorded) for recorded in told.events} <= {(), *keys_of(view, told)}
    return told.folded(view.fold)


def keys_of(view: Any, told: Story) -> list[Any]:
    return [view.keys(recorded) for recorded in told.events][:1]


def pupil_after(*commands: Any) -> dict[str, Any]:
    return shown(PUPILS, a_pupil.after(*commands), f"pupil-{PUPIL}")


def test_a_pupils_header_shows_codes_and_days_in_clear_and_texts_sealed() -> None:
    header = pupil_after(RECORD_PUPIL)
    texts = {name for name, value in header.items() if is_sealed(value)}
    assert texts == {"legal_forename", "legal_surname", "upn", "date_of_birth"}
    clear = {name: value for name, value in header.items() if name not in texts}
    assert clear == {
        "school_id": SCHOOL,
        "year_group": "5",
        "registration_group": "5B",
        "entered_on": "2020-09-01",
        "left_on": None,
        "end_of_compulsory_school_age": "2032-06-25",
        "keep_until": "2047-02-28",
        "preferred_forename": None,
        "preferred_surname": None,
        "sex": "F",
        "sen": {"status": "K", "since": "2024-01-15", "needs": ["SLCN"]},
        "merged_into": None,
        "email": None,
        "erased": False,
        "version": 3,
    }


def test_a_pupil_leaves_comes_back_and_moves() -> None:
    moving = replace(RECORD_PUPIL, school_id=OTHER_SCHOOL, entered_on=date(2027, 1, 5))
    assert pupil_after(RECORD_PUPIL, LEAVING)["left_on"] == "2026-12-18"
    assert pupil_after(RECORD_PUPIL, LEAVING, RECORD_PUPIL)["left_on"] is None
    moved = pupil_after(RECORD_PUPIL, LEAVING, moving)
    assert (moved["school_id"], moved["entered_on"], moved["left_on"]) == (
        OTHER_SCHOOL,
        "2027-01-05",
        None,
    )


def test_a_merged_and_an_erased_pupil_say_so() -> None:
    merge = MergePupils(pupil_id=PUPIL, into_pupil_id=OTHER_PUPIL, told_on=TOLD_ON)
    assert pupil_after(RECORD_PUPIL, merge)["merged_into"] == OTHER_PUPIL
    erased = pupil_after(RECORD_PUPIL, ErasePupil(pupil_id=PUPIL, told_on=TOLD_ON))
    assert (erased["erased"], erased["sen"], erased["sex"]) == (True, None, None)


def test_a_school_shows_all_its_terms() -> None:
    told = a_school.after(RECORD_SCHOOL, replace(RECORD_SCHOOL, name="Gorse", terms=(SPRING,)))
    document = shown(SCHOOLS, told, f"school-{SCHOOL}")
    assert (document["name"], document["joined_on"]) == ("Gorse", "2014-09-01")
    assert [term["name"] for term in document["terms"]] == ["Autumn 1", "Spring 1"]
    assert document["terms"][0]["closed_on"] == ["2026-09-03"]


def test_staff_show_each_post_with_its_days() -> None:
    ended = replace(RECORD_STAFF, posts=(replace(POST, ended_on=date(2026, 12, 31)),))
    document = shown(PEOPLE_STAFF, a_member.after(RECORD_STAFF, ended), f"staff-{STAFF}")
    assert document["posts"] == [
        {
            "school_id": SCHOOL,
            "role": "senco",
            "started_on": "2025-09-01",
            "ended_on": "2026-12-31",
            "qualification_due_on": "2028-09-01",
        }
    ]
    assert is_sealed(document["surname"])
    assert is_sealed(document["email"])


def test_a_link_shows_who_is_barred_and_who_is_not_linked_any_more() -> None:
    barring = replace(RECORD_LINK, barred=True, correspondence=False)
    unlink = UnlinkGuardian(guardianship_id=GUARDIANSHIP, told_on=TOLD_ON)
    stream = f"guardianship-{GUARDIANSHIP}"
    barred = shown(GUARDIANSHIPS, a_link.after(barring), stream)
    assert (barred["barred"], barred["linked"], barred["guardian_id"]) == (True, True, GUARDIAN)
    freed = shown(GUARDIANSHIPS, a_link.after(barring, RECORD_LINK), stream)
    assert (freed["barred"], freed["correspondence"]) == (False, True)
    over = shown(GUARDIANSHIPS, a_link.after(RECORD_LINK, unlink), stream)
    assert over["linked"] is False


def test_a_guardian_is_sealed_throughout() -> None:
    recorded = GuardianRecorded(
        guardian_id=GUARDIAN, details=RECORD_GUARDIAN.details, effective_on=TOLD_ON
    )
    told = recorded_now(f"guardian-{GUARDIAN}", "directory", recorded)
    document = GUARDIANS.fold(None, told)
    assert document is not None
    assert {name for name, value in document.items() if not is_sealed(value)} == {"version"}


def test_a_view_passes_over_what_is_not_about_it() -> None:
    erased = recorded_now(
        f"pupil-{PUPIL}", "directory", PupilErased(pupil_id=PUPIL, effective_on=TOLD_ON)
    )
    for view in VIEWS:
        assert view.keys(erased) == ((PUPIL,) if view is PUPILS else ())


def test_no_fold_changes_the_document_that_it_was_given() -> None:
    command: RecordPupil = RECORD_PUPIL
    told = Story(f"pupil-{PUPIL}", "directory").tells(*a_pupil.after(command).past, at=NOW)
    before = told.folded(PUPILS.fold)
    copy = dict(before)
    erased = PupilErased(pupil_id=PUPIL, effective_on=TOLD_ON)
    PUPILS.fold(before, recorded_now(f"pupil-{PUPIL}", "directory", erased))
    assert before == copy
