"""The codes of an EHC case as people say them: stages, dates, who asked, what was told."""

from typing import Final

from .counts import count

# Where the case is, as staff read it after "Where we are:".
STAGES: Final = {
    "requested": "the council was asked, and we do not know yet when it received the request",
    "deciding-whether-to-assess": "the council is deciding whether to assess",
    "refused-to-assess": "the council said that it will not assess",
    "assessing": "the council is assessing",
    "no-plan": "the council said that it will not make a plan",
    "plan-coming": "the council said that it will make a plan; the final plan is to come",
    "draft-plan": "the council sent a draft plan; the family comments",
    "final-plan": "the final plan was issued",
    "reviewing": "the plan is being reviewed",
    "amending": "the council is changing the plan",
    "re-assessing": "the council is assessing again",
    "moving": "the plan moves to another council",
    "ceasing": "the council said that it will end the plan; it goes on while one can appeal",
    "ceased": "the plan has ended",
    "struck-out": "this case was entered in error; nothing of it holds",
}
WITH_PLAN: Final = frozenset(
    {"final-plan", "reviewing", "amending", "re-assessing", "moving", "ceasing", "ceased"}
)
# The way from the request to the plan, and the stages in which each step is what goes on now.
STEPS: Final = (
    ("The council receives the request", {"requested"}),
    ("The council decides whether to assess", {"deciding-whether-to-assess"}),
    ("The council gathers advice and assesses", {"assessing"}),
    ("The council drafts the plan; the family comments", {"plan-coming", "draft-plan"}),
    ("The council sends the final plan", WITH_PLAN),
)
TAGS: Final = {
    "not-known": "Not known",
    "not-yet": "Not yet",
    "later": "Waiting",
    "due-soon": "Due soon",
    "due-today": "Due today",
    "late": "Late",
    "done": "Done",
    "done-late": "Done",
    "overtaken": "Not known",
    "not-needed": "Not needed",
    "not-counted": "Not known",
    "passed": "Over",
    "ask-for-advice": "Ask for advice",
    "goes-on": "Goes on",
}
# What the day of a date is, by the kind of its rule: only "by" can be late.
BY_WHEN: Final = {
    "by": "By when",
    "not-before": "Not before",
    "minimum-period": "At least until",
    "window": "Until",
    "continuing": "From",
}
# Who acts by a date, where it is neither the council nor the school.
HOLDERS: Final = {
    "parent_or_young_person": "The family",
    "old_LA": "The council of the old address",
    "new_LA": "The council of the new address",
    "mediation_adviser": "The mediation adviser",
    "system": "Nobody",
}
# What a tag alone would leave open.
MEANINGS: Final = {
    "overtaken": "Later steps were taken. We were not told when this one was.",
    "not-needed": "After what the council decided, this date does not bind.",
    "ask-for-advice": "The time to appeal has run out. A late appeal may still be heard: ask "
    "SENDIASS for advice now.",
    "not-counted": "The council decided again after a refusal. The dates of what was agreed, "
    "conceded or ordered hold instead. If they are not here, ask the council for them.",
}
# Of a review that was due when the plan went over (SEND Regulations 2014, regulation 15(5)).
MOVED_ON: Final = "The plan went over to another council. The date by the move holds instead."
FORCES: Final = {
    "statutory": "Must",
    "statutory_paragraph_unverified": "Must (the paragraph is not checked)",
    "statutory_wording_unverified": "Must (the wording is not checked)",
    "code_should": "Should",
    "code_wording": "Should, as the Code words it",
    "derived_planning": "We plan to",
    "sector_guidance": "Guidance of the sector",
}
# Who was asked first is served first: law, Code, promise to a family, our own plan.
RANKS: Final = {
    "statutory": 0,
    "statutory_paragraph_unverified": 0,
    "statutory_wording_unverified": 0,
    "code_should": 1,
    "code_wording": 1,
    "derived_planning": 3,
}
REQUESTERS: Final = {
    "school": "The school",
    "parent": "A parent",
    "young-person": "The young person",
    "other": "Somebody else, such as a doctor or social worker",
    "not-known": "Somebody whom we do not know",
}
# Who may be said to have asked; of a case that was taken over, alone, nobody knows.
ASKERS: Final = {code: text for code, text in REQUESTERS.items() if code != "not-known"}
DECISIONS: Final = {
    "assess": "The council will assess",
    "refused": "The council will not assess",
    "plan": "The council will make a plan",
    "no-plan": "The council will not make a plan",
    "keep": "The council keeps the plan as it is",
    "amend": "The council will change the plan",
    "cease": "The council will end the plan",
}
# The same codes say something else where they answer a request for a re-assessment.
REASSESSMENTS: Final = {
    "reassess": "The council will assess again",
    "refused": "The council will not assess again",
}
# What a letter tells the family (SEND Regulations 2014, regulations 5(3), 10(3) and 14).
RIGHTS: Final = {
    "appeal": "That they can appeal",
    "time-limit": "By when they can appeal",
    "mediation": "Mediation, and whom to ask for it",
    "disagreement-resolution": "Help to settle a disagreement",
    "sendiass": "SENDIASS, for advice",
}
# The grounds of the SEND Regulations 2014, regulations 5(4), 8(2), 10(4), 13(3) and 27(3).
EXCUSES: Final = {
    "school-closed": "The school or college was closed for four weeks or more",
    "early-years-closed": "The nursery or other early years provider was closed so long",
    "exceptional-circumstances": "Exceptional personal circumstances of the child or the family",
    "absence": "The child or the family was away from the area for four weeks or more",
    "missed-appointment": "The child did not keep an appointment",
}
TOLD: Final = {
    "ehcp-receipt-recorded": "The council received the request",
    "ehcp-decision-recorded": "The council decided about the assessment",
    "ehcp-plan-decision-recorded": "The council decided about a plan",
    "ehcp-advice-requested": "The council asked the school for advice",
    "ehcp-advice-submitted": "The school sent its advice",
    "ehcp-plan-finalised": "The council issued the final plan",
    "ehcp-draft-plan-received": "The council sent a draft plan",
    "ehcp-plan-content-recorded": "What the plan says was recorded",
    "ehcp-representations-sent": "The family sent its comments to the council",
    "ehcp-naming-consultation-received": "The council asked if the school can meet the needs",
    "ehcp-naming-consultation-answered": "The school answered if it can meet the needs",
    "ehcp-exception-claimed": "An excuse for a lateness was claimed",
    "ehcp-review-planned": "A review was planned",
    "ehcp-review-meeting-moved": "The review meeting was put on another day",
    "ehcp-review-invitations-sent": "Invitations to the review were sent",
    "ehcp-review-advice-chased": "Somebody was reminded of their advice",
    "ehcp-review-advice-received": "Advice for the review came",
    "ehcp-review-papers-circulated": "The papers of the review were sent to everyone",
    "ehcp-review-views-recorded": "Views for the review were recorded",
    "ehcp-review-meeting-held": "The review meeting was held",
    "ehcp-review-report-sent": "The school sent the report of the review",
    "ehcp-review-decision-recorded": "The council decided after the review",
    "ehcp-amendment-notice-received": "The council sent a notice of changes to the plan",
    "ehcp-plan-amended": "The council issued the amended plan",
    "ehcp-amendment-dropped": "The council said that it will not change the plan",
    "ehcp-case-taken-over": "The case was taken over as it stood",
    "ehcp-mediation-asked": "The family asked for mediation",
    "ehcp-mediation-ended": "Mediation ended",
    "ehcp-certificate-issued": "The mediation certificate was issued",
    "ehcp-mediation-agreed": "The family and the council agreed at mediation",
    "ehcp-agreement-kept": "The council did what was agreed at mediation",
    "ehcp-appeal-made": "The family appealed to the Tribunal",
    "ehcp-appeal-conceded": "The council does not oppose the appeal",
    "ehcp-tribunal-ordered": "The Tribunal made an order",
    "ehcp-appeal-withdrawn": "The family took its appeal back",
    "ehcp-reassessment-requested": "Somebody asked for a re-assessment",
    "ehcp-reassessment-decided": "The council decided about a re-assessment",
    "ehcp-cease-consulted": "The council asked before it ends the plan",
    "ehcp-cease-decided": "The council decided to end the plan",
    "ehcp-plan-ceased": "The plan ended",
    "ehcp-move-told-of": "The family told of a move to another council",
    "ehcp-plan-transferred": "The plan went over to another council",
    "ehcp-transfer-explained": "The new council told the family what it will do",
}
# The school's answer, and the grounds of a "no" (Children and Families Act 2014, section 39(4)).
ANSWERS: Final = {
    "can-meet": "It can meet the needs",
    "can-meet-with-changes": "It can meet the needs, with changes",
    "cannot-meet": "It cannot meet the needs",
}
GROUNDS: Final = {
    "unsuitable-for-age-ability-or-needs": "Not suitable for the child's age, ability or needs",
    "incompatible-with-education-of-others": "Not compatible with the education of others",
    "incompatible-with-use-of-resources": "Not compatible with the efficient use of resources",
}


def stage(code: str) -> str:
    """ "the council is assessing"; a stage that is newer than this table is said by its name."""
    return STAGES.get(code) or code.replace("-", " ")


def requester(code: str) -> str:
    return REQUESTERS.get(code) or code.replace("-", " ").capitalize()


def force(code: str) -> str:
    """ "Must" for the law, "Should" for the Code, "We plan to" for ours."""
    return FORCES.get(code) or "We plan to"


def early_or_late(days_in_hand: int) -> str:
    """ "7 days early", "1 day late", "on the last day"."""
    if days_in_hand == 0:
        return "on the last day"
    how = "early" if days_in_hand > 0 else "late"
    return f"{count(abs(days_in_hand), 'day')} {how}"


# What a school's advice is about (SEND Regulations 2014, regulation 6(1); SEND Code 9.49).
ADVICE: Final = {
    "views": "Views of the child and the family, as the school knows them",
    "needs": "Needs",
    "outcomes": "Outcomes to aim for",
    "provision": "Help that is needed",
    "progress": "What was tried, and what came of it",
    "preparing-for-adulthood": "Preparing for adult life",
}
# The sections of a plan (SEND Regulations 2014, regulation 12).
SECTIONS: Final = {
    "A": "Views, interests and hopes of the child and the family",
    "B": "Special educational needs",
    "C": "Health needs",
    "D": "Social care needs",
    "E": "Outcomes",
    "F": "Special educational provision",
    "G": "Health provision",
    "H1": "Social care provision (section 2 of the 1970 Act)",
    "H2": "Other social care provision",
    "I": "School or other placement",
    "J": "Personal budget",
    "K": "Advice and information",
}
OF_PROVISION: Final = ("F", "G", "H1", "H2")
PERIODS: Final = {
    "day": "a day",
    "week": "a week",
    "fortnight": "a fortnight",
    "half-term": "a half-term",
    "term": "a term",
    "year": "a year",
}
PLACEMENTS: Final = {
    "blank": "Blank",
    "named": "A school or other place by its name",
    "type-only": "A type of school only",
    "otherwise-than-at-school": "Education otherwise than at a school",
}


def amount(minutes: int | None, sessions: int | None, per: str | None) -> str:
    """ "20 minutes, 4 times a week"; what is not said is said so."""
    long = count(minutes, "minute") if minutes else "how long is not said"
    if not sessions or not per:
        return f"{long}; how often is not said" if minutes else "How long and how often is not said"
    often = "once" if sessions == 1 else f"{sessions:,} times"
    return f"{long[:1].upper()}{long[1:]}, {often} {PERIODS.get(per, per)}"
