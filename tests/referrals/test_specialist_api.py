"""Asking specialists through the service's own API."""

from tests.one_service import OneService, Person
from tests.referrals.requests import (
    ASK,
    body,
)


def test_a_specialist_is_no_longer_asked_once_consent_is_withdrawn(
    senco: Person, concern: str
) -> None:
    made = body(senco.post(f"{concern}/specialist-requests", ASK), 201)
    address = f"/specialist-requests/{made['request_id']}"
    body(senco.post(f"{address}/withdrawal", {"why": "consent-withdrawn"}, seen=1))
    assert body(senco.get(address))["status"] == "withdrawn"


def test_a_specialist_is_asked_chased_and_answers(
    service: OneService, senco: Person, mother: Person, concern: str
) -> None:
    made = body(senco.post(f"{concern}/specialist-requests", ASK), 201)
    address = f"/specialist-requests/{made['request_id']}"
    chase = {"how": "phone", "note": "Back on Thursday", "effective_on": "2026-06-08"}
    body(senco.post(f"{address}/chases", chase, seen=1))
    report = {
        "summary": "Memory for words is weak",
        "written_on": "2026-06-10",
        "effective_on": "2026-06-12",
    }
    body(senco.post(f"{address}/report", report, seen=2))
    shown = body(senco.get(address))
    assert (shown["status"], shown["report"]["summary"]) == ("reported", report["summary"])
    service.catch_up()
    [listed] = body(mother.get(f"{concern}/specialist-requests"))["requests"]
    assert listed["question"] == ASK["question"]
    assert "Back on Thursday" not in str(listed)


def test_a_confidential_report_leaves_no_gap(senco: Person, mother: Person, concern: str) -> None:
    made = body(senco.post(f"{concern}/specialist-requests", ASK), 201)
    address = f"/specialist-requests/{made['request_id']}"
    secret = {"summary": "Said in confidence", "written_on": "2026-06-10", "confidential": True}
    body(senco.post(f"{address}/report", secret, seen=1))
    shown = body(mother.get(address))
    assert (shown["status"], shown["report"]) == ("asked", None)
    assert body(senco.get(address))["report"]["summary"] == "Said in confidence"


def test_a_family_does_not_read_a_report_that_was_entered_in_error(
    senco: Person, mother: Person, concern: str
) -> None:
    made = body(senco.post(f"{concern}/specialist-requests", ASK), 201)
    address = f"/specialist-requests/{made['request_id']}"
    report = {"summary": "Of another child", "written_on": "2026-06-10"}
    body(senco.post(f"{address}/report", report, seen=1))
    body(senco.post(f"{address}/withdrawal", {"why": "entered-in-error"}, seen=2))
    shown = body(mother.get(address))
    assert (shown["status"], shown["question"], shown["report"]) == ("withdrawn", None, None)
    assert body(senco.get(address))["report"]["summary"] == "Of another child"


def test_no_specialist_is_asked_without_consent_or_for_a_struck_out_concern(
    senco: Person, concern: str
) -> None:
    without = {name: value for name, value in ASK.items() if name != "consent"}
    problem = body(senco.post(f"{concern}/specialist-requests", without), 409)
    assert problem["rule"] == "ConsentMissing"
    body(senco.post(f"{concern}/strike-out", {"reason": "Another child"}, seen=1))
    problem = body(senco.post(f"{concern}/specialist-requests", ASK), 409)
    assert problem["rule"] == "EnteredInError"


def test_a_teacher_reads_no_specialists_report(
    teacher: Person, senco: Person, concern: str
) -> None:
    made = body(senco.post(f"{concern}/specialist-requests", ASK), 201)
    assert teacher.get(f"{concern}/specialist-requests").status_code == 403
    assert teacher.get(f"/specialist-requests/{made['request_id']}").status_code == 403
