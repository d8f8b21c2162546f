"""What never happened, and a case that was entered in error."""

from dataclasses import dataclass
from uuid import UUID

from shared.personal import Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpEntryStruckOut:
    """What an entry says never happened. It stays in the history. type: its event's, on the wire.

    reason: for the family.
    """

    case_id: UUID
    pupil_id: UUID
    entry_id: UUID
    type: str
    reason: Personal
    struck_out_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCaseStruckOut:
    """The whole case was entered in error, for the wrong pupil say: nothing of it holds.

    replaced_by: the case of the right pupil. reason: for staff.
    """

    case_id: UUID
    pupil_id: UUID
    reason: Personal
    replaced_by: UUID | None
    struck_out_by: UUID
