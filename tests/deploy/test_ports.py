"""A taken port is a message, not a stack trace."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.keeper import Keeper
from deploy.local.mongod import start_mongod
from deploy.local.places import full_disk, require_room
from deploy.local.ports import HOST, free_port, is_free, require_free
from deploy.local.trouble import Trouble


@pytest.fixture
def taken() -> Iterator[int]:
    listener = socket.create_server((HOST, free_port()))
    yield listener.getsockname()[1]
    listener.close()


def test_a_taken_port_names_the_setting_that_moves_the_server(taken: int) -> None:
    with pytest.raises(Trouble) as trouble:
        require_free(taken, name="the portal", setting="WAYMARK_PORT_PORTAL")
    message = str(trouble.value)
    assert f"Port {taken}, which the portal" in message
    proposed = re.search(r"WAYMARK_PORT_PORTAL=(\d+) make run", message)
    assert proposed is not None
    assert is_free(int(proposed[1]))


def test_mongod_says_so_before_it_starts(taken: int, tmp_path: Path) -> None:
    keeper = Keeper()
    try:
        with pytest.raises(Trouble, match="WAYMARK_PORT_MONGODB"):
            start_mongod(tmp_path, port=taken, keeper=keeper)
    finally:
        keeper.close()


def test_no_port_is_given_twice_though_nobody_listens_there_yet() -> None:
    ports = [free_port() for _ in range(1_000)]
    assert len(set(ports)) == len(ports)


def test_a_free_port_is_free_and_below_those_that_the_kernel_gives_out() -> None:
    port = free_port()
    assert is_free(port)
    assert port < 32_768


def test_a_full_disk_says_how_much_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"has \d+ MB free; the servers need 1000000000 MB"):
        require_room(tmp_path, megabytes=1_000_000_000)


def test_a_disk_that_is_full_by_now_is_told_of_and_another_is_not(tmp_path: Path) -> None:
    assert full_disk(tmp_path) == ""
    assert "Make room" in full_disk(tmp_path, below_megabytes=1_000_000_000)
