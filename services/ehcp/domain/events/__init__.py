"""What can have happened. Every event names the pupil, so that a reader needs no other event.

What the council did is recorded as it was told: late, in a strange order, or against a rule. Days
decided, sent, served and received are kept apart. A correction is the same event told right:
`corrects` names the entry that it replaces, `reason` says why.

`effective_on` is the day it was true in the world; where there is none, the day it was recorded.
"""

from .ages import EhcpUnderFiveRecorded
from .amending import (
    EhcpAmendmentDropped,
    EhcpAmendmentNoticeReceived,
    EhcpPlanAmended,
)
from .appealing import (
    EhcpAgreementKept,
    EhcpAppealConceded,
    EhcpAppealMade,
    EhcpAppealWithdrawn,
    EhcpCertificateIssued,
    EhcpMediationAgreed,
    EhcpMediationAsked,
    EhcpMediationEnded,
    EhcpTribunalOrdered,
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
from .changing import (
    EhcpCeaseConsulted,
    EhcpCeaseDecided,
    EhcpMoveToldOf,
    EhcpPlanCeased,
    EhcpPlanTransferred,
    EhcpReassessmentDecided,
    EhcpReassessmentRequested,
    EhcpTransferExplained,
)
from .corrections import EhcpCaseStruckOut, EhcpEntryStruckOut
from .drafting import (
    EhcpDraftPlanReceived,
    EhcpNamingConsultationAnswered,
    EhcpNamingConsultationReceived,
    EhcpPlanContentRecorded,
    EhcpRepresentationsSent,
)
from .importing import EhcpCasesImported
from .notices import (
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineResumed,
    EhcpDeadlineStopped,
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
from .taking_over import EhcpCaseTakenOver

__all__ = [
    "Announcement",
    "EhcpAdviceRequested",
    "EhcpAdviceSubmitted",
    "EhcpAgreementKept",
    "EhcpAmendmentDropped",
    "EhcpAmendmentNoticeReceived",
    "EhcpAppealConceded",
    "EhcpAppealMade",
    "EhcpAppealWithdrawn",
    "EhcpAssessmentRequested",
    "EhcpCaseStruckOut",
    "EhcpCaseTakenOver",
    "EhcpCasesImported",
    "EhcpCeaseConsulted",
    "EhcpCeaseDecided",
    "EhcpCertificateIssued",
    "EhcpDeadlineApproaching",
    "EhcpDeadlineMet",
    "EhcpDeadlineMissed",
    "EhcpDeadlineResumed",
    "EhcpDeadlineStopped",
    "EhcpDeadlineWithdrawn",
    "EhcpDecisionRecorded",
    "EhcpDraftPlanReceived",
    "EhcpEntryStruckOut",
    "EhcpExceptionClaimed",
    "EhcpMediationAgreed",
    "EhcpMediationAsked",
    "EhcpMediationEnded",
    "EhcpMoveToldOf",
    "EhcpNamingConsultationAnswered",
    "EhcpNamingConsultationReceived",
    "EhcpPlanAmended",
    "EhcpPlanCeased",
    "EhcpPlanContentRecorded",
    "EhcpPlanDecisionRecorded",
    "EhcpPlanFinalised",
    "EhcpPlanTransferred",
    "EhcpReassessmentDecided",
    "EhcpReassessmentRequested",
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
    "EhcpTransferExplained",
    "EhcpTribunalOrdered",
    "EhcpUnderFiveRecorded",
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
    | EhcpReassessmentRequested
    | EhcpReassessmentDecided
    | EhcpCeaseConsulted
    | EhcpCeaseDecided
    | EhcpPlanCeased
    | EhcpMoveToldOf
    | EhcpPlanTransferred
    | EhcpTransferExplained
    | EhcpMediationAsked
    | EhcpMediationEnded
    | EhcpCertificateIssued
    | EhcpMediationAgreed
    | EhcpAppealMade
    | EhcpAppealConceded
    | EhcpTribunalOrdered
    | EhcpAgreementKept
    | EhcpAppealWithdrawn
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
    | EhcpCaseTakenOver
)
Announcement = EhcpDeadlineApproaching | EhcpDeadlineMissed | EhcpDeadlineMet
Event = (
    EhcpAssessmentRequested
    | Told
    | EhcpEntryStruckOut
    | EhcpCaseStruckOut
    | Announcement
    | EhcpDeadlineWithdrawn
    | EhcpDeadlineStopped
    | EhcpDeadlineResumed
    | EhcpUnderFiveRecorded
)
