"""What a trust's own list said of a case when it was taken over."""

from dataclasses import dataclass

from ..terms import TakenOverState
from .base import Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver(Dated):
    """on: the day of the import; on which the pupil came."""

    state: TakenOverState
