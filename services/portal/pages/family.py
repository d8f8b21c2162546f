"""A family's own pages: what now, what next, the decision and its rights, who opened the record."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, session
from werkzeug.wrappers import Response

from services.portal.clients import NotThere, Part, clients, part
from services.portal.clients.directory import Pupil
from services.portal.clients.referrals import Concern, ConcernRow
from services.portal.clock import today
from services.portal.family_words import Child, Lines, lines
from services.portal.naming import Names, names_of, sencos
from services.portal.opened import gathered, looks
from services.portal.signed_in import for_roles, me
from shared.access.grants import Role

family = Blueprint("family", __name__, url_prefix="/family")

FAMILY: Final = (Role.PARENT, Role.YOUNG_PERSON)
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
    shown = [(one, lines_of(one)) for one in members]
    return render_template("family/all.html", shown=shown)


def lines_of(one: Member) -> Part[Lines]:
    concerns = part(lambda: clients().referrals.of_pupil(one.pupil.pupil_id).concerns)
    return concerns.then(lambda found: told(one, found))


def told(one: Member, concerns: list[ConcernRow]) -> Lines:
    return lines(one.child, concerns, one.pupil.sen, senco_of(one), today())


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
    one = member(link)
    concerns = part(lambda: clients().referrals.of_pupil(one.pupil.pupil_id).concerns)
    return render_template(
        "family/home.html",
        one=one,
        lines=concerns.then(lambda found: told(one, found)),
        decided=concerns.then(decided_of).or_else(None),
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
