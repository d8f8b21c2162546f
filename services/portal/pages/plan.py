"""A pupil's support plan as its SENCO works it: where it stands, what is in it, what to do next."""

from collections.abc import Iterator
from typing import Any, Final, TypeVar
from uuid import UUID

from flask import Blueprint, render_template, session

from services.portal.clients import NotThere, Part, clients, part
from services.portal.clients.directory import Pupil
from services.portal.clients.ehcp_plan import plans_of
from services.portal.clients.plans import Help, Plan, PlanRow, PlanTarget
from services.portal.clock import today
from services.portal.delivery_words import provisions
from services.portal.naming import names_of
from services.portal.pages.pupils import READERS, header, plan_of, school_name
from services.portal.plan_words import (
    cycle,
    disagreements,
    help_for,
    help_without_target,
    not_shared_yet,
    people_in,
    rows_besides,
    standing,
    struck,
    tag_of,
    where_it_stands,
    yearly_cost,
)
from services.portal.signed_in import for_roles, me
from shared.access.grants import Role

plan = Blueprint("plan", __name__, url_prefix="/pupils/<uuid:pupil_id>/plan")

SAVED: Final = "plan_saved"
T = TypeVar("T")


@plan.get("")
@for_roles(*READERS)
def shown(pupil_id: UUID) -> str:
    """The open plan, else the last one; whatever service is down takes its own part alone."""
    pupil = header(pupil_id)
    rows = part(lambda: clients().plans.of_pupil(pupil_id))
    found = rows.then(plan_of)
    return render_template(
        "plan/plan.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        found=found,
        others=others(rows, found),
        works=me().role is Role.SENCO,
        section_f=section_f(pupil_id, None if found.down else found.value),
        saved=session.pop(SAVED, None),
        **(words_of(found.value) if not found.down and found.value else {}),
    )


def section_f(pupil_id: UUID, shown: Plan | None) -> Part[dict[UUID, str]]:
    """What section F says of the help that gives it, for whoever may read the EHC plan."""
    gives = shown is not None and any(one.secures for one in shown.provision)
    if not gives or me().role is not Role.SENCO:
        return Part({})
    return part(lambda: texts_of_section_f(pupil_id))


def texts_of_section_f(pupil_id: UUID) -> dict[UUID, str]:
    """By provision: what the newest EHC plan that has it says. Raises NotAnswered."""
    case = clients().ehcp.current(pupil_id)
    found = provisions(plans_of(case)) if case else {}
    return {provision_id: one.text for provision_id, one in found.items()}


def others(rows: Part[list[PlanRow]], found: Part[Plan | None]) -> list[PlanRow]:
    return [] if found.down else rows_besides(rows.or_else([]), found.value)


def words_of(shown: Plan) -> dict[str, Any]:
    """What the template says of a plan."""
    return {
        "plan": shown,
        "names": names_of(more=people_in(shown)),
        "cycle": cycle(shown),
        "tag": tag_of(shown, today()),
        "stands": where_it_stands(shown, today()),
        "not_shared": not_shared_yet(shown),
        "disagreements": disagreements(shown),
        "standing": standing,
        "help_for": lambda target: help_for(shown, target),
        "other_help": help_without_target(shown),
        "cost": yearly_cost(shown),
        "struck": struck(shown),
    }


def worked_on(pupil_id: UUID) -> tuple[Pupil, Plan]:
    """The plan of a pupil that can be worked. Raises NotThere, Down, OtherRole."""
    pupil = header(pupil_id)
    found = plan_of(clients().plans.of_pupil(pupil_id))
    if found is None or not found.open:
        raise NotThere
    return pupil, found


def target_of(shown: Plan, target_id: UUID) -> PlanTarget:
    """Raises NotThere for a target that is not there, or was entered in error."""
    found = (one for one in standing(shown.targets) if one.target_id == target_id)
    return first(found)


def help_of(shown: Plan, provision_id: UUID) -> Help:
    """Raises NotThere for help that is not there, or was entered in error."""
    found = (one for one in standing(shown.provision) if one.provision_id == provision_id)
    return first(found)


def first(found: Iterator[T]) -> T:
    """Raises NotThere where there is none."""
    one = next(found, None)
    if one is None:
        raise NotThere
    return one
