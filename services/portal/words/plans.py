"""The codes of a support plan as people say them, and the numbers that its targets count."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

AREAS: Final = {
    "communication-and-interaction": (
        "Communication and interaction",
        "Talking, listening, getting on with others",
    ),
    "cognition-and-learning": ("Cognition and learning", "Reading, writing, number, remembering"),
    "social-emotional-and-mental-health": (
        "Social, emotional and mental health",
        "Feelings and behaviour",
    ),
    "sensory-and-physical": ("Sensory and physical", "Seeing, hearing, moving"),
}
WHO: Final = {
    "class-teacher": "the class teacher",
    "subject-teacher": "a subject teacher",
    "teaching-assistant": "a teaching assistant",
    "senco": "the SENCO",
    "specialist": "a specialist from outside the school",
    "pupil": "the pupil",
    "family": "the family",
    "other": "somebody else",
}
RESULTS: Final = {
    "met": "Met",
    "partly-met": "Partly met",
    "not-met": "Not met",
    "not-measured": "Not measured",
}
RESULTS_FOR_FAMILY: Final = {
    "met": "done",
    "partly-met": "partly done",
    "not-met": "not done yet",
    "not-measured": "not checked",
}
MISSED: Final = {
    "staff-absent": "member of staff absent",
    "pupil-absent": "pupil absent",
    "pupil-refused": "pupil did not want to",
    "no-room": "no room free",
    "school-event": "school trip or event",
    "school-closed": "school closed",
    "other": "another reason",
}
MISSED_FOR_FAMILY: Final = {
    "staff-absent": "the adult was ill or away",
    "pupil-absent": "{was} not at school",
    "pupil-refused": "{who} did not want to",
    "no-room": "no room was free",
    "school-event": "a school trip or event",
    "school-closed": "the school was closed",
    "other": "another reason",
}
STANCES: Final = {
    "agree": "agrees with the plan",
    "add": "wants to add something",
    "disagree": "does not agree with the plan",
}
STATUS: Final = {"open": "In progress", "closed": "Done", "withdrawn": "Not needed"}


def plan_area(code: str) -> str:
    """ "Cognition and learning". Raises KeyError, as all of these do, for an unknown code."""
    return AREAS[code][0]


def does_it(code: str) -> str:
    """ "the class teacher", who measures a target or gives help."""
    return WHO[code]


def result(code: str) -> str:
    return RESULTS[code]


def stance(code: str) -> str:
    return STANCES[code]


def why_missed(code: str) -> str:
    return MISSED[code]


def missed_reasons(missed: Mapping[str, int]) -> str:
    """ "member of staff absent (3), school trip or event (2)", the most frequent first."""
    return ", ".join(f"{MISSED[code]} ({times:,})" for code, times in most_first(missed))


def missed_for_family(missed: Mapping[str, int], *, who: str, was: str) -> str:
    """ "the adult was ill or away (3), a school trip or event (2)". who: "Leo"; was: "Leo was"."""
    said = ((MISSED_FOR_FAMILY[code].format(who=who, was=was), n) for code, n in most_first(missed))
    return ", ".join(f"{text} ({times:,})" for text, times in said)


def most_first(missed: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(missed.items(), key=lambda one: (-one[1], one[0]))


def number(value: str) -> str:
    """What a measure counts, "22" for "22.00"; with commas from 1,000 on."""
    plain = f"{Decimal(value):,f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def money(pence: int) -> str:
    """ "£840", "£12.50"."""
    pounds = f"£{pence // 100:,}"
    return pounds if pence % 100 == 0 else f"{pounds}.{pence % 100:02}"
