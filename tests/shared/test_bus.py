"""A record's form on the wire: what goes out comes in again, and nothing foreign gets through."""

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.bus import (
    PARTITIONS,
    BadRecord,
    Message,
    Place,
    decode_headers,
    encode_headers,
    partition_for,
)
from shared.codec import WrittenEvent
from shared.recorded import Actor, Origin

ACTOR = Actor(person_id=UUID(int=1), role="senco", on_behalf_of=UUID(int=2))
COMMIT = {
    "stream": "note-1",
    "version": 4,
    "actor": {"person_id": UUID(int=1).bytes, "role": "senco", "on_behalf_of": UUID(int=2).bytes},
    "origin": "person",
    "correlation_id": UUID(int=3).bytes,
    "causation_id": UUID(int=4).bytes,
    "school_id": UUID(int=5).bytes,
    "traceparent": None,
    "recorded_at": datetime(2026, 5, 6, 7, 8, 9, 123000, tzinfo=UTC),
}
EVENT = WrittenEvent(
    event_id=str(UUID(int=6)),
    type="note-counted",
    schema=2,
    effective_on="2026-05-05",
    data=msgspec.Raw(b"{}"),
)
HEADERS = dict(
    encode_headers(
        COMMIT, EVENT, 1, Place(position=901, after=800), bytes(range(32)), "/skylark/notes"
    )
)


def test_what_goes_out_comes_in_again() -> None:
    assert decode_headers(HEADERS, b"{}", b"a-pupil") == Message(
        source="notes",
        stream="note-1",
        version=6,
        event_id=UUID(int=6),
        type="note-counted",
        schema=2,
        position=901,
        after=800,
        effective_on=date(2026, 5, 5),
        recorded_at=datetime(2026, 5, 6, 7, 8, 9, 123000, tzinfo=UTC),
        actor=ACTOR,
        origin=Origin.PERSON,
        school_id=UUID(int=5),
        correlation_id=UUID(int=3),
        causation_id=UUID(int=4),
        data=b"{}",
        partition_key="a-pupil",
    )


def test_it_is_a_cloud_event_in_binary_mode() -> None:
    assert HEADERS["ce_specversion"] == b"1.0"
    assert HEADERS["ce_source"] == b"/skylark/notes"
    assert HEADERS["ce_dataschema"] == b"note-counted/2"
    assert HEADERS["content-type"] == b"application/json"
    assert HEADERS["ce_chain"] == bytes(range(32)).hex().encode()


OPTIONAL = {"ce_schoolid", "ce_causationid", "ce_specversion", "content-type", "ce_chain"}


@pytest.mark.parametrize("name", sorted(HEADERS.keys() - OPTIONAL))
def test_without_a_header_it_is_not_ours(name: str) -> None:
    without = {key: value for key, value in HEADERS.items() if key != name}
    with pytest.raises(BadRecord):
        decode_headers(without, b"{}")


@given(st.sampled_from(sorted(HEADERS)), st.binary(max_size=40) | st.none())
def test_whatever_a_header_holds_no_other_error_comes_out(name: str, content: bytes | None) -> None:
    headers: Any = HEADERS | {name: content}
    with suppress(BadRecord):
        decode_headers(headers, b"{}")


def test_an_error_never_quotes_what_it_could_not_read() -> None:
    with pytest.raises(BadRecord) as raised:
        decode_headers(HEADERS | {"ce_actor": b"Zebedee Quill"}, b"{}")
    assert "Quill" not in str(raised.value)
    assert raised.value.__cause__ is None


def test_a_key_that_is_no_text_is_refused() -> None:
    with pytest.raises(BadRecord):
        decode_headers(HEADERS, b"{}", b"\xff")


@given(st.uuids())
def test_a_pupil_is_always_in_the_same_partition(pupil: UUID) -> None:
    assert 0 <= partition_for(str(pupil)) < PARTITIONS
    assert partition_for(str(pupil)) == partition_for(str(UUID(str(pupil))))


def test_partitions_never_change() -> None:
    """Another function would break every pupil's order in topics that are there already."""
    assert [partition_for(str(UUID(int=n))) for n in range(6)] == [1, 3, 9, 11, 8, 10]
