"""What is put off, on a real database: whose it is, when it is back, what a dump tells of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from pymongo.collection import Collection

from services.portal.boxes import Box
from services.portal.config import Config
from services.portal.put_offs import MOST_OF_A_SCHOOL, PutOff, PutOffs, TooMany
from shared.calendar import london_date, utc_now
from shared.commits import Document
from shared.mongo import connect, main_database

NOW = utc_now().replace(microsecond=0)
TOMORROW = london_date(NOW) + timedelta(days=1)
SECRET = "she was told that her mother is ill"


@pytest.fixture
def stored(config: Config) -> Iterator[Collection[Document]]:
    with connect(config.mongodb_uri, timeout_ms=5_000, app="tests") as client:
        yield client[main_database(config.trust, "portal")]["put_offs"]


@pytest.fixture
def kept(stored: Collection[Document]) -> PutOffs:
    return PutOffs(stored, Box(bytes(range(32)), "put-offs"))


@pytest.fixture
def school() -> UUID:
    return uuid4()


def made(key: UUID | None = None, until: date = TOMORROW) -> PutOff:
    return PutOff(key=key or uuid4(), until=until, reason=SECRET, by=uuid4())


def test_every_senco_of_a_school_has_it_and_no_other_school(kept: PutOffs, school: UUID) -> None:
    one = made()
    kept.save(school, one, NOW)
    assert kept.of(school, NOW) == {one.key: one}
    assert kept.of(uuid4(), NOW) == {}


def test_no_school_takes_back_or_stands_in_the_way_of_anothers(kept: PutOffs, school: UUID) -> None:
    other, one = uuid4(), made()
    kept.save(school, one, NOW)
    kept.remove(other, one.key)
    theirs = made(one.key)
    kept.save(other, theirs, NOW)
    assert kept.of(school, NOW) == {one.key: one}
    assert kept.of(other, NOW) == {one.key: theirs}


def test_put_off_again_it_has_the_new_day_and_taken_back_none(kept: PutOffs, school: UUID) -> None:
    one = made()
    again = made(one.key, TOMORROW + timedelta(days=3))
    kept.save(school, one, NOW)
    kept.save(school, again, NOW)
    assert kept.of(school, NOW) == {one.key: again}
    kept.remove(school, one.key)
    assert kept.of(school, NOW) == {}


@pytest.mark.parametrize(
    ("until", "midnight"),
    [
        (date(2026, 11, 26), datetime(2026, 11, 26, 0, 0, tzinfo=UTC)),
        (date(2027, 6, 10), datetime(2027, 6, 9, 23, 0, tzinfo=UTC)),
    ],
    ids=["winter", "summer"],
)
def test_it_is_back_when_its_day_begins_in_london(
    kept: PutOffs, school: UUID, until: date, midnight: datetime
) -> None:
    one, second = made(until=until), timedelta(seconds=1)
    kept.save(school, one, midnight - timedelta(days=2))
    assert kept.of(school, midnight - second) == {one.key: one}
    assert kept.of(school, midnight) == {}


def test_the_database_deletes_it_then_by_its_own_clock(
    kept: PutOffs, stored: Collection[Document], school: UUID
) -> None:
    long_ago = datetime(2020, 1, 1, 12, tzinfo=UTC)
    before = utc_now().replace(microsecond=0)
    kept.save(school, made(until=date(2020, 1, 3)), long_ago)
    row = stored.find_one({"school_id": school})
    assert row
    assert timedelta(0) <= row["forget_at"] - before - timedelta(hours=36) < timedelta(minutes=5)


def test_a_dump_tells_neither_reason_nor_day_nor_thing(
    kept: PutOffs, stored: Collection[Document], school: UUID
) -> None:
    one = made()
    kept.save(school, one, NOW)
    dumped = repr(list(stored.find({"school_id": school})))
    assert str(school) in dumped
    for hidden in (SECRET, str(one.key), str(one.by)):
        assert hidden not in dumped


def test_what_was_moved_to_another_school_does_not_open(
    kept: PutOffs, stored: Collection[Document], school: UUID
) -> None:
    other = uuid4()
    kept.save(school, made(), NOW)
    stored.update_one({"school_id": school}, {"$set": {"school_id": other}})
    assert kept.of(other, NOW) == {}


def test_a_school_puts_off_200_things_and_no_more(kept: PutOffs, school: UUID) -> None:
    things = [made() for _ in range(MOST_OF_A_SCHOOL)]
    for one in things:
        kept.save(school, one, NOW)
    with pytest.raises(TooMany):
        kept.save(school, made(), NOW)
    again = made(things[0].key)
    kept.save(school, again, NOW)
    assert kept.of(school, NOW)[again.key] == again
    kept.remove(school, things[1].key)
    kept.save(school, made(), NOW)
    assert len(kept.of(school, NOW)) == MOST_OF_A_SCHOOL
    kept.save(uuid4(), made(), NOW)
    kept.save(school, made(until=TOMORROW + timedelta(days=3)), NOW + timedelta(days=2))
