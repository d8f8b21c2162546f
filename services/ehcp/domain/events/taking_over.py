"""A case that ran before Waymark knew of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Personal

from ..terms import TakenOverState


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCaseTakenOver:
    """Where the trust's own list says that a case stands; its days are told by other events.

    imported_on: the day of that import; what lay before it is announced to nobody.
    effective_on: the same day, since it is true by then.
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
