"""What ehcp is told, and what it keeps."""

from typing import Final

from pymongo import DESCENDING, IndexModel

from shared.access.opened import INDEX as ACCESS_INDEX
from shared.mongo import Schema
from shared.settings import Settings, read_settings

SCHEMA: Final = Schema(
    service="ehcp",
    kept=("migrations", "migration_leases"),
    indexes=(
        ("access_log", ACCESS_INDEX),
        ("migrations", IndexModel([("started_at", DESCENDING)], name="latest")),
    ),
)


def read_config() -> Settings:
    """Raises MissingSetting."""
    return read_settings("ehcp")
