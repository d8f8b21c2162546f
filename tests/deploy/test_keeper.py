"""Nothing that we start outlives us, however we end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.child import Child, Died
from deploy.local.keeper import Keeper
from deploy.local.places import PROJECT
from deploy.local.waiting import wait_until

WAITS = "import signal; signal.pause()"
WITHIN_SECONDS = 15

# A program like a test run: it starts a server, from a thread that ends, and names it.
OWNER = """
import signal, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from deploy.local.child import Child
from deploy.local.keeper import Keeper

home = Path(sys.argv[1])
keeper = Keeper()
keeper.remove(home)
server = Child(
    "server",
    [sys.executable, "-c", "import signal; signal.pause()"],
    keeper=keeper,
    log=home / "log",
    ready=lambda: True,
)
with ThreadPoolExecutor(1) as pool:
    pool.submit(server.start).result()
print(server.pid, flush=True)
signal.pause()
"""


def runs(pid: int) -> bool:
    """Whether the process is there and is more than an exit code that waits to be read."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_server_and_its_data_are_gone_after_kill_9_of_their_owner(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, home], stdout=subprocess.PIPE, text=True, cwd=PROJECT
    )
    assert owner.stdout is not None
    server = int(owner.stdout.readline())
    assert runs(server)
    assert home.exists()
    owner.kill()
    owner.wait()
    owner.stdout.close()
    try:
        wait_until(lambda: not runs(server), "the server ending", within_seconds=WITHIN_SECONDS)
        wait_until(lambda: not home.exists(), "the folder going", within_seconds=WITHIN_SECONDS)
    finally:
        if runs(server):
            os.kill(server, signal.SIGKILL)


def test_a_stopped_process_can_be_started_again(tmp_path: Path) -> None:
    keeper = Keeper()
    child = waiting_child(keeper, tmp_path / "log")
    try:
        child.start()
        first = child.pid
        child.stop()
        assert child.exit_code == -signal.SIGTERM
        child.restart()
        assert child.running
        assert child.pid != first
    finally:
        keeper.close()
    assert not child.running


def test_a_process_that_ignores_the_request_to_stop_is_killed(tmp_path: Path) -> None:
    keeper = Keeper()
    ready = tmp_path / "ready"
    stubborn = (
        "import signal, pathlib; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"pathlib.Path({str(ready)!r}).touch(); signal.pause()"
    )
    child = Child(
        "stubborn",
        [sys.executable, "-c", f"{stubborn}"],
        keeper=keeper,
        log=tmp_path / "log",
        ready=ready.exists,
        stop_within_seconds=0.2,
    )
    try:
        child.start()
        child.stop()
        assert child.exit_code == -signal.SIGKILL
    finally:
        keeper.close()


def test_a_process_that_ends_at_once_is_quoted(tmp_path: Path) -> None:
    keeper = Keeper()
    child = Child(
        "server",
        [sys.executable, "-c", "print('no such setting'); raise SystemExit(7)"],
        keeper=keeper,
        log=tmp_path / "log",
        ready=lambda: False,
    )
    try:
        with pytest.raises(Died, match=r"(?s)server ended with code 7.*no such setting"):
            child.start()
    finally:
        keeper.close()


def waiting_child(keeper: Keeper, log: Path) -> Child:
    return Child(
        "server",
        [sys.executable, "-c", WAITS],
        keeper=keeper,
        log=log,
        ready=lambda: True,
    )


def test_killing_takes_the_whole_group(tmp_path: Path) -> None:
    keeper = Keeper()
    pid_file = tmp_path / "pid"
    forks = (
        "import os, pathlib, signal\n"
        "worker = os.fork()\n"
        f"if worker: pathlib.Path({str(pid_file)!r}).write_text(str(worker))\n"
        "signal.pause()"
    )
    child = Child(
        "master",
        [sys.executable, "-c", forks],
        keeper=keeper,
        log=tmp_path / "log",
        ready=lambda: pid_file.exists() and bool(pid_file.read_text()),
    )
    try:
        child.start()
        worker = int(pid_file.read_text())
        assert os.getpgid(worker) == child.pid
        child.kill()
        wait_until(lambda: not runs(worker), "the worker ending", within_seconds=WITHIN_SECONDS)
    finally:
        keeper.close()
