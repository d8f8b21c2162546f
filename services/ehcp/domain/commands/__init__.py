"""What may be asked. The ids of what a command makes come with it, so that a retry is the same.

Texts are `Typed`, about the pupil; each docstring says for whom.
"""

from .ages import RecordUnderFive
from .amending import RecordAmendedPlan, RecordAmendmentNotice, RecordNoAmendment
from .appealing import (
    RecordAgreement,
    RecordAgreementKept,
    RecordAppeal,
    RecordCertificate,
    RecordConcession,
    RecordMediation,
    RecordMediationEnd,
    RecordOrder,
    RecordWithdrawal,
)
from .asking import (
    ClaimException,
    RecordAdvice,
    RecordAdviceRequest,
    RecordDecision,
    RecordFinalPlan,
    RecordPlanDecision,
    RecordReceipt,
    RequestAssessment,
)
from .base import ByPerson, OnCase, RecordAnswer, Telling
from .changing import (
    RecordCeaseConsultation,
    RecordCeased,
    RecordCeaseDecision,
    RecordMove,
    RecordReassessment,
    RecordTransfer,
    RecordTransferLetter,
    RequestReassessment,
)
from .corrections import AnnounceDeadlines, StrikeOutCase, StrikeOutEntry
from .drafting import (
    AnswerConsultation,
    RecordConsultation,
    RecordDraftPlan,
    RecordPlanContent,
    RecordRepresentations,
)
from .reviewing import (
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
from .taking_over import BeginWithPlan, TakeOverCase

__all__ = [
    "AnnounceDeadlines",
    "AnswerConsultation",
    "BeginWithPlan",
    "ByPerson",
    "ChaseReviewAdvice",
    "ClaimException",
    "Command",
    "MoveReviewMeeting",
    "OnCase",
    "PlanReview",
    "RecordAdvice",
    "RecordAdviceRequest",
    "RecordAgreement",
    "RecordAgreementKept",
    "RecordAmendedPlan",
    "RecordAmendmentNotice",
    "RecordAnswer",
    "RecordAppeal",
    "RecordCeaseConsultation",
    "RecordCeaseDecision",
    "RecordCeased",
    "RecordCertificate",
    "RecordConcession",
    "RecordConsultation",
    "RecordDecision",
    "RecordDraftPlan",
    "RecordFinalPlan",
    "RecordInvitations",
    "RecordMediation",
    "RecordMediationEnd",
    "RecordMeeting",
    "RecordMove",
    "RecordNoAmendment",
    "RecordOrder",
    "RecordPapers",
    "RecordPlanContent",
    "RecordPlanDecision",
    "RecordReassessment",
    "RecordReceipt",
    "RecordReport",
    "RecordRepresentations",
    "RecordReviewAdvice",
    "RecordReviewDecision",
    "RecordTransfer",
    "RecordTransferLetter",
    "RecordUnderFive",
    "RecordViews",
    "RecordWithdrawal",
    "RequestAssessment",
    "RequestReassessment",
    "StrikeOutCase",
    "StrikeOutEntry",
    "TakeOverCase",
    "Telling",
    "Told",
]

Told = (
    RecordReceipt
    | RecordDecision
    | RecordPlanDecision
    | RecordAdviceRequest
    | RecordAdvice
    | RecordFinalPlan
    | RequestReassessment
    | RecordReassessment
    | RecordCeaseConsultation
    | RecordCeaseDecision
    | RecordCeased
    | RecordMove
    | RecordTransfer
    | RecordTransferLetter
    | RecordMediation
    | RecordMediationEnd
    | RecordCertificate
    | RecordAgreement
    | RecordAgreementKept
    | RecordAppeal
    | RecordConcession
    | RecordOrder
    | RecordWithdrawal
    | PlanReview
    | MoveReviewMeeting
    | RecordInvitations
    | ChaseReviewAdvice
    | RecordReviewAdvice
    | RecordPapers
    | RecordViews
    | RecordMeeting
    | RecordReport
    | RecordReviewDecision
    | RecordAmendmentNotice
    | RecordAmendedPlan
    | RecordNoAmendment
    | ClaimException
    | RecordDraftPlan
    | RecordPlanContent
    | RecordRepresentations
    | RecordConsultation
    | AnswerConsultation
    | TakeOverCase
)
Command = (
    RequestAssessment
    | BeginWithPlan
    | Told
    | StrikeOutEntry
    | StrikeOutCase
    | AnnounceDeadlines
    | RecordUnderFive
)
