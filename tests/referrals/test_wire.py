"""Events as they are stored and sent: sealed, and the same again when they are read."""

from dataclasses import replace
from typing import Any, get_args

import pytest

from services.referrals.codec import CODEC
from services.referrals.domain.events import Event
from shared.codec import event_type
from tests.referrals.examples import (
    ADD_NOTE,
    CHASE,
    DECIDE,
    FINDINGS,
    SET_ASIDE,
    STRIKE_EVIDENCE,
    STRIKE_OUT,
    TELL_PARENTS,
    WITHDRAW,
    asked,
    corrected,
    decided,
    looked_into,
    raised,
    reported,
)
from tests.story import sealed

TOLD: tuple[Any, ...] = (
    *corrected.past,
    *raised.when(ADD_NOTE),
    *raised.when(SET_ASIDE),
    *decided.when(STRIKE_EVIDENCE),
    *decided.when(TELL_PARENTS),
    *decided.when(STRIKE_OUT),
    *(event for one in FINDINGS for event in looked_into.when(replace(DECIDE, finding=one))),
    *reported.past,
    *asked.when(CHASE),
    *asked.when(WITHDRAW),
)


def test_an_example_of_every_event_is_told() -> None:
    assert {type(event) for event in TOLD} == set(get_args(Event))


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
