"""What `make` says: about its targets, and where something that it needs is not there."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from deploy.local.addresses import setting_for
from deploy.local.places import PROJECT
from deploy.local.ports import HOST, free_port
from tests.servers import NO_ENGINE

SECONDS = 60


def said_by(*argv: str, **settings: str) -> tuple[int, str]:
    """The exit code, and all that was said."""
    done = subprocess.run(
        argv,
        env={**_without_an_outer_make(os.environ), **settings},
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    return done.returncode, done.stdout


def _without_an_outer_make(environment: Mapping[str, str]) -> dict[str, str]:
    """`make test` runs these tests: what it hands on would change what the inner one says."""
    theirs = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    return {name: value for name, value in environment.items() if name not in theirs}


def test_help_says_a_line_about_every_target() -> None:
    makefile = (PROJECT / "Makefile").read_text()
    [targets] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    code, said = said_by("make", "help")
    assert code == 0
    lines = [line.split(maxsplit=2) for line in said.splitlines()]
    assert {(one, name) for one, name, *_ in lines} == {("make", one) for one in targets.split()}
    assert all(len(line) == 3 for line in lines)
    assert len(lines) == len(targets.split())


def test_a_token_is_for_somebody() -> None:
    code, said = said_by("make", "token", WHO="")
    assert code != 0
    assert "WHO=persona is missing" in said


@pytest.mark.parametrize("left_behind", [False, True], ids=["never ran", "was stopped"])
def test_a_token_of_a_platform_that_does_not_run_says_how_to_start_it(
    tmp_path: Path, left_behind: bool
) -> None:
    port = free_port()
    if left_behind:
        addresses = {"directory": f"http://{HOST}:{free_port()}"}
        (tmp_path / "addresses.json").write_text(json.dumps(addresses))
    for who in ("senco", "parent"):
        code, said = said_by(
            *(sys.executable, "-m", "deploy.local.token", who),
            WAYMARK_LOCAL=str(tmp_path),
            **{setting_for("sign_in"): str(port)},
        )
        assert code == 1
        assert said.startswith("Waymark is not running here: start it with `make run`.")
        assert ("Nobody answers at 127.0.0.1:" in said) is left_behind
        assert "Traceback" not in said


@pytest.mark.parametrize("chosen", [["-k", "no_such_test"], ["--numprocesses=2"]])
def test_without_an_engine_tests_on_containers_end_at_once_and_say_so(chosen: list[str]) -> None:
    code, said = said_by(
        *(sys.executable, "-m", "pytest", *chosen),
        BACKING="docker",
        DOCKER_HOST=f"tcp://{HOST}:{free_port()}",
    )
    assert code == 3
    assert NO_ENGINE in said
    assert "collected" not in said
