"""Chapter 7: a second child's concern is decided "not SEND", and the parent reads why."""

from deploy.story.stage import Cast, Stage
from deploy.story.triage import Found, gather

FOUND = Found(
    records={"attainment": "Reads 94 words a minute; expected by now: 90."},
    seen="Holds the book 15 cm from his face; follows well when he listens.",
    parent="He gets headaches when he reads.",
    pupil="The letters go fuzzy.",
)


def decide_not_send(stage: Stage, cast: Cast) -> None:
    """With what all teachers will do, what would make the school look again, and the rights."""
    stage.chapter("7. A second child: no special educational needs found for now")
    body = {
        "pupil_id": str(cast.second_child_id),
        "noticed": "He loses his place when he reads aloud and has stopped wanting to.",
        "family_said": "His mother says that he holds books very close.",
        "effective_on": stage.days_ago(30),
    }
    done = stage.do("teacher", "referrals", "/referrals", body)
    path = f"/referrals/{done['referral_id']}"
    version = gather(stage, done["referral_id"], FOUND)
    decision = {
        "outcome": "not-send",
        "not_send": {
            "adjustments": "He reads with a ruler under the line, and never aloud unasked.",
            "other_support": "Reading club on Tuesdays, paid from Pupil Premium.",
            "look_again_if": "He reads fewer than 90 words a minute at the end of term.",
            "look_again_on": stage.in_days(90),
        },
        "reasons": "He reads as expected for his age. An eye test found that he needs glasses.",
        "decided_on": stage.today.isoformat(),
        "effective_on": stage.today.isoformat(),
        "parents_told_on": stage.today.isoformat(),
    }
    done = stage.do("senco", "referrals", f"{path}/decision", decision, seen=version)
    stage.tell("SENCO", "decides, with everything that the family needs to know")
    shown = stage.see("parent", "referrals", path)
    stage.require(shown["decision"]["outcome"] == "not-send", "the parent sees no decision")
    stage.require(
        "glasses" in str(shown["decision"]) and "Reading club" in str(shown["decision"]),
        "the parent does not see why, or what helps",
    )
    stage.tell("parent", "reads why, what all teachers will do and when the school looks again")
