"""Chapter 2: the SENCO looks into it, decides, finds her date wrong and corrects it."""

from deploy.story.stage import Cast, Stage
from deploy.story.triage import Found, gather
from shared.calendar import utc_now

FOUND = Found(
    records={
        "attainment": "Phonics: 22 of 45 graphemes; expected by now: 40.",
        "attendance": "96%: no concern.",
        "behaviour": "Quiet, no incidents; rarely joins a game.",
    },
    seen="Watched for 25 minutes in phonics: looked at others before each action.",
    parent="We would like to know how to help her at home.",
    pupil="I like building. Carpet time is too loud.",
)


def look_into(stage: Stage, referral_id: str) -> int:
    """Acknowledge, gather, hear, ask. Returns the concern's version."""
    stage.chapter("2. What the SENCO does")
    version = gather(stage, referral_id, FOUND)
    stage.tell("SENCO", "acknowledges it, and adds what the records say")
    stage.tell("SENCO", "observes her, and writes down what her mother and she herself say")
    asked = {
        "specialist": "educational-psychologist",
        "question": "How does she understand language, and what helps her to use it?",
        "consent": {"giver": "parent", "how": "meeting", "given_on": stage.days_ago(10)},
        "reply_wanted_by": stage.in_days(30),
    }
    path = f"/referrals/{referral_id}/specialist-requests"
    stage.do("senco", "referrals", path, asked)
    stage.tell("SENCO", "asks an educational psychologist, with the mother's consent")
    return version


def decide(stage: Stage, cast: Cast, referral_id: str, version: int) -> None:
    """SEN Support from a day, which is then corrected; the register shows both."""
    wrong, right = stage.days_ago(14), stage.days_ago(7)
    decision = {
        "outcome": "sen-support",
        "sen_support": {"primary_need": "SLCN"},
        "reasons": "She needs help to understand and use language. We start now, with you.",
        "decided_on": stage.days_ago(7),
        "effective_on": wrong,
        "parents_told_on": stage.days_ago(7),
    }
    path = f"/referrals/{referral_id}/decision"
    done = stage.do("senco", "referrals", path, decision, seen=version)
    stage.tell("SENCO", f"decides: SEN Support, primary need SLCN, from {wrong}")
    _registered(stage, cast, wrong, "K")
    before = utc_now()
    corrected = decision | {
        "effective_on": right,
        "corrects": done["made_id"],
        "reason": "The parents were told a week later than I wrote.",
    }
    stage.do("senco", "referrals", f"{path}/correction", corrected, seen=done["version"])
    stage.tell("SENCO", f"corrects the day: from {right}")
    _registered(stage, cast, wrong, "N")
    _registered(stage, cast, right, "K")
    known = _code(stage, cast, wrong, known_at=before.isoformat())
    stage.require(known == "K", f"as known before the correction, {wrong} shows {known}")
    stage.tell("trust lead", f"as it was known before the correction, that of {wrong} shows K")


def _registered(stage: Stage, cast: Cast, day: str, code: str) -> None:
    """Wait until the register of a day shows a code for the child."""
    what = f"the register of {day} to show {code}"
    stage.until(what, lambda: _code(stage, cast, day) == code)
    stage.tell("trust lead", f"the register of {day} shows {code}")


def _code(stage: Stage, cast: Cast, day: str, **known: str) -> str:
    """The child's code on a day, by what is known now, or was at an instant."""
    place = {"school_id": str(cast.school_id), "true_on": day}
    found = stage.see("trust_lead", "reporting", "/register", **place, **known)
    codes = {one["pupil_id"]: str(one["code"]) for one in found["pupils"]}
    return codes.get(str(cast.child_id), "N")
