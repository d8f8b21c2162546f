"""What the routes are asked about: a pupil, and everything that there is of her, made for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from deploy.story.concern import NOTICED, raise_concern
from deploy.story.council import COUNCIL, request
from deploy.story.decision import look_into
from deploy.story.stage import Cast, Stage, find_cast
from deploy.story.support import arrange, opened_plan, set_target, share
from shared.calendar import utc_now
from tests.whole.case_bodies import bodies_about_a_case

DECISION = {
    "outcome": "sen-support",
    "sen_support": {"primary_need": "SLCN"},
    "reasons": "She needs help.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Something real to ask about. ids: the names in an address -> an id that is there."""

    ids: Mapping[str, str]
    bodies: Mapping[str, Mapping[str, Any]]
    queries: Mapping[str, Mapping[str, str]]


def make_world(stage: Stage) -> World:
    """The child of the story's; her grandmother, as whom nobody signs in, may be unlinked."""
    cast = find_cast(stage)
    [grandmother] = [one for one in family(stage, cast) if one["relationship"] == "grandparent"]
    return world_about(stage, cast, grandmother)


def family(stage: Stage, cast: Cast) -> list[dict[str, str]]:
    found = stage.see("senco", "directory", f"/pupils/{cast.child_id}/family")
    guardians: list[dict[str, str]] = found["guardians"]
    return guardians


def world_about(stage: Stage, cast: Cast, guardianship: Mapping[str, str]) -> World:
    """A concern about the child, and a specialist who was asked about it; a plan and a case.

    guardianship: of the child, as `directory` tells it; one that may end.
    """
    today = stage.today.isoformat()
    concern = {
        "pupil_id": str(cast.child_id),
        "noticed": NOTICED,
        "family_said": "Nothing new.",
        "effective_on": today,
    }
    raised = stage.do("teacher", "referrals", "/referrals", concern)
    path = f"/referrals/{raised['referral_id']}"
    question = {
        "specialist": "camhs",
        "question": "What helps?",
        "consent": {"giver": "parent", "how": "phone", "given_on": today},
    }
    asked = stage.do("senco", "referrals", f"{path}/specialist-requests", question)
    school = {"school_id": str(cast.school_id)}
    plan_id, target_id, provision_id, share_id = shared_plan(stage, cast)
    case_id = case_of(stage, str(cast.child_id))
    return World(
        ids={
            "plan_id": plan_id,
            "target_id": target_id,
            "provision_id": provision_id,
            "share_id": share_id,
            "case_id": case_id,
            "message_id": message_of_senco(stage),
            "school_id": str(cast.school_id),
            "pupil_id": str(cast.child_id),
            "referral_id": raised["referral_id"],
            "request_id": asked["request_id"],
            "entry_id": str(uuid4()),
            "guardianship_id": guardianship["guardianship_id"],
        },
        bodies={
            "POST /pupils/find": school | {"text": "Oyelaran"},
            # For a review: the family, who read of no such opening, are not told of it.
            "POST /pupils/{pupil_id}/openings": {"reason": "review"},
            "POST /pupils/{pupil_id}/contact": {"email": None},
            "POST /pupils/{pupil_id}/merger": {"into_pupil_id": str(cast.child_id)},
            "POST /names": {"ids": [str(cast.child_id)]},
            "POST /calendar-addresses": school | {"role": "senco"},
            "POST /calendar-addresses/ending": school | {"role": "senco"},
            "POST /pupils/initials": {"ids": [str(cast.child_id)]},
            "POST /referrals": {**concern, "pupil_id": str(cast.child_id)},
            "POST /referrals/{referral_id}/notes": {"text": "One more thing."},
            "POST /referrals/{referral_id}/evidence": {
                "kind": "attainment",
                "text": "As expected.",
                "covers_from": today,
                "covers_to": today,
            },
            "POST /referrals/{referral_id}/observations": {"setting": "lesson", "seen": "Calm."},
            "POST /referrals/{referral_id}/views": {
                "speaker": "pupil",
                "gathered": "words",
                "said": "I like building.",
            },
            "POST /referrals/{referral_id}/set-aside": {
                "step": "observation",
                "reason": "Done last term.",
            },
            "POST /referrals/{referral_id}/entries/{entry_id}/strike-out": {"reason": "Wrong."},
            "POST /referrals/{referral_id}/strike-out": {"reason": "Wrong child."},
            "POST /referrals/{referral_id}/decision": DECISION,
            "POST /referrals/{referral_id}/decision/correction": DECISION
            | {"corrects": str(uuid4()), "reason": "A slip."},
            "POST /referrals/{referral_id}/decision/parents-told": {
                "decision_id": str(uuid4()),
                "how": "phone",
            },
            "POST /referrals/{referral_id}/specialist-requests": question,
            "POST /specialist-requests/{request_id}/chases": {"how": "phone"},
            "POST /specialist-requests/{request_id}/report": {
                "summary": "She hears well.",
                "written_on": today,
            },
            "POST /specialist-requests/{request_id}/withdrawal": {"why": "no-longer-needed"},
            "POST /plans/{plan_id}/needs": {"strengths": "Kind.", "needs": "Words."},
            "POST /plans/{plan_id}/targets": {"will_do": "Read 40 graphemes."},
            "POST /plans/{plan_id}/measures": {"target_id": target_id, "value": "31"},
            "POST /plans/{plan_id}/provision": {
                "target_id": str(uuid4()),
                "what": "Phonics",
                "delivered_by": "teaching-assistant",
                "group_size": 3,
                "minutes": 20,
                "times_a_week": 4,
                "weeks": 6,
                "starts_on": today,
                "ends_on": stage.in_days(40),
            },
            "POST /plans/{plan_id}/provision/{provision_id}/ending": {"reason": "Over."},
            "POST /plans/{plan_id}/sessions": {"provision_id": provision_id, "happened": True},
            "POST /plans/{plan_id}/views": {
                "speaker": "pupil",
                "gathered": "words",
                "said": "Pictures help.",
            },
            "POST /plans/{plan_id}/own-views": {
                "share_id": share_id,
                "stance": "add",
                "said": "She likes cards.",
            },
            "POST /plans/{plan_id}/reads": {"share_id": share_id},
            "POST /plans/{plan_id}/shares": {},
            "POST /plans/{plan_id}/reviews": {
                "effect": "Some.",
                "next_review_on": stage.in_days(60),
            },
            "POST /plans/{plan_id}/closing": {
                "reason": "Done.",
                "evidence": "She reads.",
                "parents_told_on": today,
            },
            "POST /plans/{plan_id}/entries/{entry_id}/strike-out": {"reason": "A slip."},
            "POST /cases": {
                "pupil_id": str(cast.child_id),
                "requester": "school",
                "authority": COUNCIL,
            },
            "POST /cases/arrivals": {
                "pupil_id": str(cast.child_id),
                "authority": COUNCIL,
                "came_on": stage.in_days(-1),
                "issued_on": today,
            },
            **bodies_about_a_case(today),
            "POST /clock/tick": {"now": utc_now().isoformat()},
            "POST /preferences": {"email": True},
        },
        queries={
            "GET /referrals": school,
            "GET /referrals/waiting": school,
            "GET /referrals/due": school,
            "GET /register": school,
            "GET /plans": school,
            "GET /cases": school,
            "GET /deadlines": school,
            "GET /cases/missing": school,
            "GET /referrals/{referral_id}/as-known": {"on": today},
        },
    )


def shared_plan(stage: Stage, cast: Cast) -> tuple[str, str, str, str]:
    """(plan, target, provision, share): of the child's open plan, or of one that is made now."""
    listed = stage.see("senco", "plans", f"/pupils/{cast.child_id}/plans")["plans"]
    if not any(one["status"] == "open" for one in listed):
        concern = raise_concern(stage, cast)
        path, version = f"/referrals/{concern}/decision", look_into(stage, concern)
        stage.do("senco", "referrals", path, DECISION, seen=version)
    plan_id = opened_plan(stage, cast)
    path = f"/plans/{plan_id}"
    target_id = set_target(stage, path)
    provision_id = arrange(stage, path, target_id)
    return plan_id, target_id, provision_id, share(stage, path)


def case_of(stage: Stage, pupil_id: str) -> str:
    """The pupil's case, or one that is made now."""
    if not (cases := stage.see("senco", "ehcp", f"/pupils/{pupil_id}/cases")["cases"]):
        token = request(stage, pupil_id, received=5)
        path = f"/pupils/{pupil_id}/cases"
        cases = stage.see("senco", "ehcp", path, after=token)["cases"]
    return str(cases[0]["case_id"])


def message_of_senco(stage: Stage) -> str:
    """Any message that the SENCO has got."""
    found: list[str] = []

    def told() -> bool:
        messages = stage.see("senco", "notifications", "/messages")["messages"]
        found.extend(one["message_id"] for one in messages)
        return bool(found)

    stage.until("the SENCO to be told something", told)
    return found[0]
