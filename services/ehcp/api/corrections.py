"""Corrections, and cases that were entered in error."""

from uuid import UUID

from shared.http.asking import permission

from ..access import on_case
from ..domain.commands import StrikeOutCase, StrikeOutEntry
from ..schemas.corrections import CorrectionSchema, StrikeOutSchema
from ..schemas.parts import PARTS
from ..shown import DoneSchema
from .telling import Body, Reply, about_pupil, blp, changed, common, recorded


@blp.post("/<uuid:case_id>/corrections")
@blp.arguments(CorrectionSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def correct(body: Body, case_id: UUID) -> Reply:
    """Say in full what an entry should have said, or that it never happened; deadlines follow."""
    why = {"corrects": body["corrects"], "reason": body["reason"]}
    for part in PARTS:
        if part in body:
            return recorded(part, body[part], case_id, **why)
    never = StrikeOutEntry(**common(case_id), entry_id=body["corrects"], reason=body["reason"])
    return changed(about_pupil(never))


@blp.post("/<uuid:case_id>/strike-out")
@blp.arguments(StrikeOutSchema)
@blp.response(200, DoneSchema)
@permission("ehc.work", on=on_case)
def strike_out(body: Body, case_id: UUID) -> Reply:
    """Mark a whole case as entered in error, for the wrong pupil say."""
    command = StrikeOutCase(
        **common(case_id),
        reason=body["reason"],
        replaced_by=body["replaced_by"],
    )
    return changed(about_pupil(command))
