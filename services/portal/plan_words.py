"""What the SENCO's page says of a plan: how far it is, what to do next, what the family said."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from .clients.plans import Help, Plan, PlanEntry, PlanHead, PlanRow, PlanTarget, Session, View
from .words.counts import count
from .words.days import day, full_day
from .words.nearness import nearness
from .words.plans import STATUS

E = TypeVar("E", bound=PlanEntry)
H = TypeVar("H", bound=PlanHead)
ANSWERS: Final = ("disagree", "add", "agree")


def standing(entries: Iterable[E]) -> list[E]:
    """Those that were not entered in error."""
    return [one for one in entries if one.struck_out is None]


def current(plans: Sequence[H]) -> H | None:
    """The plan to show, of the newest first: the open one, else the last that was closed."""
    for status in ("open", "closed", "withdrawn"):
        found = next((one for one in plans if one.status == status), None)
        if found:
            return found
    return None


def for_family(plans: Sequence[H]) -> H | None:
    """The plan that a family reads, of the newest first: shared with them, and standing."""
    return current([one for one in plans if one.shared_on and one.status != "withdrawn"])


def cycle(plan: Plan) -> int:
    """Look, plan, do, check: each review ends one and begins the next."""
    return len(standing(plan.reviews)) + 1


def tag_of(plan: PlanHead, today: date) -> str:
    """ "Late" to review, else how far it is."""
    near = nearness(plan.review_on, today) if plan.open and plan.review_on else None
    return near or STATUS[plan.status]


def where_it_stands(plan: Plan, today: date) -> list[str]:
    """ "Shared on 16 November. The family read it on 18 November. Review by Friday ...".

    One sentence each. Only of a plan that is open.
    """
    said = [shared(plan, today)]
    if plan.share:
        said.append(read(plan, today))
    if plan.review_on:
        late = " This day has passed." if plan.review_on < today else ""
        said.append(f"Review by {full_day(plan.review_on)}.{late}")
    else:
        said.append("No day for a review is agreed yet.")
    return said


def shared(plan: Plan, today: date) -> str:
    if plan.share is None:
        return "Not shared with the family yet."
    return f"Shared on {day(plan.share.on, today=today)}."


def read(plan: Plan, today: date) -> str:
    """When the family first read what was shared last."""
    days = [mark.on for mark in plan.share.reads] if plan.share else []
    if not days:
        return "Nobody of the family has read it here yet."
    return f"The family read it on {day(min(days), today=today)}."


def not_shared_yet(plan: Plan) -> str | None:
    """ "2 changes not shared yet"; None where the family sees the plan as it stands."""
    if not plan.changes_to_share:
        return None
    return f"{count(plan.changes_to_share, 'change')} not shared yet"


def help_for(plan: Plan, target: PlanTarget) -> list[Help]:
    return [one for one in standing(plan.provision) if one.target_id == target.target_id]


def help_without_target(plan: Plan) -> list[Help]:
    """Help that goes on though the target that it was for was entered in error."""
    targets = {target.target_id for target in standing(plan.targets)}
    return [one for one in standing(plan.provision) if one.target_id not in targets]


def sessions_of(plan: Plan, line: Help) -> list[Session]:
    """Those of one help, the latest first, also what was struck out."""
    return [one for one in plan.sessions if one.provision_id == line.provision_id]


def answers(plan: Plan) -> list[View]:
    """What the family says of the plan as it was shared last: each speaker's last word.

    Who does not agree comes first.
    """
    last: dict[tuple[str, UUID | None], View] = {}
    for view in standing(plan.views):
        if view.stance and plan.share and view.share_id == plan.share.share_id:
            last[view.speaker, view.person_id] = view
    return sorted(last.values(), key=lambda view: ANSWERS.index(view.stance or "agree"))


def disagreements(plan: Plan) -> list[View]:
    return [view for view in answers(plan) if view.stance == "disagree"]


def yearly_cost(plan: Plan) -> int | None:
    """Pence a year for all help that goes on; None where no cost was entered."""
    known = [one.yearly_cost_pence for one in standing(plan.provision) if not one.ended]
    costs = [cost for cost in known if cost is not None]
    return sum(costs) if costs else None


def struck(plan: Plan) -> list[tuple[str, PlanEntry]]:
    """What was entered in error, with what it said."""
    entries: list[tuple[str, PlanEntry]] = [
        *((f"Target: {one.will_do}", one) for one in plan.targets),
        *((f"Help: {one.what}", one) for one in plan.provision),
        *((f"End of help: {one.reason}", one) for one in plan.endings),
        *((f"{view_of(one)}: {one.said}", one) for one in plan.views),
        *((f"Review: {one.effect}", one) for one in plan.reviews),
    ]
    return [(text, one) for text, one in entries if one.struck_out]


def view_of(view: View) -> str:
    return "View for the SENCO alone" if view.confidential else "View"


def entry_of(plan: Plan, entry_id: UUID) -> str | None:
    """What an entry says that still stands and may be struck out; None where there is none."""
    said: dict[UUID, str | None] = {
        **{one.target_id: one.will_do for one in standing(plan.targets)},
        **{
            measure.measure_id: f"{measure.value} ({target.measure})"
            for target in standing(plan.targets)
            for measure in standing(target.measures)
        },
        **{one.provision_id: one.what for one in standing(plan.provision)},
        **{
            one.ended.ending_id: f"{one.what}: ended on {full_day(one.ended.on)}"
            for one in standing(plan.provision)
            if one.ended and one.ended.ending_id
        },
        **{one.session_id: f"Session of {full_day(one.on)}" for one in standing(plan.sessions)},
        **{one.views_id: one.said or "Agrees" for one in standing(plan.views) if not one.own},
        **{one.review_id: one.effect for one in standing(plan.reviews)},
    }
    return (said.get(entry_id) or "") if entry_id in said else None


def as_shared_now(plan: Plan) -> Plan:
    """The plan as the family would read it if it were shared as it stands."""
    return replace(
        plan,
        targets=standing(plan.targets),
        provision=standing(plan.provision),
        sessions=standing(plan.sessions),
        views=[one for one in standing(plan.views) if not one.confidential],
    )


def people_in(plan: Plan) -> list[UUID | None]:
    """Everyone whom the page of a plan names."""
    help_ = [id_ for one in plan.provision for id_ in (one.by, one.deliverer_id)]
    targets = [id_ for one in plan.targets for id_ in (one.by, one.measurer_id)]
    measures = [measure.by for one in plan.targets for measure in one.measures]
    views = [id_ for one in plan.views for id_ in (one.by, one.person_id)]
    struck_by = [one.struck_out.by for _, one in struck(plan) if one.struck_out]
    return [
        plan.pupil_id,
        plan.note.by if plan.note else None,
        *help_,
        *targets,
        *measures,
        *views,
        *(one.by for one in plan.sessions),
        *(one.by for one in plan.reviews),
        *(mark.by for mark in (plan.share.reads if plan.share else ())),
        plan.share.by if plan.share else None,
        plan.closing.by if plan.closing else None,
        *struck_by,
    ]


def rows_besides(rows: Iterable[PlanRow], shown: Plan | None) -> list[PlanRow]:
    """The pupil's other plans."""
    return [row for row in rows if shown is None or row.plan_id != shown.plan_id]
