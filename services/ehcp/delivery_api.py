"""HTTP in: what section F promised and what of it was given."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import g
from flask_smorest import Blueprint

from shared.access.pupils import records_of
from shared.errors import NotFound
from shared.http.asking import permission, platform
from shared.http.reading import open_record
from shared.live import live_document

from .access import on_case, store
from .domain.delivery import delivered
from .handlers import read_case
from .projections.delivery import DELIVERY, TERMS, sessions_of, terms_of
from .schemas.delivery import DeliveryQuery, DeliverySchema

blp = Blueprint("delivery", __name__, description="Section F of EHC plans as it was delivered")


@blp.get("/cases/<uuid:case_id>/delivery")
@blp.arguments(DeliveryQuery, location="query")
@blp.response(200, DeliverySchema)
@permission("ehc.read", on=on_case)
def delivery(query: dict[str, date], case_id: UUID) -> dict[str, Any]:
    """Sessions owed and given, for each provision of section F, and why some were not."""
    case = read_case(store(), case_id)
    if case.opened is None:
        raise NotFound
    pupil_id, views = case.opened.pupil_id, platform().views
    open_record([], pupils=[pupil_id], what="ehc-case", why="ehc.read")
    terms = terms_of(live_document(views, TERMS.name, g.target.school_id))
    sessions = [
        session
        for record in records_of(views, pupil_id)
        for session in sessions_of(live_document(views, DELIVERY.name, record))
    ]
    return {
        "case_id": case_id,
        **query,
        "terms_known": bool(terms),
        "provisions": delivered(case, sessions, terms, (query["from_on"], query["to_on"])),
    }
