"""The processes of a trust's services: an api under gunicorn each, a worker where it has one."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import requests

from deploy.local.addresses import url
from deploy.local.child import Child
from deploy.local.keeper import Keeper
from deploy.local.places import LOGS
from deploy.local.ports import HOST
from deploy.local.trouble import Trouble
from deploy.local.trust import SERVICES, Trust, has_module
from services.directory.demo_trust.personas import OPS

GUNICORN = Path(__file__).with_name("gunicorn_conf.py")
# Above gunicorn's graceful_timeout.
API_STOPS_WITHIN_SECONDS = 40


def chosen_services(text: str | None) -> Sequence[str]:
    """The services that WAYMARK_SERVICES names, with spaces between; all where it is not set.

    A developer starts the others, or none, and runs one from the editor. Raises Trouble.
    """
    if text is None:
        return [name for name in SERVICES if has_module(f"services.{name}.app")]
    if unknown := set(text.split()) - set(SERVICES):
        raise Trouble(
            f"WAYMARK_SERVICES names no service of ours: {', '.join(sorted(unknown))}."
            f" There are: {', '.join(SERVICES)}."
        )
    return [name for name in SERVICES if name in text.split()]


def processes(
    trust: Trust, services: Sequence[str], ports: Mapping[str, int], keeper: Keeper
) -> Iterator[Child]:
    """Each service's api and, where it has one, worker; not yet started."""
    for name in services:
        yield api(name, trust, ports[name], keeper)
        if has_module(f"services.{name}.worker"):
            yield worker(name, trust, keeper)


def api(name: str, trust: Trust, port: int, keeper: Keeper) -> Child:
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
        env=_inherited() | trust.environment(name, "api"),
        stop_within_seconds=API_STOPS_WITHIN_SECONDS,
    )


def worker(name: str, trust: Trust, keeper: Keeper) -> Child:
    return Child(
        f"{name}-worker",
        [sys.executable, "-m", f"services.{name}.worker"],
        keeper=keeper,
        log=LOGS / f"{name}-worker.log",
        ready=lambda: True,
        env=_inherited() | trust.environment(name, "worker"),
    )


def is_alive(base_url: str) -> bool:
    """Whether an api answers at all; whether it is fit for work is /health/ready's to say."""
    try:
        reply = requests.get(f"{base_url}/health/live", timeout=2, allow_redirects=False)
    except requests.RequestException:
        return False
    return reply.status_code < 500


def local_settings(ports: Mapping[str, int]) -> dict[str, str]:
    """What every process is told besides its trust: mail, sign-in, and the portal's own."""
    return {
        "WAYMARK_OIDC_ISSUER": url(ports["sign_in"]),
        "WAYMARK_OIDC_CLIENT_ID": "waymark",
        "WAYMARK_OIDC_CLIENT_SECRET": "known-to-everyone-on-this-machine",
        "WAYMARK_OPERATORS": OPS.email,
        "WAYMARK_MAIL_FROM": "send@skylarkvalley.example",
        "WAYMARK_PORTAL_URL": url(ports["portal"]),
        "WAYMARK_PORTAL_PHONE": "01632 960 000",
        "WAYMARK_PORTAL_PHONE_HOURS": "Monday to Friday, 8am to 4pm",
        "WAYMARK_PORTAL_EMAIL": "send@skylarkvalley.example",
        "WAYMARK_SMTP_HOST": HOST,
        "WAYMARK_SMTP_PORT": str(ports["mail"]),
    }


def _inherited() -> dict[str, str]:
    # Who starts the platform may hold the servers' own credentials; no service may.
    private = ("MONGODB_URI", "KAFKA_BOOTSTRAP_SERVERS")
    return {name: value for name, value in os.environ.items() if name not in private}
