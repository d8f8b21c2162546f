"""One plan: opened by a decision, agreed, shared, carried out, reviewed, closed.

This module holds `decide`; `state` holds the state and `evolve`, the modules beside it each the
decisions about one part.
"""

from .commands import (
    ArrangeProvision,
    ClosePlan,
    Command,
    EndProvision,
    FollowDecision,
    MeasureTarget,
    NoteNeeds,
    NoteReviewDue,
    ReadPlan,
    RecordSession,
    RecordViews,
    ReviewPlan,
    SetTarget,
    SharePlan,
    StrikeOutPlanEntry,
    WithdrawGrounds,
)
from .corrections import strike_out
from .events import Event
from .family import read_plan, record_views, share_plan
from .grounds import follow_decision, withdraw_grounds
from .notices import note_review_due
from .provision import arrange_provision, end_provision, record_session
from .reviews import close_plan, review_plan
from .state import SupportPlan, evolve
from .targets import measure_target, note_needs, set_target

__all__ = ["SupportPlan", "decide", "evolve"]


def decide(plan: SupportPlan, command: Command) -> list[Event]:  # noqa: PLR0912 (one for each)
    """The events that follow from a command, which brings each id and day; [] if already so.

    Raises NotFound, or the Refused subclass that names the broken rule.
    """
    match command:
        case FollowDecision():
            return follow_decision(plan, command)
        case WithdrawGrounds():
            return withdraw_grounds(plan, command)
        case NoteReviewDue():
            return note_review_due(plan, command)
        case NoteNeeds():
            return note_needs(plan, command)
        case SetTarget():
            return set_target(plan, command)
        case MeasureTarget():
            return measure_target(plan, command)
        case ArrangeProvision():
            return arrange_provision(plan, command)
        case EndProvision():
            return end_provision(plan, command)
        case RecordSession():
            return record_session(plan, command)
        case RecordViews():
            return record_views(plan, command)
        case SharePlan():
            return share_plan(plan, command)
        case ReadPlan():
            return read_plan(plan, command)
        case ReviewPlan():
            return review_plan(plan, command)
        case ClosePlan():
            return close_plan(plan, command)
        case StrikeOutPlanEntry():
            return strike_out(plan, command)
