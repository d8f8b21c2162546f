"""Chapter 1: a class teacher raises a concern, and the SENCO of that school sees it at once."""

from deploy.story.stage import Cast, Stage

NOTICED = (
    "Since September she speaks in two or three words and does not follow an instruction with"
    " two parts. Other children speak for her."
)


def raise_concern(stage: Stage, cast: Cast) -> str:
    """Returns the concern's id."""
    stage.chapter("1. A concern")
    body = {
        "pupil_id": str(cast.child_id),
        "areas": ["communication-and-interaction"],
        "noticed": NOTICED,
        "tried": [
            {
                "what": "Pictures beside every instruction, and time to answer.",
                "weeks": 5,
                "effect": "She follows one step more often, and still does not start to speak.",
            }
        ],
        "family_said": "Her mother says that she speaks freely at home, in short sentences.",
        "effective_on": stage.days_ago(20),
    }
    done = stage.do("teacher", "referrals", "/referrals", body)
    referral_id: str = done["referral_id"]
    stage.tell("teacher", "raises a concern about a pupil in Year 2")
    listed = stage.see(
        "senco",
        "referrals",
        "/referrals",
        school_id=str(cast.school_id),
        after=done["token"],
    )
    stage.require(
        referral_id in [one["referral_id"] for one in listed["concerns"]],
        "the SENCO does not see the concern",
    )
    stage.tell("SENCO", "sees it in her list, with the day by which she promised an answer")
    refused = stage.as_("other_senco").post(
        "referrals", f"/referrals/{referral_id}/acknowledgement", {}, seen=1
    )
    stage.require(refused.status_code == 404, "another school's SENCO can tell that it exists")
    stage.tell("other SENCO", "is told that there is no such concern")
    return referral_id
