"""A case that ran before Waymark knew of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Personal

from ..terms import TakenOverState


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCaseTakenOver:
    """Where a case stands that ran before; its days are told by other events.

    imported_on: the day of the import of the trust's own list that says so, and what lay before it
    is announced to nobody; None where the pupil came with a plan. effective_on: the same day, since
    it is true by then; the day on which the pupil came.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    state: TakenOverState
    corrects: UUID | None
    reason: Personal | None
    recorded_by: UUID
    imported_on: date | None
    effective_on: date
