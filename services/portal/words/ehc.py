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
    "final-plan": "the final plan was issued",
    "struck-out": "this case was entered in error; nothing of it holds",
}
# The way from the request to the plan, and the stages in which each step is what goes on now.
STEPS: Final = (
    ("The council receives the request", {"requested"}),
    ("The council decides whether to assess", {"deciding-whether-to-assess"}),
    ("The council gathers advice and assesses", {"assessing"}),
    ("The council drafts the plan; the family comments", {"plan-coming"}),
    ("The council sends the final plan", {"final-plan"}),
)
TAGS: Final = {
    "not-known": "Not known",
    "later": "Waiting",
    "due-soon": "Due soon",
    "due-today": "Due today",
    "late": "Late",
    "done": "Done",
    "done-late": "Done",
    "overtaken": "Not known",
    "not-needed": "Not needed",
    "not-counted": "Not known",
}
# What a tag alone would leave open.
MEANINGS: Final = {
    "overtaken": "Later steps were taken. We were not told when this one was.",
    "not-needed": "After what the council decided, this date does not bind.",
    "not-counted": "The council decided again after a refusal. Other dates hold, which Waymark "
    "does not count: ask the council for them.",
}
FORCES: Final = {
    "statutory": "Must",
    "code_should": "Should",
    "derived_planning": "We plan to",
}
# Who was asked first is served first: law, Code, promise to a family, our own plan.
RANKS: Final = {"statutory": 0, "code_should": 1, "derived_planning": 3}
REQUESTERS: Final = {
    "school": "The school",
    "parent": "A parent",
    "young-person": "The young person",
    "other": "Somebody else, such as a doctor or social worker",
}
DECISIONS: Final = {
    "assess": "The council will assess",
    "refused": "The council will not assess",
    "plan": "The council will make a plan",
    "no-plan": "The council will not make a plan",
}
TOLD: Final = {
    "ehcp-receipt-recorded": "The council received the request",
    "ehcp-decision-recorded": "The council decided about the assessment",
    "ehcp-plan-decision-recorded": "The council decided about a plan",
    "ehcp-advice-requested": "The council asked the school for advice",
    "ehcp-advice-submitted": "The school sent its advice",
    "ehcp-plan-finalised": "The council issued the final plan",
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
