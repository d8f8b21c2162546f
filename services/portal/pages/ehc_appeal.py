"""Mediation and appeals: what the family can do, by when, and what was told of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from services.portal import ehc_words
from services.portal.answers import carried_out
from services.portal.clients import NotThere, clients
from services.portal.clients.ehcp import Case, Done
from services.portal.clients.ehcp_appeals import STEPS as TOLD_STEPS
from services.portal.clients.ehcp_appeals import appealable, open_appeals
from services.portal.naming import names_of
from services.portal.pages.ehc import cards, people_in
from services.portal.pages.ehc_appeal_forms import (
    AgreementForm,
    AppealForm,
    CertificateForm,
    ConcessionForm,
    MediationEndForm,
    MediationForm,
    OrderForm,
    StepForm,
    WithdrawalForm,
)
from services.portal.pages.pupils import header, school_name
from services.portal.signed_in import for_roles
from shared.access.grants import Role

ehc_appeal = Blueprint("ehc_appeal", __name__, url_prefix="/pupils/<uuid:pupil_id>/ehc/appeal")

# The dates of mediation and appeals, as the rule book names them.
RULES: Final = ("appeal.", "mediation.", "tribunal.", "cease.")
Page = str | Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """ask: what leads to its form. path: of the service's route. may: whether it can be told."""

    title: str
    ask: str
    path: str
    form: type[StepForm]
    may: Callable[[Case], bool]


def decided(case: Case) -> bool:
    return bool(appealable(case))


def appealed(case: Case) -> bool:
    return bool(open_appeals(case))


# By the last part of the address, in the order of the process.
STEPS: Final[Mapping[str, Step]] = {
    "mediation": Step(
        title="The family wants mediation",
        ask="Record that the family wants mediation",
        path="mediations",
        form=MediationForm,
        may=decided,
    ),
    "mediation-end": Step(
        title="Mediation ended, or was declined",
        ask="Record that mediation ended or was declined",
        path="mediation-ends",
        form=MediationEndForm,
        may=decided,
    ),
    "certificate": Step(
        title="The mediation certificate",
        ask="Record the mediation certificate",
        path="mediation-certificates",
        form=CertificateForm,
        may=decided,
    ),
    "agreement": Step(
        title="What was agreed at mediation",
        ask="Record what was agreed at mediation",
        path="mediation-agreements",
        form=AgreementForm,
        may=decided,
    ),
    "appeal": Step(
        title="The family appealed to the Tribunal",
        ask="Record that the family appealed",
        path="appeals",
        form=AppealForm,
        may=decided,
    ),
    "concession": Step(
        title="The council does not oppose the appeal",
        ask="Record that the council does not oppose the appeal",
        path="appeal-concessions",
        form=ConcessionForm,
        may=appealed,
    ),
    "order": Step(
        title="The Tribunal's order",
        ask="Record the Tribunal's order",
        path="tribunal-orders",
        form=OrderForm,
        may=appealed,
    ),
    "withdrawal": Step(
        title="The family took its appeal back",
        ask="Record that the family took its appeal back",
        path="appeal-withdrawals",
        form=WithdrawalForm,
        may=appealed,
    ),
}


@ehc_appeal.get("")
@for_roles(Role.SENCO)
def shown(pupil_id: UUID) -> str:
    pupil = header(pupil_id)
    case = clients().ehcp.current(pupil_id)
    if case is None:
        raise NotThere
    dates = [one for one in case.deadlines if one.rule.startswith(RULES)]
    return render_template(
        "ehc/appeal.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        decisions=appealable(case),
        cards=cards(case, sorted(dates, key=lambda one: one.due_on or date.max)),
        may=[(what, step.ask) for what, step in STEPS.items() if step.may(case)],
        entries=[one for one in case.entries if one.type in TOLD_STEPS],
        words=ehc_words,
        names=names_of(*people_in(case)),
    )


@ehc_appeal.route("/<step>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def recorded(pupil_id: UUID, step: str) -> Page:
    """Record one step of mediation or an appeal."""
    pupil = header(pupil_id)
    case = clients().ehcp.current(pupil_id)
    if case is None or step not in STEPS or not STEPS[step].may(case):
        raise NotThere
    form = STEPS[step].form(seen=case.version)
    form.offer(case)
    if form.validate_on_submit() and told(form, case, STEPS[step].path):
        return redirect(f"/pupils/{pupil_id}/ehc/appeal?saved=1", 303)
    return render_template(
        "ehc/appeal_step.html",
        form=form,
        pupil=pupil,
        title=STEPS[step].title,
        back=request.path.rpartition("/")[0],
    )


def told(form: StepForm, case: Case, path: str) -> Done | None:
    name = "appeal_id" if "appeal_id" in form else "decision_id"
    return carried_out(
        form,
        lambda: clients().ehcp.tell(
            case.case_id, path, form.body(), key=form.key, version=form.seen.version
        ),
        at={"NotOfThisCase": name},
        version_now=lambda: clients().ehcp.case(case.case_id).version,
    )
