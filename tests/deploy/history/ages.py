"""Who of the made-up trust is under five, as directory would say it of the export."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

from services.directory.domain.ages import under_five_until
from services.directory.importing.telling import Kind
from services.directory.mis.export import read_export
from services.directory.records import MisIds


def under_five(export: Path, key: bytes, today: date) -> Mapping[UUID, date]:
    """Pupil -> until when they count as under five: of those alone who do on this day."""
    ids = MisIds(key)
    found = {
        ids.id(Kind.PUPIL, row.values["Pupil ID"]): under_five_until(
            date.fromisoformat(row.values["Date of birth"])
        )
        for row in read_export(export, today=today).pupils
    }
    return {pupil_id: until for pupil_id, until in found.items() if until >= today}
