"""The codes of a concern as people say them: areas, steps, outcomes, where and how."""

from typing import Final

# In plain words for whoever raises it; the official name is the hint.
AREAS: Final = {
    "communication-and-interaction": (
        "Talking, listening or getting on with others",
        "Such as finding words, following instructions, making friends, sensory needs",
    ),
    "cognition-and-learning": (
        "Learning",
        "Such as reading, writing, number, remembering, keeping up",
    ),
    "social-emotional-and-mental-health": (
        "Feelings and behaviour",
        "Such as worry, anger, being withdrawn, finding it hard to sit still",
    ),
    "sensory-and-physical": (
        "Seeing, hearing or moving",
        "Such as sight, hearing, tiredness, pain, holding a pen",
    ),
}
SOURCES: Final = {
    "staff": "a member of staff",
    "parent": "a parent or carer",
    "young-person": "the young person",
    "pupil": "the pupil",
    "previous-school": "the school before",
    "health-professional": "a health professional",
    "local-authority": "the council or a social worker",
}
STATUS: Final = {
    "raised": "Not started",
    "acknowledged": "In progress",
    "decided": "Done",
    "struck-out": "Not needed",
}
KINDS: Final = {
    "attainment": "Attainment",
    "attendance": "Attendance",
    "behaviour": "Behaviour",
    "other-cause": "Another cause",
}
SETTINGS: Final = {
    "lesson": "In a lesson",
    "out-of-lessons": "Out of lessons",
    "teachers-asked": "The teachers were asked",
}
SPEAKERS: Final = {
    "parent": "A parent or carer",
    "pupil": "The pupil",
    "young-person": "The young person",
}
GATHERED: Final = {
    "meeting": "at a meeting",
    "phone": "by phone",
    "letter": "by letter",
    "email": "by email",
    "form": "on a form",
    "words": "in their own words",
    "symbols": "with symbols",
    "drawing": "with a drawing",
    "observation": "as an adult observed",
}
STEPS: Final = {
    "evidence": "Attainment, attendance and behaviour",
    "observation": "Observe or ask the teachers",
    "parents-views": "The family's views",
    "pupils-views": "The pupil's views",
}
OUTCOMES: Final = {
    "sen-support": "SEN Support",
    "watch-and-review": "Watch and review",
    "ehc-assessment": "Ask the council for an EHC needs assessment",
    "signpost": "Other help",
    "not-send": "No special educational needs found",
}
OUTCOMES_FOR_FAMILY: Final = {
    "sen-support": "extra help at school (SEN Support)",
    "watch-and-review": "we will look again",
    "ehc-assessment": "we ask the council for an assessment (EHC needs assessment)",
    "signpost": "other help",
    "not-send": "no special educational needs found for now",
}
OTHER_HELP: Final = {
    "early-help": "Early help for the family",
    "mental-health-team": "The school's mental health support team",
    "young-carers": "Young carers' service",
    "school-nurse": "The school nurse",
    "other": "Something else",
}
SPECIALISTS: Final = {
    "educational-psychologist": "Educational psychologist, who looks at how children learn",
    "speech-and-language-therapist": "Speech and language therapist, who helps with talking and "
    "understanding",
    "camhs": "Child and adolescent mental health services, who help with feelings",
    "occupational-therapist": "Occupational therapist, who helps with everyday tasks",
    "teacher-of-hearing-impaired": "Teacher of children with hearing impairment",
    "teacher-of-vision-impaired": "Teacher of children with vision impairment",
    "teacher-of-multi-sensory-impaired": "Teacher of children with multi-sensory impairment",
    "paediatrician": "Paediatrician, a children's doctor",
    "other": "Another specialist",
}


def area(code: str) -> str:
    return AREAS[code][0]


def source(code: str) -> str:
    """ "a member of staff". Raises KeyError, as all of these do, for a code that is not known."""
    return SOURCES[code]


def kind(code: str) -> str:
    return KINDS[code]


def setting(code: str) -> str:
    return SETTINGS[code]


def speaker(code: str) -> str:
    return SPEAKERS[code]


def gathered(code: str) -> str:
    return GATHERED[code]


def step(code: str) -> str:
    return STEPS[code]


def outcome(code: str) -> str:
    return OUTCOMES[code]


def outcome_for_family(code: str) -> str:
    return OUTCOMES_FOR_FAMILY[code]


def other_help(code: str) -> str:
    return OTHER_HELP[code]


def specialist(code: str) -> str:
    return SPECIALISTS[code]
