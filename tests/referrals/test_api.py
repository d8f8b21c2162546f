"""The story of a concern through the service's own API."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.referrals.access import STORE
from services.referrals.promises import PROMISES, Promises
from shared.calendar import london_date, utc_now
from tests.one_service import OneService, Person
from tests.referrals.conftest import concern_about
from tests.referrals.requests import (
    EVIDENCE,
    NOT_SEND,
    SEN_SUPPORT,
    body,
    look_into,
)


def test_a_concern_goes_from_a_teacher_to_a_decision(
    teacher: Person, senco: Person, mother: Person, concern: str
) -> None:
    version = look_into(senco, concern, mother)
    decided = body(senco.post(f"{concern}/decision", SEN_SUPPORT, seen=version))
    shown = body(senco.get(concern))
    assert (shown["status"], shown["outcome"], shown["need"]) == ("decided", "sen-support", "SLCN")
    assert shown["since"] == "2026-06-08"
    assert shown["noticed"] == "Loses the thread when told more than one thing"
    assert shown["decision"]["decision_id"] == decided["made_id"]
    assert [one["text"] for one in shown["entries"]] == [
        "Reading age 18 months behind",
        "Watches the others",
        "Spoke late",
        "I pretend that I have heard",
    ]
    assert shown["raised_by"] == str(teacher.id)


def test_a_wrong_date_is_corrected_and_what_was_known_before_can_still_be_seen(
    senco: Person, mother: Person, concern: str
) -> None:
    version = look_into(senco, concern, mother)
    wrong = body(senco.post(f"{concern}/decision", SEN_SUPPORT, seen=version))
    right = SEN_SUPPORT | {
        "corrects": wrong["made_id"],
        "reason": "The help had begun a week earlier",
        "effective_on": "2026-06-01",
    }
    body(senco.post(f"{concern}/decision/correction", right, seen=version + 1))
    shown = body(senco.get(concern))
    assert shown["since"] == "2026-06-01"
    assert [one["on"] for one in shown["history"]] == ["2026-06-08", "2026-06-01"]
    assert shown["history"][1]["reason"] == "The help had begun a week earlier"


def test_a_concern_is_shown_as_it_was_known_when_a_day_ended(senco: Person, concern: str) -> None:
    today = london_date(utc_now())
    body(senco.post(f"{concern}/acknowledgement", {}, seen=1))
    known = body(senco.get(f"{concern}/as-known", on=today.isoformat()))
    assert (known["status"], known["version"]) == ("acknowledged", 2)
    yesterday = today - timedelta(days=1)
    assert senco.get(f"{concern}/as-known", on=yesterday.isoformat()).status_code == 404


def test_an_entry_in_error_is_struck_out_and_stays_to_be_seen(senco: Person, concern: str) -> None:
    made = body(senco.post(f"{concern}/evidence", EVIDENCE, seen=1))
    address = f"{concern}/entries/{made['made_id']}/strike-out"
    body(senco.post(address, {"reason": "Another class"}, seen=2))
    [entry] = body(senco.get(concern))["entries"]
    assert entry["text"] == EVIDENCE["text"]
    assert entry["struck_out"]["reason"] == "Another class"


def test_a_step_is_set_aside_with_its_reason(senco: Person, concern: str) -> None:
    aside = {"step": "observation", "reason": "Seen last week"}
    body(senco.post(f"{concern}/set-aside", aside, seen=1))
    assert body(senco.get(concern))["set_aside"]["observation"]["reason"] == "Seen last week"


def test_the_parents_are_told_of_the_decision(senco: Person, mother: Person, concern: str) -> None:
    version = look_into(senco, concern, mother)
    made = body(senco.post(f"{concern}/decision", SEN_SUPPORT, seen=version))
    told = {"decision_id": made["made_id"], "how": "phone", "effective_on": "2026-06-11"}
    body(senco.post(f"{concern}/decision/parents-told", told, seen=version + 1))
    assert body(mother.get(concern))["decision"]["parents_told"]["on"] == "2026-06-11"


@pytest.mark.parametrize(
    "part",
    [
        {
            "outcome": "watch-and-review",
            "watch": {
                "owner_id": "8a5b6f0e-6f7e-4a86-9f0f-0c5d5a1b2c3d",
                "review_on": "2026-09-07",
                "looks_at": "Whether cards help",
            },
        },
        {"outcome": "ehc-assessment"},
        {
            "outcome": "signpost",
            "signposting": {"to": ["young-carers"], "how": "Ring on Tuesdays"},
        },
    ],
    ids=lambda one: str(one["outcome"]),
)
def test_every_other_outcome_is_read_by_the_family(
    senco: Person, mother: Person, concern: str, part: dict[str, Any]
) -> None:
    version = look_into(senco, concern, mother)
    days = {"decided_on": "2026-06-10", "effective_on": "2026-06-10"}
    body(senco.post(f"{concern}/decision", part | days | {"reasons": "See below"}, seen=version))
    decision = body(mother.get(concern))["decision"]
    assert part.items() <= decision.items()


def test_the_promises_are_counted_in_school_days(teacher: Person, pupil: UUID) -> None:
    made = body(teacher.post("/referrals", concern_about(pupil, effective_on="2025-11-24")), 201)
    shown = body(teacher.get(f"/referrals/{made['referral_id']}"))
    assert shown["acknowledge_by"] == "2025-11-26"


def test_a_promise_stays_as_it_was_given(
    service: OneService, teacher: Person, pupil: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trust changes its days: whoever was promised one of before holds the school to it."""
    made = body(teacher.post("/referrals", concern_about(pupil, effective_on="2025-11-24")), 201)
    slower = Promises(acknowledge_school_days=9, decide_school_days=90)
    monkeypatch.setitem(service.app.extensions, PROMISES, slower)
    shown = body(teacher.get(f"/referrals/{made['referral_id']}"))
    assert (shown["acknowledge_by"], shown["decide_by"]) == ("2025-11-26", "2026-01-08")


def test_what_was_promised_is_published_with_the_concern(
    service: OneService, teacher: Person, pupil: UUID
) -> None:
    """So that a message can say by when somebody replies."""
    made = body(teacher.post("/referrals", concern_about(pupil, effective_on="2025-11-24")), 201)
    [raised] = service.app.extensions[STORE].read(f"referral-{made['referral_id']}").events
    assert raised.event.acknowledge_by == date(2025, 11, 26)
    assert raised.event.decide_by == date(2026, 1, 8)


def test_a_parent_reads_what_was_decided_and_why(
    senco: Person, mother: Person, concern: str
) -> None:
    version = look_into(senco, concern, mother)
    body(senco.post(f"{concern}/decision", NOT_SEND, seen=version))
    shown = body(mother.get(concern))
    decision = shown["decision"]
    assert decision["reasons"] == "She is catching up"
    assert decision["not_send"] == NOT_SEND["not_send"]
