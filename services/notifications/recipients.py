"""Who must know: judged by this service's own views of the directory, as they are now.

What is not known yet is waited for, and an alert after a minute; it never means that there is
nobody to tell. Where nobody in a family may be written to, its SENCO hears that.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from pymongo.database import Database

from shared.access.pupils import PUPILS
from shared.calendar import london_date, utc_now
from shared.commits import Document
from shared.personal import Audience
from shared.policies import NotYet
from shared.views import live_collection

from .domain.commands import Tell
from .domain.events import Recipient
from .domain.telling import Telling
from .domain.terms import Kind, Whom
from .family import Family, family_of
from .projections.authors import AUTHORS
from .projections.contacts import CONTACTS
from .projections.guardians import GUARDIANS
from .projections.staff import STAFF

SENCO: Final = "senco"
TRUST_LEAD: Final = "trust-send-lead"
MOST_STAFF: Final = 50
# A school that has told nobody's guardians by then will not: the SENCO is told instead.
WAIT_FOR_FAMILY: Final = timedelta(days=1)


class Recipients:
    """Chooses who is told. now: the clock, aware UTC."""

    def __init__(self, views: Database[Document], *, now: Callable[[], datetime] = utc_now) -> None:
        self._views = views
        self._now = now

    def child(self, pupil_id: UUID) -> tuple[Family, UUID | None]:
        """The child's family, and the school now; None for one who was erased. Raises NotYet."""
        family = family_of(self._views, pupil_id)
        if family is None or not family.enrolled:
            raise NotYet("pupil-unknown")
        if family.erased:
            return family, None
        pupil = self._view(PUPILS.name).find_one({"_id": family.pupil_id})
        if pupil is None:
            raise NotYet("pupil-unknown")
        school_id: UUID = pupil["school_id"]
        return family, school_id

    def concerned(self, tell: Tell) -> tuple[UUID | None, UUID | None]:
        """The child's record that goes on, where it is about one, and the school. Raises NotYet."""
        if tell.pupil_id is None:
            return None, tell.school_id
        family, school_id = self.child(tell.pupil_id)
        return family.pupil_id, school_id

    def choose(self, tell: Tell, telling: Telling) -> tuple[Recipient, ...]:
        """Who is told, each once, in a fixed order. telling: what was told before of the same.

        Raises NotYet.
        """
        if tell.pupil_id is None:
            return tuple(_staff(sorted(self._in_post(SENCO, tell.school_id)), tell.kind))
        family, school_id = self.child(tell.pupil_id)
        if school_id is None:
            return ()
        chosen = [
            one
            for one in self._judged(tell, family, school_id, telling)
            if one.person_id != tell.not_told or one.kind is not tell.kind
        ]
        return tuple(sorted(chosen, key=lambda one: one.person_id))

    def _judged(
        self, tell: Tell, family: Family, school_id: UUID, telling: Telling
    ) -> list[Recipient]:
        match tell.whom:
            case Whom.SENCO:
                return _staff(self._in_post(SENCO, school_id), tell.kind)
            case Whom.TRUST_LEAD:
                return _staff(self._in_post(TRUST_LEAD), tell.kind)
            case Whom.AUTHOR:
                return _staff(self._author(tell.about_id, school_id), tell.kind)
            case Whom.FAMILY:
                return self._family(tell, family, school_id)
            case Whom.FAMILY_AUTHOR:
                told = [tell.author_id] if tell.author_id else []
                return self._relatives(told, family, tell.kind)
            case Whom.STAFF_TOLD:
                told = [*telling.told(Audience.STAFF, tell.corrects)]
                return _staff((one for one in told if self._works(one, school_id)), tell.kind)
            case Whom.FAMILY_TOLD:
                told = [*telling.told(Audience.FAMILY, tell.corrects)]
                return self._relatives(told, family, tell.kind)

    def may_be_written_to(
        self,
        person_id: UUID,
        audience: Audience,
        pupil_id: UUID | None,
        school_id: UUID | None = None,
    ) -> bool:
        """Whether somebody who was chosen may get mail: not barred, unlinked or out of post since,
        nor one of the family whom the school sends no letters.

        school_id: of what is about a whole school, and no pupil. Raises NotYet.
        """
        if pupil_id is None:
            return school_id is not None and self._works(person_id, school_id)
        family, school_id = self.child(pupil_id)
        if school_id is None:
            return False
        if audience is Audience.STAFF:
            return self._works(person_id, school_id)
        return family.may_be_written_to(person_id, self._today())

    def is_written_to(self, person_id: UUID, pupil_id: UUID) -> bool:
        """Whether one of a family gets mail: an adult who is sent letters, a young person of whose
        own address the school knows. Raises NotYet.

        Where nobody else is written to, a young person's mail is tried without one: it fails, and
        the SENCO hears of that.
        """
        family, _ = self.child(pupil_id)
        guardians = family.guardians()
        if person_id != family.pupil_id:
            return person_id in guardians
        contact = self._view(CONTACTS.name).find_one({"_id": person_id})
        return not guardians or (contact is not None and contact["email"] is not None)

    def _family(self, tell: Tell, family: Family, school_id: UUID) -> list[Recipient]:
        if not family.has_links() and self._now() - tell.happened_at < WAIT_FOR_FAMILY:
            raise NotYet("family-unknown")
        young_person = family.young_person(self._today())
        people = family.guardians() | ({young_person} if young_person else set())
        missing = [] if people else _staff(self._in_post(SENCO, school_id), Kind.UNDELIVERED)
        if tell.kind is Kind.DECISION:
            # An answer to whoever asked, in the inbox also where the school sends them no letters.
            people |= {self._author_of(tell.about_id)}
        return [*self._relatives(people, family, tell.kind), *missing]

    def _relatives(self, people: Iterable[UUID], family: Family, kind: Kind) -> list[Recipient]:
        """Those of the people who may be told. Raises NotYet for a guardian not known yet."""
        may = [one for one in people if family.may_read(one, self._today())]
        guardians = {one for one in may if one != family.pupil_id}
        known = self._view(GUARDIANS.name).count_documents({"_id": {"$in": list(guardians)}})
        if known != len(guardians):
            raise NotYet("guardian-unknown")
        return [Recipient(person_id=one, audience=Audience.FAMILY, kind=kind) for one in may]

    def _in_post(self, role: str, school_id: UUID | None = None) -> list[UUID]:
        """Who holds a post today, at this school if one is named. Raises NotYet: nobody does."""
        where = {"school_id": school_id} if school_id else {}
        post = {"role": role, **where, **_in_force(self._today())}
        found = self._view(STAFF.name).find({"posts": {"$elemMatch": post}}, {"_id": 1})
        people = [staff["_id"] for staff in found.limit(MOST_STAFF)]
        if not people:
            raise NotYet(f"{role}-unknown")
        return people

    def _works(self, person_id: UUID, school_id: UUID) -> bool:
        """Whether somebody has a post today by which they may know a pupil of this school."""
        here = {"$or": [{"school_id": {"$in": [school_id, None]}}, {"role": TRUST_LEAD}]}
        post = {"$and": [here, _in_force(self._today())]}
        where: dict[str, Any] = {"_id": person_id, "posts": {"$elemMatch": post}}
        return self._view(STAFF.name).find_one(where, {"_id": 1}) is not None

    def _author(self, referral_id: UUID, school_id: UUID) -> list[UUID]:
        """Whose concern it is; nobody where it is one of the family, who are told as such.

        Raises NotYet for somebody who is neither known as staff nor as a guardian.
        """
        author_id = self._author_of(referral_id)
        if self._works(author_id, school_id):
            return [author_id]
        for view in (STAFF, GUARDIANS, PUPILS):
            if self._view(view.name).find_one({"_id": author_id}, {"_id": 1}):
                return []
        raise NotYet("author-unknown")

    def _author_of(self, referral_id: UUID) -> UUID:
        concern = self._view(AUTHORS.name).find_one({"_id": referral_id})
        if concern is None:
            raise NotYet("concern-unknown")
        author_id: UUID = concern["author_id"]
        return author_id

    def _view(self, name: str) -> Any:
        return live_collection(self._views, name)

    def _today(self) -> date:
        return london_date(self._now())


def _in_force(today: date) -> Document:
    """Of a post: it has begun, and its last day has not passed. A stored day sorts as days do."""
    now = today.isoformat()
    return {
        "started_on": {"$lte": now, "$type": "string"},
        "$or": [{"ended_on": None}, {"ended_on": {"$gte": now}}],
    }


def _staff(people: Iterable[UUID], kind: Kind) -> list[Recipient]:
    return [Recipient(person_id=one, audience=Audience.STAFF, kind=kind) for one in people]
