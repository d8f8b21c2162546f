"""Drafts that name a school, plans that come too early, provisions that promise nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from shared.rulebook.words import in_full

from ..clocks.counting import Deadline
from ..clocks.drafting import VIEWS_ON_DRAFT
from ..facts import Content, EhcCase, Promised
from ..plan_terms import PlacementKind, Right, Section
from ..reassessing import of_assessments
from ..terms import AssessmentDecision, PlanDecision
from .flag import Flag, Mark

BLANK_IN_DRAFT: Final = "Children and Families Act 2014, section 38(5)"
SPECIFIC: Final = "SEND Code 9.69"
WITH_REFUSAL: Final = "SEND Regulations 2014, regulation 5(3)"
WITH_NO_PLAN: Final = "SEND Regulations 2014, regulation 10(3)"
WITH_FINAL: Final = "SEND Regulations 2014, regulation 14"
RIGHTS: Final = {
    Right.APPEAL: "the right of appeal",
    Right.TIME_LIMIT: "its time limit",
    Right.MEDIATION: "mediation",
    Right.DISAGREEMENT_RESOLUTION: "disagreement resolution",
    Right.SENDIASS: "SENDIASS",
}


def of_drafting(case: EhcCase, found: tuple[Deadline, ...]) -> Iterator[Flag]:
    yield from _names_school(case)
    yield from _too_early(case, found)
    yield from _rights(case)
    for content in case.contents:
        yield from _wording(content)


def _names_school(case: EhcCase) -> Iterator[Flag]:
    filled = {one.of for one in case.contents if one.placement not in (None, PlacementKind.BLANK)}
    for draft in case.drafts:
        if draft.names_placement or draft.key in filled:
            yield Flag(
                mark=Mark.DRAFT_NAMES_SCHOOL,
                source=BLANK_IN_DRAFT,
                about=draft.key,
                said="The draft plan names a school or a type of school: section I of a draft is"
                f" blank, so that the family can ask for one ({BLANK_IN_DRAFT}).",
            )


def _too_early(case: EhcCase, found: tuple[Deadline, ...]) -> Iterator[Flag]:
    """A plan of an assessment within the 15 days of the last draft before it, and since the plan
    of the assessment before.
    """
    limits = {one.about: one.limit for one in found if one.rule == VIEWS_ON_DRAFT}
    served = [one for one in case.drafts if one.served_on]
    former_on = date.min
    for plan in sorted(of_assessments(case), key=lambda one: one.told_on):
        drafts = [one for one in served if former_on < one.told_on <= plan.told_on]
        former_on = plan.told_on
        last = max(drafts, key=lambda one: one.told_on, default=None)
        limit = limits.get(last.key) if last is not None else None
        if limit is not None and plan.told_on <= limit.due_on:
            yield Flag(
                mark=Mark.FINAL_TOO_EARLY,
                rule=limit.rule.id,
                source=limit.rule.source,
                about=plan.key,
                said="The final plan came before the family had its 15 days for its views, up to"
                f" and including {in_full(limit.due_on)} ({limit.rule.source}).",
            )


def _rights(case: EhcCase) -> Iterator[Flag]:
    """A letter that was looked through and does not tell what it has to."""
    for decided in case.decisions:
        if decided.decision is AssessmentDecision.REFUSED and decided.rights is not None:
            yield from rights_missing(decided.rights, WITH_REFUSAL)
    for planned in case.plan_decisions:
        if planned.decision is PlanDecision.NO_PLAN and planned.rights is not None:
            yield from rights_missing(planned.rights, WITH_NO_PLAN)
    for final in case.final_plans:
        if final.rights is not None:
            yield from rights_missing(final.rights, WITH_FINAL)


def rights_missing(told: tuple[Right, ...], source: str) -> Iterator[Flag]:
    missing = [said for right, said in RIGHTS.items() if right not in told]
    if missing:
        said = f"The council's letter does not tell the family of {', '.join(missing)} ({source})."
        yield Flag(mark=Mark.RIGHTS_MISSING, source=source, said=said)


def _wording(content: Content) -> Iterator[Flag]:
    for one in content.promised:
        if one.section is Section.F:
            yield from _of_provision(one)


def _of_provision(promised: Promised) -> Iterator[Flag]:
    for phrase in promised.vague:
        yield Flag(
            mark=Mark.VAGUE,
            source=SPECIFIC,
            about=promised.provision_id,
            phrase=phrase,
            said=f'Section F says "{phrase}": ask what exactly, how much and by whom ({SPECIFIC}).',
        )
    if not promised.quantified:
        said = f"A provision of section F does not say how much and how often ({SPECIFIC})."
        about = promised.provision_id
        yield Flag(mark=Mark.NOT_QUANTIFIED, source=SPECIFIC, about=about, said=said)
