"""The arithmetic of the bench: pairs of turns, their ratios, the median, and what it comes to."""

import gc
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PAIRS: Final = 5
TOLERANCE: Final = 0.7  # below this part of an aim the bench fails

Turn = Callable[[], float]  # does a fixed amount of work, returns the seconds that it took


class Verdict(StrEnum):
    """near: not at the aim, but within 0.7 of it; docs/performance.md then says why.

    shown: a row without an aim, beside one that has it.
    """

    MET = "met"
    NEAR = "near"
    MISSED = "missed"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a ratio should be: at least `value`, or, for times and limits, at most."""

    value: float
    at_most: bool = False

    def verdict(self, ratio: float) -> Verdict:
        """For an upper limit 0.7 of the aim is the aim divided by 0.7."""
        reached = self.value / ratio if self.at_most else ratio / self.value
        if reached >= 1:
            return Verdict.MET
        return Verdict.NEAR if reached >= TOLERANCE else Verdict.MISSED

    def __str__(self) -> str:
        return f"{'<=' if self.at_most else '>='} {self.value:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Seconds that the same amount of work took us, and its baseline just before or after."""

    ours: float
    baseline: float

    @property
    def speed(self) -> float:
        """Our rate as a part of the baseline's: 1 is as fast, 2 twice as fast."""
        return self.baseline / self.ours

    @property
    def time(self) -> float:
        """Our time as a multiple of the baseline's."""
        return self.ours / self.baseline


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table. ratios: of each pair, in the order measured."""

    what: str
    against: str
    aim: Aim | None
    ratios: tuple[float, ...]
    note: str = ""

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def verdict(self) -> Verdict:
        return self.aim.verdict(self.ratio) if self.aim else Verdict.SHOWN


def alternate(ours: Turn, baseline: Turn, *, pairs: int = PAIRS, slices: int = 1) -> list[Pair]:
    """Let both take their turns, after one turn of each that is not counted.

    slices: how many turns of each make up one half of a pair. They go first by turns, so that a
    machine that slows down, or is busy with something else for a while, favours neither.
    """
    ours()
    baseline()
    # What the bench keeps in memory is no service's, and the collector goes through all of it.
    gc.collect()
    gc.freeze()
    try:
        return [_pair(ours, baseline, slices, n) for n in range(pairs)]
    finally:
        gc.unfreeze()


def _pair(ours: Turn, baseline: Turn, slices: int, number: int) -> Pair:
    mine = theirs = 0.0
    for n in range(slices):
        if (number + n) % 2:
            theirs += baseline()
            mine += ours()
        else:
            mine += ours()
            theirs += baseline()
    return Pair(ours=mine, baseline=theirs)


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` (0.99) of the values do not exceed. Raises ValueError without any."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def exit_code(rows: Sequence[Row]) -> int:
    """1 when a ratio is below 0.7 of its aim."""
    return int(any(row.verdict is Verdict.MISSED for row in rows))
