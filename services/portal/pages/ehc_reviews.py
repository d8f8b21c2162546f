"""The reviews of an EHC plan: planned backwards from the meeting, recorded step by step."""

from datetime import date
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template

from services.portal import ehc_words
from services.portal.clients import NotThere
from services.portal.clients.directory import Pupil
from services.portal.clients.ehcp import Case
from services.portal.clients.ehcp_dates import Deadline
from services.portal.clients.ehcp_reviews import Review, reviews_of
from services.portal.naming import names_of
from services.portal.pages.ehc import cards, case_query, current_case, every_case, people_in
from services.portal.pages.ehc_every_telling import address_of
from services.portal.pages.ehc_review_plan_forms import PlanForm
from services.portal.pages.ehc_review_steps import PLANNING, STEPS
from services.portal.pages.ehc_telling import Page, answered, asked, record, told_to
from services.portal.pages.pupils import header, school_name
from services.portal.signed_in import for_roles
from services.portal.words.reviews import KINDS, person
from shared.access.grants import Role

ehc_reviews = Blueprint("ehc_reviews", __name__, url_prefix="/pupils/<uuid:pupil_id>/ehc/reviews")

TWELVE_MONTHS: Final = (
    "review.period_end",
    "review.meeting_latest",
    "move_la.review",
    "move_la.meeting_latest",
)


@ehc_reviews.get("")
@for_roles(Role.SENCO)
def listed(pupil_id: UUID) -> str:
    pupil = header(pupil_id)
    case = current_case(pupil_id)
    return render_template(
        "ehc/reviews.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        case=case,
        reviews=reviews_of(case),
        kinds=KINDS,
    )


@ehc_reviews.route("/new", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def planned(pupil_id: UUID) -> Page:
    pupil = header(pupil_id)
    case = current_case(pupil_id)
    form = new_review(case.version, year_of(pupil))
    done = answered(
        form, case, lambda: told_to(case, PLANNING.path, form.body(), form), at=PLANNING.at
    )
    back = f"/pupils/{pupil_id}/ehc/reviews"
    if done:
        return redirect(f"{back}/{done.made_id}?saved=1", 303)
    there = f"{back}{case_query(case)}"
    return asked(form, pupil, PLANNING.title, back=there, button="Plan the review")


def new_review(version: int, year_group: int | None) -> PlanForm:
    form = PlanForm(
        seen=version,
        held_by="school",
        year_group="" if year_group is None else str(year_group),
    )
    del form.reason
    return form


def year_of(pupil: Pupil) -> int | None:
    """0 for Reception; None where it is no number."""
    year = pupil.year_group or ""
    return int(year) if year.isdecimal() else 0 if year == "R" else None


@ehc_reviews.get("/<uuid:review_id>")
@for_roles(Role.SENCO)
def shown(pupil_id: UUID, review_id: UUID) -> str:
    pupil = header(pupil_id)
    case, review = found(pupil_id, review_id)
    return render_template(
        "ehc/review.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        case=case,
        review=review,
        kind=KINDS.get(review.kind, "Review"),
        cards=cards(case, dates_of(case, review)),
        flags=[flag.said for flag in case.flags if flag.about == review.review_id],
        may=[(what, step.ask) for what, step in STEPS.items() if step.may(review)],
        person=person,
        address_of=address_of,
        words=ehc_words,
        names=names_of(*people_in(case)),
    )


def dates_of(case: Case, review: Review) -> list[Deadline]:
    """The twelve months that it has to keep, then its own dates, in the order of their days."""
    whole = [one for one in case.running if one.rule in TWELVE_MONTHS]
    own = [one for one in case.deadlines if one.about == review.review_id]
    some = [*(one for one in whole if one not in own), *own]
    return sorted(some, key=lambda one: one.due_on or date.max)


def found(pupil_id: UUID, review_id: UUID) -> tuple[Case, Review]:
    """Raises NotThere where no case of the pupil has such a review."""
    for case in every_case(pupil_id):
        for review in reviews_of(case):
            if review_id in (review.review_id, review.planned.entry_id):
                return case, review
    raise NotThere


@ehc_reviews.route("/<uuid:review_id>/<step>", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def recorded(pupil_id: UUID, review_id: UUID, step: str) -> Page:
    """Record one step of a review."""
    if step not in STEPS:
        raise NotThere
    pupil = header(pupil_id)
    case, review = found(pupil_id, review_id)
    back = f"/pupils/{pupil_id}/ehc/reviews/{review.review_id}"
    more = {"review_id": str(review.review_id)}
    return record(pupil, case, STEPS[step], review, back=back, more=more)
