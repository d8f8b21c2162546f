"""Measures every row, or those named by number, and prints the table. Exit code 1: one missed."""

import logging
import sys
import time
from collections.abc import Sequence
from functools import cached_property
from typing import Final
from uuid import UUID

import structlog
from rich.console import Console

from deploy.bench.commands import grown, in_process
from deploy.bench.ground import Ground, Servers, own_servers
from deploy.bench.http_commands import over_http
from deploy.bench.opening import opening
from deploy.bench.people import enrol
from deploy.bench.projecting import projection, rebuilding
from deploy.bench.publishing import build, place_all, publish_all, tell_stories, topic_length
from deploy.bench.ratios import Row, exit_code
from deploy.bench.relaying import relaying
from deploy.bench.seeing import seeing
from deploy.bench.table import table
from deploy.bench.ticking import ticking
from deploy.local.trouble import Trouble
from services.referrals.codec import SERVICE
from shared.access.pupils import PUPILS
from shared.interpreter import keep_what_is_made, take_short_turns

NAMES: Final = 3_000
WITH_NEEDS: Final = 720
WITH_CONCERNS: Final = 300
CONCERNS_EACH: Final = 4


class Bench:
    """The rows on one ground; what several of them stand on is made once, when first needed."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers

    def settle(self) -> None:
        """Have written to disk what the rows before left to be written, at no row's expense."""
        self.ground.root["admin"].command("fsync")

    @cached_property
    def ground(self) -> Ground:
        return Ground(self._servers)

    @cached_property
    def pupils(self) -> Sequence[UUID]:
        """Pupils of one school, published by directory, known to referrals."""
        pupils = enrol(self.ground, NAMES)
        publish_all(self.ground, "directory")
        build(self.ground, SERVICE, PUPILS)
        return pupils

    @property
    def with_needs(self) -> Sequence[UUID]:
        """Those whom concerns are about: as many as have needs among a trust's 4,000 pupils."""
        return self.pupils[:WITH_NEEDS]

    @cached_property
    def commits(self) -> int:
        """Whole concerns in the log of referrals, and how many commits it then holds."""
        tell_stories(self.ground, self.pupils[:WITH_CONCERNS], CONCERNS_EACH)
        return place_all(self.ground, SERVICE)

    def records(self) -> int:
        """The same on its topic, and how many records that then holds."""
        if self.commits:
            publish_all(self.ground, SERVICE)
        return topic_length(self.ground, SERVICE)

    def in_process(self) -> Sequence[Row]:
        return [in_process(self.ground, self.with_needs, commands=40, slices=6)]

    def over_http(self) -> Sequence[Row]:
        return over_http(self.ground, self.with_needs, commands=120, slices=3)

    def relaying(self) -> Sequence[Row]:
        return relaying(self.ground, self.with_needs, commits=self.commits, times=100)

    def projecting(self) -> Sequence[Row]:
        return [projection(self.ground, records=self.records())]

    def seeing(self) -> Sequence[Row]:
        return seeing(self.ground, self.with_needs, full_load=600, each=300)

    def rebuilding(self) -> Sequence[Row]:
        self.records()
        return [rebuilding(self.ground)]

    def grown(self) -> Sequence[Row]:
        small, large = (Ground(self._servers, code) for code in ("benchsmall", "benchlarge"))
        return [grown(small, large, few=10_000, many=200_000, commands=40, slices=6)]

    def opening(self) -> Sequence[Row]:
        return [opening(self.ground, self.pupils)]

    def ticking(self) -> Sequence[Row]:
        small, large = (Ground(self._servers, code) for code in ("benchfew", "benchmany"))
        return [ticking(small, large, few=1_000, many=100_000, due=20, slices=2)]


ROWS: Final = {
    "1": Bench.in_process,
    "2": Bench.over_http,
    "3": Bench.relaying,
    "4": Bench.projecting,
    "5": Bench.seeing,
    "6": Bench.rebuilding,
    "7": Bench.grown,
    "8": Bench.opening,
    "9": Bench.ticking,
}


def main(chosen: Sequence[str]) -> int:
    """Measure, print, and return the exit code: 1 when a ratio is below 0.7 of its aim."""
    if unknown := set(chosen) - ROWS.keys():
        sys.stderr.write(f"No row is called {', '.join(sorted(unknown))}: 1 to {len(ROWS)}.\n")
        return 2
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    take_short_turns()  # as every process of Waymark does
    keep_what_is_made()  # as every worker does
    progress = Console(stderr=True)
    try:
        rows = measure(chosen or list(ROWS), progress)
    except Trouble as what_and_why:
        progress.print(str(what_and_why), style="bold red", markup=False, highlight=False)
        return 1
    Console(width=max(160, Console().width)).print(table(rows))
    return exit_code(rows)


def measure(chosen: Sequence[str], progress: Console) -> list[Row]:
    """The rows, each told as it is begun and as it is done."""
    rows: list[Row] = []
    with own_servers() as servers:
        bench = Bench(servers)
        for number in chosen:
            began = time.monotonic()
            progress.print(f"{number} of {len(ROWS)}: {ROWS[number].__name__}", end=" ")
            bench.settle()
            rows += ROWS[number](bench)
            progress.print(f"({time.monotonic() - began:.0f} s)")
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
