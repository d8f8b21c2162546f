"""Whether each part of Waymark answers right now, for anyone who wonders if it is just them."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import requests

# What people lose when a service is away: its task, not its name.
PARTS = {
    "directory": "Signing in and names",
    "referrals": "Concerns",
    "plans": "Support plans",
    "ehcp": "EHC plans and their dates",
    "notifications": "Messages",
    "reporting": "Reports and lists",
}
TIMEOUT_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Status:
    """working: part, in people's words -> whether it answered."""

    working: Mapping[str, bool]

    @property
    def down(self) -> list[str]:
        return [part for part, works in self.working.items() if not works]


def look(services: Mapping[str, str]) -> dict[str, bool]:
    """Ask every service at once. services: its base URL by name. {part: does it answer}."""
    if not services:
        return {}
    with ThreadPoolExecutor(max_workers=len(services)) as pool:
        answers = list(pool.map(answers_at, services.values()))
    return {PARTS[name]: works for name, works in zip(services, answers, strict=True)}


def answers_at(base_url: str) -> bool:
    try:
        reply = requests.get(
            f"{base_url}/health/ready", timeout=TIMEOUT_SECONDS, allow_redirects=False
        )
    except requests.RequestException:
        return False
    return reply.status_code == 200
