"""How old the child is, as far as a rule asks."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpUnderFiveRecorded:
    """Until when the child counts as under five, by directory: to the end of a month.

    under_five_until: None where a birth date was corrected, and the child is older.
    effective_on: the day it was recorded.
    """

    case_id: UUID
    pupil_id: UUID
    under_five_until: date | None
    effective_on: date
