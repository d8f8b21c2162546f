"""Which port each part of `make run` listens on: a default, or WAYMARK_PORT_<PART>."""

import os
from collections.abc import Mapping
from types import MappingProxyType

from deploy.local.ports import HOST, require_free
from deploy.local.trouble import Trouble

DEFAULTS: Mapping[str, int] = MappingProxyType(
    {
        "portal": 7400,
        "directory": 7401,
        "referrals": 7402,
        "plans": 7403,
        "ehcp": 7404,
        "notifications": 7405,
        "reporting": 7406,
        "mongodb": 7417,
        "kafka": 7492,
        "kafka_controller": 7493,
        "mail": 7425,
        "sign_in": 7440,
    }
)
ALLOWED = range(1024, 65_536)


def setting_for(part: str) -> str:
    return f"WAYMARK_PORT_{part.upper()}"


def chosen_ports(environment: Mapping[str, str] = os.environ) -> dict[str, int]:
    """{part: port}. Raises Trouble for a setting that is no port, or a port given twice."""
    ports = {part: _port(part, environment) for part in DEFAULTS}
    taken: dict[int, str] = {}
    for part, port in ports.items():
        if other := taken.get(port):
            raise Trouble(
                f"{setting_for(part)} and {setting_for(other)} are both {port}: choose two ports."
            )
        taken[port] = part
    return ports


def require_all_free(ports: Mapping[str, int]) -> None:
    """Raise Trouble, naming the setting, for the first port that is taken."""
    for part, port in ports.items():
        require_free(port, name=part.replace("_", " "), setting=setting_for(part))


def url(port: int) -> str:
    return f"http://{HOST}:{port}"


def _port(part: str, environment: Mapping[str, str]) -> int:
    text = environment.get(setting_for(part), str(DEFAULTS[part]))
    if not text.isdecimal() or int(text) not in ALLOWED:
        raise Trouble(
            f"{setting_for(part)}={text} is no port: choose a number from {ALLOWED.start} to"
            f" {ALLOWED.stop - 1}."
        )
    return int(text)
