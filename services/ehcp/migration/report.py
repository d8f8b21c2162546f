"""What an import did, or would do, in counts, our ids and lines of the list: no personal data."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.codec import event_type

from .cases_file import CasesFile
from .entries import counted, shown
from .planning import Planned
from .reading import Fault
from .telling import case_id_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationReport:
    """applied: False for a preview. planned: what each row adds, nothing for what is known.

    schools: pupil -> school now. refused: of the file, of the finding, and here; vanished: cases
    that an earlier list told of and this one does not: nothing was ended.
    """

    migration_id: UUID
    applied: bool
    file: CasesFile
    planned: Sequence[Planned]
    schools: Mapping[UUID, UUID]
    refused: tuple[Fault, ...]
    notices: tuple[Fault, ...]
    vanished: tuple[UUID, ...]

    def counts(self) -> dict[str, Any]:
        """For the journal: numbers alone."""
        return {
            "applied": self.applied,
            "read": self.file.read,
            "rows": self.file.records,
            **_outcomes(self.planned),
            "events": dict(sorted(Counter(_types(self.planned)).items())),
            "refused": counted(self.refused),
            "notices": counted(self.notices),
            "vanished": len(self.vanished),
        }

    def as_json(self) -> dict[str, Any]:
        """The counts; by school; {cases, refused, notices, vanished}, each case by its line."""
        return {
            "migration_id": str(self.migration_id),
            **self.counts(),
            "schools": self._schools(),
            "cases": [_case(one) for one in self.planned],
            "refused": shown(self.refused),
            "notices": shown(self.notices),
            "vanished": [str(case_id) for case_id in self.vanished],
        }

    def _schools(self) -> list[dict[str, Any]]:
        found: dict[UUID, list[Planned]] = {}
        for one in self.planned:
            found.setdefault(self.schools[one.pupil_id], []).append(one)
        return [
            {"school_id": str(school_id), **_outcomes(some)}
            for school_id, some in sorted(found.items(), key=lambda one: str(one[0]))
        ]


def _outcomes(planned: Sequence[Planned]) -> dict[str, int]:
    return {
        "new": sum(one.new and bool(one.steps) for one in planned),
        "changed": sum(not one.new and bool(one.steps) for one in planned),
        "unchanged": sum(not one.steps for one in planned),
    }


def _types(planned: Sequence[Planned]) -> list[str]:
    return [event_type(type(event)) for one in planned for event in one.events]


def _case(planned: Planned) -> dict[str, Any]:
    return {
        "line": planned.row.line,
        "case_id": str(case_id_of(planned.pupil_id)),
        "new": planned.new,
        "events": _types([planned]),
    }
