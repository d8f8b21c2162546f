"""A whole platform of its own, as `make run` starts it: for the chaos rounds and the tests."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import requests

from deploy.check.ledger import Client, Ledger
from deploy.check.report import Place
from deploy.local.addresses import DEFAULTS, setting_for
from deploy.local.ports import free_port
from deploy.local.trouble import Trouble
from deploy.local.waiting import wait_until

ROOT = Path(__file__).parents[2]
READY_SECONDS = 300
STOP_SECONDS = 60
STARTED = "Waymark is at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A running platform: the process that `make run` is, its files, and where it answers."""

    process: subprocess.Popen[bytes]
    folder: Path
    environment: Mapping[str, str]

    @property
    def output(self) -> str:
        return (self.folder / "output.txt").read_text(errors="replace")

    @property
    def addresses(self) -> dict[str, str]:
        found: dict[str, str] = json.loads((self.folder / "addresses.json").read_text())
        return found

    @property
    def place(self) -> Place:
        note: dict[str, Any] = json.loads((self.folder / "stack.json").read_text())
        return Place(
            trust="skylark",
            mongodb_uri=note["mongodb_uri"],
            bootstrap=note["kafka_bootstrap_servers"],
            services=list(self.addresses),
        )

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of the project's modules beside it, as make does."""
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=READY_SECONDS,
        )

    def token(self, who: str) -> str:
        """A bearer token, had in the way that this person signs in."""
        done = self.command("deploy.local.token", who)
        if done.returncode:
            raise Trouble(done.stderr)
        return done.stdout.strip()

    def pids(self, *words: str) -> list[int]:
        """The processes of this platform whose command line holds these words, oldest first."""
        found = psutil.Process(self.process.pid).children(recursive=True)
        return [one.pid for one in found if all(word in _command_line(one) for word in words)]

    def client(self, who: str, ledger: Ledger) -> Client:
        return Client(self.addresses, self.token(who), ledger)

    def answers(self, service: str) -> bool:
        try:
            reply = requests.get(f"{self.addresses[service]}/health/ready", timeout=2)
        except requests.RequestException:
            return False
        return reply.status_code == 200


def _command_line(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""


@contextmanager
def running_platform(
    export: Path | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[Platform]:
    """Start it, wait until its data are loaded, and stop it as Ctrl-C does.

    export: what is imported in place of the demo trust's own. settings: more of the environment.
    """
    with tempfile.TemporaryDirectory(prefix="waymark-platform-") as name:
        folder = Path(name)
        ports = {setting_for(part): str(free_port()) for part in DEFAULTS}
        environment = {**os.environ, **ports, **(settings or {}), "WAYMARK_LOCAL": name}
        if export is not None:
            environment["WAYMARK_DEMO_EXPORT"] = str(export)
        with (folder / "output.txt").open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "deploy.local.run"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        platform = Platform(process=process, folder=folder, environment=environment)
        try:
            wait_until(
                lambda: _started(platform), "the platform to start", within_seconds=READY_SECONDS
            )
            yield platform
        finally:
            stop(platform)


def _started(platform: Platform) -> bool:
    if platform.process.poll() is not None:
        raise Trouble(f"make run ended:\n{platform.output[-4000:]}")
    return STARTED in platform.output


def stop(platform: Platform) -> None:
    """Ctrl-C, and wait until everything that it started has ended."""
    if platform.process.poll() is None:
        platform.process.send_signal(signal.SIGINT)
    try:
        platform.process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        platform.process.kill()
        raise
