"""HTTP to one service: limits, who asks, the trace, and answers that are problems."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

import requests
import structlog
from flask import g

from shared.http.stating import HEADER
from shared.shapes import convert

from .problems import (
    AlreadySent,
    Change,
    Down,
    Invalid,
    NotAllowed,
    NotThere,
    ReasonMissing,
    Refused,
    SignedOut,
    Stale,
)

log = structlog.get_logger()

TIMEOUT_SECONDS: Final = 3
CONNECTIONS: Final = 16
KEY: Final = "Idempotency-Key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """body: JSON. version: of the thing, by its ETag. behind: a list older than asked for."""

    body: Any
    version: int | None
    behind: bool = False


class Calling:
    """One service's api. It asks as whoever is signed in, whose token `g.bearer` gives."""

    def __init__(self, service: str, base_url: str) -> None:
        self.service = service
        self._base_url = base_url
        self._session = requests.Session()
        pool = requests.adapters.HTTPAdapter(pool_connections=1, pool_maxsize=CONNECTIONS)
        self._session.mount(base_url, pool)
        self._session.trust_env = False

    def get(self, path: str, **query: Any) -> Answer:
        """Raises NotAnswered."""
        asked = {name: value for name, value in query.items() if value is not None}
        try:
            return self._read(path, asked)
        except ReasonMissing as missing:
            if not learnt_about(missing.pupil_id):
                raise
            return self._read(path, asked)

    def _read(self, path: str, asked: Mapping[str, Any]) -> Answer:
        return self._ask("GET", path, params=asked, headers=self._headers() | why())

    def post(
        self,
        path: str,
        body: Mapping[str, Any],
        *,
        key: str | None = None,
        version: int | None = None,
        signed_in: bool = True,
    ) -> Answer:
        """key: the form's idempotency key, or none for a question that changes nothing.

        version: the one that the person saw. Raises NotAnswered.
        """
        headers = self._headers(signed_in=signed_in) | {KEY: key or str(uuid4())}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return self._ask("POST", path, json=body, headers=headers)

    def question(self, path: str, body: Mapping[str, Any]) -> Answer:
        """What is asked, and is too long for an address: it changes nothing. Raises NotAnswered."""
        headers = self._headers() | {KEY: str(uuid4())} | why()
        return self._ask("POST", path, json=body, headers=headers)

    def _headers(self, *, signed_in: bool = True) -> dict[str, str]:
        headers = {"traceparent": traceparent(), "Accept": "application/json"}
        if signed_in:
            headers["Authorization"] = f"Bearer {g.bearer()}"
        return headers

    def _ask(self, method: str, path: str, **how: Any) -> Answer:
        if self.service in down():
            raise Down(self.service)  # it let this request wait once; a page has more parts
        try:
            reply = self._sent(method, path, **how)
        except requests.RequestException as error:
            log.warning("service_down", service=self.service, error=type(error).__name__)
            down().add(self.service)
            raise Down(self.service) from None
        return answer(self.service, reply)

    def _sent(self, method: str, path: str, **how: Any) -> requests.Response:
        address = f"{self._base_url}{path}"
        how |= {"timeout": TIMEOUT_SECONDS, "allow_redirects": False}
        try:
            return self._session.request(method, address, **how)
        except requests.ConnectionError as error:
            if isinstance(error, requests.ConnectTimeout):
                raise
            # A connection that was kept open may have been closed under us. Asking once more
            # is safe: every change carries its key.
            return self._session.request(method, address, **how)


def why() -> dict[str, str]:
    """The reason that was stated for opening the record that this request is about, if any."""
    about: UUID | None = g.get("about")
    reason: str | None = g.reason_for(about) if about else None
    return {HEADER: reason} if reason else {}


def learnt_about(pupil_id: UUID) -> bool:
    """Whether an answer told whose record this request opens, and why is known from before.

    The address of a concern or a plan does not name the pupil; from now on it is known.
    """
    if g.get("about") == pupil_id:
        return False
    g.about = pupil_id
    return bool(why())


def down() -> set[str]:
    """The services that did not answer this request."""
    if "down" not in g:
        g.down = set()
    found: set[str] = g.down
    return found


def traceparent() -> str:
    """One trace for all that a page asks (W3C Trace Context)."""
    if "trace_id" not in g:
        g.trace_id = secrets.token_hex(16)
    return f"00-{g.trace_id}-{secrets.token_hex(8)}-01"


def answer(service: str, reply: requests.Response) -> Answer:
    """What was answered, or the problem that it tells of. Raises NotAnswered."""
    if reply.status_code < 300:
        body = reply.json() if reply.content else None
        behind = reply.headers.get("X-View-Behind") == "true"
        return Answer(body=body, version=version_of(reply.headers.get("ETag")), behind=behind)
    raise problem(service, reply)


def version_of(etag: str | None) -> int | None:
    digits = (etag or "").removeprefix("W/").strip('"')
    return int(digits) if digits.isdecimal() else None


def problem(service: str, reply: requests.Response) -> Exception:
    """The exception for a problem document (RFC 9457)."""
    match reply.status_code, document(reply):
        case 401, _:
            return SignedOut()
        case 403, {"rule": "ReasonMissing", "pupil_id": str(pupil_id)}:
            return ReasonMissing(UUID(pupil_id))
        case 403, _:
            return NotAllowed()
        case 404, _:
            return NotThere()
        case 409, {"rule": str(rule), "detail": str(detail)}:
            return Refused(service, rule, detail)
        case 412, {"seen": int(seen), "version": int(current)} as told:
            return Stale(seen, current, convert(told, Change))
        case 412 | 428, _:
            return Stale()
        case 422, {"errors": {"Idempotency-Key": _}}:
            return AlreadySent()
        case 422, {"errors": dict(errors)}:
            return Invalid(errors)
        case 409 | 429, _:
            return Down(service)
        case status, _ if status >= 500:
            log.warning("service_failed", service=service, status=status)
            return Down(service)
        case status, _:
            return RuntimeError(f"{service} answered {status}, which this page never asked for")


def document(reply: requests.Response) -> Any:
    try:
        return reply.json()
    except ValueError:
        return {}
