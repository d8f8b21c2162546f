"""Each step of a review, in the order of the process: its form, its words, when it can be told."""

from collections.abc import Mapping
from typing import Final

from services.portal.clients.ehcp import Case
from services.portal.clients.ehcp_reviews import (
    ADVICE,
    AMENDED,
    DECIDED,
    DROPPED,
    HELD,
    INVITED,
    MOVED,
    NOTICE,
    PAPERS,
    PLANNED,
    REMINDED,
    REPORT,
    VIEWS,
    Review,
)
from services.portal.clock import today
from services.portal.pages.ehc_forms import LetterForm, known_letter
from services.portal.pages.ehc_review_forms import (
    AdviceBackForm,
    InvitationsForm,
    MeetingForm,
    PapersForm,
    RemindForm,
    ViewsForm,
    awaited,
    known_invitations,
    known_meeting,
    known_views,
    new_invitations,
    new_meeting,
    offer_advisers,
    offer_reminded,
    same_people,
    sent_today,
)
from services.portal.pages.ehc_review_plan_forms import (
    MoveForm,
    PlanForm,
    any_day,
    known_move,
    known_review,
)
from services.portal.pages.ehc_review_result_forms import (
    AmendedForm,
    DecisionForm,
    NoticeForm,
    ReportForm,
    after_a_review,
    every_difference,
    known_notice,
    known_report,
    known_review_decision,
    of_its_year,
)
from services.portal.pages.ehc_telling import Telling
from services.portal.pages.ehc_tellings import always, known_plan

AMENDS: Final = "amend"
PLANNING: Final[Telling[Case]] = Telling(
    type=PLANNED,
    part="review",
    path="reviews",
    title="Plan a review",
    ask="Plan a review",
    make=PlanForm,
    known=known_review,
    may=always,
    at={"NoticeTooShort": "meeting_on", "TransferNotSaid": "to"},
)


def before_meeting(review: Review) -> bool:
    return not review.has(HELD)


def amends(review: Review) -> bool:
    """The council will change the plan, or has proposed to."""
    decided = review.of(DECIDED)
    return review.has(NOTICE) or any(one.decision == AMENDS for one in decided)


# By the last part of the address.
STEPS: Final[Mapping[str, Telling[Review]]] = {
    "move": Telling(
        type=MOVED,
        part="review_move",
        path="review-moves",
        title="The day of the meeting",
        ask="Set or move the day of the meeting",
        make=MoveForm,
        known=known_move,
        may=before_meeting,
        fit=any_day,
        at={"NoticeTooShort": "meeting_on", "MeetingAlreadyHeld": "meeting_on"},
    ),
    "invitations": Telling(
        type=INVITED,
        part="review_invitations",
        path="review-invitations",
        title="Who was invited, and who was asked for advice",
        ask="Record the invitations and requests for advice",
        make=InvitationsForm,
        known=known_invitations,
        may=before_meeting,
        fresh=new_invitations,
        completed=same_people,
    ),
    "reminders": Telling(
        type=REMINDED,
        part="review_chase",
        path="review-chases",
        title="Who was reminded of their advice",
        ask="Record a reminder",
        make=RemindForm,
        known=lambda entry: {"sent_on": entry.on, "person_ids": entry.details["person_ids"]},
        may=lambda review: bool(awaited(review)),
        fresh=sent_today,
        fit=offer_reminded,
    ),
    "advice": Telling(
        type=ADVICE,
        part="review_advice",
        path="review-advice",
        title="Advice came",
        ask="Record advice that came",
        make=AdviceBackForm,
        known=lambda entry: {"received_on": entry.on, "person_id": entry.details["person_id"]},
        may=lambda review: bool(awaited(review)),
        fresh=lambda _: {"received_on": today()},
        fit=offer_advisers,
        at={"NotInvited": "person_id"},
    ),
    "papers": Telling(
        type=PAPERS,
        part="review_papers",
        path="review-papers",
        title="The papers were sent to everyone",
        ask="Record that the papers were sent",
        make=PapersForm,
        known=lambda entry: {"sent_on": entry.on},
        may=lambda review: before_meeting(review) and not review.has(PAPERS),
    ),
    "views": Telling(
        type=VIEWS,
        part="review_views",
        path="review-views",
        title="Views of the child or the family",
        ask="Record views of the child or the family",
        make=ViewsForm,
        known=known_views,
        may=lambda review: not review.has(REPORT),
    ),
    "meeting": Telling(
        type=HELD,
        part="review_meeting",
        path="review-meetings",
        title="The meeting was held",
        ask="Record the meeting",
        make=MeetingForm,
        known=known_meeting,
        may=before_meeting,
        fresh=new_meeting,
        at={"MeetingAlreadyHeld": "held_on"},
    ),
    "report": Telling(
        type=REPORT,
        part="review_report",
        path="review-reports",
        title="The report of the review",
        ask="Record the report",
        make=ReportForm,
        known=known_report,
        may=lambda review: review.has(HELD) and not review.has(REPORT),
        fresh=sent_today,
        fit=of_its_year,
        at={"AdulthoodLeftOut": "discussed", "ReportAlreadySent": "sent_on"},
        completed=every_difference,
    ),
    "decision": Telling(
        type=DECIDED,
        part="review_decision",
        path="review-decisions",
        title="What the council decided after the review",
        ask="Record what the council decided",
        make=DecisionForm,
        known=known_review_decision,
        may=lambda review: not review.has(DECIDED),
        fit=after_a_review,
    ),
    "notice": Telling(
        type=NOTICE,
        part="amendment_notice",
        path="amendment-notices",
        title="The council's notice of changes",
        ask="Record the notice of changes",
        make=NoticeForm,
        known=known_notice,
        may=amends,
    ),
    "amended": Telling(
        type=AMENDED,
        part="amended_plan",
        path="amended-plans",
        title="The amended plan",
        ask="Record the amended plan",
        make=AmendedForm,
        known=known_plan,
        may=amends,
    ),
    "dropped": Telling(
        type=DROPPED,
        part="no_amendment",
        path="amendments-dropped",
        title="The council will not change the plan after all",
        ask="Record that the council will not change the plan after all",
        make=LetterForm,
        known=known_letter,
        may=amends,
    ),
}
