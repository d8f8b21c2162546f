"""A pupil's history through the api: what of it each reader finds, page by page."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from services.reporting.inbound import PupilFact
from services.reporting.projections.history import fold
from shared.personal import Audience, Typed
from shared.views import collection_name
from tests.one_service import OneService, Person
from tests.reporting.stories import at, recorded


class Told:
    """What is told of one pupil, a day after the other, from 1 November on."""

    def __init__(self, service: OneService, pupil: UUID) -> None:
        self._service = service
        self._pupil = pupil
        self._day = 0

    def of(self, referral_id: UUID, kind: str, readers: Audience | None = None) -> None:
        """An event about a concern, with a text for some readers or without one."""
        self._day += 1
        text = Typed(subject=self._pupil, audience=readers or Audience.STAFF, text=kind)
        fact = PupilFact(
            pupil_id=self._pupil,
            data={"referral_id": str(referral_id)},
            texts=(("noticed", text),) if readers else (),
        )
        sealed = self._service.sealer().seal(kind, fact)
        one = replace(recorded(sealed, when=at(self._day), source="referrals"), type=kind)
        document = fold(None, one)
        assert document is not None
        history = self._service.views[collection_name("history", 1)]
        history.insert_one({"_id": one.event_id, **document})


@pytest.fixture
def told(service: OneService, pupil: UUID) -> Told:
    return Told(service, pupil)


def pages(person: Person, pupil: UUID) -> list[list[str]]:
    """The types of a pupil's events, in pages of two."""
    path, found, cursor = f"/pupils/{pupil}/history", [], ""
    while True:
        query = f"{path}?limit=2{cursor}"
        reply = person.opens(query, why="complaint")
        assert reply.status_code == 200, reply.text
        assert reply.json is not None
        found.append([one["type"] for one in reply.json["events"]])
        if reply.json["next"] is None:
            return found
        cursor = f"&cursor={reply.json['next']}"


def test_an_event_with_a_text_for_others_takes_no_place_in_a_page(
    told: Told, pupil: UUID, senco: Person, lead: Person
) -> None:
    concern = uuid4()
    told.of(concern, "referral-raised", Audience.STAFF)
    told.of(concern, "family-consulted", Audience.CONFIDENTIAL)
    told.of(concern, "evidence-added", Audience.STAFF)
    assert pages(senco, pupil) == [["evidence-added", "family-consulted"], ["referral-raised"]]
    assert pages(lead, pupil) == [["evidence-added", "referral-raised"]]


def test_nor_does_what_came_of_a_confidential_concern(
    told: Told, pupil: UUID, senco: Person, lead: Person
) -> None:
    secret, other = uuid4(), uuid4()
    told.of(other, "referral-raised", Audience.STAFF)
    told.of(secret, "referral-raised", Audience.CONFIDENTIAL)
    told.of(secret, "referral-acknowledged")
    told.of(secret, "specialist-assessment-requested", Audience.FAMILY)
    told.of(secret, "referral-decided", Audience.FAMILY)
    told.of(other, "referral-acknowledged")
    assert [len(page) for page in pages(senco, pupil)] == [2, 2, 2]
    assert pages(lead, pupil) == [["referral-acknowledged", "referral-raised"]]
