"""What plans is told, and what it keeps."""

from typing import Final

from shared.access.opened import INDEX as ACCESS_INDEX
from shared.eventstore import PARTITION_INDEX
from shared.mongo import Schema
from shared.settings import Settings, read_settings

from .codec import SERVICE

SCHEMA: Final = Schema(
    service=SERVICE, indexes=(("access_log", ACCESS_INDEX), ("commits", PARTITION_INDEX))
)


def read_config() -> Settings:
    """Raises MissingSetting."""
    return read_settings(SERVICE)
