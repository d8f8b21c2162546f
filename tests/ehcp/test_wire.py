"""Events as they are stored and sent: sealed, and the same again when they are read."""

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from services.ehcp.codec import CODEC
from services.ehcp.domain.events import Event, Told
from services.ehcp.domain.keeping import KEPT, entries
from shared.codec import event_type
from shared.personal import personal_fields
from tests.ehcp.examples import (
    CONFIRM,
    CORRECT_RECEIPT,
    NO_PLAN,
    REFUSE,
    STRIKE_CASE,
    STRIKE_DECISION,
    advice_asked,
    assessing,
    clock,
    finalised,
    received,
)
from tests.ehcp.examples_advice import EXCUSE, FULL_ADVICE
from tests.ehcp.examples_drafting import answered
from tests.story import sealed

TOLD: tuple[Any, ...] = (
    *finalised.past,
    *received.when(CONFIRM),
    *received.when(REFUSE),
    *assessing.when(NO_PLAN),
    *received.after(clock(date(2026, 12, 20)), clock(date(2026, 12, 26))).past,
    *received.after(clock(date(2026, 12, 26))).when(CORRECT_RECEIPT),
    *assessing.when(STRIKE_DECISION),
    *assessing.when(STRIKE_CASE),
    *answered.past,
    *received.when(EXCUSE),
    *advice_asked.when(FULL_ADVICE),
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


def test_the_types_have_names_on_the_wire_that_never_change() -> None:
    assert sorted(CODEC.types) == sorted(
        [
            "ehcp-assessment-requested",
            "ehcp-receipt-recorded",
            "ehcp-decision-recorded",
            "ehcp-plan-decision-recorded",
            "ehcp-advice-requested",
            "ehcp-advice-submitted",
            "ehcp-plan-finalised",
            "ehcp-exception-claimed",
            "ehcp-draft-plan-received",
            "ehcp-plan-content-recorded",
            "ehcp-representations-sent",
            "ehcp-naming-consultation-received",
            "ehcp-naming-consultation-answered",
            "ehcp-entry-struck-out",
            "ehcp-case-struck-out",
            "ehcp-deadline-approaching",
            "ehcp-deadline-missed",
            "ehcp-deadline-met",
            "ehcp-deadline-withdrawn",
        ]
    )


def test_every_event_names_the_case_the_pupil_and_the_day() -> None:
    for event in get_args(Event):
        assert {"case_id", "pupil_id"} <= set(event.__dataclass_fields__), event
    assert all(replace(event) == event for event in TOLD)


def test_an_entry_that_is_struck_out_is_named_by_a_type_of_the_wire() -> None:
    assert {event_type(kind): kind for kind in get_args(Told)} == {
        place.kind: kind for kind, place in KEPT.items()
    }
    assert {place.kind for place in KEPT.values()} <= set(CODEC.types)
    assert {kind for kind, _ in entries(finalised.state)} <= set(CODEC.types)


def test_a_fact_keeps_no_text() -> None:
    """The state is written into views as it is: what is personal stays in the sealed entries."""
    for told in TOLD:
        if type(told) in KEPT:
            assert personal_fields(KEPT[type(told)].kept(told)) == []
