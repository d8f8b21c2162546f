"""What dies is started again, and everything ends together."""

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from deploy.local.child import Child
from deploy.local.keeper import Keeper
from deploy.local.places import PROJECT
from deploy.local.supervisor import QUICK_DEATHS, Supervisor
from deploy.local.waiting import wait_until
from tests.deploy.test_keeper import runs

WITHIN_SECONDS = 20
WAITS = "import signal; signal.pause()"
DIES = "raise SystemExit('no such database')"

# A platform of two processes, as `make run` has many. It names them once they run.
PLATFORM = """
import sys
from pathlib import Path
from rich.console import Console
from deploy.local.child import Child
from deploy.local.keeper import Keeper
from deploy.local.supervisor import Stopping, Supervisor

keeper = Keeper()
supervisor = Supervisor(Console(file=sys.stderr))
supervisor.listen_for_stop()
first, second = (
    Child(
        name,
        [sys.executable, "-c", "import signal; signal.pause()"],
        keeper=keeper,
        log=Path(sys.argv[1]) / name,
        ready=lambda: True,
    )
    for name in ("first", "second")
)
try:
    supervisor.start(first)
    supervisor.start(second)
    print(first.pid, second.pid, flush=True)
    supervisor.watch()
except Stopping:
    pass
finally:
    supervisor.stop()
    keeper.close()
"""


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    keeper = Keeper()
    yield keeper
    keeper.close()


def child(program: str, keeper: Keeper, folder: Path, name: str = "plans-api") -> Child:
    return Child(
        name,
        [sys.executable, "-c", program],
        keeper=keeper,
        log=folder / f"{name}.log",
        ready=lambda: True,
    )


def test_a_killed_process_is_started_again_and_it_says_so(keeper: Keeper, tmp_path: Path) -> None:
    said = io.StringIO()
    supervisor = Supervisor(Console(file=said), first_pause_seconds=0.02)
    service = child(WAITS, keeper, tmp_path)
    supervisor.start(service)
    first = service.pid
    os.kill(first, signal.SIGKILL)

    def is_back() -> bool:
        supervisor.look_once()
        return "plans-api is ready again" in said.getvalue()

    wait_until(is_back, "the process coming back", within_seconds=WITHIN_SECONDS)
    assert service.running
    assert service.pid != first
    assert "plans-api died (code -9)" in said.getvalue()


def test_a_process_that_keeps_dying_is_given_up_with_its_last_words(
    keeper: Keeper, tmp_path: Path
) -> None:
    said = io.StringIO()
    supervisor = Supervisor(Console(file=said, width=200), first_pause_seconds=0.02)
    service = child(DIES, keeper, tmp_path)
    service.launch()
    supervisor.adopt(service)

    def is_given_up() -> bool:
        supervisor.look_once()
        return supervisor.gave_up == ["plans-api"]

    wait_until(is_given_up, "the supervisor giving up", within_seconds=WITHIN_SECONDS)
    assert said.getvalue().count("starting it again") == QUICK_DEATHS - 1
    assert re.search(r"(?s)stays down.*no such database", said.getvalue())


@pytest.mark.parametrize("asked_by", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_every_process(asked_by: signal.Signals, tmp_path: Path) -> None:
    platform = subprocess.Popen(
        [sys.executable, "-c", PLATFORM, tmp_path],
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    )
    assert platform.stdout is not None
    pids = [int(pid) for pid in platform.stdout.readline().split()]
    assert len(pids) == 2
    assert all(map(runs, pids))
    platform.send_signal(asked_by)
    assert platform.wait(WITHIN_SECONDS) == 0
    platform.stdout.close()
    assert not any(map(runs, pids))


def test_the_last_group_ends_first(keeper: Keeper, tmp_path: Path) -> None:
    """A service must be able to finish a request while its database still runs."""
    order = tmp_path / "order"
    ends = (
        "import signal, sys, pathlib\n"
        "def end(number, frame):\n"
        f"    with open({str(order)!r}, 'a') as file: file.write(NAME + ' ')\n"
        "    sys.exit()\n"
        "signal.signal(signal.SIGTERM, end)\n"
        "pathlib.Path(READY).touch()\n"
        "signal.pause()\n"
    )
    supervisor = Supervisor(Console(file=io.StringIO()))
    stop_ignores = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for name in ("database", "service"):
        ready = tmp_path / f"{name}.ready"
        program = f"NAME, READY = {name!r}, {str(ready)!r}\n{ends}"
        supervisor.start(
            Child(
                name,
                [sys.executable, "-c", program],
                keeper=keeper,
                log=tmp_path / name,
                ready=ready.exists,
            )
        )
    try:
        supervisor.stop()
    finally:
        for number, handler in stop_ignores.items():
            signal.signal(number, handler)
    assert order.read_text().split() == ["service", "database"]
