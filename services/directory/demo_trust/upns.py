"""Unique pupil numbers for the demo trust: right in form, and given to nobody.

They begin with the numbers of local authorities that do not exist.
"""

from collections import Counter

from shared.upn import check_letter

from .chance import Chance
from .schools import LARKFIELD, RECEPTION, YEARS, Area, School

# Establishments outside the trust where pupils went before.
ELSEWHERE = tuple(f"990{number}" for number in range(2201, 2231))
TEMPORARY_LETTERS = "ABCDEF"


class Upns:
    """Issues UPNs: each school counts its pupils of each year."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._issued: Counter[tuple[str, int]] = Counter()

    def of_pupil(self, school: School, area: Area, year: str, school_year: int) -> str:
        """The UPN of a pupil, given by the school where they began; sometimes none yet."""
        if self._chance.happens(0.006):
            return ""
        began = school_year - max(0, YEARS.index(year) - RECEPTION)
        if self._chance.happens(0.003):
            return self._issue(school.laestab, school_year, temporary=True)
        return self._issue(self._first_school(school, area), began)

    def next_at_larkfield(self, began: int) -> str:
        """A UPN for a pupil of the story."""
        return self._issue(LARKFIELD.laestab, began)

    def _first_school(self, school: School, area: Area) -> str:
        stayed = 0.88 if school.phase == "Primary" else 0.55
        first = school if school.phase == "Primary" else area.primary
        if first and self._chance.happens(stayed):
            return first.laestab
        return self._chance.one_of(ELSEWHERE)

    def _issue(self, laestab: str, began: int, *, temporary: bool = False) -> str:
        self._issued[laestab, began] += 1
        number = self._issued[laestab, began]
        if temporary:
            serial = f"{number % 100:02d}{self._chance.one_of(TEMPORARY_LETTERS)}"
        else:
            serial = f"{number:03d}"
        rest = f"{laestab}{began % 100:02d}{serial}"
        return check_letter(rest) + rest
