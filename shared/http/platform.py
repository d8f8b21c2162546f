"""What an api process stands on: its settings, database, keys and verifier, made after the fork."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

from pymongo import MongoClient
from pymongo.database import Database

from shared.access.opened import AccessLog
from shared.access.tokens import KeySource, PublishedKeys, Verifier
from shared.commits import Document
from shared.mongo import (
    API_TIMEOUT_MS,
    connect,
    keys_database,
    main_database,
    read_models,
)
from shared.sealing import DataKeys, Sealer, read_trust_key
from shared.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One per process. fingerprint_key: keys the HMAC over requests, derived from the trust key."""

    settings: Settings
    client: MongoClient[Document]
    main: Database[Document]
    views: Database[Document]
    sealer: Sealer
    access_log: AccessLog
    verifier: Verifier
    fingerprint_key: bytes


def make_platform(settings: Settings, *, token_keys: KeySource | None = None) -> Platform:
    """Connect. token_keys: `directory`'s own; the others ask it for them."""
    client = connect(
        settings.mongodb_uri, timeout_ms=API_TIMEOUT_MS, app=f"waymark-{settings.service}-api"
    )
    main = client[main_database(settings.trust, settings.service)]
    trust_key = read_trust_key(settings.trust_key_file)
    keys: Any = client[keys_database(settings.trust)]["keys"]
    published = PublishedKeys(f"{settings.directory_url.rstrip('/')}/.well-known/jwks.json")
    return Platform(
        settings=settings,
        client=client,
        main=main,
        views=read_models(client, settings.trust, settings.service),
        sealer=Sealer(DataKeys(keys, trust_key)),
        access_log=AccessLog(main, settings.service),
        verifier=Verifier(
            token_keys or published, issuer=settings.issuer, audience=settings.audience
        ),
        fingerprint_key=derived_key(trust_key, "fingerprint"),
    )


def derived_key(trust_key: bytes, purpose: str) -> bytes:
    """A key for one purpose, from the trust key: 32 bytes, HMAC-SHA-256 over the purpose."""
    return hmac.new(trust_key, f"waymark/{purpose}".encode(), hashlib.sha256).digest()
