"""What people send, as JSON, and the steps that many tests begin with."""

from typing import Any

from werkzeug.test import TestResponse

from tests.one_service import Person

EVIDENCE = {
    "kind": "attainment",
    "text": "Reading age 18 months behind",
    "covers_from": "2026-03-01",
    "covers_to": "2026-05-22",
    "effective_on": "2026-06-03",
}
OBSERVATION = {"setting": "lesson", "seen": "Watches the others", "effective_on": "2026-06-04"}
PUPILS_VIEW = {
    "speaker": "pupil",
    "gathered": "drawing",
    "said": "I pretend that I have heard",
    "effective_on": "2026-06-05",
}
SEN_SUPPORT = {
    "outcome": "sen-support",
    "sen_support": {"primary_need": "SLCN"},
    "reasons": "The help that everybody gets is not enough",
    "decided_on": "2026-06-10",
    "effective_on": "2026-06-08",
}
NOT_SEND = {
    "outcome": "not-send",
    "not_send": {
        "adjustments": "One instruction at a time",
        "other_support": "Reading tutor twice a week",
        "look_again_if": "No step forward by Easter",
        "look_again_on": "2026-09-01",
    },
    "reasons": "She is catching up",
    "decided_on": "2026-06-10",
    "effective_on": "2026-06-10",
}
ASK = {
    "specialist": "educational-psychologist",
    "question": "How does she take in what she hears?",
    "consent": {"giver": "parent", "how": "meeting", "given_on": "2026-06-05"},
    "effective_on": "2026-06-05",
}


def body(reply: TestResponse, status: int = 200) -> dict[str, Any]:
    assert reply.status_code == status, reply.text
    assert reply.json is not None
    return dict(reply.json)


def parents_view(mother: Person) -> dict[str, Any]:
    return {
        "speaker": "parent",
        "person_id": str(mother.id),
        "gathered": "meeting",
        "said": "Spoke late",
        "effective_on": "2026-06-05",
    }


def look_into(senco: Person, concern: str, mother: Person, *, seen: int = 1) -> int:
    """Acknowledge and do every step, from the version that was seen; returns the one after it."""
    steps = (
        ("acknowledgement", {"effective_on": "2026-06-02"}),
        ("evidence", EVIDENCE),
        ("observations", OBSERVATION),
        ("views", parents_view(mother)),
        ("views", PUPILS_VIEW),
    )
    for version, (path, sent) in enumerate(steps, start=seen):
        body(senco.post(f"{concern}/{path}", sent, seen=version))
    return seen + len(steps)
