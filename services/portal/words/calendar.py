"""What a calendar calls a date: never a word that says what the child's case is about.

A calendar lies with whoever runs it, and lights up on a locked phone; it says as little as an
e-mail does. Who may know the rest finds it behind the link.
"""

from typing import Final

COUNCIL_DECIDES: Final = "the council's decision"
FIRST_VERSION: Final = "the council's first version"
FINAL_VERSION: Final = "the council's final version"
COMMENTS: Final = "the family's comments to the council"
MEETING: Final = "last day for the meeting"
MOVE: Final = "the council's version for the next school"
SCHOOLS_ANSWER: Final = "the school's answer to the council"

WHAT: Final = {
    "advice.school": SCHOOLS_ANSWER,
    "consult.school_response": SCHOOLS_ANSWER,
    "ehcna.decide": COUNCIL_DECIDES,
    "ehcna.no_plan": "the council's letter, if it says no",
    "ehcna.draft_plan": FIRST_VERSION,
    "ehcna.final_plan": FINAL_VERSION,
    "draft.representations_end": COMMENTS,
    "amend.representations_end": COMMENTS,
    "amend.final": FINAL_VERSION,
    "review.ask": "invitations to the meeting",
    "review.invite": "notice of the meeting",
    "review.advice_back": "papers back for the meeting",
    "review.circulate": "papers to everyone before the meeting",
    "review.meeting_latest": MEETING,
    "phase.meeting_latest": MEETING,
    "move_la.meeting_latest": MEETING,
    "review.report": "report of the meeting",
    "review.decision": "the council's decision after the meeting",
    "review.final_due": FINAL_VERSION,
    "review.final_outer": FINAL_VERSION,
    "review.period_end": "end of the council's 12 months",
    "under5.review_to": "the council's next check",
    "phase.school.strict": MOVE,
    "phase.school.code": MOVE,
    "phase.post16.strict": MOVE,
    "phase.post16_to_post16": MOVE,
    "reassess.decide": COUNCIL_DECIDES,
    "reassess.final": FINAL_VERSION,
    "appeal.due": "last day to write to the independent court",
    "mediation.contact": "last day to call the adviser",
    "mediation.certificate": "the adviser's paper",
}
WHO: Final = {
    "school": "the school",
    "parent_or_young_person": "the family",
    "new_LA": "the new council",
    "old_LA": "the old council",
    "mediation_adviser": "the adviser",
}
SOMEBODY: Final = "somebody else: see Waymark"
ANY: Final = {
    "school": "a step of the school's",
    "parent_or_young_person": "a step of the family's",
}


def what(rule: str, responsible: str) -> str:
    """ "the council's decision"; a rule that is newer than this table is said by who acts."""
    return WHAT.get(rule) or ANY.get(responsible, "a step of the council's")
