"""What a family sees of a case.

`shared.http.reading` leaves out each text that is not for the viewer's audience; here goes what is
the word of somebody else in the family, before any text is opened.
"""

from typing import Final

from shared.access.grants import FAMILY, Role
from shared.commits import Document

from .domain.review_terms import Whose

VIEWS: Final = "ehcp-review-views-recorded"
REPRESENTATIONS: Final = "ehcp-representations-sent"
WORDS: Final = frozenset({"said", "asks_for"})


def seen_by(case: Document, role: Role) -> Document:
    """A case as this role may see it.

    Parents never read each other's words: as staff wrote them down nobody knows whose they were.
    The child's own stay, and the report's differences of view, which all who were invited get.
    """
    if role not in FAMILY:
        return case
    return {**case, "entries": [_for_family(one) for one in case["entries"]]}


def _for_family(entry: Document) -> Document:
    if not _is_familys(entry):
        return entry
    details = entry["details"]
    hidden = dict.fromkeys(WORDS & details.keys())
    return {**entry, "details": {**details, **hidden}}


def _is_familys(entry: Document) -> bool:
    if entry["type"] == VIEWS:
        return bool(entry["details"]["whose"] == Whose.FAMILY.value)
    return bool(entry["type"] == REPRESENTATIONS)
