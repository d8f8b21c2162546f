"""How things are said: days, counts, names, codes, tags and what a refusal means. Pure functions.

`install` hands them to the templates under the same names.
"""

from flask import Flask

from services.portal.clock import now, today
from shared.references import reference

from . import (
    codes,
    concerns,
    counts,
    days,
    ehc,
    messages,
    names,
    plans,
    pupils,
    reasons,
    roles,
    tags,
)


def install(app: Flask) -> None:
    """Make the word functions template filters; those that need today ask the app's clock."""
    app.jinja_env.filters.update(
        full_day=days.full_day,
        day=lambda on: days.day(on, today=today()),
        short_day=lambda on: days.short_day(on, today=today()),
        hour=days.hour,
        moment=lambda at: days.moment(at, today=today()),
        count=counts.count,
        share=counts.share,
        few=counts.few,
        staff=names.staff,
        shown=names.shown,
        initials=lambda both: names.initials(*both),
        provision=codes.provision,
        provision_for_family=codes.provision_for_family,
        need=codes.need,
        tag_class=tags.tag_class,
        message=messages.message,
        by_when=messages.by_when,
        year=pupils.year,
        year_and_class=pupils.year_and_class,
        reason=reasons.reason,
        reason_for_family=reasons.reason_for_family,
        role=roles.role,
        role_for_family=roles.role_for_family,
        area=concerns.area,
        source=concerns.source,
        kind=concerns.kind,
        setting=concerns.setting,
        speaker=concerns.speaker,
        gathered=concerns.gathered,
        step=concerns.step,
        outcome=concerns.outcome,
        outcome_for_family=concerns.outcome_for_family,
        other_help=concerns.other_help,
        specialist=concerns.specialist,
        case_number=reference,
        ehc_stage=ehc.stage,
        requester=ehc.requester,
        plan_area=plans.plan_area,
        does_it=plans.does_it,
        result=plans.result,
        stance=plans.stance,
        why_missed=plans.why_missed,
        missed_reasons=plans.missed_reasons,
        number=plans.number,
        money=plans.money,
    )
    app.jinja_env.globals.update(today=today, now=now)
