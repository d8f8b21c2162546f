"""How people's names are said."""

import pytest

from services.directory.names import guardian_name, names_only, pupil_name, staff_name
from shared.sealing import ERASED
from tests.directory.examples import PUPIL


def test_a_pupil_is_called_what_they_like_to_be_called() -> None:
    legal = {"legal_forename": "Petra", "legal_surname": "Núñez"}
    assert pupil_name(legal)["name"] == "Petra Núñez"
    preferred = legal | {"preferred_forename": "Pip"}
    assert pupil_name(preferred) == {
        "name": "Pip Núñez",
        "title": None,
        "forename": "Pip",
        "surname": "Núñez",
        "erased": False,
    }


def test_staff_are_said_with_their_title_and_guardians_with_their_forename() -> None:
    adult = {"title": "Ms", "forename": "Ada", "surname": "Okafor"}
    assert staff_name(adult)["name"] == "Ms Okafor"
    assert staff_name(adult | {"title": None})["name"] == "Ada Okafor"
    assert guardian_name(adult)["name"] == "Ada Okafor"
    assert guardian_name(adult | {"forename": None})["name"] == "Ms Okafor"
    assert guardian_name({"surname": "Okafor"})["name"] == "Okafor"


@pytest.mark.parametrize(
    "said",
    [
        pupil_name({"legal_forename": ERASED, "legal_surname": ERASED}),
        pupil_name({"legal_forename": "Petra", "legal_surname": "Núñez", "erased": True}),
        staff_name({"title": ERASED, "forename": ERASED, "surname": ERASED}),
        guardian_name({"surname": ERASED}),
    ],
)
def test_an_erased_name_is_one_word(said: dict[str, object]) -> None:
    assert (said["name"], said["erased"]) == (ERASED, True)
    assert said["forename"] is said["surname"] is said["title"] is None


def test_only_names_are_opened_for_a_list_of_names() -> None:
    header = {"_id": PUPIL, "legal_surname": "x", "upn": "y", "date_of_birth": "z", "erased": False}
    assert names_only(header).keys() == {"_id", "legal_surname", "erased"}
    assert names_only({"surname": "x", "address": "y", "email": "z"}).keys() == {"surname"}
