"""Names as they are compared, and what the blind index finds."""

from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from services.directory.queries import find_pupils
from services.directory.search import Entry, enough_letters, name_parts
from tests.directory.kit import Directory
from tests.directory.mis.exports import OTHER_PUPIL, PUPIL, TODAY, read


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Zoë", ("zoe",)),
        ("Siân", ("sian",)),
        ("O’Brien", ("obrien",)),
        ("O'Brien", ("obrien",)),
        ("Anne-Marie", ("anne", "marie")),
        ("Łukasz Żółć", ("lukasz", "zolc")),
        ("Søren Ærø", ("soren", "aero")),
        ("İbrahim IŞIK", ("ibrahim", "isik")),
        ("Weiß", ("weiss",)),
        ("  Núñez  Hale ", ("nunez", "hale")),
        ("Nguyễn", ("nguyen",)),
        ("李 小龍", ("李", "小龍")),
        ("…", ()),
    ],
)
def test_a_name_is_compared_without_accents_apostrophes_and_capitals(
    name: str, parts: tuple[str, ...]
) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("text", "enough"),
    [("Pe", False), ("P e", False), ("P'e", False), ("Pet", True), ("Li W", True), ("", False)],
)
def test_a_search_needs_three_letters(text: str, enough: bool) -> None:
    assert enough_letters(text) is enough


SCHOOL, OTHER_SCHOOL = uuid4(), uuid4()
PETRA, LI = uuid4(), uuid4()


@pytest.fixture
def index(directory: Directory) -> Directory:
    """Petra, called Pip, and Li Wei at one school."""
    blind = directory.records.index
    blind.put(
        [
            blind.pupil(
                PETRA,
                school_id=SCHOOL,
                legal_name=("Petra", "Núñez-O’Brien"),
                preferred_names=("Pip", None),
                born_on=date(2016, 2, 3),
                upn="V201361425001",
            ),
            blind.pupil(
                LI,
                school_id=SCHOOL,
                legal_name=("Li", "Wei"),
                preferred_names=(None, None),
                born_on=date(2015, 4, 5),
                upn="M80120000500A",
            ),
        ]
    )
    return directory


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Petra", {PETRA}),
        ("pet", {PETRA}),
        ("PIP", {PETRA}),
        ("nunez petra", {PETRA}),
        ("o'bri", {PETRA}),
        ("brien", set()),  # a beginning, not a middle
        ("Petra Wei", set()),
        ("Li Wei", {LI}),
        ("wei", {LI}),
        ("Wei L", {LI}),
        ("li", set()),
        ("petr x", {PETRA}),
    ],
)
def test_beginnings_of_three_letters_find_a_pupil(
    index: Directory, text: str, found: set[object]
) -> None:
    blind = index.records.index
    assert set(blind.named(SCHOOL, text, most=10)) == found
    assert blind.named(OTHER_SCHOOL, text, most=10) == []


def test_a_permanent_upn_finds_a_pupil_and_a_temporary_or_wrong_one_nobody(
    index: Directory,
) -> None:
    blind = index.records.index
    assert blind.with_upn(SCHOOL, " v2013 6142 5001", most=10) == [PETRA]
    assert blind.with_upn(OTHER_SCHOOL, "V201361425001", most=10) == []
    assert blind.with_upn(SCHOOL, "M80120000500A", most=10) == []
    assert blind.with_upn(SCHOOL, "A201361425001", most=10) == []
    assert blind.with_upn(SCHOOL, "", most=10) == []


def test_name_and_birth_date_are_one_digest(index: Directory) -> None:
    blind = index.records.index
    digest = blind.person(("PETRA", "Nunez-OBrien"), date(2016, 2, 3))
    assert blind.matching("person", [digest]) == {digest: [PETRA]}
    assert blind.matching("person", [blind.person(("Petra", "Núñez"), date(2016, 2, 3))]) == {}


def test_an_entry_replaces_its_persons_earlier_one(index: Directory) -> None:
    blind = index.records.index
    blind.put([Entry(id=PETRA, kind="pupil", school_id=OTHER_SCHOOL)])
    assert blind.named(SCHOOL, "Petra", most=10) == []
    assert len(index.blind_index()) == 2


def test_a_list_is_bounded(index: Directory) -> None:
    assert len(index.records.index.named(SCHOOL, "Wei", most=0 + 1)) == 1


def test_another_trust_key_gives_other_digests(index: Directory) -> None:
    mine = index.records.index.email("nell@hexley.example")
    index.trust_key = bytes(32)
    other = index.new_records().index
    assert other.email("nell@hexley.example") != mine
    assert other.named(SCHOOL, "Petra", most=10) == []


def test_an_address_is_found_but_for_capitals(index: Directory) -> None:
    blind, person = index.records.index, uuid4()
    blind.put([blind.adult(person, "staff", "Nell@Hexley.example")])
    assert blind.with_email(" nell@hexley.EXAMPLE ", "staff", most=5) == [person]
    assert blind.with_email("nell@hexley.example", "guardian", most=5) == []


@pytest.mark.parametrize(
    "typed", ["ruſſ@glass.example", "ｒuss@glass.example", "russ@glaß.example"]
)
def test_an_address_in_other_letters_is_another_mailbox(index: Directory, typed: str) -> None:
    """A link goes to the address that was typed, and that one anybody may have registered."""
    blind, person = index.records.index, uuid4()
    blind.put([Entry(id=person, kind="guardian", email=blind.email("russ@glass.example"))])
    assert blind.with_email("Russ@Glass.example", "guardian", most=5) == [person]
    assert blind.with_email(typed, "guardian", most=5) == []


def test_the_index_holds_digests_alone(index: Directory) -> None:
    stored = repr(index.blind_index())
    assert "petra" not in stored.lower()
    assert "V201361425001" not in stored


def test_the_roll_and_not_the_index_says_who_is_found(directory: Directory, tmp_path: Path) -> None:
    """An index that lags behind, or runs ahead, shows nobody of another school or long gone."""
    leaver = OTHER_PUPIL | {"Leaving date": "2026-11-21"}
    directory.take(read(tmp_path / "export", pupils=[PUPIL, leaver]))
    school, other = directory.id("school", "141207"), directory.id("school", "141208")
    assert found(directory, school) == [directory.id("pupil", "P1")]
    [entry] = [one for one in directory.blind_index() if one["_id"] == directory.id("pupil", "P1")]
    directory.main["blind_index"].replace_one({"_id": entry["_id"]}, entry | {"school_id": other})
    assert directory.records.index.named(other, "núñez", most=5) == [entry["_id"]]
    assert found(directory, other) == []


def found(directory: Directory, school_id: UUID) -> list[UUID]:
    pupils, more = find_pupils(
        directory.views, directory.records.index, school_id, "núñez", most=5, today=TODAY
    )
    assert not more
    return [pupil["_id"] for pupil in pupils]
