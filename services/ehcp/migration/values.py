"""One value: whether it is right in its type, and what is kept of it. ASCII digits only."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from shared.upn import normalise, upn_problem

from ..domain.review_terms import ReviewOutcome
from ..domain.terms import Requester, TakenOverState
from .columns import Kind
from .reading import plain

URN_FORM: Final = re.compile(r"[1-9][0-9]{5}")
LA_FORM: Final = re.compile(r"(?!000)[0-9]{3}")
DAY_MONTH_YEAR: Final = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
YEAR_MONTH_DAY: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
FIRST_YEAR, LAST_YEAR = 1900, 2099
CEASED: Final = "ceased"
LONGEST_TEXT: Final = 100


class Wrong(Exception):
    """A value that fails its type. code: of the rule."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _spelled(entries: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Plain form -> the code, of each entry and its other spellings."""
    return {
        plain(spelling): code
        for code, spellings in entries.items()
        for spelling in (code, *spellings)
    }


# Whether a child has a plan is a legal fact: a word that is not here is asked back, not guessed.
STATES: Final = _spelled(
    {
        TakenOverState.REQUESTED: ("EHCNA requested", "Asked for"),
        TakenOverState.DECIDING: ("Deciding whether to assess", "Awaiting decision to assess"),
        TakenOverState.REFUSED: ("Refused to assess", "Assessment refused"),
        TakenOverState.ASSESSING: ("Assessment", "Under assessment", "EHCNA"),
        TakenOverState.NO_PLAN: ("Plan refused", "No EHCP"),
        TakenOverState.DRAFT: ("Draft issued", "Draft plan", "Draft EHCP"),
        TakenOverState.FINAL: ("Final issued", "Maintained", "EHCP", "EHC plan", "Plan in force"),
        TakenOverState.IN_REVIEW: ("Review", "Under review", "Annual review"),
        TakenOverState.AMENDING: ("Amending after review", "Being amended"),
        TakenOverState.REASSESSING: ("Re-assessment",),
        TakenOverState.MOVING: ("Transferring", "Transferring between authorities"),
        CEASED: ("Ended", "Ceased to maintain"),
    }
)
REQUESTERS: Final = _spelled(
    {
        Requester.SCHOOL: (),
        Requester.PARENT: ("Parents", "Family", "Guardian"),
        Requester.YOUNG_PERSON: (),
        Requester.OTHER: ("Someone else",),
    }
)
OUTCOMES: Final = _spelled(
    {
        ReviewOutcome.KEEP: ("Maintain", "No change", "Keep as it is"),
        ReviewOutcome.AMEND: ("Amended",),
        ReviewOutcome.CEASE: ("Cease to maintain",),
    }
)


def read_value(kind: Kind, text: str) -> str:
    """What is kept of a cleaned value that is not blank: days as yyyy-mm-dd. Raises Wrong."""
    return READERS[kind](text)


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT or "\n" in text:
        raise Wrong("text-too-long")
    return text


def _matching(form: re.Pattern[str], code: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not form.fullmatch(text):
            raise Wrong(code)
        return text

    return read


def _listed(entries: Mapping[str, str], code: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        found = entries.get(plain(text))
        if found is None:
            raise Wrong(code)
        return str(found)

    return read


def _upn(text: str) -> str:
    if upn_problem(text):
        raise Wrong("invalid-upn")
    return normalise(text)


def _day(text: str) -> str:
    found = DAY_MONTH_YEAR.fullmatch(text) or YEAR_MONTH_DAY.fullmatch(text)
    if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        raise Wrong("invalid-date")
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        raise Wrong("invalid-date") from None


READERS: Final[Mapping[Kind, Callable[[str], str]]] = {
    Kind.TEXT: _text,
    Kind.UPN: _upn,
    Kind.URN: _matching(URN_FORM, "invalid-urn"),
    Kind.LA_CODE: _matching(LA_FORM, "invalid-la-code"),
    Kind.STATE: _listed(STATES, "unknown-state"),
    Kind.REQUESTER: _listed(REQUESTERS, "unknown-requester"),
    Kind.OUTCOME: _listed(OUTCOMES, "unknown-decision"),
    Kind.DATE: _day,
}
