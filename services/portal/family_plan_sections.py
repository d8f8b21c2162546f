"""What the sections of an EHC plan are called for a family, and how much help is said."""

from typing import Final

from .clients.ehcp_plan import Provision
from .words.counts import count

# For a reader of 9 to 11 years; {who}: the child's first name, or "you".
SECTIONS: Final = {
    "A": "What you and {who} said",
    "B": "What {who} needs help with",
    "C": "Health needs",
    "D": "Care needs",
    "E": "What the plan wants to reach",
    "F": "Help that must be given by law (section F)",
    "G": "Health help",
    "H1": "Care help",
    "H2": "More care help",
    "I": "The school named in the plan",
    "J": "Money for help (personal budget)",
    "K": "Papers that the plan builds on",
}
FOR_YOU: Final = {"A": "What you said", "B": "What you need help with"}
PLACEMENTS: Final = {
    "blank": "No school is named yet. In a first version that is right.",
    "type-only": "No school by its name, only a kind of school",
    "otherwise-than-at-school": "Not at a school",
}
PERIODS: Final = {
    "day": "a day",
    "week": "a week",
    "fortnight": "in two weeks",
    "half-term": "in each half-term",
    "term": "in each term",
    "year": "a year",
}


def section_name(code: str, who: str) -> str:
    own = FOR_YOU.get(code) if who == "you" else None
    return own or SECTIONS[code].format(who=who)


def how_much(one: Provision) -> str:
    """ "20 minutes, 4 times a week."; what the plan leaves open is said so."""
    if not one.sessions or not one.per:
        long = f"{count(one.minutes, 'minute')} each time. " if one.minutes else ""
        return f"{long}The plan does not say how often. You can ask for that."
    often = "once" if one.sessions == 1 else f"{one.sessions:,} times"
    how_often = f"{often} {PERIODS.get(one.per, one.per)}"
    if not one.minutes:
        return f"{how_often.capitalize()}. The plan does not say how long. You can ask for that."
    return f"{count(one.minutes, 'minute').capitalize()}, {how_often}."
