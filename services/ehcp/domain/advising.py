"""Of which assessment the school's advice is: a re-assessment asks for it as the first one does."""

from datetime import date

from .appeal_terms import ReassessmentDecision
from .facts import AdviceAsked, EhcCase, ReassessmentDecided


def asked_by(case: EhcCase, day: date) -> AdviceAsked | None:
    """The request that advice of a day answers: the last that had come by then."""
    come = [one for one in case.advice_requests if one.on <= day]
    return max(come, key=lambda one: one.on, default=None)


def assessment_on(case: EhcCase, day: date) -> date | None:
    """The assessment of a day, by the day on which it began; None: the first one."""
    begun = [
        began_on(case, one)
        for one in case.reassessment_decisions
        if one.decision is ReassessmentDecision.REASSESS
    ]
    return max((on for on in begun if on <= day), default=None)


def began_on(case: EhcCase, decided: ReassessmentDecided) -> date:
    """The day from which advice can be of a re-assessment: it was asked for, or else decided."""
    asked = [one.on for one in case.reassessment_requests if one.key == decided.request_id]
    return asked[0] if asked else decided.decided_on or decided.told_on
