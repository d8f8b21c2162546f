"""Values become dataclasses in every thread, also where several meet a class for the first time."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import date

import msgspec
import pytest

from deploy.local.places import PROJECT
from shared.shapes import convert

PROCESSES = 4


@dataclass(frozen=True)
class Told:
    on: date
    words: tuple[str, ...] = ()


def test_plain_values_become_what_they_stand_for() -> None:
    told = {"on": "2026-11-23", "words": ["a", "b"]}
    assert convert(told, Told) == Told(date(2026, 11, 23), ("a", "b"))
    assert convert([told, told], list[Told]) == [Told(date(2026, 11, 23), ("a", "b"))] * 2


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="on"):
        convert({"on": "soon"}, Told)


def test_threads_that_meet_a_class_at_once_do_not_end_the_process() -> None:
    """With msgspec alone each of these processes dies, of a segmentation fault."""
    running = [
        subprocess.Popen([sys.executable, "-m", "tests.shared.converting_at_once"], cwd=PROJECT)
        for _ in range(PROCESSES)
    ]
    assert [one.wait(60) for one in running] == [0] * PROCESSES
