"""Cases that ran before Waymark knew of them: from a list, or with a pupil who comes."""

from typing import Final
from uuid import uuid5

from shared.days import in_order

from .commands import BeginWithPlan, TakeOverCase
from .dates import happened, happened_if_known
from .events import EhcpAssessmentRequested, EhcpCaseTakenOver, EhcpPlanFinalised, Event
from .facts import EhcCase
from .rules import AlreadyRequested
from .terms import NotKnown, Requester, TakenOverState
from .told import Decides, is_known, tell


def take_over(case: EhcCase, command: TakeOverCase) -> list[Event]:
    """A later list stands beside the earlier one, and is the one that counts."""
    if is_known(case, command):
        return []
    on = command.imported_on or command.today
    return tell(case, command, EhcpCaseTakenOver, effective_on=on)


def begin_with_plan(case: EhcCase, command: BeginWithPlan) -> list[Event]:
    """The case begins where it stands: who asked, and when, nobody here knows.

    What lay before this day is announced to nobody, as for a list.
    """
    if case.opened is not None:
        if case.opened.pupil_id != command.pupil_id:
            raise AlreadyRequested
        return []
    today = command.today
    came_on = happened(command.came_on, today=today, what="the child came")
    issued_on = happened_if_known(command.issued_on, today=today, what="the plan was issued")
    in_order(issued_on, came_on, what="The child cannot have come with a plan that is younger.")
    begun = EhcpAssessmentRequested(
        case_id=command.case_id,
        pupil_id=command.pupil_id,
        requester=Requester.NOT_KNOWN,
        authority=command.authority,
        family_consulted_on=None,
        reasons=None,
        referral_id=None,
        recorded_by=command.by,
        imported_on=today,
        not_known=(NotKnown.ASKED_ON,),
        effective_on=issued_on or came_on,
    )
    stands = EhcpCaseTakenOver(
        case_id=command.case_id,
        pupil_id=command.pupil_id,
        entry_id=uuid5(command.case_id, "came with a plan"),
        state=TakenOverState.FINAL,
        corrects=None,
        reason=None,
        recorded_by=command.by,
        imported_on=None,
        effective_on=came_on,
    )
    return [begun, stands, *_plan(command)]


def _plan(command: BeginWithPlan) -> list[Event]:
    """Its plan, where the day on it is known; else that is asked for."""
    if command.issued_on is None:
        return []
    return [
        EhcpPlanFinalised(
            case_id=command.case_id,
            pupil_id=command.pupil_id,
            entry_id=uuid5(command.case_id, "the plan it came with"),
            sent_on=None,
            received_on=None,
            corrects=None,
            reason=None,
            recorded_by=command.by,
            effective_on=command.issued_on,
        )
    ]


DECIDES: Final[Decides] = {TakeOverCase: take_over}
