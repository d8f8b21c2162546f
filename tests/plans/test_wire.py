"""Events as they are stored and sent: sealed, and the same again when they are read."""

from decimal import Decimal
from typing import Any, get_args

import msgspec
import pytest

from services.plans.codec import CODEC
from services.plans.domain.events import Event
from shared.codec import event_type
from tests.plans.examples import (
    CORRECTED,
    DELIVER,
    DUE,
    END,
    REVIEW,
    REVIEW_ON,
    WITHDRAW,
    closed,
    due,
    opened,
    running,
    shared,
    strike,
)
from tests.story import sealed

TOLD: tuple[Any, ...] = (
    *closed.past,
    *opened.when(CORRECTED),
    *opened.when(WITHDRAW),
    *running.when(END),
    *shared.when(DUE),
    *due.when(WITHDRAW)[1:],
    *running.when(strike(DELIVER.session_id)),
)


def test_an_example_of_every_event_is_told() -> None:
    assert {type(event) for event in TOLD} == set(get_args(Event))


def test_every_event_has_a_name_on_the_wire_that_never_changes() -> None:
    assert sorted(CODEC.types) == sorted(
        [
            "plan-opened",
            "plan-grounds-changed",
            "plan-grounds-withdrawn",
            "needs-noted",
            "target-set",
            "target-measured",
            "target-reviewed",
            "provision-arranged",
            "provision-ended",
            "session-delivered",
            "session-missed",
            "views-recorded",
            "plan-shared",
            "plan-read",
            "plan-review-due",
            "plan-review-due-withdrawn",
            "plan-reviewed",
            "plan-closed",
            "plan-entry-struck-out",
        ]
    )


def test_every_event_names_the_plan_and_the_pupil() -> None:
    for event in get_args(Event):
        assert {"plan_id", "pupil_id"} <= event.__dataclass_fields__.keys(), event


@pytest.mark.parametrize("event", TOLD, ids=lambda one: event_type(type(one)))
def test_an_event_is_read_as_it_was_written(event: Any) -> None:
    kept = sealed(event)
    name = event_type(type(event))
    assert CODEC.decode_data(name, CODEC.schemas[name], CODEC.encode_data(kept)) == kept


@pytest.mark.parametrize("event", TOLD, ids=lambda one: event_type(type(one)))
def test_no_typed_text_is_ever_written(event: Any) -> None:
    if sealed(event) == event:
        return
    with pytest.raises(TypeError, match="sealed by the append"):
        CODEC.encode_data(event)


def test_a_number_is_written_as_it_was_typed() -> None:
    [measured] = [event for event in TOLD if event_type(type(event)) == "target-measured"]
    assert msgspec.json.decode(CODEC.encode_data(measured))["value"] == "31"
    assert isinstance(measured.value, Decimal)


def test_the_examples_agree_on_the_day_of_the_review() -> None:
    assert REVIEW.effective_on < REVIEW_ON < REVIEW.next_review_on
