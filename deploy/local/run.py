"""`make run`: the whole platform on this machine, until Ctrl-C."""

import errno
import fcntl
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console

from deploy.local.addresses import chosen_ports, require_all_free, url
from deploy.local.child import Child
from deploy.local.demo_data import load_demo
from deploy.local.keeper import Keeper
from deploy.local.people import print_people, write_people
from deploy.local.places import LOCAL, LOGS, full_disk, private_folder, require_room
from deploy.local.ports import accepts
from deploy.local.services import chosen_services, local_settings, processes
from deploy.local.stack import Stack, start_servers, write_note
from deploy.local.supervisor import Stopping, Supervisor
from deploy.local.trouble import Trouble
from deploy.local.trust import SERVICES, Trust, prepare

ADDRESSES = LOCAL / "addresses.json"
MAIL = LOCAL / "mail"
PEOPLE = LOCAL / "people.json"
NO_PLACE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.ENOSPC, errno.EDQUOT}
CODE = "skylark"
NAME = "Skylark Valley Trust"


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
        _complain(console, f"{what_and_why}\n{full_disk(LOCAL)}".strip())
        trouble = True
    except Exception as error:
        if not (known := of_the_machine(error)):
            raise
        _complain(console, known)
        trouble = True
    finally:
        supervisor.stop()
        keeper.close()
    return int(trouble)


def of_the_machine(error: Exception) -> str:
    """What to do about an error that the machine's disk is behind; "" where it is not."""
    if full := full_disk(LOCAL):
        return full  # whatever failed first: a server that ended, a file that was cut off
    if isinstance(error, OSError) and error.errno in NO_PLACE:
        return (
            f"{error.filename or LOCAL} cannot be written: {error.strerror}. Give Waymark a folder"
            " of your own: WAYMARK_LOCAL=/path/to/folder make run"
        )
    return ""


def _complain(console: Console, what_and_why: str) -> None:
    """Unwrapped: what there is to type can be copied."""
    console.print(what_and_why, style="bold red", markup=False, highlight=False, soft_wrap=True)


def start(supervisor: Supervisor, keeper: Keeper, console: Console) -> None:
    """Everything in its order; returns once each api answers."""
    require_room(private_folder(LOCAL))
    ports, services = chosen_ports(), chosen_services(os.environ.get("WAYMARK_SERVICES"))
    require_all_free(ports)
    console.print("Starting MongoDB and Kafka")
    stack, servers = start_servers(ports, keeper)
    supervisor.adopt(*servers)
    write_people(PEOPLE)
    supervisor.start(mail_sink(ports, keeper), sign_in_provider(ports, keeper))
    console.print("Preparing the databases")
    trust = prepare_trust(stack, services)
    console.print("Starting the services")
    supervisor.start(*processes(trust, services, ports, keeper))
    write_note(stack)
    started = {name: trust.addresses[name] for name in services}
    ADDRESSES.write_text(json.dumps(started, indent=2) + "\n")
    if "directory" in services:
        load_demo(trust, services, console)
        print_people(console)
    console.print(f"\nWaymark is at {url(ports['portal'])}  (Ctrl-C stops it)", style="bold")
    console.print(f"E-mails arrive in {MAIL}; logs are in {LOGS}")


def prepare_trust(stack: Stack, services: Sequence[str]) -> Trust:
    """The demo trust with its secrets, databases and users, made where they are missing."""
    return prepare(
        code=CODE,
        name=NAME,
        folder=private_folder(LOCAL / "trust"),
        mongodb_uri=stack.mongodb_uri,
        kafka=stack.kafka_bootstrap_servers,
        addresses={name: url(stack.ports[name]) for name in SERVICES},
        settings=local_settings(stack.ports),
        services=services,
    )


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
