"""A load of commands: a teacher raises concerns, the SENCO acknowledges them; all in a ledger."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Final
from uuid import uuid4

import requests

from deploy.check.ledger import Client

RATE_A_SECOND: Final = 25.0
WORKERS: Final = 6
ATTEMPTS: Final = 40
PAUSE_SECONDS: Final = 0.5


class Load:
    """Runs from `with` to its end. A command without a reply is sent again, under its key.

    clients: () -> (teacher, SENCO), called by each thread: tokens last five minutes.
    """

    def __init__(
        self,
        clients: Callable[[], tuple[Client, Client]],
        pupils: Sequence[str],
        chance: random.Random,
    ) -> None:
        self._clients = clients
        self._pupils = pupils
        self._chance = chance
        self._stop = threading.Event()
        self._sent = 0
        self._refused = Counter[int]()
        self._began = time.monotonic()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._run, args=(n,), daemon=True) for n in range(WORKERS)
        ]

    def __enter__(self) -> "Load":
        self._began = time.monotonic()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(ATTEMPTS * PAUSE_SECONDS + 30)

    @property
    def sent(self) -> int:
        """How many commands have been carried out."""
        return self._sent

    def refused(self) -> list[str]:
        """What was answered else: no fault is a reason to, a 503 apart."""
        return [
            f"{count} commands were answered {status}" for status, count in self._refused.items()
        ]

    def rate(self) -> float:
        """Commands carried out per second since the beginning."""
        return self._sent / max(0.001, time.monotonic() - self._began)

    def _run(self, number: int) -> None:
        teacher, senco = self._clients()
        turn = self._began + number / RATE_A_SECOND
        while not self._stop.is_set():
            self._raise_and_acknowledge(teacher, senco)
            turn += 2 * WORKERS / RATE_A_SECOND
            self._stop.wait(max(0.0, turn - time.monotonic()))

    def _raise_and_acknowledge(self, teacher: Client, senco: Client) -> None:
        with self._lock:
            pupil = self._chance.choice(self._pupils)
        body = {
            "pupil_id": pupil,
            "noticed": "Loses track when there is noise.",
            "family_said": "The same at home.",
        }
        reply = self._answered(teacher, "/referrals", body)
        if reply is not None and reply.ok:
            path = f"/referrals/{reply.json()['referral_id']}/acknowledgement"
            self._answered(senco, path, {}, seen=1)

    def _answered(
        self, client: Client, path: str, body: dict[str, Any], seen: int | None = None
    ) -> requests.Response | None:
        """The reply, asked for again while there is none or the service says 503."""
        key = uuid4().hex
        for _ in range(ATTEMPTS):
            try:
                reply = client.post("referrals", path, body, key=key, seen=seen)
            except requests.RequestException:
                time.sleep(PAUSE_SECONDS)
                continue
            if reply.status_code != 503:
                with self._lock:
                    if reply.ok:
                        self._sent += 1
                    else:
                        self._refused[reply.status_code] += 1
                return reply
            time.sleep(PAUSE_SECONDS)
        return None
