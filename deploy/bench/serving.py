"""The services' own processes on the ground, started as `make run` starts them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from deploy.bench.ground import Ground
from deploy.local.child import Child
from deploy.local.services import api, worker


@contextmanager
def running(ground: Ground, *names: str) -> Iterator[None]:
    """Run "referrals-api", "referrals-worker" and the like until the block ends."""
    with ExitStack() as ends:
        for name in names:
            child = _child(ground, name)
            ends.callback(child.stop)
            child.start()
        yield


def _child(ground: Ground, name: str) -> Child:
    service, _, capacity = name.partition("-")
    keeper = ground.servers.keeper
    if capacity == "api":
        child = api(service, ground.trust, ground.ports[service], keeper)
    else:
        child = worker(service, ground.trust, keeper)
    child.log = ground.servers.home / f"{name}.log"
    return child
