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
    FINALISE,
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
from tests.ehcp.examples_ages import UNDER_FIVE
from tests.ehcp.examples_appealing import (
    AGREED_OTHERWISE,
    CONCEDE,
    DONE_AS_AGREED,
    ORDER,
    WITHDRAW,
    appealed,
)
from tests.ehcp.examples_changing import ceased, moved, reassessing
from tests.ehcp.examples_drafting import answered
from tests.ehcp.examples_reviewing import NO_AMENDMENT, amended, noticed
from tests.ehcp.examples_taking_over import taken_over
from tests.story import sealed

STRIKE_PLAN = replace(STRIKE_DECISION, entry_id=FINALISE.entry_id)
TOLD: tuple[Any, ...] = (
    *finalised.past,
    *received.when(CONFIRM),
    *received.when(REFUSE),
    *assessing.when(NO_PLAN),
    *received.after(clock(date(2026, 12, 20)), clock(date(2026, 12, 26))).past,
    *received.after(clock(date(2026, 12, 26))).when(CORRECT_RECEIPT),
    *received.after(clock(date(2026, 12, 26)), FINALISE, STRIKE_PLAN).past,
    *assessing.when(STRIKE_DECISION),
    *assessing.when(STRIKE_CASE),
    *answered.past,
    *amended.past,
    *appealed.after(CONCEDE, ORDER).past,
    *appealed.when(WITHDRAW),
    *appealed.after(AGREED_OTHERWISE).when(DONE_AS_AGREED),
    *ceased.past,
    *moved.past,
    *reassessing.past,
    *noticed.when(NO_AMENDMENT),
    *received.when(EXCUSE),
    *taken_over.past,
    *advice_asked.when(FULL_ADVICE),
    *finalised.when(UNDER_FIVE),
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
            "ehcp-cases-imported",
            "ehcp-receipt-recorded",
            "ehcp-decision-recorded",
            "ehcp-plan-decision-recorded",
            "ehcp-advice-requested",
            "ehcp-advice-submitted",
            "ehcp-plan-finalised",
            "ehcp-exception-claimed",
            "ehcp-review-planned",
            "ehcp-review-meeting-moved",
            "ehcp-review-invitations-sent",
            "ehcp-review-advice-chased",
            "ehcp-review-advice-received",
            "ehcp-review-papers-circulated",
            "ehcp-review-views-recorded",
            "ehcp-review-meeting-held",
            "ehcp-review-report-sent",
            "ehcp-review-decision-recorded",
            "ehcp-amendment-notice-received",
            "ehcp-plan-amended",
            "ehcp-amendment-dropped",
            "ehcp-mediation-asked",
            "ehcp-mediation-ended",
            "ehcp-certificate-issued",
            "ehcp-mediation-agreed",
            "ehcp-agreement-kept",
            "ehcp-appeal-made",
            "ehcp-appeal-conceded",
            "ehcp-tribunal-ordered",
            "ehcp-appeal-withdrawn",
            "ehcp-reassessment-requested",
            "ehcp-reassessment-decided",
            "ehcp-cease-consulted",
            "ehcp-cease-decided",
            "ehcp-plan-ceased",
            "ehcp-move-told-of",
            "ehcp-plan-transferred",
            "ehcp-transfer-explained",
            "ehcp-draft-plan-received",
            "ehcp-plan-content-recorded",
            "ehcp-representations-sent",
            "ehcp-naming-consultation-received",
            "ehcp-naming-consultation-answered",
            "ehcp-entry-struck-out",
            "ehcp-case-struck-out",
            "ehcp-case-taken-over",
            "ehcp-deadline-approaching",
            "ehcp-deadline-missed",
            "ehcp-deadline-met",
            "ehcp-deadline-withdrawn",
            "ehcp-deadline-stopped",
            "ehcp-deadline-resumed",
            "ehcp-under-five-recorded",
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
