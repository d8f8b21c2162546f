"""What can have happened. Every event names the pupil, so that a reader needs no other event.

What the council did is recorded as it was told: late, in a strange order, or against a rule. Days
decided, sent, served and received are kept apart. A correction is the same event told right:
`corrects` names the entry that it replaces, `reason` says why.

`effective_on` is the day it was true in the world; where there is none, the day it was recorded.
"""

from .amending import (
    EhcpAmendmentDropped,
    EhcpAmendmentNoticeReceived,
    EhcpPlanAmended,
)
from .asking import (
    EhcpAdviceRequested,
    EhcpAdviceSubmitted,
    EhcpAssessmentRequested,
    EhcpDecisionRecorded,
    EhcpExceptionClaimed,
    EhcpPlanDecisionRecorded,
    EhcpPlanFinalised,
    EhcpReceiptRecorded,
)
from .corrections import EhcpCaseStruckOut, EhcpEntryStruckOut
from .drafting import (
    EhcpDraftPlanReceived,
    EhcpNamingConsultationAnswered,
    EhcpNamingConsultationReceived,
    EhcpPlanContentRecorded,
    EhcpRepresentationsSent,
)
from .notices import (
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
)
from .reviewing import (
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
)

__all__ = [
    "Announcement",
    "EhcpAdviceRequested",
    "EhcpAdviceSubmitted",
    "EhcpAmendmentDropped",
    "EhcpAmendmentNoticeReceived",
    "EhcpAssessmentRequested",
    "EhcpCaseStruckOut",
    "EhcpDeadlineApproaching",
    "EhcpDeadlineMet",
    "EhcpDeadlineMissed",
    "EhcpDeadlineWithdrawn",
    "EhcpDecisionRecorded",
    "EhcpDraftPlanReceived",
    "EhcpEntryStruckOut",
    "EhcpExceptionClaimed",
    "EhcpNamingConsultationAnswered",
    "EhcpNamingConsultationReceived",
    "EhcpPlanAmended",
    "EhcpPlanContentRecorded",
    "EhcpPlanDecisionRecorded",
    "EhcpPlanFinalised",
    "EhcpReceiptRecorded",
    "EhcpRepresentationsSent",
    "EhcpReviewAdviceChased",
    "EhcpReviewAdviceReceived",
    "EhcpReviewDecisionRecorded",
    "EhcpReviewInvitationsSent",
    "EhcpReviewMeetingHeld",
    "EhcpReviewMeetingMoved",
    "EhcpReviewPapersCirculated",
    "EhcpReviewPlanned",
    "EhcpReviewReportSent",
    "EhcpReviewViewsRecorded",
    "Event",
    "Told",
]

Told = (
    EhcpReceiptRecorded
    | EhcpDecisionRecorded
    | EhcpPlanDecisionRecorded
    | EhcpAdviceRequested
    | EhcpAdviceSubmitted
    | EhcpPlanFinalised
    | EhcpReviewPlanned
    | EhcpReviewMeetingMoved
    | EhcpReviewInvitationsSent
    | EhcpReviewAdviceChased
    | EhcpReviewAdviceReceived
    | EhcpReviewPapersCirculated
    | EhcpReviewViewsRecorded
    | EhcpReviewMeetingHeld
    | EhcpReviewReportSent
    | EhcpReviewDecisionRecorded
    | EhcpAmendmentNoticeReceived
    | EhcpPlanAmended
    | EhcpAmendmentDropped
    | EhcpExceptionClaimed
    | EhcpDraftPlanReceived
    | EhcpPlanContentRecorded
    | EhcpRepresentationsSent
    | EhcpNamingConsultationReceived
    | EhcpNamingConsultationAnswered
)
Announcement = EhcpDeadlineApproaching | EhcpDeadlineMissed | EhcpDeadlineMet
Event = (
    EhcpAssessmentRequested
    | Told
    | EhcpEntryStruckOut
    | EhcpCaseStruckOut
    | Announcement
    | EhcpDeadlineWithdrawn
)
