"""directory: sign-in, schools, people's names, finding a pupil, families."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, Final
from uuid import UUID

from shared.access.grants import Grant, Role, Scope
from shared.access.reasons import Reason
from shared.shapes import convert

from .calling import Calling


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """access_token: for expires_in seconds; refresh_token: renews it for 12 hours.

    children: of somebody with a post: all records of their own children, who in a staff role are
    not theirs to open.
    """

    access_token: str
    expires_in: int
    refresh_token: str
    person_id: UUID
    grants: tuple[Grant, ...]
    children: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """senco_ids: who is its SENCO today."""

    school_id: UUID
    name: str
    phase: str
    senco_ids: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Senco:
    """A school's SENCO today. needs_no_day: they became it before the rule."""

    school_id: UUID
    staff_id: UUID
    qualification_due_on: date | None
    needs_no_day: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person's name. name: as it is said, with the title for staff; "erased" once erased."""

    id: UUID
    kind: str
    name: str
    forename: str | None = None
    surname: str | None = None
    erased: bool = False

    @property
    def first(self) -> str:
        """What families read: the first name."""
        return self.forename or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPupil:
    """A pupil who was found by name or UPN."""

    id: UUID
    name: str
    school_id: UUID
    year_group: str
    registration_group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """more: there are others; more letters find fewer."""

    pupils: list[FoundPupil]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sen:
    """What the MIS says. status: N, K or E; needs: the primary one first."""

    status: str
    since: date | None = None
    needs: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """The header of a pupil's record."""

    pupil_id: UUID
    school_id: UUID
    name: str
    year_group: str
    forename: str | None = None
    surname: str | None = None
    registration_group: str | None = None
    left_on: date | None = None
    sen: Sen | None = None
    erased: bool = False
    merged_into: UUID | None = None

    @property
    def first(self) -> str:
        return self.forename or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    """An adult of a pupil's family. barred: only staff are told."""

    guardianship_id: UUID
    guardian_id: UUID
    name: str
    relationship: str
    parental_responsibility: bool
    barred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyLink:
    """A pupil whose family this person is, and the guardianship that says so."""

    guardianship_id: UUID
    pupil_id: UUID


MOST_NAMES: Final = 100


class Directory:
    """What the portal asks of directory. Each method raises NotAnswered."""

    def __init__(self, calling: Calling) -> None:
        self._calling = calling

    def sign_in_staff(self, id_token: str, nonce: str) -> Tokens:
        """Raises SignedOut for somebody whom the trust does not know, NotAnswered."""
        return self._tokens("/tokens/staff", {"id_token": id_token, "nonce": nonce})

    def sign_in_by_link(self, secret: str) -> Tokens:
        """Raises SignedOut for a link that is too old or was used, NotAllowed for somebody who may
        see nothing, NotAnswered.
        """
        return self._tokens("/tokens/link", {"secret": secret})

    def renew(self, refresh_token: str) -> Tokens:
        """Raises SignedOut once the sign-in has ended, NotAnswered."""
        return self._tokens("/tokens/renew", {"refresh_token": refresh_token})

    def _tokens(self, path: str, body: Mapping[str, Any]) -> Tokens:
        return tokens(self._calling.post(path, body, signed_in=False).body)

    def send_link(self, email: str) -> None:
        """The answer is the same for an address that nobody has. Raises NotAnswered."""
        self._calling.post("/sign-in-links", {"email": email}, signed_in=False)

    def sign_out(self, refresh_token: str) -> None:
        """Raises NotAnswered."""
        self._calling.post("/tokens/end", {"refresh_token": refresh_token}, signed_in=False)

    def schools(self) -> list[School]:
        """The schools of the trust, by name."""
        return convert(self._calling.get("/schools").body["schools"], list[School])

    def school(self, school_id: UUID) -> School:
        return convert(self._calling.get(f"/schools/{school_id}").body, School)

    def sencos(self) -> list[Senco]:
        """Every school's."""
        return convert(self._calling.get("/sencos").body["sencos"], list[Senco])

    def names(self, ids: Iterable[UUID | None]) -> dict[UUID, Name]:
        """Names by id; who is unknown, or not this person's to know, is absent."""
        wanted = iter(dict.fromkeys(str(id_) for id_ in ids if id_))
        found: list[Name] = []
        while some := list(islice(wanted, MOST_NAMES)):
            body = self._calling.post("/names", {"ids": some}).body
            found += convert(body["names"], list[Name])
        return {name.id: name for name in found}

    def find(self, school_id: UUID, text: str) -> Found:
        """Pupils of a school by at least 3 letters of their names, or by UPN."""
        body = {"school_id": str(school_id), "text": text}
        return convert(self._calling.post("/pupils/find", body).body, Found)

    def pupil(self, pupil_id: UUID) -> Pupil:
        return convert(self._calling.get(f"/pupils/{pupil_id}").body, Pupil)

    def family(self, pupil_id: UUID) -> list[Guardian]:
        """Those to be asked first first."""
        found = self._calling.get(f"/pupils/{pupil_id}/family").body["guardians"]
        return convert(found, list[Guardian])

    def state_reason(self, pupil_id: UUID, reason: Reason, *, key: str) -> str:
        """Say why this person opens a record, for the family to hear; the change's token."""
        done = self._calling.post(f"/pupils/{pupil_id}/openings", {"reason": reason}, key=key)
        return str(done.body["token"])

    def my_links(self) -> list[FamilyLink]:
        """The pupils whom this person may see as family; a young person's own among them."""
        return convert(self._calling.get("/me").body["links"], list[FamilyLink])


def tokens(body: Mapping[str, Any]) -> Tokens:
    return Tokens(
        access_token=body["access_token"],
        expires_in=body["expires_in"],
        refresh_token=body["refresh_token"],
        person_id=UUID(body["person_id"]),
        grants=tuple(
            Grant(
                role=Role(one["role"]),
                scope=Scope(one["scope"]),
                id=UUID(one["id"]) if one["id"] else None,
            )
            for one in body["grants"]
        ),
        children=tuple(UUID(child) for child in body.get("children", ())),
    )
