"""Two records of one child were merged: whatever is counted or listed has the child once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.reporting import queries
from services.reporting.children import joined
from services.reporting.inbound import (
    PupilEnrolled,
    PupilFact,
    PupilsMerged,
    ReferralDecided,
    ReferralRaised,
)
from services.reporting.projections import caseload, history, register
from shared.access import pupils
from shared.calendar import known_until, utc_now
from shared.personal import Audience, Typed
from shared.views import View, collection_name
from tests.one_service import OneService, Person
from tests.reporting.stories import at, recorded, support

OLD, NEW = uuid4(), uuid4()
ENROLLED, MOVED, MERGED = date(2025, 9, 1), date(2026, 9, 1), at(20)
TODAY = date(2026, 11, 23)


@pytest.fixture
def merged(service: OneService, school: UUID) -> Iterator[UUID]:
    """The school before. Its record of the child has a decision and a concern that waits."""
    before = uuid4()
    told = [
        (PupilEnrolled(pupil_id=OLD, school_id=before, year_group="3", effective_on=ENROLLED), 1),
        (PupilEnrolled(pupil_id=NEW, school_id=school, year_group="4", effective_on=MOVED), 2),
        (
            ReferralDecided(
                referral_id=uuid4(),
                pupil_id=OLD,
                decision_id=uuid4(),
                decision=support(),
                effective_on=date(2026, 6, 1),
            ),
            3,
        ),
        (ReferralRaised(referral_id=uuid4(), pupil_id=OLD, effective_on=date(2026, 11, 2)), 4),
        (PupilsMerged(pupil_id=OLD, into_pupil_id=NEW), MERGED.day),
    ]
    for event, day in told:
        of = "referrals" if isinstance(event, ReferralDecided | ReferralRaised) else "directory"
        heard = recorded(event, when=at(day), source=of)
        fold_into(service, register.REGISTER, heard)
        if of == "referrals":
            fold_into(service, caseload.CASELOAD, heard)
    service.has_pupil(OLD, before)
    service.has_pupil(NEW, school)
    service.hears(pupils.PupilsMerged(pupil_id=OLD, into_pupil_id=NEW))
    yield before
    for view in (register.REGISTER, caseload.CASELOAD, history.HISTORY):
        service.views[collection_name(view.name, 1)].delete_many({})


def fold_into(service: OneService, view: View, heard: Any) -> None:
    documents = service.views[collection_name(view.name, 1)]
    [key] = view.keys(heard)
    after = view.fold(documents.find_one({"_id": key}), heard)
    assert after is not None
    documents.replace_one({"_id": key}, after, upsert=True)


def on_roll(service: OneService, school_id: UUID | None, on: date, known_on: date) -> Any:
    found = queries.register(service.views, school_id, true_on=on, until=known_until(known_on))
    return {one.pupil_id: one.standing.code for one in found}


def test_the_register_has_the_child_once_from_when_it_was_known(
    service: OneService, merged: UUID, school: UUID
) -> None:
    the_day_before = MERGED.date() - timedelta(days=1)
    assert on_roll(service, None, TODAY, TODAY) == {NEW: "K"}
    assert on_roll(service, None, TODAY, the_day_before) == {OLD: "K", NEW: "N"}
    assert on_roll(service, school, TODAY, TODAY) == {NEW: "K"}
    assert on_roll(service, merged, TODAY, TODAY) == {}


def test_a_past_register_has_the_child_at_the_school_of_the_other_record(
    service: OneService, merged: UUID, school: UUID
) -> None:
    assert on_roll(service, merged, date(2026, 7, 1), TODAY) == {NEW: "K"}
    assert on_roll(service, school, date(2026, 7, 1), TODAY) == {}


def test_the_register_can_be_asked_for_as_it_was_known_at_an_instant(
    merged: UUID, school: UUID, senco: Person
) -> None:
    def answer(**known: str) -> Any:
        return senco.get("/register", school_id=school, true_on=TODAY.isoformat(), **known)

    before = answer(known_at=MERGED.isoformat()).json
    after = answer(known_at=(MERGED + timedelta(milliseconds=1)).isoformat()).json
    assert before["pupils"] == []
    assert [(one["pupil_id"], one["code"]) for one in after["pupils"]] == [(str(NEW), "K")]
    assert before["known_on"] == MERGED.date().isoformat()
    assert [one["now"] for one in before["differences"]] == ["K"]
    tomorrow = (utc_now() + timedelta(days=1)).isoformat()
    both = {"known_at": MERGED.isoformat(), "known_on": TODAY.isoformat()}
    for known in ({"known_at": tomorrow}, both, {"known_at": "2026-11-20T10:00:00"}):
        assert answer(**known).status_code == 422


def test_where_both_tell_of_a_place_the_record_that_goes_on_counts() -> None:
    first = {"school_id": 1, "effective_on": "2026-09-01", "recorded_at": at(1)}
    other = {"school_id": 2, "effective_on": "2026-10-01", "recorded_at": at(2)}
    told: dict[str, Any] = {"provision": {}, "endings": []}
    pupil, merged = {**told, "places": [first]}, {**told, "places": [other]}
    assert joined(pupil, [merged], at(3))["places"] == [first]


def test_a_place_that_was_told_later_hides_nothing_of_what_was_known_before(
    service: OneService, merged: UUID, school: UUID
) -> None:
    since_then = PupilEnrolled(
        pupil_id=NEW, school_id=school, year_group="4", effective_on=ENROLLED
    )
    fold_into(service, register.REGISTER, recorded(since_then, when=at(22), source="directory"))
    assert on_roll(service, merged, date(2026, 7, 1), MERGED.date()) == {NEW: "K"}
    assert on_roll(service, merged, date(2026, 7, 1), TODAY) == {}


def test_what_waits_is_listed_and_counted_where_the_child_is(
    service: OneService, merged: UUID, school: UUID, senco: Person
) -> None:
    reply = senco.get(f"/schools/{school}/concerns")
    assert reply.json is not None
    assert [(one["pupil_id"], one["open_concerns"]) for one in reply.json["pupils"]] == [
        (str(NEW), 1)
    ]
    found = queries.open_concerns(service.views, merged, TODAY, confidential=True)
    assert found == []


def test_the_history_is_of_both_records(service: OneService, merged: UUID, lead: Person) -> None:
    for number, pupil_id in enumerate((OLD, NEW), start=5):
        text = Typed(subject=pupil_id, audience=Audience.STAFF, text="seen")
        fact = PupilFact(pupil_id=pupil_id, data={}, texts=(("noticed", text),))
        sealed = service.sealer().seal("evidence-added", fact)
        heard = recorded(sealed, when=at(number), source="referrals")
        document = history.fold(None, replace(heard, type="evidence-added"))
        assert document is not None
        service.views[collection_name("history", 1)].insert_one({"_id": heard.event_id, **document})
    for pupil_id in (OLD, NEW):
        reply = lead.opens(f"/pupils/{pupil_id}/history", why="complaint")
        assert reply.json is not None
        assert len(reply.json["events"]) == 2
