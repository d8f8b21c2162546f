"""What is sent to each of ehcp's routes about a case, so that the answer tells of the permission.

A body that the schema takes; whether a rule then refuses it is no matter here.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from deploy.story.council import COUNCIL


def bodies_about_a_case(today: str) -> Mapping[str, Mapping[str, Any]]:
    """Route -> body. today: "2026-11-22"."""
    letter = {"received_on": today}
    review, decision, appeal = ({name: str(uuid4())} for name in IDS)
    said: dict[str, Mapping[str, Any]] = {
        "receipt": letter,
        "decision": {"decision": "assess", **letter},
        "plan-decision": {"decision": "plan", **letter},
        "advice-request": letter,
        "advice": {},
        "final-plan": {"issued_on": today},
        "corrections": {"corrects": str(uuid4()), "reason": "A slip.", "never_happened": True},
        "strike-out": {"reason": "Wrong child."},
        "draft-plans": letter,
        "plan-content": {"of": str(uuid4())},
        "representations": {"about": str(uuid4())},
        "consultations": letter,
        "consultation-answers": {"about": str(uuid4()), "answer": "can-meet"},
        "exceptions": {"rule": "ehcna.decide", "ground": "absence", "claimed_on": today},
        "reviews": {},
        "review-moves": {**review, "meeting_on": today},
        "review-invitations": {**review, "people": [{"who": "family"}]},
        "review-chases": {**review, "person_ids": [str(uuid4())]},
        "review-advice": {**review, "person_id": str(uuid4())},
        "review-papers": review,
        "review-views": {**review, "whose": "child", "said": "Drawing."},
        "review-meetings": {**review, "held_on": today},
        "review-reports": {**review, "recommends": "keep"},
        "review-decisions": {"decision": "keep", **letter},
        "amendment-notices": letter,
        "amended-plans": {"issued_on": today},
        "amendments-dropped": letter,
        "mediations": decision,
        "mediation-ends": {**decision, "how": "declined"},
        "mediation-certificates": {**decision, "issued_on": today},
        "mediation-agreements": {**decision, "remedy": "assess", "agreed_on": today},
        "agreements-kept": {"agreement_id": str(uuid4())},
        "appeals": {**decision, "sent_on": today},
        "appeal-concessions": {**appeal, "told_on": today},
        "tribunal-orders": {**appeal, "remedy": "assess", "ordered_on": today},
        "appeal-withdrawals": appeal,
        "reassessment-requests": {"requester": "parent"},
        "reassessment-decisions": {"decision": "reassess", **letter},
        "cease-consultations": letter,
        "cease-decisions": letter,
        "plan-ends": {"ended_on": today},
        "moves": {"to": COUNCIL, "move_on": today},
        "transfers": {"to": COUNCIL, "transferred_on": today},
        "transfer-letters": letter,
        "what-if": {"imagine": [{"part": "plan_decision", "told": {"decision": "plan", **letter}}]},
    }
    return {f"POST /cases/{{case_id}}/{step}": body for step, body in said.items()}


IDS = ("review_id", "decision_id", "appeal_id")
