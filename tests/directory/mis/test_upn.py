"""The UPN check, by the table of cases that the domain guide gives."""

import pytest

from shared.upn import check_letter, is_temporary, normalise, upn_problem

RIGHT = [
    "V201361425001",
    "B801200005001",
    "K936402126117",
    "L316200124003",
    "R873299920148",
    "E201361426010",
    "P207000016049",
    "M80120000500A",
    "U33010552401B",
    "V38000482607Z",
]
TEMPORARY = RIGHT[-3:]


@pytest.mark.parametrize("upn", RIGHT)
def test_a_right_upn_has_no_problem(upn: str) -> None:
    assert upn_problem(upn) is None


@pytest.mark.parametrize("upn", RIGHT)
def test_a_temporary_upn_ends_with_a_letter(upn: str) -> None:
    assert is_temporary(upn) == (upn in TEMPORARY)


@pytest.mark.parametrize(
    ("upn", "letter"),
    [("A801200005001", "B"), ("Q207000016049", "P"), ("V201361425010", "U")],
)
def test_a_wrong_check_letter_is_named_with_the_right_one(upn: str, letter: str) -> None:
    problem = f"Check the UPN: with these digits the first letter is {letter}"
    assert upn_problem(upn) == problem


@pytest.mark.parametrize(
    "upn",
    [
        "I201361425001",
        "O201361425001",
        "S201361425001",
        "V20136142500S",
        "V20136142500I",
        "V20136142500",
        "V2013614250011",
        "V201361425001 x",
        "",
        "V20136142500١",  # an Arabic-Indic 1
        "V2013614２5001",
        "V-201361425001",
        "V20136142500ﬀ",
    ],
)
def test_what_has_not_the_shape_of_a_upn_is_answered_with_an_example(upn: str) -> None:
    assert upn_problem(upn) == "Enter a UPN like V201361425001"


def test_no_local_authority_has_the_number_000() -> None:
    assert check_letter("000000000000") == "A"
    assert upn_problem("A000000000000") == "Check the UPN: no local authority has the number 000"


@pytest.mark.parametrize(
    "text", ["v201361425001", " V 201 3614 25 001 ", "V\u00a0201361425001", "V201361425001\n"]
)
def test_spaces_and_lower_case_are_put_right(text: str) -> None:
    assert upn_problem(text) is None
    assert normalise(text) == "V201361425001"


def test_a_letter_of_another_script_is_not_made_into_one_of_ours() -> None:
    assert normalise("ﬀ") == "ﬀ"
    assert normalise("ı") == "ı"
