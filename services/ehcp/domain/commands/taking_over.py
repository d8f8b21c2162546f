"""Taking over a case that ran before Waymark knew of it."""

from dataclasses import dataclass
from datetime import date

from ..terms import TakenOverState
from .base import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverCase(Telling):
    """Record where the trust's own list says that a case stands."""

    state: TakenOverState
    imported_on: date | None = None
