"""Chapter 6: the trust's SEND lead sees every school, and a pupil's whole history."""

from http import HTTPStatus

import requests

from deploy.story.stage import Cast, Stage, StoryBroken
from shared.access.reasons import Reason

HALF_A_YEAR = 180


def look_across(stage: Stage, cast: Cast) -> None:
    """The caseload of every school, its register then, and all about the child in one list."""
    stage.chapter("6. What the trust sees")
    _dates_at_risk(stage, cast)
    schools = stage.see("trust_lead", "reporting", "/caseload")["schools"]
    stage.require(bool(schools), "the trust has no schools")
    for school in schools:
        stage.tell(
            "trust lead",
            f"{school['name']}: {school['roll']} pupils, K {school['K']}, E {school['E']},"
            f" {school['open_concerns']} concerns open;"
            f" dates: {school['late_council']} late at a council, {school['late_ours']} with us,"
            f" {school['due_soon']} near",
        )
    _register_then(stage, cast)
    record = f"/pupils/{cast.child_id}"
    _refused_without_a_reason(stage, f"{record}/history")
    found = stage.see(
        "trust_lead", "reporting", f"{record}/history", why=Reason.COMPLAINT, limit="100"
    )
    events = found["events"]
    types = [event["type"] for event in events]
    for expected in ("referral-raised", "referral-decided", "decision-corrected"):
        stage.require(expected in types, f"the history does not show {expected}")
    stage.tell("trust lead", f"reads the child's whole history: {len(events)} events")
    looks = stage.see("parent", "reporting", f"{record}/opened")["opened"]
    reasons = [look["reason"] for look in looks if look["role"] == "trust-lead"]
    stage.require(reasons[:1] == [Reason.COMPLAINT], "the family is not told the trust's reason")
    stage.tell("parent", "sees that the trust lead opened the record, and the reason given")


def _dates_at_risk(stage: Stage, cast: Cast) -> None:
    """Wait until the school's line counts the two requests of before: one near, one late."""

    def counted() -> bool:
        schools = stage.see("trust_lead", "reporting", "/caseload")["schools"]
        [line] = [one for one in schools if one["school_id"] == str(cast.school_id)]
        return bool(line["due_soon"] and line["late_council"])

    stage.until("the caseload to count the council's dates", counted)


def _register_then(stage: Stage, cast: Cast) -> None:
    """The register of a past day, by what was known that day and by what is known now."""
    day = stage.days_ago(HALF_A_YEAR)
    asked = {"school_id": str(cast.school_id), "true_on": day, "known_on": day}
    found = stage.see("trust_lead", "reporting", "/register", **asked)
    then, now = found["counts"], found["counts_today"]
    stage.require(bool(now["K"]), f"nobody was on the register on {day}")
    stage.tell(
        "trust lead",
        f"the register of {day}: K {then['K']}, E {then['E']} as known that day;"
        f" K {now['K']}, E {now['E']} by what is known today",
    )


def _refused_without_a_reason(stage: Stage, path: str) -> None:
    """Nobody from outside the school opens a record without saying why."""
    try:
        stage.as_("trust_lead").get("reporting", path)
    except requests.HTTPError as error:
        stage.require(
            error.response.status_code == HTTPStatus.FORBIDDEN
            and error.response.json().get("rule") == "ReasonMissing",
            f"without a reason the trust lead is answered {error.response.text}",
        )
        stage.tell("trust lead", "is asked why, before a child's record opens, and says so")
        return
    raise StoryBroken("the trust lead opens a record without a reason")
