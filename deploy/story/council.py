"""Chapter 4: the school asks the council; its dates are counted, announced and missed."""

from deploy.local.history.councils import council
from deploy.story.stage import Stage, larkfield, teachers_pupils
from shared.calendar import utc_now

COUNCIL = council("990")
LAST_YEAR = "6"


def ask_council(stage: Stage) -> None:
    """Two requests: the council's six weeks end soon for one, and have ended for the other."""
    stage.chapter("4. The council")
    # The children of the last year are left for the chapter about their change of school.
    free = pupils_without_case(stage)
    stage.require(len(free) >= 2, "every pupil has a case already")
    soon, late = sorted(free, key=lambda pupil: free[pupil] == LAST_YEAR)[:2]
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


def pupils_without_case(stage: Stage) -> dict[str, str]:
    """Pupils of the school about whom the council has not been asked: id -> year group."""
    teacher = stage.as_("teacher")
    asked_about: set[str] = set()
    page = {"open": "false"}
    while True:
        found = stage.see("senco", "ehcp", "/cases", school_id=larkfield(teacher), **page)
        asked_about |= {case["pupil_id"] for case in found["cases"]}
        if not found["next"]:
            break
        page["cursor"] = found["next"]
    pupils = teachers_pupils(teacher)
    return {pupil: year for pupil, year in pupils.items() if pupil not in asked_about}


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
