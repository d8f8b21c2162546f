"""One document of a live view by one question, for what nearly every request asks."""

from collections.abc import Hashable
from typing import Final

from pymongo.database import Database

from shared.commits import Document
from shared.errors import Unavailable
from shared.views import collection_name, live_generation

MOST_ATTEMPTS: Final = 3

_last_live: Final[dict[tuple[str, str], int]] = {}  # (database, view) -> generation: a guess


def live_document(views: Database[Document], view: str, key: Hashable) -> Document | None:
    """The live view's document with this id; None where it has none. Raises Unavailable.

    The pointer is read every time, together with the document of the generation that was live
    the last time; where it names another one by now, that document is not used.
    """
    place = (views.name, view)
    for _ in range(MOST_ATTEMPTS):
        generation = _last_live.get(place) or live_generation(views, view)
        live, documents = _pointer_and_document(views, view, generation, key)
        if live == generation:
            _last_live[place] = generation
            return documents[0] if documents else None
        _last_live.pop(place, None)
    raise Unavailable(f"the view {view} moves from generation to generation")


def _pointer_and_document(
    views: Database[Document], view: str, generation: int, key: Hashable
) -> tuple[int | None, list[Document]]:
    beside: Document = {
        "from": collection_name(view, generation),
        "pipeline": [{"$match": {"_id": key}}],
        "as": "documents",
    }
    pointer: list[Document] = [{"$match": {"_id": view}}, {"$lookup": beside}]
    shown = {"$project": {"live": 1, "documents": 1}}
    for found in views["views"].aggregate([*pointer, shown]):
        return found.get("live"), found["documents"]
    return None, []
