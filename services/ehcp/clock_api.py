"""For a developer's machine alone: let the clock strike at a time that is given, and not wait.

`POST /clock/tick` is there only where the settings say "development", and for operations. It
announces what is due at that time as the worker's clock does, but records it now: a demo that looks
into the future does not write into it. The worker's own clock, with the true time, adds nothing to
it and takes nothing back.
"""

from datetime import UTC, datetime
from typing import Any, Final

from flask import g
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from shared.access.grants import TRUST
from shared.calendar import utc_now
from shared.errors import NotFound, RaceLost, Refused
from shared.http.asking import permission, platform
from shared.http.waiting import behind_header, wait_until_seen
from shared.recorded import CLOCK, Origin, Request

from .access import store
from .clock import DeadlineClock
from .domain.commands import AnnounceDeadlines
from .projections.cases import CASES

MOST: Final = 1_000
FIRST: Final = datetime(2014, 9, 1, tzinfo=UTC)
LAST: Final = datetime(2100, 1, 1, tzinfo=UTC)

blp = Blueprint("clock", __name__, url_prefix="/clock", description="Time, for development")


class TickSchema(Schema):
    """now: an instant with its offset. after: the tokens of changes that must be taken in first."""

    now = fields.AwareDateTime(required=True, validate=validate.Range(min=FIRST, max=LAST))
    after = fields.List(
        fields.String(validate=validate.Regexp(r"ehccase-[0-9a-f-]{36}@[0-9]{1,10}\Z")),
        load_default=list,
        validate=validate.Length(max=20),
    )


class TickedSchema(Schema):
    """cases: how many cases were announced something of; more: whether to ask again."""

    cases = fields.Integer(required=True)
    more = fields.Boolean(required=True)


@blp.post("/tick")
@blp.arguments(TickSchema)
@blp.response(200, TickedSchema)
@permission("operations", on=lambda _: TRUST)
def tick(body: dict[str, Any]) -> Any:
    """Announce what is due at a time."""
    views = platform().views
    for token in body["after"]:
        wait_until_seen(views, CASES.name, token)
    clock = DeadlineClock(views, store())
    due = clock.due(body["now"], MOST)
    done = sum(_announced(clock, command) for command in due)
    return {"cases": done, "more": len(due) == MOST}, 200, behind_header()


def _announced(clock: DeadlineClock, command: AnnounceDeadlines) -> int:
    by = Request(
        actor=CLOCK,
        origin=Origin.CLOCK,
        at=utc_now(),
        correlation_id=g.correlation_id,
    )
    try:
        clock.announce(command, by)
    except (Refused, NotFound, RaceLost):
        return 0  # not due any more
    return 1
