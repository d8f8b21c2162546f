"""Access tokens: ES256, 5 minutes, issued by `directory`, verified by its published keys (JWKS)."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID, uuid4

import requests
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet

from shared.access.grants import Caller, Grant, Role, Scope
from shared.errors import Unauthenticated, Unavailable

ALGORITHM: Final = "ES256"
LIFETIME_SECONDS: Final = 300
LEEWAY_SECONDS: Final = 5
MOST_REMEMBERED: Final = 4_096
JWKS_TIMEOUT_SECONDS: Final = 3
JWKS_AGE_SECONDS: Final = 300
JWKS_ASK_AGAIN_SECONDS: Final = 5


def issue(key: ECKey, caller: Caller, *, issuer: str, audience: str, now: float) -> str:
    """A token for a caller, from `now` (seconds since 1970) for 5 minutes."""
    claims: dict[str, Any] = {
        "iss": issuer,
        "aud": audience,
        "sub": caller.subject,
        "iat": int(now),
        "exp": int(now) + LIFETIME_SECONDS,
        "jti": uuid4().hex,
        "person": str(caller.person_id),
        "grants": [
            {"role": grant.role, "scope": grant.scope, "id": str(grant.id) if grant.id else None}
            for grant in caller.grants
        ],
    }
    if caller.only is not None:
        claims["only"] = caller.only
    if caller.children:
        claims["children"] = sorted(str(child) for child in caller.children)
    return jwt.encode({"alg": ALGORITHM, "kid": key.kid}, claims, key, algorithms=[ALGORITHM])


class PublishedKeys:
    """The keys at a JWKS address, asked for again when they are old or one is not among them."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._keys: KeySet | None = None
        self._asked_at = float("-inf")
        self._lock = threading.Lock()

    def __call__(self, *, fresh: bool = False) -> KeySet:
        """Raises Unavailable when `directory` does not answer and no key is known."""
        with self._lock:
            age = time.monotonic() - self._asked_at
            wait = JWKS_ASK_AGAIN_SECONDS if fresh else JWKS_AGE_SECONDS
            if self._keys is None or age > wait:
                self._ask()
            if self._keys is None:
                raise Unavailable("the keys that tokens are signed with cannot be had now")
            return self._keys

    def _ask(self) -> None:
        self._asked_at = time.monotonic()
        try:
            answer = requests.get(self._address, timeout=JWKS_TIMEOUT_SECONDS)
            answer.raise_for_status()
            self._keys = KeySet.import_key_set(answer.json())
        except (requests.RequestException, ValueError, JoseError):
            if self._keys is None:
                self._asked_at = float("-inf")


KeySource = Callable[..., KeySet]


class Verifier:
    """Turns a bearer token into its caller. What it has verified it remembers until it expires."""

    def __init__(self, keys: KeySource, *, issuer: str, audience: str) -> None:
        self._keys = keys
        self._claims = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
        )
        self._known: OrderedDict[str, tuple[float, Caller]] = OrderedDict()
        self._lock = threading.Lock()

    def caller(self, token: str) -> Caller:
        """Raises Unauthenticated, for whatever is wrong with the token; Unavailable."""
        with self._lock:
            known = self._known.get(token)
        if known and known[0] > time.time():
            return known[1]
        claims = self._verified(token)
        caller = _caller(claims)
        with self._lock:
            self._known[token] = (float(claims["exp"]), caller)
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
        return caller

    def _verified(self, token: str) -> dict[str, Any]:
        for fresh in (False, True):  # a key that is not known may have been added since
            try:
                decoded = jwt.decode(token, self._keys(fresh=fresh), algorithms=[ALGORITHM])
                self._claims.validate(decoded.claims)
                return decoded.claims
            except (JoseError, ValueError, KeyError, TypeError) as error:
                problem = error
        raise Unauthenticated(type(problem).__name__) from None


def _caller(claims: dict[str, Any]) -> Caller:
    try:
        return Caller(
            person_id=UUID(claims["person"]),
            subject=str(claims["sub"]),
            grants=tuple(
                Grant(
                    role=Role(one["role"]),
                    scope=Scope(one["scope"]),
                    id=UUID(one["id"]) if one["id"] else None,
                )
                for one in claims["grants"]
            ),
            only=str(claims["only"]) if "only" in claims else None,
            children=frozenset(UUID(child) for child in claims.get("children", ())),
        )
    except (KeyError, ValueError, TypeError):
        raise Unauthenticated("the token's claims are not ours") from None
