"""Find a pupil; where things stand with one; who opened the record."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, session
from werkzeug.wrappers import Response

from services.portal import ehc_words
from services.portal.clients import Invalid, Part, clients, part
from services.portal.clients.directory import Found, Pupil
from services.portal.clients.ehcp import Case
from services.portal.clients.plans import Plan, PlanRow
from services.portal.clients.referrals import Concern, ConcernRow
from services.portal.clients.reporting import HistoryEvent, RegisterEntry
from services.portal.clock import today
from services.portal.concern_words import next_day, tag_of
from services.portal.forms import Choose, PortalForm, ShortText
from services.portal.naming import Names, names_of
from services.portal.opened import gathered, looks
from services.portal.overview_words import last_said, this_week
from services.portal.plan_words import current
from services.portal.reasons import reason_for
from services.portal.signed_in import for_roles, me, not_my_own_child
from services.portal.words.ehc import BY_WHEN
from services.portal.words.history import NOBODY, event
from services.portal.words.nearness import nearness
from services.portal.words.roles import role
from shared.access.grants import Role

pupils = Blueprint("pupils", __name__, url_prefix="/pupils")

READERS: Final = (Role.SENCO, Role.TRUST_LEAD)
SEARCH: Final = "pupil_search"
LAST_EVENTS: Final = 5
NEXT_DATES: Final = 3
PROMISED: Final = "Promised by the school."
# What directory's events say are names, numbers and birth dates: not for a list that is read aloud.
PERSONAL: Final = "directory"
Page = str | Response


class FindForm(PortalForm):
    """school: for who is here for the whole trust."""

    name = ShortText(
        "Name or UPN",
        subject="Name",
        hint="The first letters of the first name, the last name or both.",
        empty="Enter at least 3 letters of the name",
        longest=100,
    )
    school = Choose("School", empty="Select a school")


@pupils.route("", methods=["GET", "POST"])
@for_roles(*READERS)
def find() -> Page:
    """The words searched for stay in the session: addresses hold none."""
    before: dict[str, str] = session.get(SEARCH) or {}
    form = FindForm(name=before.get("name", ""), school=before.get("school", ""))
    schools = offer_schools(form)
    if form.validate_on_submit():
        session[SEARCH] = {"name": form.name.data, "school": form.school.data if schools else ""}
        return redirect("/pupils", 303)
    found = search(before, form) if before and not form.errors else None
    return render_template("pupils/find.html", form=form, found=found, schools=schools)


def offer_schools(form: FindForm) -> bool:
    """Whether somebody chooses a school; a SENCO has one already."""
    if me().school_id is not None:
        del form.school
        return False
    schools = part(clients().directory.schools).or_else([])
    form.school.offer([(str(school.school_id), school.name) for school in schools])
    return True


def search(asked: dict[str, str], form: FindForm) -> Part[Found] | None:
    """None where directory cannot search for that: the form says what to correct.

    None too for who searched in a role of one school and is now here for the whole trust.
    """
    chosen = UUID(asked["school"]) if asked["school"] else None
    school_id = me().school_id or chosen
    if school_id is None:
        return None
    try:
        return part(lambda: clients().directory.find(school_id, asked["name"]))
    except Invalid as invalid:
        form.complain({"name": invalid.fields.get("text", [])})
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A day of something promised or owed about a pupil. source: who says so.

    when: what comes before the day; the end of a time that has to be left is no last day.
    """

    what: str
    by: date
    source: str
    address: str
    tag: str
    when: str = BY_WHEN["by"]


@pupils.get("/<uuid:pupil_id>")
@for_roles(*READERS)
def overview(pupil_id: UUID) -> str:
    pupil = header(pupil_id)
    concerns = part(lambda: clients().referrals.of_pupil(pupil_id).concerns)
    standing = part(lambda: standing_of(pupil))
    family = part(lambda: clients().directory.family(pupil_id))
    owed = part(lambda: ehc_dates(clients().ehcp.current(pupil_id)))
    plans = part(lambda: clients().plans.of_pupil(pupil_id))
    plan = plans.then(plan_of)
    told = concerns.then(with_texts)
    said = last_said(plan.or_else(None), told.or_else([]))
    history = part(lambda: clients().reporting.history(pupil_id, limit=LAST_EVENTS))
    events = history.then(lambda found: found.events)
    names = names_of(
        *(concern.raised_by for concern in concerns.or_else([])),
        *(event.by.person_id for event in events.or_else([])),
        *(person_id for one in said for person_id in (one.person_id, one.by)),
    )
    return render_template(
        "pupils/overview.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        standing=standing,
        concerns=concerns,
        due=next_of(
            concerns.then(dates_of).or_else([]),
            owed.or_else([]),
            plans.then(plan_dates).or_else([]),
        ),
        reviews_down=plans.down,
        dates_down=concerns.down,
        ehc_down=owed.down,
        plan=plan,
        week=plan.then(lambda shown: this_week(shown, today()) if shown else None),
        said=said,
        told_down=told.down,
        restricted=family.then(lambda found: any(guardian.barred for guardian in found)),
        events=events.then(lambda found: timeline(found, names)),
        names=names,
        reason=reason_for(pupil_id),
        tag_of=lambda row: tag_of(row, today()),
    )


def plan_of(rows: list[PlanRow]) -> Plan | None:
    """The plan to show: the open one, else the last. Raises NotAnswered."""
    row = current(rows)
    return clients().plans.plan(row.plan_id) if row else None


def with_texts(rows: list[ConcernRow]) -> list[Concern]:
    """Each with all that this person may read. Raises NotAnswered."""
    return [clients().referrals.concern(row.referral_id) for row in rows]


def next_of(*some: list[Due]) -> list[Due]:
    """The next three dates, whoever set them."""
    return sorted((one for dates in some for one in dates), key=lambda one: one.by)[:NEXT_DATES]


def header(pupil_id: UUID) -> Pupil:
    """Raises NotThere, OtherRole for one's own child."""
    not_my_own_child(pupil_id)
    return clients().directory.pupil(pupil_id)


def school_name(school_id: UUID) -> str:
    known: str = session.get("schools", {}).get(str(school_id), "")
    return known


def standing_of(pupil: Pupil) -> RegisterEntry | None:
    """The pupil's line of today's register; None for who is not on it."""
    register = clients().reporting.register(pupil.school_id, true_on=today(), known_on=today())
    lines = (line for line in register.pupils if line.pupil_id == pupil.pupil_id)
    return next(lines, None)


def dates_of(concerns: list[ConcernRow]) -> list[Due]:
    """What is promised next about each concern, the earliest first."""
    due = [
        Due(
            what="Reply to the concern" if row.status == "raised" else "Decide about the concern",
            by=next_day(row),
            source=PROMISED,
            address=f"/concerns/{row.referral_id}",
            tag=tag_of(row, today()),
        )
        for row in concerns
        if row.open
    ]
    looks_again = [
        Due(
            what="Look again",
            by=row.look_again_on,
            source=PROMISED,
            address=f"/concerns/{row.referral_id}",
            tag="Late" if row.look_again_on < today() else "Waiting",
        )
        for row in concerns
        if row.look_again_on
    ]
    return sorted([*due, *looks_again], key=lambda one: one.by)


def ehc_dates(case: Case | None) -> list[Due]:
    """The next steps of the EHC case, with who acts and where each date comes from."""
    return [
        Due(
            what=one.title,
            by=one.due_on,
            source=f"{ehc_words.who_acts(one, case.authority.name)}. "
            f"{ehc_words.binds(one)} ({one.source}).",
            address=f"/pupils/{case.pupil_id}/ehc?case={case.case_id}",
            tag=ehc_words.tag(one),
            when=ehc_words.by_when(one),
        )
        for one in (case.steps if case else [])
        if case and one.due_on
    ]


def plan_dates(plans: list[PlanRow]) -> list[Due]:
    """The review that was agreed for the open plan."""
    return [
        Due(
            what="Review the support plan",
            by=row.review_on,
            source="Agreed with the family.",
            address=f"/pupils/{row.pupil_id}/plan",
            tag=nearness(row.review_on, today()) or "Waiting",
        )
        for row in plans
        if row.open and row.review_on
    ]


def timeline(
    events: list[HistoryEvent], names: Names, history: str | None = None
) -> list[dict[str, Any]]:
    """What the timeline's macro draws. history: the page whose entries these open."""
    return [
        {
            "what": event(one.type),
            "address": f"{history}/{one.event_id}" if history else None,
            "who": who(one, names),
            "true_on": one.effective_on,
            "recorded_at": one.recorded_at,
            "corrects": "an earlier entry" if one.data.get("corrects") else None,
            "detail": "\n".join(text.text for text in one.texts if one.service != PERSONAL),
        }
        for one in events
    ]


def who(one: HistoryEvent, names: Names) -> str:
    if one.origin in NOBODY:
        return NOBODY[one.origin]
    return f"{names.of(one.by.person_id)}, {role(one.by.role)}"


@pupils.get("/<uuid:pupil_id>/opened")
@for_roles(*READERS)
def opened(pupil_id: UUID) -> str:
    pupil = header(pupil_id)
    parts = looks(pupil_id)
    found = gathered(parts)
    return render_template(
        "pupils/opened.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        looks=found,
        some_down=any(one.down for one in parts),
        names=names_of(*(look.person_id for look in found)),
    )
