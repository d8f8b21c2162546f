"""Whatever rule of whatever service refuses, a person is told it in plain words, with a way on."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import services
from services.portal.words.refusal import Refusal
from services.portal.words.refusals import (
    OF_EVERY_SERVICE,
    UNEXPLAINED,
    WORDING,
    without_wording,
    wording,
)
from shared.errors import Refused

EVERY_WORDING = [
    (service, rule, said)
    for service, rules in [*WORDING.items(), ("every service", OF_EVERY_SERVICE)]
    for rule, said in rules.items()
]


def subclasses(kind: type[Refused]) -> Iterator[type[Refused]]:
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


@pytest.fixture(scope="module")
def refusals() -> list[type[Refused]]:
    """Every rule that can refuse."""
    for module in pkgutil.walk_packages(services.__path__, "services."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return [one for one in subclasses(Refused) if not one.__module__.startswith("tests.")]


@pytest.fixture(scope="module")
def rules(refusals: list[type[Refused]]) -> set[tuple[str, str]]:
    """(service, rule) of each, "shared" for those of no one service."""
    return {
        (
            one.__module__.split(".")[1] if one.__module__.startswith("services.") else "shared",
            one.__name__,
        )
        for one in refusals
    }


def test_every_rule_says_something_to_a_person(refusals: list[type[Refused]]) -> None:
    for rule in refusals:
        sentence = rule().detail
        assert sentence[0].isupper() or sentence[0] == '"', rule
        assert sentence.endswith("."), rule
        assert len(sentence) > 25, rule


def test_every_rule_of_every_service_has_its_wording(rules: set[tuple[str, str]]) -> None:
    assert len(rules) > 50
    assert without_wording(rules) == []


def test_no_wording_is_for_a_rule_that_is_gone(rules: set[tuple[str, str]]) -> None:
    gone = {(s, r) for s, r, _ in EVERY_WORDING if s != "every service"} - rules
    assert gone == set()


def test_a_rule_without_a_wording_is_found() -> None:
    known = ("referrals", "AlreadyDecided")
    assert without_wording([known, ("referrals", "NobodyWroteThis")]) == [
        ("referrals", "NobodyWroteThis")
    ]
    assert wording("referrals", "NobodyWroteThis") is UNEXPLAINED


def test_two_services_may_have_a_rule_of_one_name() -> None:
    assert "100 entries" in wording("referrals", "TooManyEntries").why
    assert "500 entries" in wording("plans", "TooManyEntries").why


@pytest.mark.parametrize(
    ("rule", "said"),
    [pytest.param(rule, said, id=f"{s} {rule}") for s, rule, said in EVERY_WORDING],
)
def test_every_refusal_is_in_plain_words_with_a_way_on(rule: str, said: Refusal) -> None:
    sentence = said.sentence()
    assert sentence.startswith("Not saved. ")
    assert said.do.endswith(".")
    assert not said.why.endswith(".")
    for never in ("invalid", "forbidden", "409", rule.casefold()):
        assert never not in sentence.casefold()


def test_a_rule_that_knows_which_part_is_wrong_says_it() -> None:
    said = wording("referrals", "TriageIncomplete").sentence("Add these: an observation.")
    assert "Add these: an observation." in said
    assert "secret" not in wording("referrals", "AlreadyDecided").sentence("secret")
