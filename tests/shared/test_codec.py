"""What the codec promises: what was written is read for ever, and nothing unsealed is written."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.codec import Codec, UnknownEvent, event_type, stored_events
from tests.shared.notes import NoteCounted, NoteTaken, taken


class Outcome(StrEnum):
    SEN_SUPPORT = "sen-support"
    NOT_SEND = "not-send"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSet:
    """A little of everything that an event may hold."""

    target_id: UUID
    outcome: Outcome
    at: datetime
    by_when: date | None
    steps: tuple[str, ...]
    baseline: int
    hours: float = 0.0


CODEC: Codec[Any] = Codec([TargetSet])

targets = st.builds(
    TargetSet,
    target_id=st.uuids(),
    outcome=st.sampled_from(Outcome),
    at=st.datetimes(timezones=st.just(UTC)),
    by_when=st.none() | st.dates(),
    steps=st.lists(st.text(), max_size=3).map(tuple),
    baseline=st.integers(-(2**63), 2**63 - 1),
    hours=st.floats(allow_nan=False, allow_infinity=False),
)


@given(st.lists(st.tuples(st.uuids(), st.dates(), targets), max_size=4))
def test_what_was_written_is_read_again(events: list[tuple[UUID, date, TargetSet]]) -> None:
    decoded = CODEC.decode(CODEC.encode(events))
    assert [(one.event_id, one.effective_on, one.event) for one in decoded] == events


def test_names_on_the_wire_come_from_the_class() -> None:
    assert event_type(NoteCounted) == "note-counted"
    assert CODEC.types == {"target-set": TargetSet}


def test_a_text_that_was_not_sealed_cannot_be_written() -> None:
    codec: Codec[NoteTaken] = Codec([NoteTaken])
    with pytest.raises(TypeError, match="sealed by the append"):
        codec.encode([(uuid4(), date(2026, 1, 1), taken(uuid4()))])


def test_an_unknown_event_is_never_passed_over() -> None:
    with pytest.raises(UnknownEvent):
        CODEC.encode([(uuid4(), date(2026, 1, 1), NoteCounted(pupil_id=uuid4(), number=1))])
    with pytest.raises(UnknownEvent):
        CODEC.decode_data("never-heard-of", 1, b"{}")
    with pytest.raises(UnknownEvent):
        CODEC.decode_data("target-set", 2, b"{}")


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"target_id": 1}', b"\xff"])
def test_what_cannot_be_read_is_an_error(data: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        CODEC.decode_data("target-set", 1, data)


def test_a_field_that_a_reader_does_not_know_is_left_out() -> None:
    codec: Codec[NoteCounted] = Codec([NoteCounted])
    data = b'{"pupil_id":"00000000-0000-0000-0000-000000000001","number":2,"new":true}'
    assert codec.decode_data("note-counted", 1, data) == NoteCounted(pupil_id=UUID(int=1), number=2)


def in_words(tree: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if key != "count"} | {"word": tree["count"]}


def to_number(tree: dict[str, Any]) -> dict[str, Any]:
    return {"pupil_id": tree["pupil_id"], "number": {"one": 1, "two": 2}[tree["word"]]}


UPCASTERS = {("note-counted", 1): in_words, ("note-counted", 2): to_number}


def test_an_old_event_is_brought_up_to_today_step_by_step() -> None:
    codec: Codec[NoteCounted] = Codec([NoteCounted], upcasters=UPCASTERS)
    pupil = uuid4()
    now = NoteCounted(pupil_id=pupil, number=2)
    old = {
        1: msgspec.json.encode({"pupil_id": pupil, "count": "two"}),
        2: msgspec.json.encode({"pupil_id": pupil, "word": "two"}),
        3: codec.encode_data(now),
    }
    for schema, data in old.items():
        assert codec.decode_data("note-counted", schema, data) == now
    written = stored_events(codec.encode([(uuid4(), date(2026, 1, 1), now)]))
    assert [one.schema for one in written] == [3]


def test_a_missing_upcaster_is_found_at_the_start() -> None:
    with pytest.raises(ValueError, match="leave none out"):
        Codec([NoteCounted], upcasters={("note-counted", 2): to_number})
    with pytest.raises(ValueError, match="unknown events: note-numbered"):
        Codec([NoteCounted], upcasters={("note-numbered", 1): to_number})


def test_two_events_of_one_name_are_found_at_the_start() -> None:
    with pytest.raises(ValueError, match="the same name"):
        Codec([NoteCounted, NoteCounted])
