"""Read your own write (design 3.8): a list that is asked for with `after=` waits for its view."""

import threading
import time
from typing import Any, Final

from flask import g
from pymongo.database import Database

from shared.commits import Document
from shared.views import collection_name, live_generation

LONGEST_SECONDS: Final = 2.0
LOOK_EVERY_SECONDS: Final = 0.015
MOST_WAITING: Final = 2  # threads of a process; the others answer as it is

_waiting = threading.BoundedSemaphore(MOST_WAITING)


def has_seen(views: Database[Document], view: str, token: str) -> bool:
    """Whether the live view shows a command's token, `referral-<id>@7`."""
    stream, _, version = token.rpartition("@")
    seen = views[f"{collection_name(view, live_generation(views, view))}_seen"].find_one(
        {"_id": stream}, {"version": 1}
    )
    return seen is not None and seen["version"] >= int(version)


def wait_until_seen(views: Database[Document], view: str, token: str | None) -> None:
    """Wait up to 2 s until the view has seen the token; else mark the reply as behind."""
    if token is None or has_seen(views, view, token):
        return
    if _waiting.acquire(blocking=False):
        try:
            until = time.monotonic() + LONGEST_SECONDS
            while time.monotonic() < until:
                time.sleep(LOOK_EVERY_SECONDS)
                if has_seen(views, view, token):
                    return
        finally:
            _waiting.release()
    g.view_behind = True


def behind_header() -> dict[str, Any]:
    """`X-View-Behind: true` when the reply is older than what was asked for."""
    return {"X-View-Behind": "true"} if g.get("view_behind") else {}
