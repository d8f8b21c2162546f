"""The clocks of mediation and appeals, and of what was agreed, conceded or ordered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..appeal_terms import Decision, MediationEnd, ReassessmentDecision, Remedy, Section
from ..appealable import Appealable, appealable, starts_of_appeal
from ..facts import Concession, Dated, EhcCase, MediationWanted, Order
from ..naming import made_plans
from ..reassessing import days_kept, of_assessments
from ..terms import AssessmentDecision, PlanDecision
from .counting import Counter, Deadline, Inputs, Standing

APPEAL: Final = "appeal.due"
CONTACT: Final = "mediation.contact"
HOLD: Final = "mediation.hold"
CERTIFICATE: Final = "mediation.certificate"
OTHER: Final = "mediation.agreement.other"
AFTER_ASSESSMENT: Final = ("assess", "no_plan", "plan_after_assessment")
STEPS: Final[Mapping[Remedy, tuple[str, ...]]] = {
    Remedy.ASSESS: AFTER_ASSESSMENT,
    Remedy.MAKE_PLAN: ("draft", "final"),
    Remedy.AMEND: ("amend",),
    Remedy.NAME_SCHOOL: ("name_school",),
    Remedy.KEEP_PLAN: (),
    Remedy.OTHER: (),
    Remedy.DISMISSED: (),
}
ASSESSED: Final = ("assess", "no_plan", "plan")
CONCEDED: Final[Mapping[Decision, tuple[str, ...]]] = {
    Decision.REFUSAL_TO_ASSESS: ASSESSED,
    Decision.REFUSAL_TO_REASSESS: ASSESSED,
    Decision.REFUSAL_TO_ISSUE: ("draft", "final"),
    Decision.CONTENTS: ("amend",),
    Decision.NO_AMENDMENT: ("amend",),
    Decision.CEASING: (),  # the plan goes on, and that needs no day
}
SCHOOL_ALONE: Final = frozenset({Section.I})


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a step that was agreed or ordered."""

    on: date | None = None
    ended: Standing | None = None


def of_appealing(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    for one in appealable(case):
        yield from _of_decision(case, one, counter)
    for wanted in case.mediations:
        yield _hold(case, wanted, counter)
    for over in case.mediations_over:
        issued = [one.on for one in case.certificates if one.decision_id == over.decision_id]
        on = min(issued, default=None)
        yield counter.deadline(CERTIFICATE, over.on, about=over.key, by=over, done_on=on)
    yield from _agreed(case, counter)
    yield from _conceded(case, counter)
    yield from _ordered(case, counter)


def _of_decision(case: EhcCase, one: Appealable, counter: Counter) -> Iterator[Deadline]:
    """The family's rights against a decision: nobody is late who does not use them.

    A certificate shows that the adviser was contacted; on which day, it does not say.
    """
    key, entry = one.entry.key, one.entry
    contacted = [x.on for x in case.mediations if x.decision_id == key]
    contacted += [x.on for x in case.mediations_over if x.decision_id == key]
    certified = [x.on for x in case.certificates if x.decision_id == key]
    appealed = [x.on for x in case.appeals if x.decision_id == key]
    contact_on = min(contacted, default=None)
    over = Standing.OVERTAKEN if (one.given_up or certified) and not contacted else None
    yield counter.deadline(
        CONTACT, one.sent_on, about=key, by=entry, done_on=contact_on, ended=over
    )
    starts = starts_of_appeal(case, one)
    appeal_on = min(appealed, default=None)
    over = Standing.OVERTAKEN if one.given_up and not appealed else None
    yield counter.deadline(APPEAL, starts, about=key, by=entry, done_on=appeal_on, ended=over)


def _hold(case: EhcCase, wanted: MediationWanted, counter: Counter) -> Deadline:
    """Not needed where the family declined in its time; what the council missed, or could not
    arrange, stays missed. By the day of an agreement it was held; that it is over, a certificate
    shows as well, and not since when.
    """
    due_on = counter.deadline(HOLD, wanted.on).due_on or date.max
    over = [one for one in case.mediations_over if one.decision_id == wanted.decision_id]
    agreed = [x.on for x in case.agreements if x.decision_id == wanted.decision_id]
    certified = [x.on for x in case.certificates if x.decision_id == wanted.decision_id]
    held = [one.on for one in over if one.how is MediationEnd.ENDED]
    held_on = min(held or [on for on in agreed if wanted.on <= on <= due_on], default=None)
    ended = None
    if held_on is None and (over or any(on >= wanted.on for on in (*agreed, *certified))):
        declined = any(one.how is MediationEnd.DECLINED and one.on <= due_on for one in over)
        ended = Standing.NOT_NEEDED if declined else Standing.OVERTAKEN
    return counter.deadline(
        HOLD, wanted.on, about=wanted.key, by=wanted, done_on=held_on, ended=ended
    )


def _agreed(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    for told in case.agreements:
        inputs: Inputs = {
            "mediation_agreement_made": told.on,
            "mediation_agreement_says_by": told.says_by,
        }
        steps = STEPS[told.remedy] if told.remedy is not Remedy.OTHER else ("other",)
        rules = [f"mediation.agreement.{step}" for step in steps]
        yield from _steps(case, counter, rules, inputs, told)


def _ordered(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    for told in case.orders:
        inputs: Inputs = {
            "tribunal_order_made": told.on,
            "tribunal_directs_by": told.directs_by,
        }
        rules = [f"tribunal.order.{step}" for step in STEPS[told.remedy]]
        yield from _steps(case, counter, rules, inputs, told)


def _conceded(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    """By what the appeal was against (SEND Regulations 2014, regulation 45)."""
    against = {one.entry.key: one.against for one in appealable(case)}
    appeals = {one.key: one for one in case.appeals}
    for told in case.concessions:
        appeal = appeals.get(told.appeal_id)
        kind = against.get(appeal.decision_id) if appeal else None
        steps = CONCEDED[kind] if kind else ()
        if appeal and kind is Decision.CONTENTS and set(appeal.sections) == SCHOOL_ALONE:
            steps = ("name_school",)
        rules = [f"tribunal.unopposed.{step}" for step in steps]
        yield from _steps(case, counter, rules, {"la_notified_tribunal": told.on}, told)


def _steps(
    case: EhcCase, counter: Counter, rules: list[str], inputs: Inputs, by: Dated
) -> Iterator[Deadline]:
    """A day that was agreed or directed is of the first step; those after it keep their weeks, but
    for what would be due before it.
    """
    first_on = counter.deadline(rules[0], inputs).due_on if rules else None
    for rule in rules:
        own = counter.deadline(rule, by.on).due_on
        after = first_on is None or own is None or own >= first_on
        told = by.on if rule != rules[0] and after else inputs
        done = _done(case, rule.rpartition(".")[2], by)
        yield counter.deadline(rule, told, about=by.key, by=by, done_on=done.on, ended=done.ended)


def _done(case: EhcCase, step: str, by: Dated) -> Done:
    since = by.on
    match step:
        case "assess":
            yes = [x.told_on for x in case.decisions if x.decision is AssessmentDecision.ASSESS]
            yes += [
                x.told_on
                for x in case.reassessment_decisions
                if x.decision is ReassessmentDecision.REASSESS
            ]
            further = _no_plan(case, since) != Done()
            return _done_or_overtaken(_first(yes, _appealed_on(case, by)), further)
        case "no_plan":
            return _no_plan(case, since)
        case "draft":
            on = _first([x.told_on for x in case.drafts], since)
            return _done_or_overtaken(on, _plan_on(case, since) is not None)
        case "plan" | "plan_after_assessment":
            refused = _no_plan(case, since).on is not None
            ended = Standing.NOT_NEEDED if refused else None
            on = _first([x.told_on for x in of_assessments(case)], since)
            return Done(on=on, ended=ended)
        case "other":
            kept = [one.on for one in case.agreements_kept if one.agreement_id == by.key]
            return Done(on=min(kept, default=None))
        case _:  # a plan, final or amended
            return Done(on=_plan_on(case, since))


def _appealed_on(case: EhcCase, by: Dated) -> date:
    """From when a "yes" answers what was conceded or ordered: the family may hear it before the
    Tribunal does.
    """
    appeal_id = by.appeal_id if isinstance(by, Concession | Order) else None
    return next((one.on for one in case.appeals if one.key == appeal_id), by.on)


def _done_or_overtaken(on: date | None, further: bool) -> Done:
    """further: a later step was taken."""
    return Done(on=on, ended=Standing.OVERTAKEN if further and on is None else None)


def _no_plan(case: EhcCase, since: date) -> Done:
    """The limit binds a "no", after a re-assessment that the plan stays; once there is a plan
    coming it has nothing to bind.
    """
    told = [x for x in case.plan_decisions if x.told_on >= since]
    refused = [x.told_on for x in told if x.decision is PlanDecision.NO_PLAN]
    refused += [on for on in days_kept(case) if on >= since]
    if refused:
        return Done(on=min(refused))
    coming = bool(told) or _first([x.told_on for x in case.drafts], since) is not None
    coming = coming or _first([x.told_on for x in of_assessments(case)], since) is not None
    return Done(ended=Standing.NOT_NEEDED if coming else None)


def _plan_on(case: EhcCase, since: date) -> date | None:
    return _first([x.told_on for x in made_plans(case)], since)


def _first(days: list[date], since: date) -> date | None:
    return min((day for day in days if day >= since), default=None)
