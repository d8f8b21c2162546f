"""Envelope encryption of texts about people (design 5): one data key for each data subject.

The promise: a text can be opened only while its subject's key exists; destroying that one key
erases the text everywhere it was stored, sent or backed up, and no stream stops verifying.

keys: {_id: subject (UUID), wrapped: nonce + AES-256-GCM of the data key | None once destroyed,
created_at, destroyed_at | None}, in a database of their own. `directory` creates and destroys,
the other services' users may only find.
"""

import base64
import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pymongo import UpdateOne
from pymongo.collection import Collection

from shared.errors import NotFound, Refused, WaymarkError
from shared.held_keys import HeldKeys
from shared.personal import Personal, Sealed, Typed, map_personal, personal_fields

E = TypeVar("E")
ERASED = "erased"
NONCE_BYTES = 12
KEY_BYTES = 32
HELD_SECONDS = 5.0


class RecordErased(Refused):
    """This record was erased; nothing can be added to it."""


class SealBroken(WaymarkError):
    """A sealed text does not open under its subject's key: changed, or moved from its field."""


def read_trust_key(path: Path) -> bytes:
    """The 32 bytes that wrap every data key, from a file holding them in base64.

    Raises ValueError that names the file, never its content.
    """
    key = base64.b64decode(path.read_text().strip())
    if len(key) != KEY_BYTES:
        raise ValueError(f"{path} must hold {KEY_BYTES} bytes in base64")
    return key


def new_trust_key() -> str:
    """A fresh trust key, in base64, for the KMS or the local file."""
    return base64.b64encode(AESGCM.generate_key(bit_length=256)).decode()


def _encrypt(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def _decrypt(key: bytes, box: bytes, bound_to: bytes) -> bytes:
    return AESGCM(key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], bound_to)


def _bound_to(text: Personal, context: str) -> bytes:
    return text.subject.bytes + f"{text.audience}/{context}".encode()


class DataKeys:
    """The data keys of a trust's people. Unwrapped keys are held for 5 seconds at most."""

    def __init__(
        self,
        keys: Collection[dict[str, Any]],
        trust_key: bytes,
        *,
        held_seconds: float = HELD_SECONDS,
    ) -> None:
        self._keys = keys
        self._trust_key = trust_key
        self.held = HeldKeys(min(held_seconds, HELD_SECONDS))

    def create(self, subjects: Iterable[UUID]) -> None:
        """Make the keys that are missing. Raises RecordErased for a subject that was erased.

        Only `directory`'s database user may.
        """
        wanted = set(subjects)
        if not wanted:
            return
        now = datetime.now(UTC)
        self._keys.bulk_write(
            [
                UpdateOne(
                    {"_id": subject},
                    {
                        "$setOnInsert": {
                            "wrapped": self._wrapped(subject),
                            "created_at": now,
                            "destroyed_at": None,
                        }
                    },
                    upsert=True,
                )
                for subject in wanted
            ],
            ordered=False,
        )
        if self._keys.find_one({"_id": {"$in": list(wanted)}, "wrapped": None}, {"_id": 1}):
            raise RecordErased

    def _wrapped(self, subject: UUID) -> bytes:
        return _encrypt(
            self._trust_key, AESGCM.generate_key(bit_length=KEY_BYTES * 8), subject.bytes
        )

    def destroy(self, subject: UUID) -> None:
        """Erase everything ever sealed about a subject. Only `directory`'s database user may."""
        self._keys.update_one(
            {"_id": subject},
            {"$set": {"wrapped": None, "destroyed_at": datetime.now(UTC)}},
            upsert=True,
        )
        self.held.drop(subject)

    def find(self, subjects: Iterable[UUID]) -> dict[UUID, bytes | None]:
        """Subject -> data key, or None where it was destroyed; who never had one is absent."""
        wanted = set(subjects)
        found: dict[UUID, bytes | None] = dict(self.held.find(wanted))
        missing = list(wanted - found.keys())
        if missing:
            for document in self._keys.find({"_id": {"$in": missing}}, {"wrapped": 1}):
                subject: UUID = document["_id"]
                found[subject] = self._unwrapped(subject, document["wrapped"])
        return found

    def _unwrapped(self, subject: UUID, wrapped: bytes | None) -> bytes | None:
        if wrapped is None:
            return None
        try:
            key = _decrypt(self._trust_key, wrapped, subject.bytes)
        except InvalidTag as error:
            raise SealBroken(f"the key of {subject} does not open under the trust key") from error
        self.held.put(subject, key)
        return key


class Sealer:
    """Seals what events bring, and opens what a viewer may read."""

    def __init__(self, keys: DataKeys) -> None:
        self.keys = keys

    def seal(self, event_type: str, event: E) -> E:
        """The same event with every typed text sealed.

        Raises RecordErased if a subject was erased, NotFound if it never had a key.
        """
        typed = [text for _, text in personal_fields(event) if isinstance(text, Typed)]
        if not typed:
            return event
        keys = self.keys.find(text.subject for text in typed)

        def close(path: str, text: Personal) -> Personal:
            if not isinstance(text, Typed):
                return text
            return seal_text(keys, text, f"{event_type}/{path}")

        return map_personal(event, close)

    def open(self, texts: Sequence[Sealed]) -> list[str]:
        """The texts in order, "erased" where the key is gone. One query for all of them.

        The caller has checked that the viewer's grants cover each text's audience.
        """
        keys = self.keys.find(text.subject for text in texts)
        return [open_text(keys.get(text.subject), text) for text in texts]


def seal_text(keys: dict[UUID, bytes | None], text: Typed, context: str) -> Sealed:
    """One text under its subject's key. Raises NotFound, RecordErased."""
    if text.subject not in keys:
        raise NotFound
    key = keys[text.subject]
    if key is None:
        raise RecordErased
    box = _encrypt(key, text.text.encode(), _bound_to(text, context))
    return Sealed(subject=text.subject, audience=text.audience, context=context, box=box)


def open_text(key: bytes | None, text: Sealed) -> str:
    """One text, or "erased" without its key. Raises SealBroken."""
    if key is None:
        return ERASED
    try:
        return _decrypt(key, text.box, _bound_to(text, text.context)).decode()
    except InvalidTag as error:
        raise SealBroken(f"a text sealed for {text.context} does not open") from error
