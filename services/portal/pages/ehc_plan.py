"""What the EHC plan says, sections A to K, copied part by part from the council's paper."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from services.portal import ehc_words
from services.portal.answers import carried_out
from services.portal.clients import NotThere, clients
from services.portal.clients.directory import Pupil
from services.portal.clients.ehcp import Case, Done
from services.portal.clients.ehcp_plan import Content, RecordedPlan, plans_of
from services.portal.forms import PortalForm
from services.portal.pages.ehc import case_in_hand, every_case
from services.portal.pages.ehc_plan_forms import (
    SectionForm,
    budget_form,
    outcome_form,
    placement_form,
    provision_form,
)
from services.portal.pages.pupils import header, school_name
from services.portal.signed_in import for_roles
from services.portal.words.ehc import OF_PROVISION, PLACEMENTS, SECTIONS, amount
from shared.access.grants import Role

ehc_plan = Blueprint("ehc_plan", __name__, url_prefix="/pupils/<uuid:pupil_id>/ehc/plan")

TAKE_OUT: Final = "take_out"
Page = str | Response
Where = tuple[Pupil, Case, RecordedPlan]


@ehc_plan.get("")
@for_roles(Role.SENCO)
def shown(pupil_id: UUID) -> str:
    pupil = header(pupil_id)
    of = request.args.get("of", type=UUID)
    case = holding(pupil_id, of)[0] if of else case_in_hand(pupil_id)
    plans = plans_of(case) if case else []
    one = next((plan for plan in plans if of is None or plan.content.of == of), None)
    return render_template(
        "ehc/plan.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        case=case,
        one=one,
        others=[plan for plan in plans if plan is not one],
        sections=SECTIONS,
        of_provision=OF_PROVISION,
        placements=PLACEMENTS,
        amount=amount,
        flags=flags_by_part(case) if case else {},
        words=ehc_words,
    )


def holding(pupil_id: UUID, of: UUID) -> tuple[Case, RecordedPlan]:
    """Raises NotThere where no case of the pupil has such a plan."""
    for case in every_case(pupil_id):
        for plan in plans_of(case):
            if plan.content.of == of:
                return case, plan
    raise NotThere


def flags_by_part(case: Case) -> dict[UUID, list[str]]:
    """What is wrong with a part of the plan, by its id."""
    found: dict[UUID, list[str]] = {}
    for flag in case.flags:
        if flag.about is not None:
            found.setdefault(flag.about, []).append(flag.said)
    return found


def working_on(pupil_id: UUID, of: UUID) -> Where:
    """Raises NotThere where no case of the pupil has such a plan."""
    pupil = header(pupil_id)
    case, plan = holding(pupil_id, of)
    return pupil, case, plan


@ehc_plan.route("/<uuid:of>/sections/<section>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def section_text(pupil_id: UUID, of: UUID, section: str) -> Page:
    if section not in SECTIONS:
        raise NotThere
    where = _, case, plan = working_on(pupil_id, of)
    form = SectionForm(seen=case.version, text=plan.content.text_of(section))
    title = f"Section {section}: {SECTIONS[section]}"
    return asked(form, where, title, lambda: plan.content.with_text(section, form.text.data))


@ehc_plan.route("/<uuid:of>/outcomes/new", methods=["GET", "POST"])
@ehc_plan.route("/<uuid:of>/outcomes/<uuid:part_id>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def outcome(pupil_id: UUID, of: UUID, part_id: UUID | None = None) -> Page:
    where = _, case, plan = working_on(pupil_id, of)
    content = plan.content
    known = next((one for one in content.outcomes if one.outcome_id == part_id), None)
    if part_id and known is None:
        raise NotThere
    form = outcome_form(case.version, known)

    def changed() -> Content:
        if part_id and TAKE_OUT in request.form:
            return content.without_outcome(part_id)
        return content.with_outcome(form.outcome(part_id))

    return asked(form, where, "Section E: an outcome", changed, can_take_out=known is not None)


@ehc_plan.route("/<uuid:of>/provision/new", methods=["GET", "POST"])
@ehc_plan.route("/<uuid:of>/provision/<uuid:part_id>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def provision(pupil_id: UUID, of: UUID, part_id: UUID | None = None) -> Page:
    where = _, case, plan = working_on(pupil_id, of)
    content = plan.content
    known = next((one for one in content.provisions if one.provision_id == part_id), None)
    if part_id and known is None:
        raise NotThere
    at = request.args.get("section", "F")
    form = provision_form(case.version, content, known, at if at in OF_PROVISION else "F")

    def changed() -> Content:
        if part_id and TAKE_OUT in request.form:
            return content.without_provision(part_id)
        return content.with_provision(form.provision(part_id))

    return asked(form, where, "Help that must be given", changed, can_take_out=known is not None)


@ehc_plan.route("/<uuid:of>/placement", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def placement(pupil_id: UUID, of: UUID) -> Page:
    where = _, case, plan = working_on(pupil_id, of)
    form = placement_form(case.version, plan.content.placement)
    title = f"Section I: {SECTIONS['I']}"
    return asked(form, where, title, lambda: plan.content.changed(placement=form.placement()))


@ehc_plan.route("/<uuid:of>/budget", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def budget(pupil_id: UUID, of: UUID) -> Page:
    where = _, case, plan = working_on(pupil_id, of)
    form = budget_form(case.version, plan.content.budget)
    title = f"Section J: {SECTIONS['J']}"
    return asked(form, where, title, lambda: plan.content.changed(budget=form.budget()))


def asked(
    form: PortalForm,
    where: Where,
    title: str,
    changed: Callable[[], Content],
    *,
    can_take_out: bool = False,
) -> Page:
    """One form of a part of the plan; changed: the whole content with what was typed."""
    pupil, case, plan = where
    if form.validate_on_submit():
        done = carried_out(
            form,
            lambda: tell(case, plan, changed(), title, form),
            version_now=lambda: clients().ehcp.case(case.case_id).version,
        )
        if done:
            address = f"/pupils/{pupil.pupil_id}/ehc/plan?of={plan.content.of}"
            return redirect(f"{address}&after={done.token}&saved=1", 303)
    return render_template(
        "ehc/plan_part.html",
        form=form,
        pupil=pupil,
        plan=plan,
        title=title,
        can_take_out=can_take_out,
        words=ehc_words,
    )


def tell(case: Case, plan: RecordedPlan, content: Content, title: str, form: PortalForm) -> Done:
    """The first part begins the record of a plan; each later one tells it anew."""
    what, body = "plan-content", content.body()
    if plan.entry is not None:
        reason = f"{title}: recorded or changed."
        corrects = str(plan.entry.entry_id)
        what, body = "corrections", {"corrects": corrects, "reason": reason, "plan_content": body}
    return clients().ehcp.change(case.case_id, what, body, key=form.key, version=form.seen.version)
