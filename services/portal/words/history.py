"""What happened, in words: one line for each type of event, and who looked at what."""

from typing import Final

from .ehc import TOLD

EVENTS: Final = {
    "pupil-enrolled": "Came onto the school's roll",
    "pupil-named": "Name recorded",
    "pupil-details-changed": "Personal details changed",
    "pupil-moved-school": "Moved to another school of the trust",
    "pupil-left": "Left the school",
    "year-group-changed": "Year or class changed",
    "sen-status-recorded": "SEN status recorded in the school's own records",
    "pupils-merged": "Joined with another record of the same child",
    "pupil-erased": "Record erased",
    "pupil-contact-recorded": "The pupil's own e-mail address recorded",
    "record-opened": "Record opened by somebody from outside the school",
    "guardian-linked": "Parent, carer or contact recorded",
    "guardian-barred": "Contact restriction recorded",
    "guardian-unbarred": "Contact restriction ended",
    "guardian-unlinked": "Parent, carer or contact removed",
    "referral-raised": "Concern raised",
    "referral-acknowledged": "Concern answered: it has arrived",
    "author-note-added": "Note added to a concern",
    "evidence-added": "Evidence added to a concern",
    "pupil-observed": "Observation recorded",
    "family-consulted": "View of the family or the pupil recorded",
    "step-set-aside": "Step set aside as not needed",
    "entry-struck-out": "Entry marked as entered in error",
    "referral-decided": "Concern decided",
    "decision-corrected": "Decision corrected",
    "parents-told": "Parents told of the decision",
    "referral-struck-out": "Concern marked as entered in error",
    "specialist-assessment-requested": "Specialist asked for an assessment",
    "specialist-request-chased": "Specialist reminded",
    "specialist-report-received": "Specialist's report received",
    "specialist-request-withdrawn": "Request to a specialist withdrawn",
    "ehcp-assessment-requested": "Council asked for an EHC needs assessment",
    "ehcp-receipt-recorded": "Day recorded on which the council received the request",
    "ehcp-decision-recorded": "Council's decision about the assessment recorded",
    "ehcp-plan-decision-recorded": "Council's decision about a plan recorded",
    "ehcp-advice-requested": "Council's request for the school's advice recorded",
    "ehcp-advice-submitted": "School's advice sent to the council",
    "ehcp-plan-finalised": "Final EHC plan recorded",
    "ehcp-entry-struck-out": "Entry of the EHC case marked as entered in error",
    "ehcp-case-struck-out": "EHC case marked as entered in error",
    "ehcp-deadline-approaching": "EHC date near",
    "ehcp-deadline-missed": "EHC date passed",
    "ehcp-deadline-met": "EHC date met",
    "ehcp-deadline-withdrawn": "Notice of an EHC date taken back",
    "ehcp-deadline-stopped": "EHC date no longer waited for",
    "ehcp-deadline-resumed": "EHC date waited for again",
    "ehcp-under-five-recorded": "Noted until when the child counts as under five",
    "plan-opened": "Support plan opened",
    "plan-grounds-changed": "Decision behind the support plan changed",
    "plan-grounds-withdrawn": "Decision behind the support plan withdrawn",
    "needs-noted": "Strengths and needs noted in the support plan",
    "target-set": "Target set",
    "target-measured": "Target measured",
    "target-reviewed": "Target looked at in a review",
    "provision-arranged": "Help arranged",
    "provision-ended": "Help ended",
    "session-delivered": "Session took place",
    "session-missed": "Session did not take place",
    "views-recorded": "View of the family or the pupil on the plan recorded",
    "plan-shared": "Support plan shared with the family",
    "plan-read": "Support plan read by the family",
    "plan-review-due": "Review of the support plan fell due",
    "plan-review-due-withdrawn": "Notice of a review taken back",
    "plan-reviewed": "Support plan reviewed",
    "plan-closed": "Support plan closed",
    "plan-entry-struck-out": "Entry in the support plan marked as entered in error",
    "recipients-chosen": "Decided who is told of this",
    "notification-queued": "Message to be sent",
    "notification-sent": "Message sent",
    "notification-failed": "Message could not be sent",
    "notification-read": "Message read",
}
OPENED: Final = {
    "name": "the name, in a list",
    "pupil": "the front page",
    "family": "the family's contacts",
    "guardian-name": "a parent's or carer's name",
    "concern": "a concern",
    "specialist": "a request to a specialist",
    "history": "the history",
    "plan": "the support plan",
    "ehc-case": "the EHC case",
    "plans": "the list of support plans",
    "calendar": "initials and dates, in a calendar of their own",
}
NOBODY: Final = {
    "import": "The school's own records, imported",
    "policy": "Waymark",
    "clock": "Waymark",
}


def event(type_: str) -> str:
    """ "Concern raised"; a type that is newer than this table is said by its own name."""
    return EVENTS.get(type_) or TOLD.get(type_) or type_.replace("-", " ").capitalize()


def opened(what: str) -> str:
    return OPENED.get(what) or what.replace("-", " ")
