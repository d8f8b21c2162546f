"""Why somebody opens a pupil's record: stated once, and sent along for as long as they work on it.

In the session: {"reasons": {pupil id: [code, until]}}. It lasts for 8 hours, a day's work, and ends
with the session. Which roles need one is the services' to say: they answer `ReasonMissing`.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from flask import Flask, g, request, session

from shared.access.reasons import Reason

from .clock import now

REASONS: Final = "reasons"
LASTS: Final = timedelta(hours=8)
MOST_KEPT: Final = 100


def install(app: Flask) -> None:
    """Before each request: whose record is it about, as far as its address says that?"""

    @app.before_request
    def about() -> None:
        g.reason_for = reason_for
        pupil_id = (request.view_args or {}).get("pupil_id")
        if pupil_id is not None:
            g.about = pupil_id


def reason_for(pupil_id: UUID) -> str | None:
    """The code that was stated for this pupil's record and still holds."""
    code, until = session.get(REASONS, {}).get(str(pupil_id), (None, None))
    return code if until and now() < datetime.fromisoformat(until) else None


def state(pupil_id: UUID, reason: Reason) -> None:
    """From now on, for 8 hours. Of more than 100 pupils the first stated are forgotten."""
    kept = {
        one: [code, until]
        for one, (code, until) in session.get(REASONS, {}).items()
        if one != str(pupil_id) and now() < datetime.fromisoformat(until)
    }
    kept[str(pupil_id)] = [reason.value, (now() + LASTS).isoformat()]
    session[REASONS] = dict(list(kept.items())[-MOST_KEPT:])
