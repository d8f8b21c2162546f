"""The codes of a review as people say them."""

from typing import Final

KINDS: Final = {
    "annual": "Annual review",
    "early": "Early review",
    "phase-transfer": "Review before a move to the next school or college",
}
HELD_BY: Final = {"school": "The school", "council": "The council"}
TRANSFERS: Final = {
    "school": "Into or between schools",
    "post16": "From school to a place after 16",
    "post16-from-post16": "From one place after 16 to another",
}
# The first five are named by the SEND Regulations 2014, regulation 20(2).
PEOPLE: Final = {
    "family": "The family",
    "head-or-provider": "The head teacher, or who gives the education",
    "council-sen-officer": "The council's SEN officer",
    "health-professional": "A health professional",
    "council-social-care-officer": "The council's social care officer",
    "young-person": "The young person",
    "virtual-school-head": "The virtual school head",
    "foster-carer": "The foster carer",
    "senco": "The SENCO",
    "teacher": "A teacher",
    "educational-psychologist": "The educational psychologist",
    "therapist": "A therapist",
    "next-institution": "The next school or college",
    "other": "Somebody else",
}
REQUIRED: Final = tuple(PEOPLE)[:5]
OUTCOMES: Final = {
    "keep": "Keep the plan as it is",
    "amend": "Change the plan",
    "cease": "End the plan",
}
ADULTHOOD: Final = {
    "higher-education-or-employment": "Higher education or work",
    "independent-living": "Living independently",
    "participation-in-society": "Taking part in society",
    "healthy-adult-life": "A healthy adult life",
}
WHOSE: Final = {"child": "The child's", "family": "The family's"}


def person(code: str) -> str:
    return PEOPLE.get(code) or code.replace("-", " ").capitalize()
