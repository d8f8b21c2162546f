"""What the page of specialists shows, as a request's story is told."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from services.referrals.domain.events import SpecialistRequestEvent
from services.referrals.projections.specialist_requests import NotAsked, fold, keys
from tests.referrals.examples import (
    CHASE,
    MOTHER,
    REFERRAL,
    REPORT,
    REQUEST,
    SENCO,
    WITHDRAW,
    an_id,
    asked,
    reported,
)
from tests.scenario import Scenario
from tests.story import Story

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def story(told: Scenario[Any, SpecialistRequestEvent, Any]) -> Story:
    return Story(f"specialistrequest-{REQUEST}").tells(*told.past, at=MONDAY)


def shown(told: Scenario[Any, SpecialistRequestEvent, Any]) -> dict[str, Any]:
    return story(told).folded(fold)


def test_a_request_waits_for_its_report() -> None:
    document = shown(asked)
    assert document["status"] == "asked"
    assert document["referral_id"] == REFERRAL
    assert document["specialist"] == "educational-psychologist"
    assert document["consent"] == {
        "giver": "parent",
        "giver_id": MOTHER,
        "how": "meeting",
        "given_on": "2026-11-11",
    }
    assert (document["asked_on"], document["reply_wanted_by"]) == ("2026-11-12", "2027-01-15")
    assert (document["chases"], document["report"], document["withdrawn"]) == ([], None, None)


def test_each_chase_is_listed() -> None:
    again = replace(CHASE, chase_id=an_id("second chase"), note=None)
    first, second = shown(asked.after(CHASE, again))["chases"]
    assert (first["how"], first["on"], first["by"]) == ("phone", "2026-11-19", SENCO)
    assert first["note"]["context"] == "specialist-request-chased/note"
    assert second["note"] is None


def test_a_report_answers_the_request() -> None:
    document = shown(reported)
    assert document["status"] == "reported"
    assert document["report"]["written_on"] == "2026-11-18"
    assert document["report"]["report_id"] == REPORT.report_id


def test_a_withdrawn_request_says_why() -> None:
    document = shown(asked.after(WITHDRAW))
    assert (document["status"], document["withdrawn"]["why"]) == (
        "withdrawn",
        "consent-withdrawn",
    )
    assert document["version"] == 2


def test_a_request_is_one_document() -> None:
    assert {keys(recorded) for recorded in story(reported).events} == {(REQUEST,)}


def test_an_event_without_its_beginning_is_refused_loudly() -> None:
    with pytest.raises(NotAsked):
        fold(None, story(reported).events[1])
