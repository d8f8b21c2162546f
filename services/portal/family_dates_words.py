"""What a family reads of each date of an EHC case: what happens, who acts, what they can do.

For a reader of 9 to 11 years, as `family_words`. A rule that is newer than the table is said by its
own title, which is for staff.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from .clients.ehcp import Case
from .clients.ehcp_dates import Deadline
from .ehc_words import COUNCIL, FAMILY, SCHOOL, date_address, due, tag
from .words.days import full_day
from .words.ehc import BY_WHEN, WITH_PLAN, early_or_late

# By the rule, or by how rules of a kind begin. {who}: the child's first name, or "you".
HAPPENS: Final = {
    "ehcna.decide": "The council says yes or no to a check of what help {who} needs.",
    "ehcna.no_plan": "The council tells you if it will not make a plan.",
    "ehcna.draft_plan": "The council sends you the first version of the plan.",
    "ehcna.final_plan": "The council sends you the final plan.",
    "advice.school": "The school tells the council what it knows about {who}.",
    "draft.representations_end": "You say what you think of the first version of the plan.",
    "consult.school_response": "The school tells the council if it can give the help.",
    "plan.notice": "The council tells you what you can do if you do not agree.",
    "plan.admit": "The school in the plan takes {who} in.",
    "plan.provision": "The council makes sure that the help in the plan is there.",
    "review.period_end": "The yearly check of the plan is done by then.",
    "review.meeting_latest": "The yearly meeting about the plan is held by then.",
    "review.ask": "Everyone is asked to come to the meeting, and to write.",
    "review.invite": "You are told when the meeting is.",
    "review.advice_back": "People send in what they wrote.",
    "review.circulate": "You are sent the papers for the meeting.",
    "review.report": "You are sent what was said at the meeting.",
    "review.decision": "The council says if it keeps, changes or ends the plan.",
    "review.final": "The council sends you the changed plan.",
    "amend.representations_end": "You say what you think of the changes to the plan.",
    "amend.final": "The council sends you the changed plan, or says that it stays.",
    "phase.meeting_latest": "The meeting about the move to the next school is held by then.",
    "phase.": "The plan is checked and changed for the next school or college.",
    "under5.": "The council checks the plan again, as {who} may change fast.",
    "reassess.may_refuse_until": "Until then the council can say no to a new check.",
    "reassess.decide": "The council says yes or no to a new check.",
    "reassess.final": "The council sends you the plan after the new check.",
    "cease.keep_plan": "The help goes on while you can ask the court.",
    "appeal.due": "You can ask an independent court to look at this (Tribunal).",
    "mediation.contact": "You can ask for a talk led by someone independent (mediation).",
    "mediation.hold": "The council sets up the talk (mediation).",
    "mediation.certificate": "You get a paper that the court may ask you for.",
    "mediation.agreement.": "The council does what you agreed in the talk.",
    "tribunal.order.": "The council does what the court told it to do.",
    "tribunal.unopposed.": "The council does what it told the court it would do.",
    "move_la.known_ahead": "Until then your old council had to know that you move.",
    "move_la.transfer": "The old council hands the plan to the new one.",
    "move_la.inform": "The new council tells you what it will do.",
    "move_la.review": "The new council checks the plan with you.",
    "move_la.meeting_latest": "The meeting about the plan after your move is held by then.",
}
# What a family can do about what is theirs to do.
OWN: Final = {
    "draft.representations_end": "Write to the council. Say what is wrong or missing. You can ask "
    "for a school, and for a meeting.",
    "amend.representations_end": "Write to the council. Say what is wrong or missing. You can ask "
    "for a school, and for a meeting.",
    "appeal.due": "Get free advice from SENDIASS soon. Is the day over? Ask them still: the court "
    "can say yes.",
    "mediation.contact": "Call the number in the council's letter. You need not take part.",
}
ACTORS: Final = {
    FAMILY: "You",
    SCHOOL: "The school",
    "old_LA": "Your old council",
    "new_LA": "Your new council",
    "mediation_adviser": "The adviser for the talk",
    "system": "Nobody has to act",
}
ASK: Final = {
    SCHOOL: "You can ask the school how far it is.",
    "system": "You do not have to do anything.",
}
ASK_COUNCIL: Final = "You can ask the council how far it is."
LATE: Final = {
    SCHOOL: "Ask the school why. You can complain to the head teacher.",
}
LATE_COUNCIL: Final = "Write to the council, and ask why. You can complain. SENDIASS can help you."
# What became of a date that is no longer open.
BECAME: Final = {
    "overtaken": "Later steps were taken. We were not told the day of this one.",
    "not-needed": "This is not needed any more.",
    "not-counted": "Another date took its place. Is it not here? Ask the council.",
    "not-yet": "It is too early for this.",
    "passed": "This time is over.",
    "ask-for-advice": "This time is over. The court may still say yes: ask SENDIASS soon.",
    "goes-on": "This goes on.",
}
NOT_KNOWN: Final = "We do not know the day yet."
ASK_FOR_DAY: Final = "Ask the council for the day, and tell the school."
STEPS: Final = (
    ("The council gets the letter.", {"requested"}),
    ("The council says yes or no to a check.", {"deciding-whether-to-assess"}),
    ("The council asks people who know {who}.", {"assessing"}),
    (
        "You read the first version of the plan, and say what you think.",
        {"plan-coming", "draft-plan"},
    ),
    ("You get the final plan.", WITH_PLAN),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyDate:
    """One date as a family reads it. by: "By when" and the day; sentences, or None.

    source: whole sentences of the law. rule, about: name its page.
    """

    what: str
    tag: str
    when: str
    by: str
    who: str
    outcome: str | None
    can_do: str | None
    sure: str
    rule: str
    title: str
    authority: str
    address: str


def happens(rule: str, title: str, who: str) -> str:
    """What a date is about, in a sentence. who: the child's first name, or "you"."""
    fitting = [name for name in HAPPENS if rule == name or rule.startswith(name)]
    if not fitting:
        return f"{title}."
    said = HAPPENS[max(fitting, key=len)]
    if who == "you":
        said = said.replace("{who} needs", "you need").replace("takes {who} in", "takes you in")
    return said.format(who=who)


def actor(one: Deadline, council: str) -> str:
    """council: its name."""
    return council if one.responsible == COUNCIL else ACTORS.get(one.responsible, council)


def can_do(one: Deadline, today: date) -> str | None:
    """What a family can do about a date: while it runs, and once its day has passed."""
    if one.status == "not-known":
        return ASK_FOR_DAY
    if not one.running or one.due_on is None:
        return None
    if one.responsible == FAMILY:
        return OWN.get(one.rule)
    if one.due_on < today:
        days = early_or_late((one.due_on - today).days)
        return f"It is {days}. {LATE.get(one.responsible, LATE_COUNCIL)}"
    return ASK.get(one.responsible, ASK_COUNCIL)


def became(one: Deadline) -> str | None:
    """ "Done on Friday 18 December 2026, 7 days early."."""
    if one.done_on is None:
        return BECAME.get(one.status)
    hand = one.days_in_hand
    early = "" if hand is None or one.kind != "by" else f", {early_or_late(hand)}"
    return f"Done on {full_day(one.done_on)}{early}."


def family_date(one: Deadline, case: Case, who: str, link: UUID, today: date) -> FamilyDate:
    """who: the child's first name, or "you"."""
    return FamilyDate(
        what=happens(one.rule, one.title, who),
        tag=tag(one),
        when=BY_WHEN.get(one.kind, BY_WHEN["by"]),
        by=f"{due(one)}." if one.due_on else NOT_KNOWN,
        who=actor(one, case.authority.name),
        outcome=became(one),
        can_do=can_do(one, today),
        sure=one.sure.said,
        rule=one.rule,
        title=one.title,
        authority=one.authority,
        address=date_address(f"/family/{link}/dates", one),
    )


def family_steps(stage: str, who: str) -> list[tuple[str, str]]:
    """The way to the plan: each step, with done, now or to come."""
    at = next((place for place, (_, stages) in enumerate(STEPS) if stage in stages), None)
    if at is None:
        return []
    over = stage in STEPS[-1][1]
    return [
        (
            text.format(who=who),
            "Done" if place < at or over else "In progress" if place == at else "Not started",
        )
        for place, (text, _) in enumerate(STEPS)
    ]
