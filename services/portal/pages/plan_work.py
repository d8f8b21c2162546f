"""What a SENCO does in a support plan: one page with one form for each thing."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session
from werkzeug.wrappers import Response

from services.portal.answers import carried_out
from services.portal.clients import NotThere, clients, part
from services.portal.clients.directory import Pupil
from services.portal.clients.ehcp_plan import Provision, in_force
from services.portal.clients.plans import Plan, PlanDone
from services.portal.clock import today
from services.portal.family_plan_words import told
from services.portal.family_words import Child
from services.portal.naming import names_of
from services.portal.pages.plan import SAVED, help_of, target_of, worked_on
from services.portal.pages.plan_family_forms import ShareForm, review_form, view_form
from services.portal.pages.plan_forms import (
    ErrorForm,
    MeasureForm,
    NeedsForm,
    PlanForm,
    TargetForm,
)
from services.portal.pages.plan_help_forms import EndHelpForm, HelpForm, SessionForm
from services.portal.plan_words import as_shared_now, entry_of, people_in, sessions_of, standing
from services.portal.signed_in import for_roles
from shared.access.grants import Role

plan_work = Blueprint("plan_work", __name__, url_prefix="/pupils/<uuid:pupil_id>/plan")

F: Final = "F"
Page = str | Response


@plan_work.route("/needs", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def needs(pupil_id: UUID) -> Page:
    """Strengths, needs, what the family can do; in place of what was said before."""
    pupil, plan = worked_on(pupil_id)
    note = plan.note
    before = (
        {"strengths": note.strengths, "needs": note.needs, "at_home": note.at_home} if note else {}
    )
    return asked(pupil, plan, NeedsForm(seen=plan.version, **before))


@plan_work.route("/targets/new", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def new_target(pupil_id: UUID) -> Page:
    pupil, plan = worked_on(pupil_id)
    form = TargetForm(seen=plan.version, baseline_on=today())
    return asked(pupil, plan, form, "plan/target_new.html")


@plan_work.route("/targets/<uuid:target_id>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def measure(pupil_id: UUID, target_id: UUID) -> Page:
    """Where the pupil is now; what was measured before."""
    pupil, plan = worked_on(pupil_id)
    target = target_of(plan, target_id)
    form = MeasureForm(seen=plan.version, effective_on=today())
    more = {"target_id": str(target_id)}
    return asked(pupil, plan, form, "plan/measure.html", more, target=target)


@plan_work.route("/targets/<uuid:target_id>/help", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def new_help(pupil_id: UUID, target_id: UUID) -> Page:
    pupil, plan = worked_on(pupil_id)
    target = target_of(plan, target_id)
    more = {"target_id": str(target_id)}
    form = HelpForm(seen=plan.version)
    owed = part(lambda: section_f(pupil_id))
    form.offer(owed.or_else([]))
    return asked(pupil, plan, form, "plan/help_new.html", more, target=target, ehc_down=owed.down)


def section_f(pupil_id: UUID) -> list[Provision]:
    """What the EHC plan that is in force says must be given; nothing where there is none."""
    case = clients().ehcp.current(pupil_id)
    one = in_force(case) if case else None
    return [each for each in one.content.provisions if each.section == F] if one else []


@plan_work.route("/provision/<uuid:provision_id>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def record_session(pupil_id: UUID, provision_id: UUID) -> Page:
    """One session of a help; what was recorded before, also twice."""
    pupil, plan = worked_on(pupil_id)
    line = help_of(plan, provision_id)
    form = SessionForm(seen=plan.version, effective_on=today())
    more = {"provision_id": str(provision_id)}
    before = sessions_of(plan, line)
    return asked(pupil, plan, form, "plan/session.html", more, line=line, sessions=before)


@plan_work.route("/provision/<uuid:provision_id>/end", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def end_help(pupil_id: UUID, provision_id: UUID) -> Page:
    pupil, plan = worked_on(pupil_id)
    line = help_of(plan, provision_id)
    form = EndHelpForm(seen=plan.version, effective_on=today())
    route = f"provision/{provision_id}/ending"
    return asked(pupil, plan, form, "plan/about.html", route=route, about=line.what)


@plan_work.route("/views/new", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def view(pupil_id: UUID) -> Page:
    """What somebody of the family said, as staff heard it."""
    pupil, plan = worked_on(pupil_id)
    return asked(pupil, plan, view_form(pupil_id, plan.version))


@plan_work.route("/share", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def share(pupil_id: UUID) -> Page:
    """What the family will read, and by when they meet."""
    pupil, plan = worked_on(pupil_id)
    agreed = plan.review_on if plan.review_on and plan.review_on >= today() else None
    form = ShareForm(seen=plan.version, review_on=agreed)
    letter = told(Child(pupil.first), as_shared_now(plan), today())
    return asked(pupil, plan, form, "plan/share.html", letter=letter)


@plan_work.route("/reviews/new", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def review(pupil_id: UUID) -> Page:
    pupil, plan = worked_on(pupil_id)
    form = review_form(standing(plan.targets), plan.version)
    return asked(pupil, plan, form, "plan/review.html")


@plan_work.route("/entries/<uuid:entry_id>/error", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def entry_in_error(pupil_id: UUID, entry_id: UUID) -> Page:
    """Strike out one entry: nothing is deleted."""
    pupil, plan = worked_on(pupil_id)
    text = entry_of(plan, entry_id)
    # Sent again, as its answer was lost, what it struck out stands no more: the service knows.
    if text is None and request.method == "GET":
        raise NotThere
    form = ErrorForm(seen=plan.version)
    route = f"entries/{entry_id}/strike-out"
    return asked(pupil, plan, form, "plan/about.html", route=route, about=text or "")


def asked(
    pupil: Pupil,
    plan: Plan,
    form: PlanForm,
    template: str = "plan/step.html",
    more: dict[str, str] | None = None,
    *,
    route: str | None = None,
    **shown: Any,
) -> Page:
    """The page of a form; back to the plan once it was carried out.

    more: what the command says besides what was typed. route: where it goes, if not `form.route`.
    """
    if form.validate_on_submit():
        done = sent(plan, form, route or form.route, more or {})
        if done:
            session[SAVED] = {"text": form.saved, "warnings": done.warnings}
            return redirect(f"/pupils/{pupil.pupil_id}/plan", 303)
    return render_template(
        template, pupil=pupil, plan=plan, form=form, names=names_of(more=people_in(plan)), **shown
    )


def sent(plan: Plan, form: PlanForm, route: str, more: dict[str, str]) -> PlanDone | None:
    return carried_out(
        form,
        lambda: clients().plans.change(
            plan.plan_id,
            route,
            {**more, **form.body()},
            key=form.key,
            version=form.seen.version if form.guarded else None,
        ),
        at=form.at,
        version_now=lambda: clients().plans.plan(plan.plan_id).version,
    )
