"""What is sent to ehcp's API, and what comes back. The council received it on 13 March 2026."""

from typing import Any

from werkzeug.test import TestResponse

REQUEST: dict[str, Any] = {
    "requester": "school",
    "authority": {"code": "873", "name": "Fenshire Council"},
    "asked_on": "2026-03-11",
    "family_consulted_on": "2026-03-09",
    "reasons": "Two cycles of help and no progress in reading",
}
RECEIPT = {"received_on": "2026-03-13"}
LETTER = RECEIPT | {"confirmed": True, "letter_dated_on": "2026-03-16"}
DECISION = {
    "decision": "assess",
    "decided_on": "2026-04-20",
    "sent_on": "2026-04-21",
    "received_on": "2026-04-23",
}
REFUSAL = DECISION | {"decision": "refused", "reasons": "The school can meet the needs"}
ADVICE_REQUEST = {"received_on": "2026-04-27"}
ADVICE = {"sent_on": "2026-06-01", "note": "Through the council's own page"}
PLAN_DECISION = {"decision": "plan", "received_on": "2026-06-29"}
FINAL_PLAN = {"issued_on": "2026-07-28", "sent_on": "2026-07-29", "received_on": "2026-08-01"}
DECIDE_BY, NO_PLAN_BY, FINAL_PLAN_BY = "2026-04-24", "2026-07-03", "2026-07-31"
WHY = "The letter gives another day"


def body(reply: TestResponse, status: int = 200) -> dict[str, Any]:
    """The JSON of an answer that has this status."""
    assert reply.status_code == status, reply.text
    assert reply.json is not None
    found: dict[str, Any] = reply.json
    return found
