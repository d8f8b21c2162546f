"""A family's EHC case and plan: where it stands, what the plan says, what happened so far."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from flask import Blueprint, render_template

from services.portal import ehc_words
from services.portal.clients.ehcp import Case, Entry
from services.portal.clients.ehcp_plan import DRAFT, RecordedPlan, plans_of
from services.portal.clock import today
from services.portal.family_ehc_words import ehc_lines
from services.portal.family_plan_sections import PLACEMENTS, SECTIONS, how_much, section_name
from services.portal.pages.family import case_of, member
from services.portal.signed_in import for_roles
from services.portal.words.ehc import OF_PROVISION
from shared.access.grants import FAMILY

family_ehc = Blueprint("family_ehc", __name__, url_prefix="/family/<uuid:link>")

VIEWS_UNTIL: Final = "draft.representations_end"
CONTENT: Final = "ehcp-plan-content-recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """letter: as in the plan. name: for the family."""

    letter: str
    name: str


@family_ehc.get("/ehc")
@for_roles(*FAMILY)
def shown(link: UUID) -> str:
    one = member(link)
    found = case_of(one)
    case = found.or_else(None)
    plans = plans_of(case) if case else []
    plan = plans[0] if plans else None
    return render_template(
        "family/ehc.html",
        one=one,
        case=found,
        lines=ehc_lines(one.child.who, case, today()) if case else None,
        plan=plan,
        is_draft=plan is not None and plan.plan.type == DRAFT,
        views_until=views_until(case, plan) if case and plan else None,
        sections=[
            Section(letter=code, name=section_name(code, one.child.who)) for code in SECTIONS
        ],
        of_provision=OF_PROVISION,
        placements=PLACEMENTS,
        how_much=how_much,
        happened=happened(case) if case else [],
        words=ehc_words,
    )


def views_until(case: Case, plan: RecordedPlan) -> date | None:
    """Until when, at least, a draft waits for what the family thinks of it."""
    clocks = case.clocks(VIEWS_UNTIL)
    return next((one.due_on for one in clocks if one.about == plan.content.of), None)


def happened(case: Case) -> list[Entry]:
    """What was told and stands, the newest first; what the plan says stands above."""
    some = [one for one in case.entries if one.stands and one.type != CONTENT]
    return sorted(some, key=lambda one: (one.on, one.at), reverse=True)
