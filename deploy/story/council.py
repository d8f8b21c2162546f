"""Chapter 4: the school asks the council; its dates are counted, announced and missed."""

from deploy.story.stage import Stage, teachers_pupils
from shared.calendar import utc_now

COUNCIL = {"code": "990", "name": "Wenshire Council"}


def ask_council(stage: Stage) -> None:
    """Two requests: the council's six weeks end soon for one, and have ended for the other."""
    stage.chapter("4. The council")
    soon, late = pupils_without_case(stage)[:2]
    tokens = [request(stage, soon, received=38), request(stage, late, received=50)]
    case = stage.see("senco", "ehcp", f"/pupils/{soon}/cases", after=tokens[0])["cases"][0]
    whole = stage.see("senco", "ehcp", f"/cases/{case['case_id']}")
    for deadline in whole["deadlines"]:
        if deadline["due_on"]:
            stage.tell("ehcp", f"{deadline['title']}: by {deadline['due_on']}")
    stage.require(
        len([one for one in whole["deadlines"] if one["due_on"]]) >= 3,
        "the 6, 16 and 20 weeks are not counted",
    )
    ticked = {"now": utc_now().isoformat(), "after": tokens}
    stage.do("ops", "ehcp", "/clock/tick", ticked)
    announced(stage, soon, "ehcp-deadline-approaching")
    announced(stage, late, "ehcp-deadline-missed")


def pupils_without_case(stage: Stage) -> list[str]:
    """Pupils of the school about whom the council has not been asked."""
    found = [
        pupil
        for pupil in teachers_pupils(stage.as_("teacher"))
        if not stage.see("senco", "ehcp", f"/pupils/{pupil}/cases")["cases"]
    ]
    stage.require(len(found) >= 2, "every pupil has a case already")
    return found


def request(stage: Stage, pupil: str, *, received: int) -> str:
    """Ask for an assessment, and record when the council received it. Returns the token."""
    asked = {
        "pupil_id": pupil,
        "requester": "school",
        "authority": COUNCIL,
        "asked_on": stage.days_ago(received + 2),
        "family_consulted_on": stage.days_ago(received + 5),
        "reasons": "Two cycles of support have not been enough.",
    }
    made = stage.do("senco", "ehcp", "/cases", asked)
    receipt = {"received_on": stage.days_ago(received)}
    path = f"/cases/{made['case_id']}/receipt"
    done = stage.do("senco", "ehcp", path, receipt, seen=made["version"])
    stage.tell("SENCO", f"asks for an assessment; the council received it {received} days ago")
    token: str = done["token"]
    return token


def announced(stage: Stage, pupil: str, event: str) -> None:
    """Wait until the history shows what the clock said."""

    def shows() -> bool:
        path = f"/pupils/{pupil}/history"
        found = stage.see("trust_lead", "reporting", path, why="support", limit="100")
        events = found["events"]
        return event in [one["type"] for one in events]

    stage.until(f"the history to show {event}", shows)
    stage.tell("clock", event)
