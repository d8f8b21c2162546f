"""Each thing that can be told of a plan that changes, moves or ends; and excuses for lateness."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.portal.clients.ehcp import Case
from services.portal.clients.ehcp_changes import (
    CEASE,
    CEASE_ASKED,
    CEASED,
    EXCUSE,
    MOVE,
    REASSESSMENT,
    REASSESSMENT_ASKED,
    TRANSFER_LETTER,
    TRANSFERRED,
)
from services.portal.clients.ehcp_plan import AMENDED, FINAL
from services.portal.clients.ehcp_reviews import DECIDED, DROPPED, NOTICE
from services.portal.pages.ehc_change_forms import (
    CeaseConsultationForm,
    MoveForm,
    PlanEndForm,
    ReassessmentForm,
    ReassessmentRequestForm,
    TransferForm,
    TransferLetterForm,
    gone_over,
    known_cease_consultation,
    known_move,
    known_reassessment,
    known_request,
    known_transfer,
    known_transfer_letter,
    new_transfer,
    offer_requests,
)
from services.portal.pages.ehc_excuse_form import (
    ExcuseForm,
    excusable,
    known_excuse,
    new_excuse,
    offer_clocks,
)
from services.portal.pages.ehc_forms import LetterForm, known_letter
from services.portal.pages.ehc_review_result_forms import (
    AmendedForm,
    DecisionForm,
    NoticeForm,
    after_a_review,
    known_notice,
    known_review_decision,
)
from services.portal.pages.ehc_telling import Telling
from services.portal.pages.ehc_tellings import known_plan
from services.portal.words.ehc import WITH_PLAN

REASSESSING: Final = "re-assessing"  # of a case's stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What can be told of one kind of change. said: what it means, above its links."""

    heading: str
    said: str
    tellings: tuple[Telling[Case], ...]


def has_plan(case: Case) -> bool:
    return case.stage in WITH_PLAN or bool(case.standing(FINAL) or case.standing(AMENDED))


def goes_on(case: Case) -> bool:
    """There is a plan, and it has not ended."""
    return has_plan(case) and not case.standing(CEASED)


def proposed_alone(case: Case) -> bool:
    """The council proposed changes without a review, or may propose them after an assessment."""
    alone = any(not one.details.get("review_id") for one in case.standing(NOTICE))
    return goes_on(case) and (alone or case.stage == REASSESSING)


EXCUSES: Final[Telling[Case]] = Telling(
    type=EXCUSE,
    part="exception",
    path="exceptions",
    title="Somebody says that it was not possible to be in time",
    ask="Record an excuse that was given for a late date",
    make=ExcuseForm,
    known=known_excuse,
    may=lambda case: bool(excusable(case)),
    fresh=new_excuse,
    fit=offer_clocks,
    at={"NotAnExcuse": "ground", "UnknownDeadline": "clock", "NotOfThisCase": "clock"},
)
# Children and Families Act 2014, section 44(6); SEND Regulations 2014, regulations 22, 28.
WITHOUT_REVIEW: Final = Change(
    heading="The plan changes without a review, or the child moves to another school",
    said="Only the council can name another school. Until it does, the plan names the old one.",
    tellings=(
        Telling(
            type=NOTICE,
            part="amendment_notice",
            path="amendment-notices",
            title="The council's notice of changes, without a review",
            ask="Record a notice of changes",
            make=NoticeForm,
            known=known_notice,
            may=goes_on,
        ),
        Telling(
            type=AMENDED,
            part="amended_plan",
            path="amended-plans",
            title="The plan as it was changed without a review",
            ask="Record a plan that was changed",
            make=AmendedForm,
            known=known_plan,
            may=goes_on,
        ),
        Telling(
            type=DROPPED,
            part="no_amendment",
            path="amendments-dropped",
            title="The council will not change the plan after all",
            ask="Record that the council will not change the plan after all",
            make=LetterForm,
            known=known_letter,
            may=proposed_alone,
        ),
        Telling(
            type=DECIDED,
            part="review_decision",
            path="review-decisions",
            title="What the council decided after a review that is not recorded here",
            ask="Record a decision after a review that is not recorded here",
            make=DecisionForm,
            known=known_review_decision,
            may=goes_on,
            fit=after_a_review,
        ),
    ),
)
AGAIN: Final = Change(
    heading="Another assessment",
    said="The family, the school or the council can ask for one. The council decides.",
    tellings=(
        Telling(
            type=REASSESSMENT_ASKED,
            part="reassessment_request",
            path="reassessment-requests",
            title="Somebody asked for another assessment",
            ask="Record that another assessment was asked for",
            make=ReassessmentRequestForm,
            known=known_request,
            may=goes_on,
        ),
        Telling(
            type=REASSESSMENT,
            part="reassessment_decision",
            path="reassessment-decisions",
            title="Whether the council will assess again",
            ask="Record whether the council will assess again",
            make=ReassessmentForm,
            known=known_reassessment,
            may=goes_on,
            fit=offer_requests,
            at={"NotOfThisCase": "request_id"},
        ),
    ),
)
ENDING: Final = Change(
    heading="The end of the plan",
    said="The council must ask before it ends a plan. The plan goes on while one can appeal.",
    tellings=(
        Telling(
            type=CEASE_ASKED,
            part="cease_consultation",
            path="cease-consultations",
            title="The council asks before it ends the plan",
            ask="Record that the council may end the plan and asks",
            make=CeaseConsultationForm,
            known=known_cease_consultation,
            may=goes_on,
        ),
        Telling(
            type=CEASE,
            part="cease_decision",
            path="cease-decisions",
            title="The council decided to end the plan",
            ask="Record that the council decided to end the plan",
            make=LetterForm,
            known=known_letter,
            may=goes_on,
        ),
        Telling(
            type=CEASED,
            part="plan_end",
            path="plan-ends",
            title="The plan ended",
            ask="Record that the plan ended",
            make=PlanEndForm,
            known=lambda entry: {"ended_on": entry.on, "received_on": entry.received_on},
            may=goes_on,
            at={"PlanAlreadyCeased": "ended_on"},
        ),
    ),
)
TO_ANOTHER_COUNCIL: Final = Change(
    heading="A move to another council",
    said="The plan stays in force, and the new council takes it over.",
    tellings=(
        Telling(
            type=MOVE,
            part="move",
            path="moves",
            title="The family moves to another council",
            ask="Record that the family moves to another council",
            make=MoveForm,
            known=known_move,
            may=goes_on,
        ),
        Telling(
            type=TRANSFERRED,
            part="transfer",
            path="transfers",
            title="The plan went over to another council",
            ask="Record that the plan went over to another council",
            make=TransferForm,
            known=known_transfer,
            may=goes_on,
            fresh=new_transfer,
        ),
        Telling(
            type=TRANSFER_LETTER,
            part="transfer_letter",
            path="transfer-letters",
            title="What the new council told the family",
            ask="Record what the new council told the family",
            make=TransferLetterForm,
            known=known_transfer_letter,
            may=lambda case: goes_on(case) and gone_over(case),
            at={"NotTransferred": "received_on"},
        ),
    ),
)
GROUPS: Final = (WITHOUT_REVIEW, AGAIN, ENDING, TO_ANOTHER_COUNCIL)
# By the last part of the address.
CHANGES: Final[Mapping[str, Telling[Case]]] = {
    one.address: one for one in (EXCUSES, *(one for group in GROUPS for one in group.tellings))
}
