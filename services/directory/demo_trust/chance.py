"""Chance with a fixed seed: every draw of the demo trust, so that it is the same each time."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws in a fixed order. Never draw from a set: its order changes from run to run."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - to be repeated, not to keep a secret

    def happens(self, probability: float) -> bool:
        return self._random.random() < probability

    def between(self, lowest: int, highest: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(lowest, highest)

    def one_of(self, choices: Sequence[T]) -> T:
        return self._random.choice(choices)

    def weighted(self, weights: Mapping[T, float]) -> T:
        return self._random.choices(list(weights), list(weights.values()))[0]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        return self._random.sample(items, len(items))

    def day(self, first: date, last: date) -> date:
        """A day of that span, both ends included; the first where the span is empty."""
        return first + timedelta(days=self.between(0, max(0, (last - first).days)))

    def weekday(self, first: date, last: date) -> date:
        """A Monday to Friday outside August in that span, else its first day."""
        for _ in range(30):
            day = self.day(first, last)
            if day.weekday() < 5 and day.month != 8:
                return day
        return first
