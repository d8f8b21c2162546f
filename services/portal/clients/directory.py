"""directory: sign-in, schools, people's names, finding a pupil, families."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.access.grants import Grant, Role, Scope

from .calling import Calling


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """access_token: for expires_in seconds; refresh_token: renews it for 12 hours."""

    access_token: str
    expires_in: int
    refresh_token: str
    person_id: UUID
    grants: tuple[Grant, ...]


class Directory:
    """What the portal asks of directory."""

    def __init__(self, calling: Calling) -> None:
        self._calling = calling

    def sign_in_staff(self, id_token: str, nonce: str) -> Tokens:
        """Raises SignedOut for somebody whom the trust does not know, NotAnswered."""
        return self._tokens("/tokens/staff", {"id_token": id_token, "nonce": nonce})

    def sign_in_by_link(self, secret: str) -> Tokens:
        """Raises SignedOut for a link that is too old or was used, NotAnswered."""
        return self._tokens("/tokens/link", {"secret": secret})

    def renew(self, refresh_token: str) -> Tokens:
        """Raises SignedOut once the sign-in has ended, NotAnswered."""
        return self._tokens("/tokens/renew", {"refresh_token": refresh_token})

    def _tokens(self, path: str, body: Mapping[str, Any]) -> Tokens:
        return tokens(self._calling.post(path, body, signed_in=False).body)

    def send_link(self, email: str) -> None:
        """The answer is the same for an address that nobody has. Raises NotAnswered."""
        self._calling.post("/sign-in-links", {"email": email}, signed_in=False)

    def sign_out(self, refresh_token: str) -> None:
        """Raises NotAnswered."""
        self._calling.post("/tokens/end", {"refresh_token": refresh_token}, signed_in=False)


def tokens(body: Mapping[str, Any]) -> Tokens:
    return Tokens(
        access_token=body["access_token"],
        expires_in=body["expires_in"],
        refresh_token=body["refresh_token"],
        person_id=UUID(body["person_id"]),
        grants=tuple(
            Grant(
                role=Role(one["role"]),
                scope=Scope(one["scope"]),
                id=UUID(one["id"]) if one["id"] else None,
            )
            for one in body["grants"]
        ),
    )
