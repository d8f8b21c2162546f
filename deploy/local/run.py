"""`make run`: the whole platform on this machine, until Ctrl-C."""

import fcntl
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import requests
from rich.console import Console

from deploy.local.addresses import chosen_ports, require_all_free, url
from deploy.local.child import Child
from deploy.local.keeper import Keeper
from deploy.local.places import LOCAL, LOGS, PROJECT, private_folder, require_room
from deploy.local.ports import HOST, accepts
from deploy.local.stack import MAIL, PEOPLE, SERVICES, Stack, start_servers, write_note
from deploy.local.supervisor import Stopping, Supervisor
from deploy.local.trouble import Trouble

ADDRESSES = LOCAL / "addresses.json"
GUNICORN = Path(__file__).with_name("gunicorn_conf.py")
# Above gunicorn's graceful_timeout.
API_STOPS_WITHIN_SECONDS = 40


def main() -> int:
    """Start everything and keep it running. Returns the exit code: 1 after trouble."""
    console = Console()
    supervisor = Supervisor(console)
    supervisor.listen_for_stop()
    keeper = Keeper()
    try:
        with _alone():
            start(supervisor, keeper, console)
            supervisor.watch()
    except Stopping:
        console.print("\nStopping everything that this command started")
        trouble = bool(supervisor.gave_up)
    except Trouble as what_and_why:
        console.print(str(what_and_why), style="bold red", markup=False, highlight=False)
        trouble = True
    finally:
        supervisor.stop()
        keeper.close()
    return int(trouble)


def start(supervisor: Supervisor, keeper: Keeper, console: Console) -> None:
    """Everything in its order; returns once the portal answers."""
    require_room(private_folder(LOCAL))
    ports = chosen_ports()
    require_all_free(ports)
    console.print("Starting MongoDB and Kafka")
    stack, servers = start_servers(ports, keeper)
    supervisor.adopt(*servers)
    supervisor.start(mail_sink(ports, keeper), sign_in_provider(ports, keeper))
    supervisor.start(*services(stack, keeper))
    write_note(stack)
    ADDRESSES.write_text(json.dumps(addresses(ports), indent=2) + "\n")
    console.print(f"\nWaymark is at {url(ports['portal'])}  (Ctrl-C stops it)", style="bold")
    console.print(f"E-mails arrive in {MAIL}; logs are in {LOGS}")


def addresses(ports: Mapping[str, int]) -> dict[str, str]:
    """{service: base URL}"""
    return {name: url(ports[name]) for name in SERVICES}


def mail_sink(ports: Mapping[str, int], keeper: Keeper) -> Child:
    return Child(
        "mail",
        [sys.executable, "-m", "deploy.local.smtp_sink", str(ports["mail"]), MAIL],
        keeper=keeper,
        log=LOGS / "mail.log",
        ready=lambda: accepts(ports["mail"]),
    )


def sign_in_provider(ports: Mapping[str, int], keeper: Keeper) -> Child:
    return Child(
        "sign-in",
        [sys.executable, "-m", "deploy.local.oidc", str(ports["sign_in"]), PEOPLE],
        keeper=keeper,
        log=LOGS / "sign-in.log",
        ready=lambda: accepts(ports["sign_in"]),
    )


def services(stack: Stack, keeper: Keeper) -> Iterator[Child]:
    """An api for each service, and a worker where it has one. Raises Trouble."""
    for name in chosen_services(os.environ.get("WAYMARK_SERVICES")):
        folder = PROJECT / "services" / name
        if (folder / "app.py").exists():
            yield api(name, stack, keeper)
        if (folder / "worker.py").exists():
            yield worker(name, stack, keeper)


def chosen_services(text: str | None) -> Sequence[str]:
    """The services that WAYMARK_SERVICES names, with spaces between; all where it is not set.

    A developer starts the others, or none, and runs one from the editor.
    """
    if text is None:
        return SERVICES
    if unknown := set(text.split()) - set(SERVICES):
        raise Trouble(
            f"WAYMARK_SERVICES names no service of ours: {', '.join(sorted(unknown))}."
            f" There are: {', '.join(SERVICES)}."
        )
    return [name for name in SERVICES if name in text.split()]


def api(name: str, stack: Stack, keeper: Keeper) -> Child:
    port = stack.ports[name]
    return Child(
        f"{name}-api",
        [
            *(sys.executable, "-m", "gunicorn", "--config", GUNICORN),
            *("--bind", f"{HOST}:{port}", "--name", f"waymark-{name}"),
            f"services.{name}.app:create_app()",
        ],
        keeper=keeper,
        log=LOGS / f"{name}-api.log",
        ready=lambda: is_alive(url(port)),
        env=stack.environment(name, "api"),
        stop_within_seconds=API_STOPS_WITHIN_SECONDS,
    )


def worker(name: str, stack: Stack, keeper: Keeper) -> Child:
    return Child(
        f"{name}-worker",
        [sys.executable, "-m", f"services.{name}.worker"],
        keeper=keeper,
        log=LOGS / f"{name}-worker.log",
        ready=lambda: True,
        env=stack.environment(name, "worker"),
    )


def is_alive(base_url: str) -> bool:
    """Whether an api answers at all; whether it is fit for work is /health/ready's to say."""
    try:
        reply = requests.get(f"{base_url}/health/live", timeout=2, allow_redirects=False)
    except requests.RequestException:
        return False
    return reply.status_code < 500


@contextmanager
def _alone() -> Iterator[None]:
    with (private_folder(LOCAL) / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise Trouble(
                f"Waymark runs already, as process {lock.read().strip()}, on the data in {LOCAL}."
                " Stop it first, or give this one a folder and ports of its own: WAYMARK_LOCAL=..."
                " WAYMARK_PORT_PORTAL=..."
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


if __name__ == "__main__":
    sys.exit(main())
