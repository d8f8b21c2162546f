"""A cursor comes back as anybody may have changed it: it is a right one, or the reply says so."""

import base64
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from shared.errors import Invalid
from shared.http.paging import _decoded, _encoded


def made(*pairs: tuple[str, Any]) -> str:
    return base64.urlsafe_b64encode(msgspec.msgpack.encode(pairs)).decode().rstrip("=")


def test_a_cursor_gives_back_what_it_was_made_of() -> None:
    values = ["2026-11-22", 7, datetime(2026, 11, 22, 9, tzinfo=UTC), uuid4()]
    assert _decoded(_encoded(values), 4) == values


@pytest.mark.parametrize(
    "cursor",
    [
        "no cursor",
        made(("str", "one too many"), ("str", "b")),
        made(("str", 7)),
        made(("list", [])),
        made(("int", 2**63)),
        made(("datetime", "0001-01-01T00:00:00+05:00")),
        made(("datetime", "not a moment")),
        made(("UUID", "not an id")),
    ],
)
def test_any_other_is_refused_by_its_name(cursor: str) -> None:
    with pytest.raises(Invalid) as error:
        _decoded(cursor, 1)
    assert list(error.value.fields) == ["cursor"]
