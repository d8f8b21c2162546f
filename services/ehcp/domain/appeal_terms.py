"""The codes of mediation, appeals, re-assessment, ceasing and moves."""

from enum import StrEnum

from shared.rulebook.appeals import Decision, Section

__all__ = ["Decision", "MediationEnd", "ReassessmentDecision", "Remedy", "Section"]


class MediationEnd(StrEnum):
    """Why there is to be a certificate (SEND Regulations 2014, regulations 34 and 39)."""

    ENDED = "ended"
    DECLINED = "declined"  # the family will not mediate; it need not
    NOT_ARRANGED = "not-arranged"  # the council cannot, within the 30 days


class Remedy(StrEnum):
    """What was agreed, conceded or ordered."""

    ASSESS = "assess"
    MAKE_PLAN = "make-plan"
    AMEND = "amend"
    NAME_SCHOOL = "name-school"
    KEEP_PLAN = "keep-plan"  # of a plan that was to end: it goes on, and that needs no day
    OTHER = "other"
    DISMISSED = "dismissed"  # of an order: the council need do nothing


class ReassessmentDecision(StrEnum):
    """What the council decided about a re-assessment."""

    REASSESS = "reassess"
    REFUSED = "refused"
