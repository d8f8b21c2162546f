"""A client's own ledger: every request that it sent and the reply that it got, if any."""

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from shared.http.stating import HEADER

TIMEOUT_SECONDS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One request with its outcome. status: None where no reply came: it may have been done.

    token: "<stream>@<version>", where the reply announced a new version.
    """

    service: str
    method: str
    path: str
    key: str | None
    status: int | None
    token: str | None


class Ledger:
    """Remembers everything, for several threads. file: kept there too, line by line."""

    def __init__(self, file: Path | None = None) -> None:
        self._told: list[Told] = []
        self._lock = threading.Lock()
        self._file = file

    def add(self, told: Told) -> None:
        with self._lock:
            self._told.append(told)
            if self._file is not None:
                with self._file.open("a") as lines:
                    lines.write(json.dumps(asdict(told)) + "\n")

    def all(self) -> list[Told]:
        with self._lock:
            return list(self._told)


class Client:
    """Speaks to the services as one person, and writes down what came of it."""

    def __init__(self, addresses: Mapping[str, str], token: str, ledger: Ledger) -> None:
        self._addresses = addresses
        self._token = token
        self._ledger = ledger
        self._session = requests.Session()

    def get(self, service: str, path: str, *, why: str | None = None, **params: str) -> Any:
        """The JSON of a reply. why: the stated reason, where the person needs one to read it.

        Raises requests.HTTPError for any status from 400 on.
        """
        stated = {HEADER: why} if why else {}
        reply = self._session.get(
            self._addresses[service] + path,
            params=params,
            headers={"Authorization": f"Bearer {self._token}"} | stated,
            timeout=TIMEOUT_SECONDS,
        )
        reply.raise_for_status()
        return reply.json()

    def post(
        self,
        service: str,
        path: str,
        body: Mapping[str, Any],
        *,
        key: str | None = None,
        seen: int | None = None,
    ) -> requests.Response:
        """Send a command. Raises requests.RequestException where no reply came; kept as well."""
        key = key or uuid4().hex
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": key}
        if seen is not None:
            headers["If-Match"] = f'"{seen}"'
        status, token = None, None
        try:
            reply = self._session.post(
                self._addresses[service] + path,
                json=body,
                headers=headers,
                timeout=TIMEOUT_SECONDS,
            )
            status, token = reply.status_code, _token(reply)
            return reply
        finally:
            self._ledger.add(
                Told(service=service, method="POST", path=path, key=key, status=status, token=token)
            )


def _token(reply: requests.Response) -> str | None:
    if not reply.ok or "json" not in reply.headers.get("Content-Type", ""):
        return None
    body = reply.json()
    return body.get("token") if isinstance(body, dict) else None
