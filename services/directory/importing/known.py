"""Which rows were told before, by digests alone: what has not changed is passed over unread.

import_rows: {_id: digest of the row's key, kind, about: stream, told: digest of all that was told
of the stream, None from before an append until after it}

Derived data: where a row is missing or its `told` is None, the stream itself is read and compared.
An import that dies between an append and its note so does no harm, whatever comes next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo import UpdateOne
from pymongo.database import Database

from .telling import Kind, Telling, ToldRow


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRow:
    """A row as the last import that told of it left it."""

    kind: Kind
    about: str
    told: bytes | None


class KnownRows:
    """The rows of one trust."""

    def __init__(self, main: Database[dict[str, Any]]) -> None:
        self._rows = main["import_rows"]

    def all(self) -> dict[bytes, KnownRow]:
        """Digest of a row's key -> the row."""
        return self._read({})

    def some(self, keys: Iterable[bytes]) -> dict[bytes, KnownRow]:
        """Those of some hundreds of rows that are known."""
        return self._read({"_id": {"$in": list(keys)}})

    def _read(self, where: dict[str, Any]) -> dict[bytes, KnownRow]:
        return {
            bytes(row["_id"]): KnownRow(
                kind=Kind(row["kind"]),
                about=row["about"],
                told=bytes(row["told"]) if row["told"] is not None else None,
            )
            for row in self._rows.find(where)
        }

    def open(self, tellings: Sequence[Telling]) -> None:
        """Note which streams the rows are about, and that they are being told anew."""
        self._write((row, telling.stream, None) for telling in tellings for row in telling.rows)

    def close(self, tellings: Sequence[tuple[Telling, bytes]]) -> None:
        """Note what was told, once it is appended."""
        self._write(
            (row, telling.stream, told) for telling, told in tellings for row in telling.rows
        )

    def _write(self, rows: Iterable[tuple[ToldRow, str, bytes | None]]) -> None:
        writes = [
            UpdateOne(
                {"_id": row.key},
                {"$set": {"kind": row.kind.value, "about": about, "told": told}},
                upsert=True,
            )
            for row, about, told in rows
        ]
        if writes:
            self._rows.bulk_write(writes, ordered=False)

    def forget(self, stream: str) -> None:
        """Forget what was told of a stream; which rows are about it stays known."""
        self._rows.update_many({"about": stream}, {"$set": {"told": None}})


def unchanged(telling: Telling, told: bytes, known: dict[bytes, KnownRow]) -> bool:
    """Whether every row said exactly this before."""
    stream = telling.stream
    return all(
        (before := known.get(row.key)) is not None
        and before.told == told
        and before.about == stream
        for row in telling.rows
    )
