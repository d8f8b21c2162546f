"""A family's own pages: what now, what next, the decision and its rights, who opened the record."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, session
from werkzeug.wrappers import Response

from services.portal.clients import NotThere, Part, clients, part
from services.portal.clients.directory import Pupil
from services.portal.clients.ehcp import Case
from services.portal.clients.plans import PlanRow
from services.portal.clients.referrals import Concern, ConcernRow
from services.portal.clock import today
from services.portal.family_ehc_words import (
    ehc_lines,
    is_over,
    rules_behind,
    still_told,
    with_council,
)
from services.portal.family_words import Child, Lines, lines
from services.portal.naming import Names, names_of, sencos
from services.portal.opened import gathered, looks
from services.portal.plan_words import for_family
from services.portal.signed_in import for_roles, me
from shared.access.grants import FAMILY

family = Blueprint("family", __name__, url_prefix="/family")

LINKS: Final = "links"
Page = str | Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A child as this person's page has them. link: the guardianship, which opens nothing else."""

    link: UUID
    pupil: Pupil
    you: bool

    @property
    def child(self) -> Child:
        return Child(self.pupil.first, self.you)


def links() -> dict[str, str]:
    """Link -> pupil, for everyone whose family this person is; kept for the session."""
    known: dict[str, str] = session.get(LINKS, {})
    children = {str(child) for child in me().children}
    if set(known.values()) != children:
        mine = clients().directory.my_links()
        known = {str(one.guardianship_id): str(one.pupil_id) for one in mine}
        session[LINKS] = known
    return known


def member(link: UUID) -> Member:
    """Raises NotThere for a link that is not this person's."""
    pupil_id = links().get(str(link))
    if pupil_id is None:
        raise NotThere
    return Member(
        link=link,
        pupil=clients().directory.pupil(UUID(pupil_id)),
        you=UUID(pupil_id) == me().person_id,
    )


@family.get("")
@for_roles(*FAMILY)
def all_children() -> Page:
    found = links()
    if len(found) == 1:
        return redirect(f"/family/{next(iter(found))}", 303)
    members = sorted((member(UUID(link)) for link in found), key=lambda one: one.pupil.first)
    return render_template("family/all.html", children=[standing_of(one) for one in members])


@dataclass(frozen=True, slots=True)
class Standing:
    """Where things stand with a child. lines: without the council's part while that is down."""

    one: Member
    concerns: Part[list[ConcernRow]]
    case: Part[Case | None]
    plan: Part[PlanRow | None]
    lines: Part[Lines]


def standing_of(one: Member) -> Standing:
    concerns = part(lambda: clients().referrals.of_pupil(one.pupil.pupil_id).concerns)
    case, plan = case_of(one), plan_shared_with(one)
    lines = concerns.then(
        lambda found: with_case(
            one, found, told(one, found, plan), case.or_else(None), planned=has_day(plan)
        )
    )
    return Standing(one, concerns, case, plan, lines)


def plan_shared_with(one: Member) -> Part[PlanRow | None]:
    """The plan of a child that the family can read, also once it is closed."""
    rows = part(lambda: clients().plans.of_pupil(one.pupil.pupil_id))
    return rows.then(for_family)


def has_day(plan: Part[PlanRow | None]) -> bool:
    row = plan.or_else(None)
    return row is not None and row.open and row.review_on is not None


def told(one: Member, concerns: list[ConcernRow], plan: Part[PlanRow | None]) -> Lines:
    said = lines(
        one.child, concerns, one.pupil.sen, senco_of(one), today(), plan=plan.or_else(None)
    )
    decided = decided_of(concerns)
    waits = any(row.open for row in concerns)
    if plan.down and not waits and decided and decided.outcome == "sen-support":
        # A day may be agreed: "no day is set" would be a guess.
        return replace(said, by_when="We cannot show the day right now.")
    return said


def case_of(one: Member) -> Part[Case | None]:
    """The EHC case that goes on, or the last one."""
    return part(lambda: clients().ehcp.current(one.pupil.pupil_id))


def with_case(
    one: Member,
    concerns: list[ConcernRow],
    own: Lines,
    case: Case | None,
    *,
    planned: bool = False,
) -> Lines:
    """The five lines with where the EHC case stands and its next date.

    planned: there is a support plan with a day of its own.
    """
    if case is None:
        return own
    holds = still_told(concerns, one.pupil.sen)
    return with_council(
        own,
        ehc_lines(one.child.who, case, today()),
        day=any(row.open for row in concerns) or planned or (holds and is_over(case)),
        told=holds,
    )


def senco_of(one: Member) -> str:
    """ "Mrs Kulkarni, special needs co-ordinator (SENCO)"."""
    ids = sencos(one.pupil.school_id)
    names = names_of(*ids)
    role = "special needs co-ordinator (SENCO)"
    known = [names.of(id_) for id_ in ids] if not names.down else []
    return f"{' and '.join(known)}, {role}" if known else f"The school's {role}"


@family.get("/<uuid:link>")
@for_roles(*FAMILY)
def home(link: UUID) -> str:
    found = standing_of(member(link))
    return render_template(
        "family/home.html",
        one=found.one,
        lines=found.lines,
        plan=found.plan,
        case=found.case,
        rules=found.case.then(lambda case: rules_behind(case) if case else []).or_else([]),
        decided=found.concerns.then(decided_of).or_else(None),
    )


def decided_of(concerns: list[ConcernRow]) -> ConcernRow | None:
    """The last concern with a decision that stands."""
    return next((row for row in concerns if row.outcome), None)


@family.get("/<uuid:link>/decision")
@for_roles(*FAMILY)
def decision(link: UUID) -> str:
    one = member(link)
    concerns = part(lambda: clients().referrals.of_pupil(one.pupil.pupil_id).concerns)
    row = concerns.then(decided_of)
    concern: Part[Concern | None] = row.then(
        lambda found: clients().referrals.concern(found.referral_id) if found else None
    )
    made = concern.value.decision if not concern.down and concern.value else None
    waiting = next((row for row in concerns.or_else([]) if row.open), None)
    names = names_of(made.by, made.watch.owner_id if made.watch else None) if made else Names()
    return render_template(
        "family/decision.html",
        one=one,
        concern=concern,
        decision=made,
        waiting=waiting,
        names=names,
    )


@family.get("/<uuid:link>/opened")
@for_roles(*FAMILY)
def opened(link: UUID) -> str:
    one = member(link)
    parts = looks(one.pupil.pupil_id)
    found = gathered(parts)
    return render_template(
        "family/opened.html",
        one=one,
        looks=found,
        some_down=any(some.down for some in parts),
        names=names_of(*(look.person_id for look in found)),
        myself=me().person_id,
    )
