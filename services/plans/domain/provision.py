"""What adults do for a target, and whether each session of it took place."""

from dataclasses import replace
from datetime import date
from typing import Final

from shared.days import happened, not_before
from shared.errors import NotFound
from shared.personal import Audience
from shared.texts import meant, meant_if_any

from .commands import ArrangeProvision, EndProvision, RecordSession
from .events import Event, ProvisionArranged, ProvisionEnded, SessionDelivered, SessionMissed
from .room import check_room, check_room_for_session
from .rules import ProvisionStopped, SessionsAfterwards
from .state import Provision, SupportPlan, open_on, still_open
from .targets import standing_target
from .terms import EntryKind

MOST_NAMED: Final = 5


def arrange_provision(plan: SupportPlan, command: ArrangeProvision) -> list[Event]:
    """When it starts and ends may lie ahead; that it was arranged may not."""
    if plan.knows(command.provision_id):
        return []
    pupil_id = still_open(plan)
    standing_target(plan, command.target_id)
    check_room(plan)
    not_before(command.starts_on, command.ends_on, what="Provision must not end before it starts.")
    return [
        ProvisionArranged(
            plan_id=command.plan_id,
            pupil_id=pupil_id,
            provision_id=command.provision_id,
            target_id=command.target_id,
            secures=command.secures,
            what=meant(command.what, pupil_id, Audience.FAMILY),
            delivered_by=command.delivered_by,
            deliverer_id=command.deliverer_id,
            group_size=command.group_size,
            minutes=command.minutes,
            times_a_week=command.times_a_week,
            weeks=command.weeks,
            starts_on=command.starts_on,
            ends_on=command.ends_on,
            yearly_cost_pence=command.yearly_cost_pence,
            arranged_by=command.by,
            effective_on=happened(
                command.effective_on, today=command.today, what="the provision was arranged"
            ),
        )
    ]


def _standing(plan: SupportPlan, command: EndProvision | RecordSession) -> Provision:
    if command.provision_id not in plan.standing(EntryKind.PROVISION):
        raise NotFound
    provision = plan.provisions[command.provision_id]
    if provision.ending_id in plan.struck:
        return replace(provision, ended_on=None)
    return provision


def end_provision(plan: SupportPlan, command: EndProvision) -> list[Event]:
    if plan.knows(command.ending_id):
        return []
    last_day = happened(command.effective_on, today=command.today, what="the provision ended")
    pupil_id = open_on(plan, last_day)
    provision = _standing(plan, command)
    if provision.ended_on == last_day:
        return []
    if provision.ended_on is not None:
        raise ProvisionStopped
    check_room(plan)
    not_before(provision.starts_on, last_day, what="Provision must not end before it starts.")
    _no_session_after(plan, provision, last_day)
    return [
        ProvisionEnded(
            plan_id=command.plan_id,
            pupil_id=pupil_id,
            provision_id=command.provision_id,
            ending_id=command.ending_id,
            reason=meant(command.reason, pupil_id, Audience.FAMILY),
            ended_by=command.by,
            effective_on=last_day,
        )
    ]


def _no_session_after(plan: SupportPlan, provision: Provision, last_day: date) -> None:
    """Raises SessionsAfterwards, which names the days, the first ones of many."""
    standing = (day for one, day in provision.sessions.items() if one not in plan.struck)
    days = sorted({day for day in standing if day > last_day})
    if days:
        named = ", ".join(f"{day:%-d %B %Y}" for day in days[:MOST_NAMED])
        more = f" and {len(days) - MOST_NAMED} days more" if len(days) > MOST_NAMED else ""
        raise SessionsAfterwards(f"Sessions are recorded for {named}{more}.")


def record_session(plan: SupportPlan, command: RecordSession) -> list[Event]:
    """Two records of one day both stand: who looks sees both, with their authors."""
    if plan.knows(command.session_id):
        return []
    day = happened(command.effective_on, today=command.today, what="the session was planned for")
    pupil_id = open_on(plan, day)
    provision = _standing(plan, command)
    check_room_for_session(plan)
    not_before(provision.starts_on, day, what="A session cannot come before its provision starts.")
    if provision.ended_on is not None and day > provision.ended_on:
        raise ProvisionStopped
    note = meant_if_any(command.note, pupil_id, Audience.STAFF)
    if command.missed is None:
        return [
            SessionDelivered(
                plan_id=command.plan_id,
                pupil_id=pupil_id,
                session_id=command.session_id,
                provision_id=command.provision_id,
                note=note,
                recorded_by=command.by,
                effective_on=day,
            )
        ]
    return [
        SessionMissed(
            plan_id=command.plan_id,
            pupil_id=pupil_id,
            session_id=command.session_id,
            provision_id=command.provision_id,
            reason=command.missed,
            note=note,
            recorded_by=command.by,
            effective_on=day,
        )
    ]
