"""What is wrong is named, and leaves the store as it was."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.one_service import OneService, Person
from tests.referrals.conftest import concern_about
from tests.referrals.requests import (
    EVIDENCE,
    NOT_SEND,
    SEN_SUPPORT,
    body,
)


def test_a_stale_page_hears_that_it_is_stale_and_a_missing_version_is_asked_for(
    senco: Person, concern: str
) -> None:
    body(senco.post(f"{concern}/acknowledgement", {}, seen=1))
    stale = body(senco.post(f"{concern}/evidence", EVIDENCE, seen=1), 412)
    assert (stale["seen"], stale["version"]) == (1, 2)
    assert senco.post(f"{concern}/evidence", EVIDENCE).status_code == 428


def test_a_lost_reply_is_answered_again_and_nothing_is_done_twice(
    service: OneService, teacher: Person, pupil: UUID
) -> None:
    before = service.commits()
    first = teacher.post("/referrals", concern_about(pupil), key="a-key-of-my-own")
    again = teacher.post("/referrals", concern_about(pupil), key="a-key-of-my-own")
    assert (again.status_code, again.json) == (201, first.json)
    assert service.commits() == before + 1
    other = concern_about(pupil, noticed="Something else")
    assert teacher.post("/referrals", other, key="a-key-of-my-own").status_code == 422


def test_a_rule_that_refuses_is_named(senco: Person, concern: str) -> None:
    problem = body(senco.post(f"{concern}/decision", SEN_SUPPORT, seen=1), 409)
    assert problem["rule"] == "NotAcknowledged"
    assert problem["detail"].startswith("Acknowledge the concern")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"effective_on": "2999-01-01"}, "effective_on"),
        ({"noticed": "x" * 4_001}, "noticed"),
        ({"noticed": "a\x07b"}, "noticed"),
        ({"noticed": "  "}, "noticed"),
        ({"tried": [{"what": "Cards", "weeks": -1, "effect": "None"}]}, "tried.0.weeks"),
        ({"areas": ["everything"]}, "areas.0"),
        ({"pupil_id": "not an id"}, "pupil_id"),
        ({"confidential": True}, "confidential"),
        ({"surprise": 1}, "surprise"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_wrong_field_is_named_and_nothing_is_stored(
    service: OneService, teacher: Person, pupil: UUID, changed: dict[str, Any], field: str
) -> None:
    before = service.commits()
    problem = body(teacher.post("/referrals", concern_about(pupil, **changed)), 422)
    assert list(problem["errors"]) == [field]
    assert service.commits() == before


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"sen_support": None}, "sen_support"),
        ({"not_send": NOT_SEND["not_send"]}, "not_send"),
        ({"outcome": "watch-and-review"}, "watch"),
        ({"outcome": "nothing"}, "outcome"),
        ({"sen_support": {"primary_need": "BESD"}}, "sen_support.primary_need"),
    ],
)
def test_a_decision_has_the_parts_of_its_outcome(
    senco: Person, concern: str, changed: dict[str, Any], field: str
) -> None:
    problem = body(senco.post(f"{concern}/decision", SEN_SUPPORT | changed, seen=1), 422)
    assert field in problem["errors"]


def test_what_is_not_there_is_not_found(senco: Person) -> None:
    assert senco.get(f"/referrals/{uuid4()}").status_code == 404
    assert senco.get(f"/specialist-requests/{uuid4()}").status_code == 404
    assert senco.post(f"/referrals/{uuid4()}/acknowledgement", {}, seen=0).status_code == 404
