"""HTTP in: one route, one command. The routes that read are in `reading_api`."""

from . import appealing, asking, changing, corrections, drafting, reviewing
from .telling import blp

__all__ = ["appealing", "asking", "blp", "changing", "corrections", "drafting", "reviewing"]
