"""Reviews: the school's own steps, and the council's decision as told.

The school gives two weeks' notice of a meeting (SEND Regulations 2014, regulation 20(3)): a plan
that breaks this is refused. What has been done too late is recorded and flagged.
"""

from datetime import date
from typing import Final
from uuid import UUID

from shared.days import in_order
from shared.rulebook.limits import limit

from .clocks.reviewing import GIVE_NOTICE
from .commands import (
    ChaseReviewAdvice,
    MoveReviewMeeting,
    PlanReview,
    RecordInvitations,
    RecordMeeting,
    RecordPapers,
    RecordReport,
    RecordReviewAdvice,
    RecordReviewDecision,
    RecordViews,
)
from .dates import happened, happened_if_known, since_the_act
from .events import (
    EhcpReviewAdviceChased,
    EhcpReviewAdviceReceived,
    EhcpReviewDecisionRecorded,
    EhcpReviewInvitationsSent,
    EhcpReviewMeetingHeld,
    EhcpReviewMeetingMoved,
    EhcpReviewPapersCirculated,
    EhcpReviewPlanned,
    EhcpReviewReportSent,
    EhcpReviewViewsRecorded,
    Event,
)
from .facts import EhcCase, Review
from .naming import key_of, named
from .review_terms import Adulthood, Holder, ReviewKind, Transfer, TransferTo
from .reviews import ReviewStory, is_about_adulthood, stories
from .rules import (
    AdulthoodLeftOut,
    MeetingAlreadyHeld,
    MeetingNotHeld,
    NoticeTooShort,
    NotInvited,
    ReportAlreadySent,
    TransferNotSaid,
)
from .told import Decides, days_of_letter, is_known, tell


def plan_review(case: EhcCase, command: PlanReview) -> list[Event]:
    """A correction that leaves the meeting on its day needs no new notice."""
    if is_known(case, command):
        return []
    _check_transfer(command.kind, command.transfer)
    today = command.today
    given = happened_if_known(command.notice_given_on, today=today, what="notice was given")
    was = next((one for one in stories(case) if one.review.entry_id == command.corrects), None)
    stays = was is not None and command.meeting_on in (was.review.meeting_on, was.meeting_on)
    if command.held_by is Holder.SCHOOL and command.meeting_on is not None and not stays:
        given = given or (was.notice_given_on if was else None)
        _check_notice(command.meeting_on, given or today, today)
    return tell(case, command, EhcpReviewPlanned, effective_on=today)


def _check_transfer(kind: ReviewKind, transfer: Transfer | None) -> None:
    """Raises TransferNotSaid, BeforeTheAct."""
    since_the_act(transfer.on if transfer else None)
    if kind is not ReviewKind.PHASE_TRANSFER:
        return
    between = transfer is not None and transfer.to is TransferTo.POST_16_FROM_POST_16
    if transfer is None or (transfer.on if between else transfer.year) is None:
        raise TransferNotSaid


def _check_notice(meeting_on: date, given_on: date, today: date) -> None:
    """A meeting of the past is told as it was. Raises NoticeTooShort."""
    if meeting_on >= today and given_on > limit(GIVE_NOTICE, meeting_on).due_on:
        raise NoticeTooShort


def move_meeting(case: EhcCase, command: MoveReviewMeeting) -> list[Event]:
    """Whoever was invited in time to the old day is told of the new one: that needs no new notice.

    Only an earlier day needs the two weeks again.
    """
    if is_known(case, command):
        return []
    story = _story(case, command.review_id)
    if story.held is not None:
        raise MeetingAlreadyHeld
    if story.meeting_on == command.meeting_on and command.corrects is None:
        return []
    earlier = story.meeting_on is None or command.meeting_on < story.meeting_on
    if story.review.held_by is Holder.SCHOOL and (earlier or not story.invited):
        given_on = story.notice_given_on or command.today
        _check_notice(command.meeting_on, given_on, command.today)
    event = EhcpReviewMeetingMoved
    return tell(case, command, event, effective_on=command.today, review_id=story.key)


def _story(case: EhcCase, review_id: UUID) -> ReviewStory:
    """Raises NotOfThisCase."""
    key = named(case.reviews, review_id).key
    return next(one for one in stories(case) if one.key == key)


def record_invitations(case: EhcCase, command: RecordInvitations) -> list[Event]:
    if is_known(case, command):
        return []
    key = named(case.reviews, command.review_id).key
    on = happened(command.sent_on, today=command.today, what="the invitations were sent")
    event, staff = EhcpReviewInvitationsSent, ("people.name",)
    return tell(case, command, event, effective_on=on, staff=staff, review_id=key)


def chase_advice(case: EhcCase, command: ChaseReviewAdvice) -> list[Event]:
    if is_known(case, command):
        return []
    story = _story(case, command.review_id)
    for person_id in command.person_ids:
        _check_invited(story, person_id)
    on = happened(command.sent_on, today=command.today, what="they were reminded")
    return tell(case, command, EhcpReviewAdviceChased, effective_on=on, review_id=story.key)


def _check_invited(story: ReviewStory, person_id: UUID) -> date:
    """The day they were invited. Raises NotInvited."""
    days = [on for one, on in story.invited if one.person_id == person_id]
    if not days:
        raise NotInvited
    return min(days)


def record_review_advice(case: EhcCase, command: RecordReviewAdvice) -> list[Event]:
    if is_known(case, command):
        return []
    story = _story(case, command.review_id)
    asked_on = _check_invited(story, command.person_id)
    on = happened(command.received_on, today=command.today, what="the advice came")
    in_order(asked_on, on, what="Advice cannot have come before it was asked for.")
    return tell(case, command, EhcpReviewAdviceReceived, effective_on=on, review_id=story.key)


def record_papers(case: EhcCase, command: RecordPapers) -> list[Event]:
    if is_known(case, command):
        return []
    key = named(case.reviews, command.review_id).key
    on = happened(command.sent_on, today=command.today, what="the papers were sent")
    return tell(case, command, EhcpReviewPapersCirculated, effective_on=on, review_id=key)


def record_views(case: EhcCase, command: RecordViews) -> list[Event]:
    if is_known(case, command):
        return []
    key = named(case.reviews, command.review_id).key
    on = happened(command.said_on, today=command.today, what="the views were given")
    return tell(case, command, EhcpReviewViewsRecorded, effective_on=on, review_id=key)


def record_meeting(case: EhcCase, command: RecordMeeting) -> list[Event]:
    if is_known(case, command):
        return []
    story = _story(case, command.review_id)
    if story.held is not None and command.corrects is None:
        raise MeetingAlreadyHeld
    on = happened(command.held_on, today=command.today, what="the meeting was held")
    return tell(case, command, EhcpReviewMeetingHeld, effective_on=on, review_id=story.key)


def record_report(case: EhcCase, command: RecordReport) -> list[Event]:
    """The school's own, from Year 9 on, is about the four headings of adulthood."""
    if is_known(case, command):
        return []
    story = _story(case, command.review_id)
    if story.held is None:
        raise MeetingNotHeld
    if story.report is not None and command.corrects is None:
        raise ReportAlreadySent
    _check_adulthood(story.review, command)
    on = happened(command.sent_on, today=command.today, what="the report was sent")
    in_order(story.held.on, on, what="A report comes after the meeting.")
    return tell(case, command, EhcpReviewReportSent, effective_on=on, review_id=story.key)


def _check_adulthood(review: Review, command: RecordReport) -> None:
    """Raises AdulthoodLeftOut."""
    there = {one.heading for one in command.adulthood}
    ours = review.held_by is Holder.SCHOOL and is_about_adulthood(review)
    if ours and there != set(Adulthood):
        raise AdulthoodLeftOut


def record_review_decision(case: EhcCase, command: RecordReviewDecision) -> list[Event]:
    """As told, late or not; also of a review that is not in this record."""
    if is_known(case, command):
        return []
    days_of_letter(command, "the decision", "decided_on", "sent_on", "received_on")
    on = command.decided_on or command.sent_on or command.received_on
    key = key_of(case.reviews, command.review_id)
    return tell(case, command, EhcpReviewDecisionRecorded, effective_on=on, review_id=key)


DECIDES: Final[Decides] = {
    PlanReview: plan_review,
    MoveReviewMeeting: move_meeting,
    RecordInvitations: record_invitations,
    ChaseReviewAdvice: chase_advice,
    RecordReviewAdvice: record_review_advice,
    RecordPapers: record_papers,
    RecordViews: record_views,
    RecordMeeting: record_meeting,
    RecordReport: record_report,
    RecordReviewDecision: record_review_decision,
}
