"""HTTP in: the secret address of a person's calendar, and what it opens: initials and a token.

The token is good for nothing but a calendar, and carries the grants that its owner has at that
moment in the role that the address is for.
"""

from typing import Any, Final
from uuid import UUID

from flask import current_app, g
from flask_smorest import Blueprint

from shared.access.grants import TRUST, Grant, Role, Target
from shared.calendar import utc_now
from shared.commits import Document
from shared.errors import NotFound
from shared.http.asking import permission, platform, public
from shared.http.reading import open_record

from . import queries
from .calendar_schemas import (
    CalendarAddressesSchema,
    CalendarOfSchema,
    CalendarSecretSchema,
    CalendarTokenSchema,
    InitialsListSchema,
    PupilsAskedSchema,
)
from .calendar_store import CalendarAddresses
from .names import initials, names_only, pupil_name
from .naming import grant_for, grouped
from .projections import PUPILS, SCHOOLS
from .signin import caller_of, sign_in, token_of

ADDRESSES: Final = "calendar_addresses"
READ: Final = "calendar.read"

blp = Blueprint("calendar", __name__, description="The secret addresses of people's calendars")


def addresses() -> CalendarAddresses:
    found: CalendarAddresses = current_app.extensions[ADDRESSES]
    return found


def the_trust(*_: Any, **__: Any) -> Target:
    return TRUST


@blp.get("/calendar-addresses")
@blp.response(200, CalendarAddressesSchema)
@permission("calendar.own", on=the_trust)
def list_addresses() -> dict[str, Any]:
    """The caller's addresses that hold; the secrets are known to nobody here."""
    return {"addresses": addresses().of_person(g.caller.person_id)}


@blp.post("/calendar-addresses")
@blp.arguments(CalendarOfSchema)
@blp.response(201, CalendarSecretSchema)
@permission("calendar.own", on=the_trust)
def make_address(body: dict[str, Any]) -> dict[str, Any]:
    """Make an address for one of the caller's roles; the one before is ended.

    Asked again under the same key it makes another: a secret that is kept nowhere cannot be told
    a second time.
    """
    role, school_id = body["role"], body["school_id"]
    if not covered(g.caller.grants, role, school_id):
        raise NotFound
    return {"secret": addresses().new(g.caller.person_id, role, school_id, utc_now())}


@blp.post("/calendar-addresses/ending")
@blp.arguments(CalendarOfSchema)
@blp.response(204)
@permission("calendar.own", on=the_trust)
def end_address(body: dict[str, Any]) -> None:
    """End the address of one of the caller's roles."""
    addresses().end(g.caller.person_id, body["role"], body["school_id"], utc_now())


@blp.post("/tokens/calendar")
@blp.arguments(CalendarSecretSchema)
@blp.response(200, CalendarTokenSchema)
@public("it is how a calendar's token is had; the secret of the address is what proves the person")
def exchange(body: dict[str, str]) -> dict[str, Any]:
    """Exchange an address's secret for a token, with what its owner may see now."""
    found = addresses().use(body["secret"], utc_now())
    if found is None:
        raise NotFound
    ended = found["ended_at"] is not None
    mine = () if ended else sign_in().grants_of(found["person_id"])
    grants = covered(mine, Role(found["role"]), found["on"])
    token = token_of(caller_of(found["person_id"], grants, only=READ)) if grants else None
    return {"role": found["role"], "access_token": token}


def covered(grants: tuple[Grant, ...], role: Role, school_id: UUID | None) -> tuple[Grant, ...]:
    """The grants that a calendar of this role, at this school, stands on."""
    at_school = role is Role.SENCO
    return tuple(
        grant
        for grant in grants
        if grant.role is role and (grant.id == school_id if at_school else school_id is None)
    )


@blp.post("/pupils/initials")
@blp.arguments(PupilsAskedSchema)
@blp.response(200, InitialsListSchema)
@permission(READ, on=the_trust)
def list_initials(body: dict[str, Any]) -> dict[str, Any]:
    """The initials and the school of up to 500 pupils; whoever is not the caller's is absent."""
    found = queries.people(platform().views, PUPILS.name, list(dict.fromkeys(body["ids"])))
    schools = school_names(found)
    granted = [(grant_for(READ, pupil), pupil) for pupil in found]
    opened = [one for grant, some in grouped(granted) for one in named(some, grant)]
    return {
        "pupils": [
            {
                "pupil_id": one["_id"],
                "initials": initials(pupil_name(one)),
                "school": schools.get(one["school_id"], ""),
            }
            for one in opened
        ]
    }


def named(pupils: list[Document], grant: Grant) -> list[Document]:
    """Pupils with their names opened. The families are told once for each calendar.

    A calendar asks many times a day: an entry for each would bury who truly opened a record.
    """
    new = addresses().untold(g.caller.person_id, grant, [one["_id"] for one in pupils])
    g.grant = grant  # the one by which these, and not the route as a whole, may be seen
    opened = open_record([names_only(one) for one in pupils], pupils=new, what="calendar", why=READ)
    addresses().tell(g.caller.person_id, grant, new)
    at = {one["_id"]: one["school_id"] for one in pupils}
    return [{**one, "school_id": at[one["_id"]]} for one in opened]


def school_names(pupils: list[Document]) -> dict[UUID, str]:
    ids = list({one["school_id"] for one in pupils})
    return {one["_id"]: one["name"] for one in queries.people(platform().views, SCHOOLS.name, ids)}
