"""Documents out: the texts that this viewer's grant covers, opened once that is written down."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask import g

from shared.access.grants import AUDIENCES
from shared.commits import Document
from shared.documents import is_sealed, sealed
from shared.http.asking import platform
from shared.personal import Audience


def open_record(
    documents: Sequence[Document],
    *,
    pupils: Iterable[UUID],
    what: str,
    why: str,
    confidential: bool = False,
) -> list[Document]:
    """The documents with their texts opened, for the caller of this request.

    pupils: whose record that opens; it is written to `access_log` first.
    confidential: whether that there is something to open is for the same people alone.
    A text for an audience that the caller's grant does not cover is left out, without a gap.
    """
    grant = g.grant
    platform().access_log.opened(
        pupils,
        caller=g.caller,
        grant=grant,
        what=what,
        why=why,
        reason=g.get("reason"),
        confidential=confidential,
    )
    allowed = AUDIENCES[grant.role]
    found: list[Document] = []
    _collect(documents, allowed, found)
    texts = platform().sealer.open([sealed(one) for one in found])
    opened = {id(one): text for one, text in zip(found, texts, strict=True)}
    return [_replaced(document, opened) for document in documents]


def _collect(value: Any, allowed: frozenset[Audience], found: list[Document]) -> None:
    """Every sealed text within a value that the audience allows."""
    if is_sealed(value):
        if Audience(value["audience"]) in allowed:
            found.append(value)
    elif isinstance(value, dict):
        for inner in value.values():
            _collect(inner, allowed, found)
    elif isinstance(value, list | tuple):
        for inner in value:
            _collect(inner, allowed, found)


def _replaced(value: Any, opened: dict[int, str]) -> Any:
    """The value with its opened texts in place, and without those that stay closed."""
    if isinstance(value, dict):
        return {
            name: _replaced(inner, opened) if not is_sealed(inner) else opened[id(inner)]
            for name, inner in value.items()
            if not is_sealed(inner) or id(inner) in opened
        }
    if isinstance(value, list | tuple):
        return [
            opened[id(one)] if is_sealed(one) else _replaced(one, opened)
            for one in value
            if not is_sealed(one) or id(one) in opened
        ]
    return value
