"""A record opened from outside: recorded once a day for each person, by whom it concerns alone."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.directory.domain.commands import OpenRecord
from services.directory.domain.events import RecordOpened
from services.directory.domain.opening import (
    NotFromOutside,
    Opening,
    decide,
    evolve,
    opening_id,
)
from shared.access.grants import Grant, Role
from shared.access.reasons import DUTY, TOLD_AS_DUTY, Reason
from shared.calendar import london_date, utc_now
from shared.http.stating import HEADER
from tests.directory.examples import PUPIL as PUPIL_ID
from tests.directory.examples import TOLD_ON
from tests.directory.kit import OPS, TRUST_LEAD, Directory, at_school, of_pupil
from tests.directory.mis.exports import LINK, read
from tests.scenario import Scenario

LEAD = uuid4()
OPEN = OpenRecord(
    pupil_id=PUPIL_ID,
    opened_by=LEAD,
    role="trust-lead",
    reason=Reason.COMPLAINT,
    from_outside=True,
    told_on=TOLD_ON,
)
SAFEGUARDING = replace(OPEN, reason=Reason.SAFEGUARDING)
REVIEW = replace(OPEN, reason=Reason.REVIEW)
opening = Scenario(decide, evolve, Opening())


def test_an_opening_says_who_as_whom_and_why() -> None:
    assert opening.when(OPEN) == [
        RecordOpened(
            opening_id=opening_id(PUPIL_ID, LEAD, TOLD_ON),
            pupil_id=PUPIL_ID,
            opened_by=LEAD,
            role="trust-lead",
            reason=Reason.COMPLAINT,
            effective_on=TOLD_ON,
        )
    ]


@pytest.mark.parametrize("reason", Reason)
def test_the_family_hears_of_it_once_a_day_whatever_else_is_stated(reason: Reason) -> None:
    assert opening.after(OPEN).when(replace(OPEN, reason=reason)) == []


def test_a_hidden_reason_is_recorded_once_and_hides_no_other() -> None:
    assert {Reason.SAFEGUARDING, Reason.REVIEW} == TOLD_AS_DUTY
    hidden = opening.after(SAFEGUARDING)
    assert hidden.when(REVIEW) == hidden.when(SAFEGUARDING) == []
    assert [event.reason for event in hidden.when(OPEN)] == [Reason.COMPLAINT]
    assert hidden.after(OPEN).when(OPEN) == []


def test_who_needs_no_reason_opens_nothing_from_outside() -> None:
    with pytest.raises(NotFromOutside):
        opening.when(replace(OPEN, from_outside=False))


def test_each_person_pupil_and_day_is_an_opening_of_its_own() -> None:
    told = (PUPIL_ID, LEAD, TOLD_ON)
    others = [
        (uuid4(), LEAD, TOLD_ON),
        (PUPIL_ID, uuid4(), TOLD_ON),
        (PUPIL_ID, LEAD, TOLD_ON + timedelta(days=1)),
    ]
    assert opening_id(*told) == opening_id(*told)
    assert len({opening_id(*one) for one in [told, *others]}) == 4


@pytest.fixture
def told(directory: Directory, tmp_path: Path) -> Directory:
    directory.take(read(tmp_path / "export", contacts=[LINK]))
    return directory


def petra(directory: Directory) -> UUID:
    return directory.id("pupil", "P1")


def asks(
    directory: Directory,
    reason: Any,
    *grants: Grant,
    by: UUID = LEAD,
    pupil_id: UUID | None = None,
    headers: dict[str, str] | None = None,
) -> Any:
    """What the trust's lead, or whoever has these grants, is answered."""
    return directory.client.post(
        f"/pupils/{pupil_id or petra(directory)}/openings",
        json=reason if isinstance(reason, dict) else {"reason": reason},
        headers=headers or directory.headers(*(grants or [TRUST_LEAD]), person_id=by),
    )


def recorded(directory: Directory, by: UUID = LEAD) -> list[Any]:
    on = london_date(utc_now())
    return directory.events(f"opening-{opening_id(petra(directory), by, on)}")


def test_a_trust_lead_states_why_and_it_is_recorded(told: Directory) -> None:
    reply = asks(told, "complaint")
    assert reply.status_code == 200
    [one] = recorded(told)
    assert reply.json["token"] == f"{one.stream}@1"
    assert one.type == "record-opened"
    assert (one.event.opened_by, one.event.reason) == (LEAD, Reason.COMPLAINT)
    assert (one.actor.person_id, one.actor.role) == (LEAD, "trust-lead")
    assert one.school_id == told.id("school", "141207")
    [commit] = told.main["commits"].find({"stream": one.stream})
    assert commit["partition_key"] == str(petra(told))
    told.catch_up()
    assert told.intact()


def test_the_family_reads_in_the_log_why_the_record_was_opened(told: Directory) -> None:
    address = f"/pupils/{petra(told)}"
    for reason in ("complaint", "safeguarding"):
        headers = told.headers(TRUST_LEAD, person_id=LEAD) | {HEADER: reason}
        assert told.client.get(address, headers=headers).status_code == 200

    def reasons(*grants: Grant) -> list[str]:
        reply: Any = told.client.get(f"{address}/opened", headers=told.headers(*grants))
        return [one["reason"] for one in reply.json["opened"]]

    assert reasons(TRUST_LEAD) == ["safeguarding", "complaint"]
    assert reasons(of_pupil(petra(told))) == [DUTY, "complaint"]


def test_the_same_request_or_another_of_that_day_records_nothing_more(told: Directory) -> None:
    headers = told.headers(TRUST_LEAD, person_id=LEAD)
    first = asks(told, "complaint", headers=headers)
    before = told.commits()
    again = asks(told, "complaint", headers=headers)
    assert (again.status_code, again.json) == (200, first.json)
    assert asks(told, "support").json == first.json
    assert told.commits() == before
    other_text = asks(told, "support", headers=headers)
    assert other_text.status_code == 422
    assert "Idempotency-Key" in other_text.json["errors"]
    somebody = uuid4()
    assert asks(told, "complaint", by=somebody).status_code == 200
    assert len(recorded(told, somebody)) == 1


def test_a_record_of_another_pupil_is_an_opening_of_its_own(told: Directory) -> None:
    asks(told, "support")
    before = told.commits()
    assert asks(told, "support", pupil_id=told.id("pupil", "P2")).status_code == 200
    assert told.commits() == before + 1


def test_only_a_trust_lead_states_it(told: Directory) -> None:
    school = told.id("school", "141207")
    before = told.commits()
    staff = [at_school(role, school) for role in (Role.TEACHER, Role.SENCO, Role.HEAD)]
    family = [of_pupil(petra(told), role) for role in (Role.PARENT, Role.YOUNG_PERSON)]
    for grant in (*staff, *family, OPS):
        assert asks(told, "support", grant).status_code == 403
    assert asks(told, "support", pupil_id=uuid4()).status_code == 404
    assert told.commits() == before


def test_who_is_also_of_the_usual_staff_or_family_is_nobody_from_outside(told: Directory) -> None:
    before = told.commits()
    for own in (at_school(Role.SENCO, told.id("school", "141207")), of_pupil(petra(told))):
        refused = asks(told, "support", TRUST_LEAD, own)
        assert (refused.status_code, refused.json["rule"]) == (409, "NotFromOutside")
    assert told.commits() == before
    elsewhere = at_school(Role.SENCO, uuid4())
    assert asks(told, "support", TRUST_LEAD, elsewhere).status_code == 200


@pytest.mark.parametrize(
    "body", [{}, {"reason": None}, {"reason": "curious"}, {"reason": 7}, {"reason": ["support"]}]
)
def test_a_reason_that_is_not_of_the_list_is_named(told: Directory, body: dict[str, Any]) -> None:
    before = told.commits()
    reply = asks(told, body)
    assert reply.status_code == 422
    assert "reason" in reply.get_data(as_text=True)
    assert told.commits() == before


def test_no_text_of_ones_own_is_taken(told: Directory) -> None:
    reply = asks(told, {"reason": "support", "text": "Her father asked me to"})
    assert reply.status_code == 422
    assert "father" not in reply.get_data(as_text=True)
