"""Cases that ran before Waymark knew of them: from a list, or with a pupil who comes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..terms import Authority, TakenOverState
from .base import ByPerson, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverCase(Telling):
    """Record where the trust's own list says that a case stands."""

    state: TakenOverState
    imported_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginWithPlan(ByPerson):
    """Record that a pupil came with an EHC plan. authority: the council that maintains it.

    came_on: to the school. issued_on: the day on the plan, where it is known.
    """

    pupil_id: UUID
    authority: Authority
    came_on: date
    issued_on: date | None = None
