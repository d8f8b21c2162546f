"""What to say to a person when a rule refuses what they asked: one entry for each `rule`.

A rule's name is the class name of a service's `Refused`, as its problem document gives it. Each
text says that nothing was saved, the rule in plain words, its source if it is law, and a way on;
never "invalid", "forbidden", a code or a class name.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from .refusal import Refusal
from .refusals_of_directory import OF_DIRECTORY
from .refusals_of_referrals import OF_REFERRALS

# For a rule that is newer than this table: true whatever the rule was.
UNEXPLAINED: Final = Refusal(
    why="A rule does not allow this, and this page cannot say which one",
    do="Nothing was changed. Copy what you typed, then ask for help with the number below.",
)

OF_EVERY_SERVICE: Final = {
    "RecordErased": Refusal(
        why="This record was erased, so nothing more can be written in it",
        do="Call the number below if you think that was a mistake.",
    ),
}
# The services that are still to come.
OF_OTHERS: Final = {
    "AlreadyOnSupport": Refusal(
        why="This pupil is on SEN Support already",
        do="Open the support plan and change it there.",
    ),
    "OnlyTheCouncilDecides": Refusal(
        why="Only the council can decide this",
        do="You can record what it told you.",
        source="Children and Families Act 2014, sections 36 and 37",
    ),
    "NotMeasurable": Refusal(
        why="A target says what we will see or count, where the pupil is now, what it "
        "should be, by when, and who measures it",
        do="Add the parts that are missing. Example: read 40 of the 45 Phase 3 graphemes; 22 on "
        "9 September; by 18 December; checked by the class teacher.",
    ),
}
WORDING: Final[Mapping[str, Refusal]] = {
    **OF_EVERY_SERVICE,
    **OF_DIRECTORY,
    **OF_REFERRALS,
    **OF_OTHERS,
}


def wording(rule: str) -> Refusal:
    """What to say when `rule` refused; never fails, since the person is waiting for an answer."""
    return WORDING.get(rule, UNEXPLAINED)


def without_wording(rules: Iterable[str]) -> list[str]:
    """The rules that this table does not explain: a test holds every service's rules against it."""
    return sorted(set(rules) - WORDING.keys())
