"""Days that may lie ahead: none of them lies before the Act, also where it is only imagined."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest
from marshmallow import Schema, fields

from services.ehcp.domain.appeal_terms import Remedy
from services.ehcp.domain.commands import Command, Told
from services.ehcp.domain.events import Event
from services.ehcp.domain.facts import EhcCase
from services.ehcp.domain.imagining import imagine
from services.ehcp.domain.review_terms import ReviewKind, Transfer, TransferTo
from services.ehcp.domain.rules import BeforeTheAct
from services.ehcp.schemas.base import PlannedDay
from services.ehcp.schemas.parts import PARTS
from shared.days import DatesOutOfOrder
from shared.rulebook.exceptions import Ground
from tests.ehcp.examples import finalised, received
from tests.ehcp.examples_advice import EXCUSE
from tests.ehcp.examples_appealing import AGREED, ORDER, appealed, refused
from tests.ehcp.examples_changing import LETTER, MOVE, moving
from tests.ehcp.examples_changing import OVER as WENT_OVER
from tests.ehcp.examples_drafting import CONTENT, drafted
from tests.ehcp.examples_reviewing import MOVE as MOVE_MEETING
from tests.ehcp.examples_reviewing import PLAN
from tests.scenario import Scenario

IN_2006, THE_DAY_BEFORE = date(2006, 3, 1), date(2014, 8, 31)
CLOSED = replace(
    EXCUSE,
    ground=Ground.SCHOOL_CLOSED,
    first_closed_on=date(2026, 12, 1),
    reopens_on=date(2027, 1, 11),
)
TO_COLLEGE = replace(
    PLAN,
    kind=ReviewKind.PHASE_TRANSFER,
    transfer=Transfer(to=TransferTo.POST_16_FROM_POST_16, on=date(2028, 9, 4)),
)
# Of each part that has a planned day: when it can be told, and what is then told.
EXAMPLES: Final[Mapping[str, tuple[Scenario[EhcCase, Event, Command], Told]]] = {
    "exception": (received, CLOSED),
    "plan_content": (drafted, CONTENT),
    "review": (finalised, TO_COLLEGE),
    "review_move": (finalised.after(PLAN), MOVE_MEETING),
    "mediation_agreement": (refused, replace(AGREED, remedy=Remedy.OTHER)),
    "tribunal_order": (appealed, ORDER),
    "move": (finalised, MOVE),
    "transfer_letter": (moving.after(WENT_OVER), LETTER),
}


def planned_days(schema: Schema, path: str = "") -> Iterator[str]:
    """Where a schema takes a day that may lie ahead: "transfer.on"."""
    for name, field in schema.fields.items():
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from planned_days(inner.schema, f"{path}{name}.")
        elif isinstance(inner, PlannedDay):
            yield f"{path}{name}"


EVERY: Final = [
    (name, path) for name, part in PARTS.items() for path in planned_days(part.schema())
]


def with_day(told: Any, path: str, day: date) -> Any:
    """What is told, with another day at a path; of several, in each."""
    if isinstance(told, tuple):
        return tuple(with_day(one, path, day) for one in told)
    name, _, rest = path.partition(".")
    return replace(told, **{name: with_day(getattr(told, name), rest, day) if rest else day})


def test_every_planned_day_is_found() -> None:
    assert {("review", "transfer.on"), ("plan_content", "outcomes.by_on")} < set(EVERY)
    assert {name for name, _ in EVERY} == EXAMPLES.keys()


@pytest.mark.parametrize("day", [IN_2006, THE_DAY_BEFORE])
@pytest.mark.parametrize(("name", "path"), EVERY)
def test_no_planned_day_lies_before_the_act(name: str, path: str, day: date) -> None:
    """What is to be done after an agreement or an order is refused as older than that."""
    story, told = EXAMPLES[name]
    assert story.when(told)
    wrong = with_day(told, path, day)
    for ask in (lambda: story.when(wrong), lambda: imagine(story.state, [wrong])):
        with pytest.raises((BeforeTheAct, DatesOutOfOrder)):
            ask()
