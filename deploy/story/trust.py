"""Chapter 6: the trust's SEND lead sees every school, and a pupil's whole history."""

from deploy.story.stage import Cast, Stage


def look_across(stage: Stage, cast: Cast) -> None:
    """The caseload of every school, and everything about the child in one list."""
    stage.chapter("6. What the trust sees")
    schools = stage.see("trust_lead", "reporting", "/caseload")["schools"]
    stage.require(bool(schools), "the trust has no schools")
    for school in schools:
        stage.tell(
            "trust lead",
            f"{school['name']}: {school['roll']} pupils, K {school['K']}, E {school['E']},"
            f" {school['open_concerns']} concerns open",
        )
    events = stage.see("trust_lead", "reporting", f"/pupils/{cast.child_id}/history", limit="100")[
        "events"
    ]
    types = [event["type"] for event in events]
    for expected in ("referral-raised", "referral-decided", "decision-corrected"):
        stage.require(expected in types, f"the history does not show {expected}")
    stage.tell("trust lead", f"reads the child's whole history: {len(events)} events")
