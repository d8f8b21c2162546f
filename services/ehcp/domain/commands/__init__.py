"""What may be asked. The ids of what a command makes come with it, so that a retry is the same.

Texts are `Typed`, about the pupil; each docstring says for whom.
"""

from .amending import RecordAmendedPlan, RecordAmendmentNotice, RecordNoAmendment
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

__all__ = [
    "AnnounceDeadlines",
    "AnswerConsultation",
    "ByPerson",
    "ChaseReviewAdvice",
    "ClaimException",
    "Command",
    "MoveReviewMeeting",
    "OnCase",
    "PlanReview",
    "RecordAdvice",
    "RecordAdviceRequest",
    "RecordAmendedPlan",
    "RecordAmendmentNotice",
    "RecordAnswer",
    "RecordConsultation",
    "RecordDecision",
    "RecordDraftPlan",
    "RecordFinalPlan",
    "RecordInvitations",
    "RecordMeeting",
    "RecordNoAmendment",
    "RecordPapers",
    "RecordPlanContent",
    "RecordPlanDecision",
    "RecordReceipt",
    "RecordReport",
    "RecordRepresentations",
    "RecordReviewAdvice",
    "RecordReviewDecision",
    "RecordViews",
    "RequestAssessment",
    "StrikeOutCase",
    "StrikeOutEntry",
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
)
Command = RequestAssessment | Told | StrikeOutEntry | StrikeOutCase | AnnounceDeadlines
