"""How a re-assessment ended: with a plan, or with the plan as it was."""

from datetime import date

from .appeal_terms import ReassessmentDecision
from .facts import Amended, EhcCase, FinalPlan, ReassessmentDecided
from .reviews import review_of


def of_assessments(case: EhcCase) -> tuple[FinalPlan | Amended, ...]:
    """The plans that may have come of an assessment: one that came of a review did not."""
    alone = (one for one in case.amended_plans if review_of(case, one) is None)
    return (*case.final_plans, *alone)


def plan_after(case: EhcCase, decided: ReassessmentDecided) -> FinalPlan | Amended | None:
    """The plan that was made of it."""
    until = kept_on(case, decided) or date.max
    plans = [one for one in of_assessments(case) if decided.told_on <= one.told_on <= until]
    return min(plans, key=lambda one: one.told_on, default=None)


def kept_on(case: EhcCase, decided: ReassessmentDecided) -> date | None:
    """The day on which the council said, of no review, that the plan stays as it is.

    Where an amendment of no review was open on the day of the decision, the first such letter gives
    that up: what comes of the re-assessment is still to be told.
    """
    since = decided.told_on
    kept = [one.told_on for one in case.amendments_dropped if one.review_id is None]
    ends = [one.told_on for one in case.amended_plans if one.review_id is None] + kept
    begun = [one.told_on for one in case.amendment_notices if one.review_id is None]
    was_open = any(
        on <= since and not any(on <= ended_on <= since for ended_on in ends) for on in begun
    )
    after = sorted(on for on in kept if on > since)
    return next(iter(after[1:] if was_open else after), None)


def days_kept(case: EhcCase) -> list[date]:
    """Each day on which the council said of a re-assessment that the plan stays as it is."""
    again = [
        one for one in case.reassessment_decisions if one.decision is ReassessmentDecision.REASSESS
    ]
    return [on for one in again if (on := kept_on(case, one)) is not None]


def is_over(case: EhcCase, decided: ReassessmentDecided) -> bool:
    """Whether the council has told what came of it."""
    return plan_after(case, decided) is not None or kept_on(case, decided) is not None
