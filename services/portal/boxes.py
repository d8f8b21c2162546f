"""What the portal keeps for a person between two requests: sealed under a key of its own.

The key derives from the trust key; what is kept goes within days, so that it needs no key for
each pupil: a draft that was never sent is no part of any record.
"""

import os
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import DecodeError, json

from shared.http.platform import derived_key

NONCE_BYTES: Final = 12


class NotOurs(ValueError):
    """The box does not open: another key, another place, or changed."""


class Box:
    """Seals JSON values. purpose: what for; another purpose has another key."""

    def __init__(self, trust_key: bytes, purpose: str) -> None:
        self._cipher = AESGCM(derived_key(trust_key, f"portal/{purpose}"))

    def close(self, value: Any, bound_to: bytes) -> bytes:
        """bound_to: whose and which it is; it opens nowhere else."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, json.encode(value), bound_to)

    def open(self, box: bytes, bound_to: bytes) -> Any:
        """Raises NotOurs."""
        try:
            return json.decode(self._cipher.decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], bound_to))
        except (InvalidTag, DecodeError, ValueError) as error:
            raise NotOurs from error
