"""An entry that should never have been made: struck out, by an event that names it."""

from shared.errors import NotFound
from shared.personal import Audience
from shared.texts import meant

from .commands import StrikeOutPlanEntry
from .events import Event, PlanEntryStruckOut
from .notices import notice_of
from .rules import TheirOwnWords
from .state import SupportPlan, evolve


def strike_out(plan: SupportPlan, command: StrikeOutPlanEntry) -> list[Event]:
    """Also in a plan that is closed or stands no more: that a fact was wrong must be said.

    The day that a review agreed on goes with it, and so does the notice of that day.
    """
    if command.entry_id in plan.struck:
        return []
    if plan.pupil_id is None or command.entry_id not in plan.entries:
        raise NotFound
    if command.entry_id in plan.own_views:
        raise TheirOwnWords
    struck = PlanEntryStruckOut(
        plan_id=command.plan_id,
        pupil_id=plan.pupil_id,
        entry_id=command.entry_id,
        kind=plan.entries[command.entry_id],
        reason=meant(command.reason, plan.pupil_id, Audience.STAFF),
        struck_out_by=command.by,
    )
    moved = evolve(plan, struck).review_on != plan.review_on
    return [struck, *(notice_of(plan, command.plan_id) if moved else [])]
