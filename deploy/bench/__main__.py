"""Measures every row, or those named by number, and prints the table. Exit code 1: one missed."""

import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Final
from uuid import UUID

import structlog
from rich.console import Console

from deploy.bench.commands import commit_size, grown, in_process
from deploy.bench.ground import Ground, Servers, own_servers
from deploy.bench.http_commands import over_http
from deploy.bench.opening import opening
from deploy.bench.people import enrol
from deploy.bench.projecting import projection, rebuilding
from deploy.bench.publishing import build, place_all, publish_all, tell_stories
from deploy.bench.ratios import Row, exit_code
from deploy.bench.relaying import relaying
from deploy.bench.seeing import seeing
from deploy.bench.table import table
from deploy.local.trouble import Trouble
from services.referrals.codec import CODEC, SERVICE
from shared.access.pupils import PUPILS

NAMES: Final = 3_000
STORIES: Final = 300  # pupils with four whole concerns each


class Bench:
    """The rows on one ground; what several of them stand on is made once, when first needed."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers

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

    @cached_property
    def commits(self) -> int:
        """Whole concerns in the log of referrals. Returns how many commits it holds."""
        tell_stories(self.ground, self.pupils[:STORIES], 4)
        return place_all(self.ground, SERVICE)

    @cached_property
    def records(self) -> int:
        """The same on its topic."""
        place_all(self.ground, SERVICE)
        publish_all(self.ground, SERVICE)
        return self.ground.main(SERVICE, "worker")["log"].estimated_document_count()

    def in_process(self) -> Iterator[Row]:
        yield in_process(self.ground, self.pupils, commands=40, slices=6)

    def over_http(self) -> Iterator[Row]:
        size = commit_size(self.ground, self.ground.store(SERVICE, CODEC), self.pupils[0])
        yield over_http(self.ground, self.pupils, commands=120, slices=3, size=size)

    def relaying(self) -> Iterator[Row]:
        yield relaying(self.ground, self.pupils, commits=self.commits, times=100)

    def projecting(self) -> Iterator[Row]:
        assert self.commits
        yield projection(self.ground, records=self.records)
