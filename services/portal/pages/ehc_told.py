"""Recording what was told of a pupil's EHC case, correcting it, striking it out."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request

from services.portal import ehc_words
from services.portal.answers import carried_out
from services.portal.clients import NotThere, clients, part
from services.portal.clients.directory import Pupil
from services.portal.clients.ehcp import Case, Done, Entry
from services.portal.pages.ehc import case_query, current_case, every_case
from services.portal.pages.ehc_every_telling import (
    BEGINS_HERE,
    OF_REVIEW,
    OF_TYPE,
    review_of_entry,
)
from services.portal.pages.ehc_form_parts import too_early
from services.portal.pages.ehc_forms import ErrorForm, request_form
from services.portal.pages.ehc_review_steps import PLANNING
from services.portal.pages.ehc_telling import (
    Page,
    Telling,
    answered,
    asked,
    record,
    this_address,
    told_to,
)
from services.portal.pages.ehc_tellings import TELLINGS, confirming_form
from services.portal.pages.pupils import header
from services.portal.signed_in import for_roles
from shared.access.grants import Role

ehc_told = Blueprint("ehc_told", __name__, url_prefix="/pupils/<uuid:pupil_id>/ehc")


@ehc_told.route("/told/request", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def begun(pupil_id: UUID) -> Page:
    """Record that the council was asked: a case begins."""
    pupil = header(pupil_id)
    cases = clients().ehcp.of_pupil(pupil_id).cases
    concerns = part(lambda: clients().referrals.of_pupil(pupil_id).concerns)
    form = request_form(cases, concerns.or_else([]))
    if form.validate_on_submit():
        body = {"pupil_id": str(pupil_id), **form.body()}
        done = carried_out(
            form,
            lambda: clients().ehcp.begin(body, key=form.key),
            at={"FamilyNotConsulted": "family_consulted_on"} | too_early(form),
        )
        if done:
            return redirect(saved(pupil_id, done), 303)
    return render_template(
        "ehc/request.html",
        form=form,
        pupil=pupil,
        running=next((row for row in cases if row.open), None),
        concerns_down=concerns.down,
    )


def case_page(pupil_id: UUID) -> str:
    return f"/pupils/{pupil_id}/ehc"


def saved(pupil_id: UUID, done: Done) -> str:
    return shown_again(case_page(pupil_id), done)


def shown_again(page: str, done: Done) -> str:
    """The address of a page that is to have seen what was recorded."""
    return f"{page}?case={done.case_id}&after={done.token}&saved=1"


@ehc_told.route("/told/<what>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def told(pupil_id: UUID, what: str) -> Page:
    """Record something new about the case in hand."""
    if what not in BEGINS_HERE:
        raise NotThere
    pupil = header(pupil_id)
    case = current_case(pupil_id)
    return record(pupil, case, BEGINS_HERE[what], case, back=case_page(pupil_id))


@ehc_told.route("/advice", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def advice(pupil_id: UUID) -> Page:
    """The school's advice for the assessment, under an address of its own."""
    return told(pupil_id, "advice")


@ehc_told.route("/told/receipt/confirmed", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def confirmed(pupil_id: UUID) -> Page:
    """Record that the council's letter says the day that was told."""
    pupil = header(pupil_id)
    case, receipt = current_case(pupil_id), TELLINGS["receipt"]
    form = confirming_form(case)
    done = answered(
        form, case, lambda: told_to(case, receipt.path, form.body(), form), at=receipt.at
    )
    if done:
        return redirect(saved(pupil_id, done), 303)
    return asked(form, pupil, receipt.title, back=f"{case_page(pupil_id)}{case_query(case)}")


@ehc_told.route("/told/<what>/<uuid:entry_id>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def corrected(pupil_id: UUID, what: str, entry_id: UUID) -> Page:
    """Say in full what an entry should have said."""
    pupil = header(pupil_id)
    case, entry = holding(pupil_id, entry_id)
    telling = OF_TYPE.get(entry.type) if entry else None
    if entry is None or telling is None or telling.address != what:
        raise NotThere
    return correcting(pupil, case, telling, entry)


def correcting(pupil: Pupil, case: Case, telling: Telling[Any], entry: Entry) -> Page:
    form = telling.form(place_of(case, entry), case.version, entry)
    back = way_back(case, entry)
    done = answered(
        form,
        case,
        lambda: told_to(case, "corrections", telling.correction(entry, form), form),
        at=telling.at,
    )
    if done:
        return redirect(shown_again(back, done), 303)
    there = f"{back}{case_query(case)}"
    return asked(form, pupil, telling.title, back=there, entry=entry, button="Correct this")


def way_back(case: Case, entry: Entry) -> str:
    """The page on which the entry was found: of its review, of the appeals, else of the case."""
    match request.args.get("from"):
        case "review":
            review = review_of_entry(case, entry)
            about = review.review_id if review else case.root(entry)
            return f"{case_page(case.pupil_id)}/reviews/{about}"
        case "appeal":
            return f"{case_page(case.pupil_id)}/appeal"
    return case_page(case.pupil_id)


def place_of(case: Case, entry: Entry) -> Any:
    """What an entry was told of: its review, where its form asks about that; else the case.

    Raises NotThere where its review was struck out.
    """
    if entry.type not in OF_REVIEW:
        return case
    review = review_of_entry(case, entry)
    if review is None and entry.details.get("review_id"):
        raise NotThere
    return review or case


def holding(pupil_id: UUID, sought: UUID) -> tuple[Case, Entry | None]:
    """A case of the pupil, or the one that holds an entry, with it. Raises NotThere."""
    for case in every_case(pupil_id):
        if case.case_id == sought:
            return case, None
        for entry in case.entries:
            if entry.entry_id == sought:
                return case, entry
    if request.method == "POST":
        # Sent again, as its answer was lost: the case that it struck out is in no list any more.
        case = clients().ehcp.case(sought)
        if case.pupil_id == pupil_id:
            return case, None
    raise NotThere


@ehc_told.route("/told/error/<uuid:sought>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def in_error(pupil_id: UUID, sought: UUID) -> Page:
    """Strike out one entry, or a whole case: whichever has this id."""
    pupil = header(pupil_id)
    case, entry = holding(pupil_id, sought)
    form = ErrorForm(seen=case.version)
    back = way_back(case, entry) if entry else case_page(pupil_id)
    if entry is None:
        form.reason.description = "Staff read this. What was written stays, struck out."

    def send() -> Done:
        reason = {"reason": form.reason.data}
        if entry is None:
            return told_to(case, "strike-out", reason, form)
        body = {**reason, "corrects": str(entry.entry_id), "never_happened": True}
        return told_to(case, "corrections", body, form)

    done = answered(form, case, send)
    if done and entry is None:
        return redirect(f"{back}?after={done.token}&saved=1", 303)
    if done:
        # A review that never was has no page any more.
        gone = entry is not None and entry.type == PLANNING.type
        there = f"{case_page(pupil_id)}/reviews" if gone else back
        return redirect(shown_again(there, done), 303)
    return render_template(
        "ehc/error.html",
        form=form,
        pupil=pupil,
        entry=entry,
        back=f"{back}{case_query(case)}",
        here=this_address(),
        words=ehc_words,
    )
