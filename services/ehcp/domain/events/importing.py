"""What an import of a trust's list says of itself, beside what it tells each case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class EhcpCasesImported:
    """A trust's list told something new about cases of this school: one for each import.

    entries: of the cases' `ehcp-case-taken-over`, each in one of these events alone.
    cases: how many those are. missing_facts: how many questions about them are open.
    effective_on: the day of the import.
    """

    import_id: UUID
    school_id: UUID
    entries: tuple[UUID, ...]
    cases: int
    missing_facts: int
    effective_on: date
