"""What to say to a person when a rule refuses what they asked: one entry for each `rule`.

A rule's name is the class name of a service's `Refused`, as its problem document gives it. Each
text says that nothing was saved, the rule in plain words, its source if it is law, and a way on;
never "invalid", "forbidden", a code or a class name.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from .refusal import Refusal
from .refusals_of_directory import OF_DIRECTORY
from .refusals_of_ehcp import OF_EHCP
from .refusals_of_plans import OF_PLANS
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
    "NothingWritten": Refusal(
        why="A text cannot be empty",
        do="Write something in each box that is not marked as optional.",
    ),
    "AboutAnotherPupil": Refusal(
        why="This text was written for another pupil's record",
        do="Go back to the pupil, and write it there.",
    ),
    "WrongAudience": Refusal(
        why="This text was marked for people whom this kind of text is not for",
        do="Choose again who may read it.",
    ),
    "DateInFuture": Refusal(
        why="Something that has happened has a day that has come",
        do="Enter today or a day in the past.",
        tells_which=True,
    ),
    "DatesOutOfOrder": Refusal(
        why="Two of the days are the wrong way round",
        do="Check both days.",
        tells_which=True,
    ),
}
# By service, since two services may each have a rule of that name.
WORDING: Final[Mapping[str, Mapping[str, Refusal]]] = {
    "directory": OF_DIRECTORY,
    "referrals": OF_REFERRALS,
    "plans": OF_PLANS,
    "ehcp": OF_EHCP,
}


def wording(service: str, rule: str) -> Refusal:
    """What to say when `rule` refused; never fails, since the person is waiting for an answer."""
    own = WORDING.get(service, {}).get(rule)
    return own or OF_EVERY_SERVICE.get(rule, UNEXPLAINED)


def without_wording(rules: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those (service, rule) that are not explained: a test holds every service's rules up to it."""
    return sorted(one for one in set(rules) if wording(*one) is UNEXPLAINED)
