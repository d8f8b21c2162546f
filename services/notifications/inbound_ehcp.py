"""ehcp's events, as far as notifications reads them."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from shared.codec import Codec
from shared.rulebook.rule import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineApproaching:
    """ehcp: a date is near. rule: of the rule book; responsible: who has to act.

    readers: whom it is for, "staff", "family"; None in old ones, of which staff alone were told.
    """

    case_id: UUID
    pupil_id: UUID
    notice_id: UUID
    rule: str
    due_on: date
    responsible: Party
    readers: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineMissed:
    """ehcp: a date has passed. rule: of the rule book."""

    case_id: UUID
    pupil_id: UUID
    notice_id: UUID
    rule: str
    due_on: date
    responsible: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpDeadlineWithdrawn:
    """ehcp: what was announced was wrong. withdraws: the notice's id.

    also: of earlier ones of the same date, which were as wrong and perhaps for somebody else.
    """

    case_id: UUID
    pupil_id: UUID
    withdraws: UUID
    also: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCasesImported:
    """A list told something new about so many cases of a school's pupils."""

    school_id: UUID
    cases: int
    missing_facts: int


CaseEvent = EhcpDeadlineApproaching | EhcpDeadlineMissed | EhcpDeadlineWithdrawn
CASES: Final[Codec[CaseEvent]] = Codec(
    [EhcpDeadlineApproaching, EhcpDeadlineMissed, EhcpDeadlineWithdrawn]
)
IMPORTS: Final[Codec[EhcpCasesImported]] = Codec([EhcpCasesImported])
