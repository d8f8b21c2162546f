"""Which ports the local stack listens on, always at 127.0.0.1."""

import errno
import random
import socket

from deploy.local.trouble import Trouble

HOST = "127.0.0.1"

# Below 32768 the kernel hands out no port by itself, so that a server which was killed finds its
# port free when it is started again.
_OURS = range(20_000, 32_768)
_ATTEMPTS = 100
_given: set[int] = set()


def is_free(port: int) -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def accepts(port: int) -> bool:
    """Whether somebody accepts connections on the port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def free_port() -> int:
    """A port on which nobody listens, another one at each call."""
    choose = random.SystemRandom()
    for _ in range(_ATTEMPTS):
        port = choose.choice(_OURS)
        if port not in _given and is_free(port):
            _given.add(port)
            return port
    raise Trouble(f"No free port found between {_OURS.start} and {_OURS.stop - 1}: close programs.")


def require_free(port: int, *, name: str, setting: str) -> None:
    """Raise Trouble, naming the setting that moves the server, if the port is taken."""
    if not is_free(port):
        raise Trouble(
            f"Port {port}, which {name} should listen on, is taken (or not yours to use). Stop the"
            f" program that has it, or choose another port: {setting}={free_port()} make run"
        )
