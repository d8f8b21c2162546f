"""HTTP in: the dates of somebody's calendar.

It opens no record: codes, days and our own ids, as the list of a school's dates has them. Nothing
is written to the access log for it; `directory` writes when a calendar is first told of a pupil.
"""

from typing import Any, Final

from flask import g
from flask_smorest import Blueprint

from shared.access.grants import POLICY, TRUST, Target
from shared.http.asking import permission, platform

from .calendar_queries import calendar, pupils_of
from .schemas.base import today
from .schemas.calendar import CalendarSchema

READ: Final = "calendar.read"
blp = Blueprint("calendar", __name__, description="The dates of EHC cases for calendars")


def the_trust(*_: Any, **__: Any) -> Target:
    return TRUST


@blp.get("/calendar")
@blp.response(200, CalendarSchema)
@permission(READ, on=the_trust)
def dates() -> dict[str, Any]:
    """The dates of the pupils whom the caller's grants name: 3 months back, 18 ahead, 500."""
    views = platform().views
    grants = [grant for grant in g.caller.grants if grant.role in POLICY[READ]]
    rows, more = calendar(views, pupils_of(views, grants), today())
    return {"dates": rows, "more": more}
