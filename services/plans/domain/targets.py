"""What the pupil will do: agreed so that it can be measured, then measured."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from shared.days import happened, not_before
from shared.errors import NotFound
from shared.personal import Audience, Typed
from shared.texts import is_blank, meant, meant_if_any

from .commands import MeasureTarget, NoteNeeds, SetTarget
from .events import Event, NeedsNoted, TargetMeasured, TargetSet
from .room import check_room
from .rules import NeedMissing, NotMeasurable
from .state import SupportPlan, open_on, still_open
from .terms import EntryKind, Who

EXAMPLE: Final = (
    "Example: read 40 of the 45 Phase 3 graphemes; 22 on 9 September; by 18 December;"
    " checked by the class teacher."
)


def note_needs(plan: SupportPlan, command: NoteNeeds) -> list[Event]:
    if plan.knows(command.note_id):
        return []
    pupil_id = still_open(plan)
    check_room(plan)
    return [
        NeedsNoted(
            plan_id=command.plan_id,
            pupil_id=pupil_id,
            note_id=command.note_id,
            strengths=meant(command.strengths, pupil_id, Audience.FAMILY),
            needs=meant(command.needs, pupil_id, Audience.FAMILY),
            at_home=meant_if_any(command.at_home, pupil_id, Audience.FAMILY),
            noted_by=command.by,
            effective_on=happened(command.effective_on, today=command.today, what="this was noted"),
        )
    ]


def missing_parts(command: SetTarget) -> list[str]:
    """What a target lacks to be measurable, in words; [] if nothing.

    Without a measure there is no number to reach and nothing to check: they are asked for with it.
    """
    has_measure = command.measure is not None and not is_blank(command.measure)
    started = command.baseline is not None and command.baseline_on is not None
    parts = {
        "nothing that the pupil will do": is_blank(command.will_do),
        "no measure": not has_measure,
        "no starting point": not started,
        "no number to reach": has_measure and command.aim is None,
        "no date": command.by_when is None,
        "nobody who checks it": has_measure and command.measured_by is None,
    }
    return [name for name, lacking in parts.items() if lacking]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurable:
    """The parts without which nobody could say whether a target was met."""

    measure: Typed
    baseline: Decimal
    baseline_on: date
    aim: Decimal
    by_when: date
    measured_by: Who


def measurable(command: SetTarget) -> Measurable:
    """Raises NotMeasurable, which names what is missing."""
    match command:
        case SetTarget(
            measure=Typed() as measure,
            baseline=Decimal() as baseline,
            baseline_on=date() as baseline_on,
            aim=Decimal() as aim,
            by_when=date() as by_when,
            measured_by=Who() as measured_by,
        ) if not missing_parts(command):
            return Measurable(
                measure=measure,
                baseline=baseline,
                baseline_on=baseline_on,
                aim=aim,
                by_when=by_when,
                measured_by=measured_by,
            )
    raise NotMeasurable(f"This target has {_listed(missing_parts(command))}. {EXAMPLE}")


def _listed(parts: list[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def set_target(plan: SupportPlan, command: SetTarget) -> list[Event]:
    if plan.knows(command.target_id):
        return []
    pupil_id = still_open(plan)
    check_room(plan)
    agreed = measurable(command)
    if command.area is None:
        raise NeedMissing
    set_on = happened(command.effective_on, today=command.today, what="the target was set")
    started_on = happened(
        agreed.baseline_on, today=command.today, what="the starting point was measured"
    )
    what = "A target must end on or after the days on which it was set and its start was measured."
    not_before(max(set_on, started_on), agreed.by_when, what=what)
    return [
        TargetSet(
            plan_id=command.plan_id,
            pupil_id=pupil_id,
            target_id=command.target_id,
            will_do=meant(command.will_do, pupil_id, Audience.FAMILY),
            measure=meant(agreed.measure, pupil_id, Audience.FAMILY),
            baseline=agreed.baseline,
            baseline_on=started_on,
            aim=agreed.aim,
            by_when=agreed.by_when,
            measured_by=agreed.measured_by,
            measurer_id=command.measurer_id,
            area=command.area,
            set_by=command.by,
            effective_on=set_on,
        )
    ]


def standing_target(plan: SupportPlan, target_id: UUID) -> None:
    """Raises NotFound for a target that is not there, or was entered in error."""
    if target_id not in plan.standing(EntryKind.TARGET):
        raise NotFound


def measure_target(plan: SupportPlan, command: MeasureTarget) -> list[Event]:
    if plan.knows(command.measure_id):
        return []
    day = happened(command.effective_on, today=command.today, what="this was measured")
    pupil_id = open_on(plan, day)
    standing_target(plan, command.target_id)
    check_room(plan)
    not_before(
        plan.targets[command.target_id],
        day,
        what="A measure cannot come before the target's starting point.",
    )
    return [
        TargetMeasured(
            plan_id=command.plan_id,
            pupil_id=pupil_id,
            measure_id=command.measure_id,
            target_id=command.target_id,
            value=command.value,
            measured_by=command.by,
            effective_on=day,
        )
    ]
