"""What is sent to plans' API, and what comes back."""

from typing import Any

from werkzeug.test import TestResponse

NEEDS = {
    "strengths": "Knows every dinosaur",
    "needs": "Loses the thread when told more than one thing",
    "at_home": "Read the card together",
    "effective_on": "2026-05-05",
}
TARGET: dict[str, Any] = {
    "will_do": "Read 40 of the 45 Phase 3 graphemes",
    "measure": "Graphemes read aloud from cards",
    "baseline": 22,
    "baseline_on": "2026-05-04",
    "aim": 40,
    "by_when": "2026-07-10",
    "measured_by": "class-teacher",
    "area": "cognition-and-learning",
    "effective_on": "2026-05-05",
}
PROVISION = {
    "what": "Reading aloud with cards",
    "delivered_by": "teaching-assistant",
    "group_size": 1,
    "minutes": 20,
    "times_a_week": 4,
    "weeks": 6,
    "starts_on": "2026-05-11",
    "ends_on": "2026-07-03",
    "yearly_cost_pence": 84_000,
    "effective_on": "2026-05-05",
}
SHARE = {"review_on": "2026-07-10", "say_by": "2026-05-22", "effective_on": "2026-05-06"}
REVIEW: dict[str, Any] = {
    "effect": "31 of 45: on the way",
    "parents_views": "He reads signs in the street now",
    "pupils_views": "More animals",
    "next_review_on": "2026-10-16",
    "effective_on": "2026-07-10",
}
CLOSING = {
    "reason": "Reads with the class now",
    "evidence": "43 of 45 graphemes, twice in a row",
    "parents_told_on": "2026-10-16",
    "effective_on": "2026-10-19",
}
EARLY_CLOSING = CLOSING | {"parents_told_on": "2026-06-01", "effective_on": "2026-06-01"}


def session(provision: str, **changed: Any) -> dict[str, Any]:
    told = {"provision_id": provision, "happened": True, "effective_on": "2026-05-12"}
    return told | changed


def body(reply: TestResponse, status: int = 200) -> dict[str, Any]:
    assert reply.status_code == status, reply.text
    assert reply.json is not None
    return dict(reply.json)
