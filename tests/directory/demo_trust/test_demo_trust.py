"""The demo trust: an export that our own reader takes whole, and that looks like a real trust."""

import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from services.directory.demo_trust.__main__ import main
from services.directory.demo_trust.names import HERITAGES
from services.directory.demo_trust.personas import (
    BARRED_PARENT,
    CHILD,
    CONTACT_PERSONAS,
    OPS,
    OTHER_SENCO,
    PARENT,
    PERSONAS,
    SECOND_CHILD,
    STAFF_PERSONAS,
    STORY_PUPILS,
    YOUNG_PERSON,
    YOUNG_PERSON_PUPIL,
)
from services.directory.demo_trust.writing import write_export
from services.directory.mis.columns import FILES
from services.directory.mis.export import AcceptedRow, Export, read_export

TODAY = date(2026, 11, 22)
FILE_NAMES = [file.name for file in FILES]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("demo-trust")
    write_export(written, today=TODAY)
    return written


@pytest.fixture(scope="module")
def export(folder: Path) -> Export:
    return read_export(folder, today=TODAY)


def by(rows: tuple[AcceptedRow, ...], column: str) -> dict[str, list[dict[str, str]]]:
    """The values of rows by what they have in a column, blank left out."""
    found = defaultdict(list)
    for row in rows:
        if column in row.values:
            found[row.values[column]].append(dict(row.values))
    return dict(found)


# As an export


@pytest.mark.parametrize(
    ("today", "seed"),
    [
        (TODAY, 2014),
        (date(2026, 8, 31), 2014),
        (date(2026, 9, 1), 2014),
        (date(2027, 7, 21), 2014),
        (date(2028, 2, 29), 2014),
        (TODAY, 1),
        (TODAY, 77),
    ],
)
def test_no_row_is_refused_on_any_day(today: date, seed: int, tmp_path: Path) -> None:
    write_export(tmp_path, today=today, seed=seed)
    export = read_export(tmp_path, today=today)
    assert export.refused == ()
    assert {entry.code for entry in export.notices} <= {"temporary-upn"}
    assert 3700 <= len(export.pupils) <= 4300


def test_the_same_seed_and_day_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_export(tmp_path, today=TODAY)
    for name in FILE_NAMES:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_another_seed_gives_other_people(folder: Path, tmp_path: Path) -> None:
    write_export(tmp_path, today=TODAY, seed=7)
    assert (tmp_path / "pupils.csv").read_bytes() != (folder / "pupils.csv").read_bytes()


def test_there_are_eight_schools(export: Export) -> None:
    phases = Counter(row.values["Phase"] for row in export.schools)
    assert phases == {"Primary": 5, "Secondary": 2, "Special": 1}


def test_nobody_can_be_rung_or_written_to(export: Export) -> None:
    contacts = [row.values for row in export.contacts]
    numbers = [values["Mobile"] for values in contacts if "Mobile" in values]
    emails = [values["Email"] for values in contacts if "Email" in values]
    emails += [row.values["Work email"] for row in export.staff]
    emails += [persona.email for persona in PERSONAS.values()]
    assert len(numbers) > 5000
    assert all(re.fullmatch(r"\+447700900[0-9]{3}", number) for number in numbers)
    assert all(email.endswith(".example") for email in emails)


# As a trust


def test_the_share_of_needs_is_that_of_english_schools(export: Export) -> None:
    statuses = Counter(row.values["SEN status"] for row in export.pupils)
    share = (statuses["K"] + statuses["E"]) / len(export.pupils)
    assert 0.165 <= share <= 0.195
    needs = Counter(row.values["SEN need 1"] for row in export.pupils if "SEN need 1" in row.values)
    assert {need for need, _ in needs.most_common(3)} <= {"SLCN", "SEMH", "ASD", "SPLD"}
    assert len(needs) >= 12


def test_the_special_school_is_nearly_all_plans(export: Export) -> None:
    special = by(export.schools, "Phase")["Special"][0]["School URN"]
    statuses = Counter(p["SEN status"] for p in by(export.pupils, "School URN")[special])
    assert statuses["E"] >= 0.93 * statuses.total()
    assert statuses["N"] == 0


def test_a_status_has_its_day_and_its_need(export: Export) -> None:
    for row in export.pupils:
        has_status = row.values["SEN status"] != "N"
        assert ("SEN status since" in row.values) == has_status
        assert ("SEN need 1" in row.values) == has_status


def test_every_school_has_a_head_a_senco_and_two_small_ones_share_theirs(export: Export) -> None:
    posts = by(export.staff, "Role")
    schools = {row.values["School URN"] for row in export.schools}
    assert {post["School URN"] for post in posts["Headteacher"]} == schools
    assert sorted(post["School URN"] for post in posts["SENCO"]) == sorted(schools)
    assert sorted(Counter(post["Staff ID"] for post in posts["SENCO"]).values()) == [1] * 6 + [2]
    assert ["School URN" in post for post in posts["Trust SEND lead"]] == [False]


def test_every_class_of_a_primary_could_have_a_teacher(export: Export) -> None:
    teachers = Counter(post["School URN"] for post in by(export.staff, "Role")["Teacher"])
    for school in by(export.schools, "Phase")["Primary"]:
        pupils = by(export.pupils, "School URN")[school["School URN"]]
        classes = {pupil["Registration group"] for pupil in pupils}
        assert teachers[school["School URN"]] >= len(classes)


def test_classes_are_of_a_size_that_schools_have(export: Export) -> None:
    sizes = Counter(
        (row.values["School URN"], row.values["Registration group"]) for row in export.pupils
    )
    assert max(sizes.values()) <= 32
    assert min(sizes.values()) >= 7


def test_pupils_are_of_the_age_of_their_year_group(export: Export) -> None:
    for row in export.pupils:
        year, born = row.values["Year group"], row.day("Date of birth")
        assert born is not None
        if year.isdigit():
            turns = 2026 - (born.year if born.month >= 9 else born.year - 1)
            assert turns == int(year) + 5


def test_every_pupil_has_somebody_to_write_to(export: Export) -> None:
    reached = {row.values["Pupil ID"] for row in export.contacts if row.yes("Correspondence")}
    assert {row.values["Pupil ID"] for row in export.pupils} == reached


def test_families_are_of_many_kinds(export: Export) -> None:
    kinds = Counter(row.values["Relationship"] for row in export.contacts)
    assert kinds.keys() >= {"Mother", "Father", "Step-parent", "Grandparent", "Foster carer"}
    assert 15 <= kinds["Social worker"] <= 80
    barred = [row for row in export.contacts if row.yes("No contact")]
    assert 5 <= len(barred) <= 60
    links = by(export.contacts, "Pupil ID")
    apart = sum(len({link.get("Address") for link in some}) > 1 for some in links.values())
    assert apart > 0.2 * len(links)


def test_siblings_share_their_guardians_and_their_home(export: Export) -> None:
    mothers = [row.values for row in export.contacts if row.values["Relationship"] == "Mother"]
    children = Counter(values["Contact ID"] for values in mothers)
    assert 0.3 < sum(count > 1 for count in children.values()) / len(children) < 0.7


def test_names_are_of_many_heritages(export: Export) -> None:
    surnames = {row.values["Legal surname"] for row in export.pupils}
    assert len(surnames) > 250
    assert all(surnames & set(heritage.surnames) for heritage in HERITAGES)
    names = Counter(
        (row.values["Legal forename"], row.values["Legal surname"]) for row in export.pupils
    )
    assert max(names.values()) <= 6


def test_the_terms_are_those_of_two_years(export: Export) -> None:
    terms = by(export.terms, "School URN")
    assert {len(some) for some in terms.values()} == {12}
    assert min(row.values["First day"] for row in export.terms) == "2025-09-01"
    assert max(row.values["Last day"] for row in export.terms) == "2027-07-21"
    assert all(len(row.days("Closed on")) <= 3 for row in export.terms)


# The personas


def test_the_personas_are_those_of_the_demo() -> None:
    assert list(PERSONAS) == [
        *("teacher", "senco", "head", "trust_lead", "parent", "barred_parent"),
        *("young_person", "ops", "other_senco"),
    ]
    assert len({persona.email for persona in PERSONAS.values()}) == len(PERSONAS)


@pytest.mark.parametrize("seed", [2014, 5])
def test_the_personas_are_in_every_export(seed: int, tmp_path: Path) -> None:
    write_export(tmp_path, today=TODAY, seed=seed)
    export = read_export(tmp_path, today=TODAY)
    staff, contacts = by(export.staff, "Staff ID"), by(export.contacts, "Contact ID")
    for persona in STAFF_PERSONAS:
        post = staff[persona.staff_id or ""][0]
        assert (post["Forename"], post["Surname"]) == (persona.forename, persona.surname)
        assert post["Work email"] == persona.email
        assert post.get("School URN") == persona.school_urn
    for persona in CONTACT_PERSONAS:
        link = contacts[persona.contact_id or ""][0]
        assert (link["Forename"], link["Surname"]) == (persona.forename, persona.surname)
        assert link["Email"] == persona.email
    assert OPS.email not in (tmp_path / "staff.csv").read_text()


def test_the_roles_of_the_personas(export: Export) -> None:
    staff = by(export.staff, "Staff ID")
    roles = {
        persona.key: [post["Role"] for post in staff[persona.staff_id or ""]]
        for persona in STAFF_PERSONAS
    }
    assert roles == {
        "teacher": ["Teacher"],
        "senco": ["SENCO", "Teacher"],
        "head": ["Headteacher"],
        "trust_lead": ["Trust SEND lead"],
        "other_senco": ["SENCO"],
    }
    assert OTHER_SENCO.school_urn != PERSONAS["senco"].school_urn


def test_an_email_of_a_persona_is_nobody_elses(export: Export) -> None:
    contacts = by(export.contacts, "Email")
    for persona in CONTACT_PERSONAS:
        assert {link["Contact ID"] for link in contacts[persona.email]} == {persona.contact_id}


def test_the_pupils_of_the_story(export: Export) -> None:
    pupils = by(export.pupils, "Pupil ID")
    for pupil in STORY_PUPILS:
        row = pupils[pupil.pupil_id][0]
        assert (row["Legal forename"], row["Legal surname"]) == (pupil.forename, pupil.surname)
        assert row["Year group"] == pupil.year_group
        assert row["Registration group"] == pupil.registration_group
        assert row["SEN status"] == pupil.sen_status
        assert len(row["UPN"]) == 13
    assert [pupil.sen_status for pupil in (CHILD, SECOND_CHILD)] == ["N", "N"]


def test_the_parent_and_the_barred_parent_have_the_same_children(export: Export) -> None:
    links = by(export.contacts, "Contact ID")
    children = {CHILD.pupil_id, SECOND_CHILD.pupil_id}
    for persona, barred in ((PARENT, "N"), (BARRED_PARENT, "Y")):
        mine = links[persona.contact_id or ""]
        assert {link["Pupil ID"] for link in mine} == children
        assert {link["No contact"] for link in mine} == {barred}
        assert {link["Parental responsibility"] for link in mine} == {"Y"}


@pytest.mark.parametrize("today", [date(2026, 9, 1), TODAY, date(2027, 7, 19)])
def test_the_young_person_is_17_all_year(today: date, tmp_path: Path) -> None:
    write_export(tmp_path, today=today)
    export = read_export(tmp_path, today=today)
    row = by(export.pupils, "Pupil ID")[YOUNG_PERSON_PUPIL.pupil_id][0]
    assert date.fromisoformat(row["Date of birth"]) == date(2009, 7, 20)
    assert YOUNG_PERSON.pupil_id == YOUNG_PERSON_PUPIL.pupil_id


# The command


def test_the_command_writes_the_five_files(tmp_path: Path) -> None:
    assert main([str(tmp_path / "new" / "folder")], today=TODAY) == 0
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(
        FILE_NAMES
    )


def test_the_command_says_how_to_use_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], today=TODAY) == 64
    assert "FOLDER" in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert main([str(tmp_path / "file")], today=TODAY) == 73
    assert "cannot be written" in capsys.readouterr().err
