"""How old the child is, as far as a rule asks."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderFive:
    """until: the last day on which the child counts as under five, the end of a month.

    told_on: the day on which the case was told; what lay before it is announced to nobody.
    """

    until: date | None
    told_on: date
