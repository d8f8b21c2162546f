"""HTTP in: one route, one command. The routes that read are in `reading_api`."""

from . import asking, corrections, drafting
from .telling import blp

__all__ = ["asking", "blp", "corrections", "drafting"]
