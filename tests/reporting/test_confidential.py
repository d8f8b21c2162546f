"""A confidential concern in the lists of a school: there for those alone who may know of it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.reporting.inbound import ReferralEvent, ReferralRaised
from services.reporting.projections.caseload import fold
from shared.views import collection_name
from tests.one_service import OneService, Person
from tests.reporting.stories import at, recorded

RAISED_ON = date(2026, 11, 2)


def has_concerns(service: OneService, pupil: UUID, school: UUID, *events: ReferralEvent) -> None:
    """What the views say of a pupil on roll about whom these events were heard."""
    document: dict[str, Any] | None = None
    for event in events:
        document = fold(document, recorded(event, when=at(2), source="referrals"))
    service.views[collection_name("caseload", 1)].insert_one({"_id": pupil, **(document or {})})
    place = {"school_id": school, "effective_on": "2024-09-01", "recorded_at": at(1)}
    on_roll = {"school_ids": [school], "year_group": "4", "places": [place]}
    nothing: dict[str, Any] = {"provision": {}, "endings": []}
    service.views[collection_name("register", 1)].insert_one({"_id": pupil, **on_roll, **nothing})


def raised(pupil: UUID, on: date, *, confidential: bool = False) -> ReferralRaised:
    return ReferralRaised(
        referral_id=uuid4(), pupil_id=pupil, effective_on=on, confidential=confidential
    )


def listed(person: Person, school: UUID) -> dict[str, tuple[int, str]]:
    """Pupil -> how many concerns wait, and since when the oldest does."""
    reply = person.get(f"/schools/{school}/concerns")
    assert reply.status_code == 200, reply.text
    assert reply.json is not None
    return {
        one["pupil_id"]: (one["open_concerns"], one["oldest_open"]) for one in reply.json["pupils"]
    }


def test_a_pupil_is_not_listed_for_a_confidential_concern_alone(
    service: OneService, pupil: UUID, school: UUID, senco: Person, head: Person
) -> None:
    other, plain = uuid4(), date(2026, 11, 9)
    has_concerns(service, pupil, school, raised(pupil, RAISED_ON, confidential=True))
    both = (raised(other, RAISED_ON, confidential=True), raised(other, plain))
    has_concerns(service, other, school, *both)
    since = RAISED_ON.isoformat()
    assert listed(senco, school) == {str(pupil): (1, since), str(other): (2, since)}
    assert listed(head, school) == {str(other): (1, plain.isoformat())}
