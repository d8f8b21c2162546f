"""HTTP in: one route, one query or one command."""

from typing import Any
from uuid import UUID

from flask import current_app, g
from flask_smorest import Blueprint

from shared.access import pupils as access
from shared.access.grants import TRUST, Scope, Target, check, needs_reason
from shared.calendar import london_date, utc_now
from shared.commits import Document
from shared.errors import Invalid
from shared.http.asking import asked, permission, platform
from shared.http.opened_api import OpenedListSchema
from shared.http.reading import open_record
from shared.personal import Audience, Typed
from shared.runner import run

from . import queries
from .contact import record_contact
from .correcting import merge_pupils, unlink_guardian
from .domain.commands import (
    ErasePupil,
    MergePupils,
    OpenRecord,
    RecordPupilContact,
    UnlinkGuardian,
)
from .erasure import erase_pupil
from .handlers import handle
from .importing.journal import latest_imports
from .names import guardian_name, pupil_name
from .naming import may_see_link, names_of, opened_pupils
from .records import Records
from .schemas import (
    MOST_FOUND,
    ContactSchema,
    DoneSchema,
    FamilySchema,
    FindSchema,
    FoundPupilsSchema,
    ImportsSchema,
    MergerSchema,
    MeSchema,
    NamesAskedSchema,
    NamesSchema,
    NothingSchema,
    OpeningSchema,
    PupilSchema,
    SchoolSchema,
    SchoolsSchema,
    SencosSchema,
)
from .search import search_problem

blp = Blueprint("directory", __name__, description="Schools, staff, pupils and their families")


def records() -> Records:
    found: Records = current_app.extensions["directory"]
    return found


def the_trust(*_: Any, **__: Any) -> Target:
    return TRUST


def the_pupil(*_: Any, pupil_id: UUID, **__: Any) -> Target:
    """A pupil by the address, as access sees them now. Raises NotFound."""
    return access.target(platform().views, pupil_id)


def school_of_body(body: dict[str, Any]) -> Target:
    return Target(school_id=body["school_id"])


@blp.get("/schools")
@blp.response(200, SchoolsSchema)
@permission("school.read", on=the_trust)
def list_schools() -> dict[str, Any]:
    """The schools of the trust, by name."""
    sencos = queries.sencos(platform().views, london_date(utc_now()))
    return {"schools": [_school(one, sencos) for one in queries.schools(platform().views)]}


@blp.get("/schools/<uuid:school_id>")
@blp.response(200, SchoolSchema)
@permission("school.read", on=the_trust)
def show_school(school_id: UUID) -> dict[str, Any]:
    """A school with its terms."""
    sencos = queries.sencos(platform().views, london_date(utc_now()))
    return _school(queries.school(platform().views, school_id), sencos)


def _school(school: Document, sencos: dict[UUID, list[UUID]]) -> dict[str, Any]:
    return {**school, "school_id": school["_id"], "senco_ids": sencos.get(school["_id"], [])}


@blp.get("/sencos")
@blp.response(200, SencosSchema)
@permission("senco.list", on=the_trust)
def list_sencos() -> dict[str, Any]:
    """Who is a school's SENCO today, and by which day they must be qualified."""
    return {"sencos": queries.senco_posts(platform().views, london_date(utc_now()))}


@blp.post("/pupils/find")
@blp.arguments(FindSchema)
@blp.response(200, FoundPupilsSchema)
@permission("pupil.find", on=school_of_body)
def find_pupils(body: dict[str, Any]) -> dict[str, Any]:
    """Pupils on a school's roll by beginnings of their names, or by UPN: 25 at most."""
    if problem := search_problem(body["text"]):
        raise Invalid({"text": [problem]})
    pupils, more = queries.find_pupils(
        platform().views,
        records().index,
        body["school_id"],
        body["text"],
        most=MOST_FOUND,
        today=london_date(utc_now()),
    )
    by_id = {pupil["_id"]: pupil for pupil in pupils}
    named = opened_pupils(pupils, g.grant, why="pupil.find")
    named.sort(key=lambda one: (one["surname"] or "", one["forename"] or "", str(one["id"])))
    return {"pupils": [{**by_id[one["id"]], **one} for one in named], "more": more}


@blp.post("/names")
@blp.arguments(NamesAskedSchema)
@blp.response(200, NamesSchema)
@permission("staff.names", on=the_trust)
def list_names(body: dict[str, Any]) -> dict[str, Any]:
    """The names of up to 100 people; whoever is unknown, or not the caller's to know, is absent."""
    return {"names": names_of(body["ids"])}


@blp.get("/me")
@blp.response(200, MeSchema)
@permission("person.self", on=the_trust)
def show_me() -> dict[str, Any]:
    """Who the caller is, and for a family the pupils whom they may see, each by a link's id."""
    person_id = g.caller.person_id
    grants = g.caller.grants
    found = next(iter(names_of([person_id])), {})
    of_pupils = {grant.id for grant in grants if grant.scope is Scope.PUPIL}
    links = queries.family_links(platform().views, person_id)
    return {
        **found,
        "person_id": person_id,
        "links": [link for link in links if link["pupil_id"] in of_pupils],
    }


@blp.get("/pupils/<uuid:pupil_id>")
@blp.response(200, PupilSchema)
@permission("pupil.read", on=the_pupil)
def show_pupil(pupil_id: UUID) -> dict[str, Any]:
    """The header of a pupil's record."""
    found = queries.pupil(platform().views, pupil_id)
    [pupil] = open_record([found], pupils=[pupil_id], what="pupil", why="pupil.read")
    return {**pupil, "pupil_id": pupil_id, **pupil_name(pupil)}


@blp.get("/pupils/<uuid:pupil_id>/family")
@blp.response(200, FamilySchema)
@permission("pupil.read", on=the_pupil)
def list_family(pupil_id: UUID) -> dict[str, Any]:
    """A pupil's guardians, those who are to be asked first first."""
    family = [
        (link, guardian)
        for link, guardian in queries.family(platform().views, pupil_id)
        if may_see_link(g.grant, link)
    ]
    guardians = open_record(
        [guardian for _, guardian in family], pupils=[pupil_id], what="family", why="pupil.read"
    )
    return {
        "guardians": [
            {**guardian, **link, "guardianship_id": link["_id"], **guardian_name(guardian)}
            for (link, _), guardian in zip(family, guardians, strict=True)
        ]
    }


@blp.get("/pupils/<uuid:pupil_id>/opened")
@blp.response(200, OpenedListSchema)
@permission("pupil.opened", on=the_pupil)
def list_opened(pupil_id: UUID) -> dict[str, Any]:
    """Who opened a pupil's record in this service, latest first, 200 at most."""
    records = access.records_of(platform().views, pupil_id)
    return {"opened": platform().access_log.of_pupil(records, asked_by=g.grant)}


@blp.post("/pupils/<uuid:pupil_id>/openings")
@blp.arguments(OpeningSchema)
@blp.response(200, DoneSchema)
@permission("pupil.open", on=the_pupil)
def open_from_outside(body: dict[str, Any], pupil_id: UUID) -> dict[str, Any]:
    """Say why the caller opens the record, so that the family hears of it: once a day."""
    reads_as = check("pupil.read", g.caller, g.target).role
    command = OpenRecord(
        pupil_id=pupil_id,
        opened_by=g.caller.person_id,
        role=g.grant.role.value,
        reason=body["reason"],
        from_outside=needs_reason("pupil.read", reads_as),
        told_on=london_date(utc_now()),
    )
    return {"token": run(handle, records().store, command, by=asked(), if_match=None).token}


@blp.post("/pupils/<uuid:pupil_id>/contact")
@blp.arguments(ContactSchema)
@blp.response(200, DoneSchema)
@permission("pupil.contact", on=the_pupil)
def set_contact(body: dict[str, Any], pupil_id: UUID) -> dict[str, Any]:
    """Record the pupil's own e-mail address; it opens nothing before they are a young person."""
    email = body["email"]
    command = RecordPupilContact(
        pupil_id=pupil_id,
        email=Typed(subject=pupil_id, audience=Audience.STAFF, text=email) if email else None,
        told_on=london_date(utc_now()),
    )
    return {"token": record_contact(records(), command, by=asked()).token}


@blp.post("/pupils/<uuid:pupil_id>/family/<uuid:guardianship_id>/unlinking")
@blp.arguments(NothingSchema)
@blp.response(200, DoneSchema)
@permission("pupil.contact", on=the_pupil)
def unlink(_: dict[str, Any], pupil_id: UUID, guardianship_id: UUID) -> dict[str, Any]:
    """Say that an adult has nothing to do with the pupil: their page is closed to them."""
    command = UnlinkGuardian(guardianship_id=guardianship_id, told_on=london_date(utc_now()))
    of_child = access.records_of(platform().views, pupil_id)
    return {"token": unlink_guardian(records(), command, of_child, by=asked()).token}


@blp.post("/pupils/<uuid:pupil_id>/merger")
@blp.arguments(MergerSchema)
@blp.response(200, DoneSchema)
@permission("pupil.merge", on=the_pupil)
def merge(body: dict[str, Any], pupil_id: UUID) -> dict[str, Any]:
    """Say that this record is of the same child as another, which goes on. Both must be theirs."""
    into_pupil_id = body["into_pupil_id"]
    check("pupil.merge", g.caller, access.target(platform().views, into_pupil_id))
    command = MergePupils(
        pupil_id=pupil_id, into_pupil_id=into_pupil_id, told_on=london_date(utc_now())
    )
    return {"token": merge_pupils(records(), command, by=asked()).token}


@blp.post("/pupils/<uuid:pupil_id>/erasure")
@blp.arguments(NothingSchema)
@blp.response(200, DoneSchema)
@permission("pupil.erase", on=the_pupil)
def erase(_: dict[str, Any], pupil_id: UUID) -> dict[str, Any]:
    """Erase all records of a pupil, in every service. Asked again, it finishes what was left."""
    command = ErasePupil(pupil_id=pupil_id, told_on=london_date(utc_now()))
    return {"token": erase_pupil(records(), platform().views, command, by=asked()).token}


@blp.get("/imports")
@blp.response(200, ImportsSchema)
@permission("import.run", on=the_trust)
def list_imports() -> dict[str, Any]:
    """The last 50 imports in numbers, latest first."""
    found = latest_imports(platform().main)
    return {"imports": [{**one, "import_id": one["_id"]} for one in found]}
