"""The family's part: a plan is shared with them, they read it, they say what they think."""

from datetime import date
from uuid import UUID

from shared.days import happened, not_before
from shared.errors import NotFound
from shared.personal import Audience, Personal
from shared.texts import NothingWritten, meant

from .commands import ReadPlan, RecordViews, SharePlan
from .events import Event, PlanRead, PlanShared, ViewsRecorded
from .notices import moved_notice
from .room import check_room
from .rules import NoTargets, NotTheirOwn, ReviewDateMissing, SharedAgain
from .state import SupportPlan, begun_by, open_on, standing, still_open
from .terms import EntryKind, Gathered, Speaker, Stance


def share_plan(plan: SupportPlan, command: SharePlan) -> list[Event]:
    if plan.knows(command.share_id):
        return []
    pupil_id = still_open(plan)
    check_room(plan)
    targets = plan.standing(EntryKind.TARGET)
    if not targets:
        raise NoTargets
    shared_on = happened(command.effective_on, today=command.today, what="the plan was shared")
    begun_by(plan, shared_on, what="A plan is not shared before SEN Support began.")
    review_on = _review_on(plan, command)
    if command.say_by:
        what = "The day to answer by must be on or after the day on which the plan is shared."
        not_before(shared_on, command.say_by, what=what)
    shared = PlanShared(
        plan_id=command.plan_id,
        pupil_id=pupil_id,
        share_id=command.share_id,
        plan_version=plan.version,
        note_id=next(reversed(plan.standing(EntryKind.NOTE)), None),
        target_ids=targets,
        provision_ids=plan.standing(EntryKind.PROVISION),
        review_on=review_on,
        say_by=command.say_by,
        shared_by=command.by,
        effective_on=shared_on,
    )
    return [shared, *moved_notice(plan, shared)]


def _review_on(plan: SupportPlan, command: SharePlan) -> date:
    """A new day lies ahead of the sharing; one agreed before may have passed."""
    if command.review_on:
        what = "The review must be on or after the day on which the plan is shared."
        return not_before(command.effective_on, command.review_on, what=what)
    if plan.review_on is None:
        raise ReviewDateMissing
    return plan.review_on


def read_plan(plan: SupportPlan, command: ReadPlan) -> list[Event]:
    """Also once the plan is closed: it stays the family's to read."""
    pupil_id = standing(plan)
    if command.share_id not in plan.shares:
        raise NotFound
    if (command.share_id, command.by) in plan.reads:
        return []
    return [
        PlanRead(
            plan_id=command.plan_id,
            pupil_id=pupil_id,
            share_id=command.share_id,
            read_by=command.by,
            effective_on=command.today,
        )
    ]


def record_views(plan: SupportPlan, command: RecordViews) -> list[Event]:
    if plan.knows(command.views_id):
        return []
    day = happened(command.effective_on, today=command.today, what="they said it")
    pupil_id = open_on(plan, day)
    check_room(plan)
    if command.gathered is Gathered.PORTAL and command.person_id != command.by:
        raise NotTheirOwn
    return [
        ViewsRecorded(
            plan_id=command.plan_id,
            pupil_id=pupil_id,
            views_id=command.views_id,
            speaker=command.speaker,
            person_id=command.person_id,
            gathered=command.gathered,
            stance=command.stance,
            said=_said(command, pupil_id),
            share_id=_answered(plan, command, day),
            recorded_by=command.by,
            effective_on=day,
        )
    ]


def _answered(plan: SupportPlan, command: RecordViews, day: date) -> UUID | None:
    """The plan as it was shared: as they read it here, else as it was shared by that day."""
    if command.gathered is not Gathered.PORTAL:
        by_then = [share_id for share_id, on in plan.shares.items() if on <= day]
        return by_then[-1] if by_then else None
    if command.share_id not in plan.shares:
        raise NotFound
    if command.share_id != list(plan.shares)[-1]:
        raise SharedAgain
    return command.share_id


def _said(command: RecordViews, pupil_id: UUID) -> Personal | None:
    """Who agrees may leave it at that; everything else is said in words, never by a tick."""
    if command.said is None:
        if command.stance is not Stance.AGREE:
            raise NothingWritten
        return None
    if command.speaker is Speaker.PARENT:
        return meant(command.said, pupil_id, Audience.FAMILY)
    return meant(command.said, pupil_id, Audience.FAMILY, Audience.CONFIDENTIAL)
