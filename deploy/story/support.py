"""Chapter 3: a policy has opened the plan; it is made, shared, read, lived and reviewed."""

from typing import Any

from deploy.story.stage import Cast, Stage

GRAPHEMES = "Read 40 of the 45 Phase 3 graphemes."


def make_plan(stage: Stage, cast: Cast) -> None:
    """From the plan that `plans` opened by itself to its first review."""
    stage.chapter("3. The support plan")
    plan_id = opened_plan(stage, cast)
    stage.tell("plans", "opened a plan when it heard of the decision")
    path = f"/plans/{plan_id}"
    vague = {"will_do": "improve reading"}
    refused = stage.do(
        "senco", "plans", f"{path}/targets", vague, seen=version(stage, path), status=409
    )
    stage.require(refused["rule"] == "NotMeasurable", "a vague target is not refused")
    stage.tell("SENCO", f"tries 'improve reading': {refused['detail']}")
    target_id = set_target(stage, path)
    provision_id = arrange(stage, path, target_id)
    share_id = share(stage, path)
    stage.do("parent", "plans", f"{path}/reads", {"share_id": share_id})
    thanks = "Thank you. We will read with her every evening."
    said = {"share_id": share_id, "stance": "agree", "said": thanks}
    stage.do("parent", "plans", f"{path}/own-views", said)
    stage.tell("parent", "reads the plan and says what she thinks")
    held = {"provision_id": provision_id, "happened": True}
    stage.do("teacher", "plans", f"{path}/sessions", held)
    missed = {"provision_id": provision_id, "happened": False, "missed": "staff-absent"}
    stage.do("teacher", "plans", f"{path}/sessions", missed)
    stage.tell("teacher", "records one session that took place, and one that did not")
    review = {
        "effect": "She reads 31 graphemes now and starts to speak in her group.",
        "parents_views": "She tells us about her day.",
        "pupils_views": "Pictures help.",
        "results": [{"target_id": target_id, "result": "partly-met"}],
        "next_review_on": stage.in_days(60),
    }
    stage.do("senco", "plans", f"{path}/reviews", review, seen=version(stage, path))
    stage.tell("SENCO", "reviews the plan with the family, and sets the next date")


def opened_plan(stage: Stage, cast: Cast) -> str:
    """Wait for the policy in `plans`."""
    found: list[str] = []

    def opened() -> bool:
        listed = stage.see("senco", "plans", f"/pupils/{cast.child_id}/plans")["plans"]
        found.extend(one["plan_id"] for one in listed if one["status"] == "open")
        return bool(found)

    stage.until("the plan to be opened", opened)
    return found[0]


def version(stage: Stage, path: str) -> int:
    """What the SENCO sees the plan at."""
    seen: int = stage.see("senco", "plans", path)["version"]
    return seen


def set_target(stage: Stage, path: str) -> str:
    needs = {
        "strengths": "Builds, remembers places, kind to others.",
        "needs": "To understand longer sentences, and to put words together.",
    }
    stage.do("senco", "plans", f"{path}/needs", needs, seen=version(stage, path))
    target = {
        "will_do": GRAPHEMES,
        "measure": "Graphemes read aloud from cards",
        "baseline": "22",
        "baseline_on": stage.days_ago(7),
        "aim": "40",
        "by_when": stage.in_days(26),
        "measured_by": "class-teacher",
        "area": "communication-and-interaction",
    }
    made = stage.do("senco", "plans", f"{path}/targets", target, seen=version(stage, path))
    stage.tell("SENCO", f"sets a target: {GRAPHEMES} Baseline 22")
    target_id: str = made["made_id"]
    return target_id


def arrange(stage: Stage, path: str, target_id: str) -> str:
    provision: dict[str, Any] = {
        "target_id": target_id,
        "what": "Phonics with picture cards",
        "delivered_by": "teaching-assistant",
        "group_size": 3,
        "minutes": 20,
        "times_a_week": 4,
        "weeks": 6,
        "starts_on": stage.days_ago(7),
        "ends_on": stage.in_days(35),
    }
    made = stage.do("senco", "plans", f"{path}/provision", provision, seen=version(stage, path))
    stage.tell("SENCO", "arranges phonics, 20 minutes, 4 times a week, in a group of 3")
    provision_id: str = made["made_id"]
    return provision_id


def share(stage: Stage, path: str) -> str:
    body = {"review_on": stage.in_days(26), "say_by": stage.in_days(10)}
    made = stage.do("senco", "plans", f"{path}/shares", body, seen=version(stage, path))
    stage.tell("SENCO", "shares the plan with the family")
    share_id: str = made["made_id"]
    return share_id
