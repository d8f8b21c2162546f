"""How old the child is, as far as a rule asks."""

from dataclasses import dataclass
from datetime import date

from .base import OnCase


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUnderFive(OnCase):
    """Take over from directory until when the child counts as under five; None: not any more."""

    under_five_until: date | None
