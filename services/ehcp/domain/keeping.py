"""Where the state keeps what is told: for each event a field of the case, and what stays of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from . import events, facts
from .events import Told
from .facts import EhcCase, Entry


@dataclass(frozen=True, slots=True)
class Place:
    """field: of `EhcCase`. kind: the event's type on the wire. fact: what is kept of the event.

    day: the fact's name for `effective_on`. make: builds the fact where it is not field by field.
    """

    field: str
    kind: str
    fact: type[Entry]
    day: str = ""
    make: Callable[[Any], Entry] | None = None

    def kept(self, event: Told) -> Entry:
        """What stays of an event: the fields of the fact, by their names."""
        if self.make is not None:
            return self.make(event)
        names = [one.name for one in fields(self.fact) if one.name != "root"]
        days = {name: "effective_on" if name == self.day else name for name in names}
        return self.fact(**{name: getattr(event, source) for name, source in days.items()})


def _content(event: events.EhcpPlanContentRecorded) -> facts.Content:
    return facts.Content(
        entry_id=event.entry_id,
        of=event.of,
        placement=event.placement.kind if event.placement else None,
        school_id=event.placement.school_id if event.placement else None,
        promised=tuple(
            facts.Promised(
                provision_id=one.provision_id,
                section=one.section,
                minutes=one.minutes,
                sessions=one.sessions,
                per=one.per,
                vague=one.vague,
            )
            for one in event.provisions
        ),
    )


def _asked(event: events.EhcpReviewInvitationsSent) -> facts.Asked:
    people = (
        facts.Person(person_id=one.person_id, who=one.who, advice_asked=one.advice_asked)
        for one in event.people
    )
    return facts.Asked(
        entry_id=event.entry_id,
        review_id=event.review_id,
        people=tuple(people),
        on=event.effective_on,
    )


def _report(event: events.EhcpReviewReportSent) -> facts.Report:
    return facts.Report(
        entry_id=event.entry_id,
        review_id=event.review_id,
        recommends=event.recommends,
        adulthood=tuple(one.heading for one in event.adulthood),
        on=event.effective_on,
    )


KEPT: Final[Mapping[type[Told], Place]] = {
    events.EhcpExceptionClaimed: Place("claims", "ehcp-exception-claimed", facts.Claim, "on"),
    events.EhcpReceiptRecorded: Place(
        "receipts", "ehcp-receipt-recorded", facts.Receipt, "received_on"
    ),
    events.EhcpDecisionRecorded: Place("decisions", "ehcp-decision-recorded", facts.Decided),
    events.EhcpPlanDecisionRecorded: Place(
        "plan_decisions", "ehcp-plan-decision-recorded", facts.PlanDecided
    ),
    events.EhcpAdviceRequested: Place(
        "advice_requests", "ehcp-advice-requested", facts.AdviceAsked, "on"
    ),
    events.EhcpAdviceSubmitted: Place("advices", "ehcp-advice-submitted", facts.AdviceSent, "on"),
    events.EhcpDraftPlanReceived: Place("drafts", "ehcp-draft-plan-received", facts.Draft),
    events.EhcpPlanContentRecorded: Place(
        "contents", "ehcp-plan-content-recorded", facts.Content, make=_content
    ),
    events.EhcpRepresentationsSent: Place(
        "representations", "ehcp-representations-sent", facts.Representations, "on"
    ),
    events.EhcpNamingConsultationReceived: Place(
        "consultations", "ehcp-naming-consultation-received", facts.Consultation, "on"
    ),
    events.EhcpNamingConsultationAnswered: Place(
        "answers", "ehcp-naming-consultation-answered", facts.Answered, "on"
    ),
    events.EhcpPlanFinalised: Place(
        "final_plans", "ehcp-plan-finalised", facts.FinalPlan, "issued_on"
    ),
    events.EhcpReviewPlanned: Place("reviews", "ehcp-review-planned", facts.Review, "on"),
    events.EhcpReviewMeetingMoved: Place(
        "meetings_moved", "ehcp-review-meeting-moved", facts.MeetingMoved, "on"
    ),
    events.EhcpReviewInvitationsSent: Place(
        "invitations", "ehcp-review-invitations-sent", facts.Asked, make=_asked
    ),
    events.EhcpReviewAdviceChased: Place("chases", "ehcp-review-advice-chased", facts.Chased, "on"),
    events.EhcpReviewAdviceReceived: Place(
        "review_advices", "ehcp-review-advice-received", facts.AdviceCame, "on"
    ),
    events.EhcpReviewPapersCirculated: Place(
        "circulations", "ehcp-review-papers-circulated", facts.Circulated, "on"
    ),
    events.EhcpReviewViewsRecorded: Place("views", "ehcp-review-views-recorded", facts.Views, "on"),
    events.EhcpReviewMeetingHeld: Place("meetings", "ehcp-review-meeting-held", facts.Held, "on"),
    events.EhcpReviewReportSent: Place(
        "reports", "ehcp-review-report-sent", facts.Report, make=_report
    ),
    events.EhcpReviewDecisionRecorded: Place(
        "review_decisions", "ehcp-review-decision-recorded", facts.ReviewDecided
    ),
    events.EhcpAmendmentNoticeReceived: Place(
        "amendment_notices", "ehcp-amendment-notice-received", facts.AmendmentNotice
    ),
    events.EhcpPlanAmended: Place("amended_plans", "ehcp-plan-amended", facts.Amended, "issued_on"),
    events.EhcpAmendmentDropped: Place(
        "amendments_dropped", "ehcp-amendment-dropped", facts.AmendmentDropped
    ),
    events.EhcpCaseTakenOver: Place("taken_over", "ehcp-case-taken-over", facts.TakenOver, "on"),
    events.EhcpMediationAsked: Place(
        "mediations", "ehcp-mediation-asked", facts.MediationWanted, "on"
    ),
    events.EhcpMediationEnded: Place(
        "mediations_over", "ehcp-mediation-ended", facts.MediationOver, "on"
    ),
    events.EhcpCertificateIssued: Place(
        "certificates", "ehcp-certificate-issued", facts.Certificate, "on"
    ),
    events.EhcpMediationAgreed: Place("agreements", "ehcp-mediation-agreed", facts.Agreement, "on"),
    events.EhcpAgreementKept: Place(
        "agreements_kept", "ehcp-agreement-kept", facts.AgreementKept, "on"
    ),
    events.EhcpAppealMade: Place("appeals", "ehcp-appeal-made", facts.Appeal, "on"),
    events.EhcpAppealConceded: Place("concessions", "ehcp-appeal-conceded", facts.Concession, "on"),
    events.EhcpTribunalOrdered: Place("orders", "ehcp-tribunal-ordered", facts.Order, "on"),
    events.EhcpAppealWithdrawn: Place(
        "withdrawals", "ehcp-appeal-withdrawn", facts.Withdrawal, "on"
    ),
    events.EhcpReassessmentRequested: Place(
        "reassessment_requests", "ehcp-reassessment-requested", facts.ReassessmentAsked, "on"
    ),
    events.EhcpReassessmentDecided: Place(
        "reassessment_decisions", "ehcp-reassessment-decided", facts.ReassessmentDecided
    ),
    events.EhcpCeaseConsulted: Place(
        "cease_consultations", "ehcp-cease-consulted", facts.CeaseConsulted, "on"
    ),
    events.EhcpCeaseDecided: Place("cease_decisions", "ehcp-cease-decided", facts.CeaseDecided),
    events.EhcpPlanCeased: Place("ceased", "ehcp-plan-ceased", facts.Ceased, "on"),
    events.EhcpMoveToldOf: Place("moves", "ehcp-move-told-of", facts.Move, "on"),
    events.EhcpPlanTransferred: Place(
        "transfers", "ehcp-plan-transferred", facts.Transferred, "on"
    ),
    events.EhcpTransferExplained: Place(
        "transfer_letters", "ehcp-transfer-explained", facts.TransferLetter, "on"
    ),
}


def standing_of(case: EhcCase, place: Place) -> tuple[Entry, ...]:
    """The entries of a kind that stand, in order."""
    found: tuple[Entry, ...] = getattr(case, place.field)
    return found


def entries(case: EhcCase) -> Iterator[tuple[str, Entry]]:
    """Each entry that stands, with the type of its event on the wire."""
    for place in KEPT.values():
        yield from ((place.kind, entry) for entry in standing_of(case, place))
