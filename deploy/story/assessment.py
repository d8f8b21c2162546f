"""Chapter 8, first part: from the school's request to the final plan, within the 20 weeks."""

from datetime import timedelta
from typing import Any

from deploy.story.case_file import CaseFile, letter
from deploy.story.council import COUNCIL
from deploy.story.plan_days import Request
from deploy.story.stage import Stage
from shared.rulebook.words import in_full

RIGHTS = ["appeal", "time-limit", "mediation", "disagreement-resolution", "sendiass"]
VAGUE = "Access to regular speech and language therapy, as appropriate."
EXACT = "Speech and language therapy, alone with a therapist, 45 minutes each week in term."
ADVICE = {
    "needs": "To understand sentences of more than four words, and to speak in more than two.",
    "progress": "Two cycles of support: 12 of the 40 words that were aimed at.",
    "provision": "A therapist each week, and an adult to explain the new words of each lesson.",
}


def request_plan(stage: Stage, pupil_id: str, on: Request) -> CaseFile:
    """Request, decision, advice, draft and final plan, each as told on its own day."""
    file = ask(stage, pupil_id, on)
    for rule in ("ehcna.decide", "ehcna.final_plan"):
        file.explain(rule)
    decided = {"decision": "assess", **letter(decided=on.decided, received=on.decided)}
    said = "says that it will assess"
    file.record("decision", decided, on=on.decided, who="council", said=said)
    file.kept("ehcna.decide")
    advise(file, on)
    draft(file, on)
    final = {"issued_on": on.final.isoformat(), "sent_on": on.final.isoformat(), "rights": RIGHTS}
    plan_id = file.record(
        "final-plan", final, on=on.final, who="council", said="sends the final plan"
    )
    promise(file, plan_id, EXACT, placement={"kind": "named", "name": "Larkfield"})
    stage.tell("council", f"section F now says: {EXACT}")
    file.kept("ehcna.final_plan")
    return file


def ask(stage: Stage, pupil_id: str, on: Request) -> CaseFile:
    """The request, its receipt, and what would be if the council had received it later."""
    asked = {
        "pupil_id": pupil_id,
        "requester": "school",
        "authority": COUNCIL,
        "asked_on": on.asked.isoformat(),
        "family_consulted_on": on.consulted.isoformat(),
        "reasons": "What is needed is more than a school can usually give.",
    }
    made = stage.do("senco", "ehcp", "/cases", asked)
    said = f"asks {COUNCIL['name']} for an EHC needs assessment, the family having been asked"
    stage.tell("school", f"{in_full(on.asked)}: {said}")
    file = CaseFile(stage=stage, case_id=made["case_id"])
    receipt: dict[str, Any] = {
        "received_on": on.received.isoformat(),
        "confirmed": True,
        "letter_dated_on": on.letter.isoformat(),
    }
    said = f"receives the request, as its letter of {in_full(on.letter)} confirms"
    receipt_id = file.record("receipt", receipt, on=on.received, who="council", said=said)
    _what_if_later(file, receipt_id, on)
    return file


def _what_if_later(file: CaseFile, receipt_id: str, on: Request) -> None:
    later = (on.received + timedelta(days=3)).isoformat()
    imagined = {"part": "receipt", "told": {"received_on": later}, "corrects": receipt_id}
    path = f"{file.path}/what-if"
    shown = file.stage.do("senco", "ehcp", path, {"imagine": [imagined]})
    moved = {one["rule"]: one["days"] for one in shown["deadlines"] if one["moves"]}
    file.stage.require(
        moved.get("ehcna.final_plan") == 3, "the what-if does not move the final plan by 3 days"
    )
    file.stage.tell(
        "what if", f"received 3 days later: {len(moved)} dates would be 3 days later; none is moved"
    )


def advise(file: CaseFile, on: Request) -> None:
    """The school's own six weeks."""
    asked = {"received_on": on.advice_asked.isoformat()}
    said = "asks the school for its advice"
    file.record("advice-request", asked, on=on.advice_asked, who="council", said=said)
    file.explain("advice.school")
    advice = {
        "sent_on": on.advice_sent.isoformat(),
        "sections": [{"heading": heading, "text": text} for heading, text in ADVICE.items()],
        "evidence": [{"kind": "plan-cycles", "title": "Two plans with their reviews"}],
    }
    said = "sends its advice: needs, progress, what it would take"
    file.record("advice", advice, on=on.advice_sent, who="school", said=said)
    file.kept("advice.school")


def draft(file: CaseFile, on: Request) -> None:
    """The draft with a promise that is none; the family's 15 days."""
    planned = {"decision": "plan", **letter(decided=on.plan_decided, received=on.plan_decided)}
    said = "says that there will be a plan"
    file.record("plan-decision", planned, on=on.plan_decided, who="council", said=said)
    sent = {
        "sent_on": on.drafted.isoformat(),
        "served_on": on.draft_served.isoformat(),
        "received_on": on.draft_served.isoformat(),
    }
    said = "the draft plan reaches the family, with section I left blank"
    draft_id = file.record("draft-plans", sent, on=on.draft_served, who="council", said=said)
    file.explain("draft.representations_end", draft_id)
    promise(file, draft_id, VAGUE, placement={"kind": "blank"})
    file.flagged("vague")
    consult(file, on)
    views = {
        "about": draft_id,
        "sent_on": on.family_answered.isoformat(),
        "asks_for": "Larkfield",
        "said": "Please write how many minutes, how often, and by whom.",
    }
    said = "asks for Larkfield, and for hours instead of 'access to'"
    file.record("representations", views, on=on.family_answered, who="family", said=said)


def consult(file: CaseFile, on: Request) -> None:
    """The council asks the school whether it can meet the needs; the school has 15 days."""
    asked = {"sent_on": on.drafted.isoformat(), "received_on": on.draft_served.isoformat()}
    said = "asks Larkfield whether it can meet the needs"
    asked_id = file.record("consultations", asked, on=on.draft_served, who="council", said=said)
    answer = {"about": asked_id, "sent_on": on.school_answered.isoformat(), "answer": "can-meet"}
    said = "answers that it can"
    file.record("consultation-answers", answer, on=on.school_answered, who="school", said=said)
    file.kept("consult.school_response", asked_id)


def promise(file: CaseFile, plan_id: str, provision: str, **more: Any) -> None:
    """What a plan says in section F; in hours where it is exact."""
    amount = {"minutes": 45, "sessions": 1, "per": "week"} if provision == EXACT else {}
    body = {"of": plan_id, "provisions": [{"text": provision, **amount}], **more}
    file.enter("plan-content", body)
