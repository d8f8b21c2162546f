"""Who from outside the school opened a record."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.access.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOpened:
    """Somebody from outside a pupil's usual staff said why, and opened the record.

    opening_id: of this person, pupil and day. role: as whom. reason: what they stated; some are
    never told to the family, nor that there was an opening for them.
    """

    opening_id: UUID
    pupil_id: UUID
    opened_by: UUID
    role: str
    reason: Reason
    effective_on: date
