"""What can be told of a case, and corrected, and imagined: each with its JSON and its command."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from marshmallow import Schema

from ..domain import commands as ask
from . import appealing, asking, changing, drafting, reviewing


@dataclass(frozen=True, slots=True)
class Part:
    """schema: its JSON, whose fields have the names of the command's."""

    schema: type[Schema]
    command: type[ask.Told]


PARTS: Final[Mapping[str, Part]] = {
    "receipt": Part(asking.ReceiptSchema, ask.RecordReceipt),
    "decision": Part(asking.DecisionSchema, ask.RecordDecision),
    "plan_decision": Part(asking.PlanDecisionSchema, ask.RecordPlanDecision),
    "advice_request": Part(asking.AdviceRequestSchema, ask.RecordAdviceRequest),
    "advice": Part(asking.AdviceSchema, ask.RecordAdvice),
    "draft_plan": Part(drafting.DraftPlanSchema, ask.RecordDraftPlan),
    "plan_content": Part(drafting.PlanContentSchema, ask.RecordPlanContent),
    "representations": Part(drafting.RepresentationsSchema, ask.RecordRepresentations),
    "consultation": Part(drafting.ConsultationSchema, ask.RecordConsultation),
    "consultation_answer": Part(drafting.ConsultationAnswerSchema, ask.AnswerConsultation),
    "exception": Part(asking.ExceptionSchema, ask.ClaimException),
    "final_plan": Part(asking.FinalPlanSchema, ask.RecordFinalPlan),
    "review": Part(reviewing.ReviewSchema, ask.PlanReview),
    "review_move": Part(reviewing.MeetingMoveSchema, ask.MoveReviewMeeting),
    "review_invitations": Part(reviewing.InvitationsSchema, ask.RecordInvitations),
    "review_chase": Part(reviewing.ChaseSchema, ask.ChaseReviewAdvice),
    "review_advice": Part(reviewing.ReviewAdviceSchema, ask.RecordReviewAdvice),
    "review_papers": Part(reviewing.PapersSchema, ask.RecordPapers),
    "review_views": Part(reviewing.ViewsSchema, ask.RecordViews),
    "review_meeting": Part(reviewing.MeetingSchema, ask.RecordMeeting),
    "review_report": Part(reviewing.ReportSchema, ask.RecordReport),
    "review_decision": Part(reviewing.ReviewDecisionSchema, ask.RecordReviewDecision),
    "amendment_notice": Part(reviewing.AmendmentNoticeSchema, ask.RecordAmendmentNotice),
    "amended_plan": Part(reviewing.AmendedPlanSchema, ask.RecordAmendedPlan),
    "no_amendment": Part(reviewing.NoAmendmentSchema, ask.RecordNoAmendment),
    "mediation": Part(appealing.MediationSchema, ask.RecordMediation),
    "mediation_end": Part(appealing.MediationEndSchema, ask.RecordMediationEnd),
    "mediation_certificate": Part(appealing.CertificateSchema, ask.RecordCertificate),
    "mediation_agreement": Part(appealing.AgreementSchema, ask.RecordAgreement),
    "agreement_kept": Part(appealing.AgreementKeptSchema, ask.RecordAgreementKept),
    "appeal": Part(appealing.AppealSchema, ask.RecordAppeal),
    "appeal_concession": Part(appealing.ConcessionSchema, ask.RecordConcession),
    "tribunal_order": Part(appealing.OrderSchema, ask.RecordOrder),
    "appeal_withdrawal": Part(appealing.WithdrawalSchema, ask.RecordWithdrawal),
    "reassessment_request": Part(changing.ReassessmentRequestSchema, ask.RequestReassessment),
    "reassessment_decision": Part(changing.ReassessmentSchema, ask.RecordReassessment),
    "cease_consultation": Part(changing.CeaseConsultationSchema, ask.RecordCeaseConsultation),
    "cease_decision": Part(changing.CeaseDecisionSchema, ask.RecordCeaseDecision),
    "plan_end": Part(changing.CeasedSchema, ask.RecordCeased),
    "move": Part(changing.MoveSchema, ask.RecordMove),
    "transfer": Part(changing.TransferredSchema, ask.RecordTransfer),
    "transfer_letter": Part(changing.TransferLetterSchema, ask.RecordTransferLetter),
}
