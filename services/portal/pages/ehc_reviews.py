"""The reviews of an EHC plan: planned backwards from the meeting, recorded step by step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from services.portal import ehc_words
from services.portal.answers import carried_out
from services.portal.clients import NotThere, clients
from services.portal.clients.directory import Pupil
from services.portal.clients.ehcp import Case, Deadline, Done
from services.portal.clients.ehcp_reviews import (
    DECIDED,
    HELD,
    NOTICE,
    PAPERS,
    REPORT,
    Review,
    reviews_of,
)
from services.portal.naming import names_of
from services.portal.pages.ehc import cards, people_in
from services.portal.pages.ehc_review_forms import (
    MoveForm,
    PapersForm,
    StepForm,
    ViewsForm,
    advice_back,
    awaited,
    invitations,
    meeting,
    new_review,
    reminder,
)
from services.portal.pages.ehc_review_result_forms import (
    AmendedForm,
    DecisionForm,
    DroppedForm,
    NoticeForm,
    report,
)
from services.portal.pages.pupils import header, school_name
from services.portal.signed_in import for_roles
from services.portal.words.reviews import KINDS, person
from shared.access.grants import Role

ehc_reviews = Blueprint("ehc_reviews", __name__, url_prefix="/pupils/<uuid:pupil_id>/ehc/reviews")

AMENDS: Final = "amend"
TWELVE_MONTHS: Final = ("review.period_end", "review.meeting_latest")
Page = str | Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a review. ask: what leads to its form. path: of the service's route.

    may: whether it can be told now. at: rule -> the field that it is about.
    """

    title: str
    ask: str
    path: str
    make: Callable[..., StepForm]
    may: Callable[[Review], bool]
    at: Mapping[str, str] = field(default_factory=dict)


def plain(form: type[StepForm]) -> Callable[..., StepForm]:
    """A form that needs nothing of the review."""
    return lambda _, **values: form(**values)


def before_meeting(review: Review) -> bool:
    return not review.has(HELD)


def amends(review: Review) -> bool:
    """The council will change the plan, or has proposed to."""
    decided = review.of(DECIDED)
    return review.has(NOTICE) or any(one.decision == AMENDS for one in decided)


# By the last part of the address, in the order of the process.
STEPS: Final[Mapping[str, Step]] = {
    "move": Step(
        title="The day of the meeting",
        ask="Set or move the day of the meeting",
        path="review-moves",
        make=plain(MoveForm),
        may=before_meeting,
        at={"NoticeTooShort": "meeting_on", "MeetingAlreadyHeld": "meeting_on"},
    ),
    "invitations": Step(
        title="Who was invited, and who was asked for advice",
        ask="Record the invitations and requests for advice",
        path="review-invitations",
        make=invitations,
        may=before_meeting,
    ),
    "reminders": Step(
        title="Who was reminded of their advice",
        ask="Record a reminder",
        path="review-chases",
        make=reminder,
        may=lambda review: bool(awaited(review)),
    ),
    "advice": Step(
        title="Advice came",
        ask="Record advice that came",
        path="review-advice",
        make=advice_back,
        may=lambda review: bool(awaited(review)),
        at={"NotInvited": "person_id"},
    ),
    "papers": Step(
        title="The papers were sent to everyone",
        ask="Record that the papers were sent",
        path="review-papers",
        make=plain(PapersForm),
        may=lambda review: before_meeting(review) and not review.has(PAPERS),
    ),
    "views": Step(
        title="Views of the child or the family",
        ask="Record views of the child or the family",
        path="review-views",
        make=plain(ViewsForm),
        may=lambda review: not review.has(REPORT),
    ),
    "meeting": Step(
        title="The meeting was held",
        ask="Record the meeting",
        path="review-meetings",
        make=meeting,
        may=before_meeting,
        at={"MeetingAlreadyHeld": "held_on"},
    ),
    "report": Step(
        title="The report of the review",
        ask="Record the report",
        path="review-reports",
        make=report,
        may=lambda review: review.has(HELD) and not review.has(REPORT),
        at={"AdulthoodLeftOut": "discussed", "ReportAlreadySent": "sent_on"},
    ),
    "decision": Step(
        title="What the council decided after the review",
        ask="Record what the council decided",
        path="review-decisions",
        make=plain(DecisionForm),
        may=lambda review: not review.has(DECIDED),
    ),
    "notice": Step(
        title="The council's notice of changes",
        ask="Record the notice of changes",
        path="amendment-notices",
        make=plain(NoticeForm),
        may=amends,
    ),
    "amended": Step(
        title="The amended plan",
        ask="Record the amended plan",
        path="amended-plans",
        make=plain(AmendedForm),
        may=amends,
    ),
    "dropped": Step(
        title="The council will not change the plan after all",
        ask="Record that the council will not change the plan after all",
        path="amendments-dropped",
        make=plain(DroppedForm),
        may=amends,
    ),
}


@ehc_reviews.get("")
@for_roles(Role.SENCO)
def listed(pupil_id: UUID) -> str:
    pupil = header(pupil_id)
    case = clients().ehcp.current(pupil_id)
    if case is None:
        raise NotThere
    return render_template(
        "ehc/reviews.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        reviews=reviews_of(case),
        kinds=KINDS,
    )


@ehc_reviews.route("/new", methods=["GET", "POST"])
@for_roles(Role.SENCO)
def planned(pupil_id: UUID) -> Page:
    pupil = header(pupil_id)
    case = clients().ehcp.current(pupil_id)
    if case is None:
        raise NotThere
    form = new_review(case.version, year_of(pupil))
    if form.validate_on_submit():
        at = {"NoticeTooShort": "meeting_on", "TransferNotSaid": "to"}
        done = told(form, case, "reviews", form.body(), at)
        if done:
            return redirect(f"/pupils/{pupil_id}/ehc/reviews/{done.made_id}?saved=1", 303)
    return asked(form, pupil, "Plan a review")


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
        review=review,
        kind=KINDS.get(review.kind, "Review"),
        cards=cards(case, dates_of(case, review)),
        flags=[flag.said for flag in case.flags if flag.about == review.review_id],
        may=[(what, step.ask) for what, step in STEPS.items() if step.may(review)],
        person=person,
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
    """Raises NotThere where the pupil's case has no such review."""
    case = clients().ehcp.current(pupil_id)
    for review in reviews_of(case) if case else []:
        if case and review_id in (review.review_id, review.planned.entry_id):
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
    form = STEPS[step].make(review, seen=case.version)
    if form.validate_on_submit():
        body = {"review_id": str(review.review_id), **form.body()}
        if told(form, case, STEPS[step].path, body, STEPS[step].at):
            address = f"/pupils/{pupil_id}/ehc/reviews/{review.review_id}"
            return redirect(f"{address}?saved=1", 303)
    return asked(form, pupil, STEPS[step].title, review)


def told(
    form: StepForm, case: Case, path: str, body: dict[str, Any], at: Mapping[str, str]
) -> Done | None:
    return carried_out(
        form,
        lambda: clients().ehcp.tell(
            case.case_id, path, body, key=form.key, version=form.seen.version
        ),
        at={rule: name for rule, name in at.items() if name in form},
        version_now=lambda: clients().ehcp.case(case.case_id).version,
    )


def asked(form: StepForm, pupil: Pupil, title: str, review: Review | None = None) -> str:
    return render_template(
        "ehc/review_step.html",
        form=form,
        pupil=pupil,
        title=title,
        back=f"{request.path.rpartition('/')[0]}",
        review=review,
    )
