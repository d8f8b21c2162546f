"""What reporting is told, and what it keeps."""

from shared.access.opened import INDEX as ACCESS_INDEX
from shared.mongo import Schema
from shared.settings import Settings, read_settings

SCHEMA = Schema(service="reporting", indexes=(("access_log", ACCESS_INDEX),), publishes=False)


def read_config() -> Settings:
    """Raises MissingSetting."""
    return read_settings("reporting")
