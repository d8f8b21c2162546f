"""The secret address of a person's calendar: what it opens, for whom, and when it opens nothing."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from joserfc import jwt

from services.directory.calendar_store import EMPTY_FOR, MOST_FETCHES_AN_HOUR, UNUSED_FOR
from services.directory.domain.commands import MergePupils
from shared.access.grants import Grant, Role
from shared.http.asking import PERMISSION
from tests.directory.kit import SIGNING_KEY, Directory, at_school, of_pupil
from tests.directory.mis.exports import LINK, OTHER_PUPIL, POST, PUPIL, TODAY, Row, read

SENCO_POST = POST | {"Role": "SENCO"}
MOTHER = LINK | {"Relationship": "Mother"}
OF_FAMILY: dict[str, Any] = {"role": "parent", "school_id": None}


class Owner:
    """Somebody who has these grants now, and their calendar."""

    def __init__(self, directory: Directory, person_id: UUID, *grants: Grant) -> None:
        self.directory, self.person_id, self.grants = directory, person_id, grants

    def post(self, address: str, body: dict[str, Any]) -> Any:
        headers = self.directory.headers(*self.grants, person_id=self.person_id)
        return self.directory.client.post(address, json=body, headers=headers)

    def makes(self, of: dict[str, Any]) -> str:
        reply = self.post("/calendar-addresses", of)
        assert reply.status_code == 201, reply.json
        secret: str = reply.json["secret"]
        return secret

    def addresses(self) -> list[dict[str, Any]]:
        headers = self.directory.headers(*self.grants, person_id=self.person_id)
        reply = self.directory.client.get("/calendar-addresses", headers=headers)
        found: list[dict[str, Any]] = reply.json["addresses"]  # type: ignore[index]
        return found


def fetched(directory: Directory, secret: str) -> Any:
    """What a calendar is answered that knows nothing but the secret."""
    return directory.client.post("/tokens/calendar", json={"secret": secret})


def token(directory: Directory, secret: str) -> str | None:
    reply = fetched(directory, secret)
    assert reply.status_code == 200, reply.json
    found: str | None = reply.json["access_token"]
    return found


def with_token(held: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {held}", "Idempotency-Key": uuid4().hex}


def initials(directory: Directory, held: str | None, *pupils: UUID) -> dict[UUID, dict[str, Any]]:
    body = {"ids": [str(one) for one in pupils]}
    reply = directory.client.post("/pupils/initials", json=body, headers=with_token(held))
    assert reply.status_code == 200, reply.json
    assert reply.json is not None
    return {UUID(one["pupil_id"]): one for one in reply.json["pupils"]}


@pytest.fixture
def take(directory: Directory, tmp_path: Path) -> Any:
    """Import two pupils of one school, with their families and staff."""

    def taken(*, contacts: list[Row] | None = None, staff: list[Row] | None = None) -> None:
        export = read(
            tmp_path / "export",
            pupils=[PUPIL, OTHER_PUPIL],
            contacts=contacts if contacts is not None else [MOTHER],
            staff=staff if staff is not None else [SENCO_POST],
        )
        directory.take(export)

    taken()
    return taken


@pytest.fixture
def petra(directory: Directory) -> UUID:
    return directory.id("pupil", "P1")


@pytest.fixture
def idris(directory: Directory) -> UUID:
    return directory.id("pupil", "P2")


@pytest.fixture
def mother(directory: Directory, take: Any, petra: UUID) -> Owner:
    return Owner(directory, directory.id("guardian", "C1"), of_pupil(petra))


@pytest.fixture
def senco(directory: Directory, take: Any) -> Owner:
    school_id = directory.id("school", "141207")
    return Owner(directory, directory.id("staff", "S1"), at_school(Role.SENCO, school_id))


def of_school(directory: Directory) -> dict[str, Any]:
    return {"role": "senco", "school_id": str(directory.id("school", "141207"))}


def test_an_address_opens_initials_and_no_name(
    directory: Directory, mother: Owner, petra: UUID
) -> None:
    held = token(directory, mother.makes(OF_FAMILY))
    assert initials(directory, held, petra) == {
        petra: {"pupil_id": str(petra), "initials": "P.N.", "school": "Gorse Hill School"}
    }


def test_its_token_is_good_for_a_calendar_alone(directory: Directory, senco: Owner) -> None:
    held = token(directory, senco.makes(of_school(directory)))
    app = directory.client.application
    asked = 0
    for rule in app.url_map.iter_rules():
        needed = getattr(app.view_functions[rule.endpoint], PERMISSION, None)
        if needed in (None, "calendar.read"):
            continue
        address = rule.rule
        for name in rule.arguments:
            address = address.replace(f"<uuid:{name}>", str(uuid4()))
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        body: dict[str, Any] | None = {} if method == "POST" else None
        reply = directory.client.open(address, method=method, headers=with_token(held), json=body)
        assert reply.status_code == 403, (rule.rule, reply.json)
        asked += 1
    assert asked > 10


def test_only_the_hash_of_the_secret_is_stored(directory: Directory, mother: Owner) -> None:
    secret = mother.makes(OF_FAMILY)
    assert len(secret) >= 43  # 256 bits in base64
    stored = directory.everything_stored()
    assert secret.encode() not in stored
    hashed = hashlib.sha256(secret.encode()).digest()
    assert directory.main["calendar_addresses"].find_one({"_id": hashed}) is not None


def test_a_new_address_ends_the_one_before_and_an_ended_one_shows_an_empty_calendar(
    directory: Directory, mother: Owner
) -> None:
    first, second = mother.makes(OF_FAMILY), mother.makes(OF_FAMILY)
    assert token(directory, first) is None
    assert token(directory, second) is not None
    assert len(mother.addresses()) == 1
    assert mother.post("/calendar-addresses/ending", OF_FAMILY).status_code == 204
    assert token(directory, second) is None
    assert mother.addresses() == []


def test_an_address_that_was_never_made_is_not_there(directory: Directory, mother: Owner) -> None:
    assert fetched(directory, "A" * 43).status_code == 404
    assert fetched(directory, "A" * 300).status_code == 422


def test_nobody_ends_or_sees_anothers_address(
    directory: Directory, mother: Owner, senco: Owner, petra: UUID
) -> None:
    secret = mother.makes(OF_FAMILY)
    father = Owner(directory, uuid4(), of_pupil(petra))
    assert father.post("/calendar-addresses/ending", OF_FAMILY).status_code == 204
    assert (father.addresses(), senco.addresses()) == ([], [])
    assert token(directory, secret) is not None


def test_who_left_sees_nothing_from_the_next_fetch_on(
    directory: Directory, take: Any, senco: Owner
) -> None:
    secret = senco.makes(of_school(directory))
    assert token(directory, secret) is not None
    take(staff=[SENCO_POST | {"End date": "2026-11-21"}])
    assert token(directory, secret) is None


def test_who_is_the_senco_no_more_sees_nothing_as_a_teacher(
    directory: Directory, take: Any, senco: Owner
) -> None:
    secret = senco.makes(of_school(directory))
    take(staff=[SENCO_POST | {"End date": "2026-11-21"}, POST])
    assert token(directory, secret) is None


def test_whom_an_order_bars_sees_nothing_from_the_next_fetch_on(
    directory: Directory, take: Any, mother: Owner
) -> None:
    secret = mother.makes(OF_FAMILY)
    assert token(directory, secret) is not None
    take(contacts=[MOTHER | {"No contact": "Y"}])
    assert token(directory, secret) is None


def test_who_is_barred_from_one_child_sees_the_other_alone(
    directory: Directory, take: Any, mother: Owner, petra: UUID, idris: UUID
) -> None:
    both = [MOTHER, MOTHER | {"Pupil ID": "P2"}]
    take(contacts=both)
    secret = mother.makes(OF_FAMILY)
    assert set(initials(directory, token(directory, secret), petra, idris)) == {petra, idris}
    take(contacts=[MOTHER | {"No contact": "Y"}, both[1]])
    assert set(initials(directory, token(directory, secret), petra, idris)) == {idris}


def test_who_is_barred_in_one_of_two_merged_records_sees_neither(
    directory: Directory, take: Any, mother: Owner, petra: UUID, idris: UUID
) -> None:
    take(contacts=[MOTHER, MOTHER | {"Pupil ID": "P2"}])
    secret = mother.makes(OF_FAMILY)
    directory.carry_out(MergePupils(pupil_id=petra, into_pupil_id=idris, told_on=TODAY))
    assert set(initials(directory, token(directory, secret), petra, idris)) == {petra, idris}
    take(contacts=[MOTHER, MOTHER | {"Pupil ID": "P2", "No contact": "Y"}])
    assert token(directory, secret) is None


def test_a_calendar_is_of_one_role(directory: Directory, take: Any, senco: Owner) -> None:
    take(staff=[SENCO_POST, POST])
    held = token(directory, senco.makes(of_school(directory)))
    assert held is not None
    claims = jwt.decode(held, SIGNING_KEY, algorithms=["ES256"]).claims
    assert [grant["role"] for grant in claims["grants"]] == ["senco"]
    assert claims["only"] == "calendar.read"


@pytest.mark.parametrize(
    "of",
    [OF_FAMILY, {"role": "young-person", "school_id": None}, {"role": "senco", "school_id": None}],
)
def test_a_role_that_one_does_not_have_has_no_calendar(senco: Owner, of: dict[str, Any]) -> None:
    assert senco.post("/calendar-addresses", of).status_code == 404


def test_a_family_has_one_calendar_for_all_its_children(mother: Owner, petra: UUID) -> None:
    reply = mother.post("/calendar-addresses", OF_FAMILY | {"school_id": str(petra)})
    assert reply.status_code == 404


def test_who_asks_too_often_waits_for_the_next_hour(directory: Directory, mother: Owner) -> None:
    secret = mother.makes(OF_FAMILY)
    kept = directory.main["calendar_addresses"]
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    for hour in (now, now + timedelta(hours=1)):  # the test may stand just before a full one
        kept.update_one({}, {"$set": {"hour": hour, "asked": MOST_FETCHES_AN_HOUR}})
        if fetched(directory, secret).status_code == 429:
            break
    else:
        raise AssertionError("never too many")
    kept.update_one({}, {"$set": {"hour": now - timedelta(hours=1)}})
    assert token(directory, secret) is not None
    found = kept.find_one({})
    assert found is not None
    assert found["asked"] == 1


def test_each_fetch_counts(directory: Directory, mother: Owner) -> None:
    secret = mother.makes(OF_FAMILY)
    answers = [fetched(directory, secret).status_code for _ in range(2 * MOST_FETCHES_AN_HOUR + 1)]
    assert answers[:MOST_FETCHES_AN_HOUR] == [200] * MOST_FETCHES_AN_HOUR
    assert 429 in answers


def test_the_family_is_told_once_of_each_calendar(
    directory: Directory, senco: Owner, petra: UUID, idris: UUID
) -> None:
    def told() -> list[tuple[UUID, str, str]]:
        found = directory.main["access_log"].find({"person_id": senco.person_id})
        return sorted((one["pupil_id"], one["what"], one["role"]) for one in found)

    secret = senco.makes(of_school(directory))
    for _ in range(3):
        initials(directory, token(directory, secret), petra)
    assert told() == [(petra, "calendar", "senco")]
    initials(directory, token(directory, secret), petra, idris)
    assert told() == sorted([(petra, "calendar", "senco"), (idris, "calendar", "senco")])
    initials(directory, token(directory, senco.makes(of_school(directory))), petra)
    assert len(told()) == 3


def test_anothers_pupil_is_absent(
    directory: Directory, mother: Owner, petra: UUID, idris: UUID
) -> None:
    held = token(directory, mother.makes(OF_FAMILY))
    assert set(initials(directory, held, petra, idris, uuid4())) == {petra}


def test_what_nobody_uses_is_forgotten_and_what_is_used_is_kept(
    directory: Directory, mother: Owner
) -> None:
    secret = mother.makes(OF_FAMILY)
    kept = directory.main["calendar_addresses"]
    long_ago = datetime.now(UTC) - timedelta(days=100)
    kept.update_one({}, {"$set": {"forget_at": long_ago + UNUSED_FOR}})
    token(directory, secret)
    used: Any = kept.find_one({})
    assert used["forget_at"] > datetime.now(UTC) + UNUSED_FOR - timedelta(minutes=5)
    mother.post("/calendar-addresses/ending", OF_FAMILY)
    ended: Any = kept.find_one({})
    token(directory, secret)
    asked_again: Any = kept.find_one({})
    assert asked_again["forget_at"] == ended["forget_at"]
    assert ended["forget_at"] < datetime.now(UTC) + EMPTY_FOR + timedelta(minutes=5)
    [ttl] = [one for one in kept.list_indexes() if "expireAfterSeconds" in one]
    assert dict(ttl["key"]) == {"forget_at": 1}
