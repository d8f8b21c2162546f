"""Sessions and drafts on a real database: what a stolen dump, or another person, sees of them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask, session
from pymongo.collection import Collection

from services.portal.boxes import Box, NotOurs
from services.portal.config import Config
from services.portal.drafts import Drafts
from services.portal.sessions import PERSON, ServerSessions, current
from shared.calendar import utc_now
from shared.commits import Document
from shared.mongo import connect, main_database
from tests.servers import MongoServer

START = utc_now().replace(microsecond=0)
KEY = bytes(range(32))
SECRET = "she hides when we read aloud"


class Watch:
    """A clock that stands until it is put forward."""

    now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def sessions(config: Config) -> Iterator[Collection[Document]]:
    with connect(config.mongodb_uri, timeout_ms=5_000, app="tests") as client:
        yield client[main_database(config.trust, "portal")]["sessions"]


@pytest.fixture
def drafts(config: Config) -> Iterator[Collection[Document]]:
    with connect(config.mongodb_uri, timeout_ms=5_000, app="tests") as client:
        yield client[main_database(config.trust, "portal")]["drafts"]


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def visited(sessions: Collection[Document], watch: Watch) -> Flask:
    """An app that keeps what it is told, signs in, renews and ends a session."""
    app = Flask("visited")
    app.config["SESSION_COOKIE_NAME"] = "visit"
    app.session_interface = ServerSessions(sessions, Box(KEY, "sessions"), watch)

    @app.get("/keep/<word>")
    def keep(word: str) -> str:
        session["word"] = word
        return "kept"

    @app.get("/known")
    def known() -> str:
        return str(session.get("word"))

    @app.get("/sign-in")
    def sign_in() -> str:
        current().renew()
        session[PERSON] = str(uuid4())
        return "in"

    @app.get("/ended-for")
    def ended_for() -> str:
        return str(current().ended_for is not None)

    @app.get("/end")
    def end() -> str:
        current().end()
        return "out"

    return app


def test_what_is_kept_comes_back_to_its_visitor_alone(visited: Flask) -> None:
    one, other = visited.test_client(), visited.test_client()
    one.get(f"/keep/{SECRET}")
    assert one.get("/known").text == SECRET
    assert other.get("/known").text == "None"


def test_who_only_looks_gets_no_cookie(visited: Flask) -> None:
    assert "Set-Cookie" not in visited.test_client().get("/known").headers


def test_a_dump_tells_neither_cookie_nor_content(
    visited: Flask, sessions: Collection[Document]
) -> None:
    client = visited.test_client()
    client.get(f"/keep/{SECRET}")
    cookie = client.get_cookie("visit")
    stored = repr(list(sessions.find()))
    assert cookie
    assert stored
    assert cookie.value not in stored
    assert SECRET not in stored


def test_a_box_moved_to_another_session_does_not_open(
    visited: Flask, sessions: Collection[Document]
) -> None:
    one, other = visited.test_client(), visited.test_client()
    one.get("/keep/mine")
    box = sessions.find_one(sort=[("_id", 1)])
    other.get("/keep/yours")
    everything = list(sessions.find())
    assert box
    for row in everything:
        sessions.update_one({"_id": row["_id"]}, {"$set": {"box": box["box"]}})
    assert {one.get("/known").text, other.get("/known").text} <= {"mine", "yours", "None"}
    assert one.get("/known").text != "yours"
    assert other.get("/known").text != "mine"


def test_a_session_ends_an_hour_after_it_was_last_used(visited: Flask, watch: Watch) -> None:
    client = visited.test_client()
    client.get("/sign-in")
    client.get(f"/keep/{SECRET}")
    for minutes in (50, 100, 150):
        watch.now = START + timedelta(minutes=minutes)
        assert client.get("/known").text == SECRET
    watch.now = START + timedelta(minutes=150 + 60)
    assert client.get("/known").text == "None"
    assert client.get("/ended-for").text == "True"


def test_a_session_ends_after_12_hours_however_busy(visited: Flask, watch: Watch) -> None:
    client = visited.test_client()
    client.get("/sign-in")
    client.get(f"/keep/{SECRET}")
    for minutes in range(0, 12 * 60, 30):
        watch.now = START + timedelta(minutes=minutes)
        assert client.get("/known").text == SECRET
    watch.now = START + timedelta(hours=12)
    assert client.get("/known").text == "None"


def test_signing_in_takes_a_new_secret_and_the_old_one_dies(visited: Flask) -> None:
    client = visited.test_client()
    client.get(f"/keep/{SECRET}")
    before = client.get_cookie("visit")
    client.get("/sign-in")
    after = client.get_cookie("visit")
    assert before
    assert after
    assert before.value != after.value
    stolen = visited.test_client()
    stolen.set_cookie("visit", before.value)
    assert stolen.get("/known").text == "None"


def test_ending_it_takes_the_cookie_and_the_row(
    visited: Flask, sessions: Collection[Document]
) -> None:
    client = visited.test_client()
    client.get(f"/keep/{SECRET}")
    before = sessions.count_documents({})
    client.get("/end")
    assert client.get_cookie("visit") is None
    assert sessions.count_documents({}) == before - 1


def test_what_has_ended_is_forgotten_by_the_database_itself(
    mongod: MongoServer, config: Config
) -> None:
    with connect(mongod.uri, timeout_ms=5_000, app="tests") as client:
        main = client[main_database(config.trust, "portal")]
        for name in ("sessions", "drafts", "put_offs"):
            indexes = main[name].index_information().values()
            expiring = [index["key"] for index in indexes if "expireAfterSeconds" in index]
            assert expiring == [[("forget_at", 1)]]


def made(drafts: Collection[Document], kind: str = "concern") -> Drafts:
    return Drafts(drafts, Box(KEY, kind), kind=kind, keep=timedelta(days=14))


def test_a_draft_is_its_authors_alone(drafts: Collection[Document]) -> None:
    draft_id, author, other = uuid4(), uuid4(), uuid4()
    kept = made(drafts)
    kept.save(draft_id, author, {"noticed": SECRET}, START)
    mine = kept.find(draft_id, author, START)
    assert mine
    assert mine.values == {"noticed": SECRET}
    assert kept.find(draft_id, other, START) is None
    assert [one.draft_id for one in kept.of(author, START)] == [draft_id]
    assert kept.of(other, START) == []


def test_a_dump_of_the_drafts_tells_nothing(drafts: Collection[Document]) -> None:
    author = uuid4()
    made(drafts).save(uuid4(), author, {"noticed": SECRET}, START)
    stored = repr(list(drafts.find({"person_id": author})))
    assert "box" in stored
    assert SECRET not in stored


def test_a_draft_given_to_somebody_else_in_the_database_does_not_open(
    drafts: Collection[Document],
) -> None:
    draft_id, author, thief = uuid4(), uuid4(), uuid4()
    made(drafts).save(draft_id, author, {"noticed": SECRET}, START)
    drafts.update_one({"_id": draft_id}, {"$set": {"person_id": thief}})
    assert made(drafts).find(draft_id, thief, START) is None


def test_a_draft_of_another_kind_has_another_key(drafts: Collection[Document]) -> None:
    draft_id, author = uuid4(), uuid4()
    made(drafts).save(draft_id, author, {"noticed": SECRET}, START)
    drafts.update_one({"_id": draft_id}, {"$set": {"kind": "typed"}})
    assert made(drafts, "typed").find(draft_id, author, START) is None


def test_a_draft_too_old_is_not_shown_even_before_the_database_removes_it(
    drafts: Collection[Document],
) -> None:
    draft_id, author = uuid4(), uuid4()
    made(drafts).save(draft_id, author, {"noticed": SECRET}, START)
    assert made(drafts).find(draft_id, author, START + timedelta(days=13)) is not None
    assert made(drafts).find(draft_id, author, START + timedelta(days=14)) is None
    assert made(drafts).of(author, START + timedelta(days=14)) == []


@pytest.mark.parametrize("change", [0, 11, 12, -1])
def test_a_changed_byte_is_noticed(change: int) -> None:
    box = bytearray(Box(KEY, "concern").close({"noticed": SECRET}, b"whose"))
    box[change] ^= 1
    with pytest.raises(NotOurs):
        Box(KEY, "concern").open(bytes(box), b"whose")


def test_each_purpose_and_place_has_its_own_seal() -> None:
    box = Box(KEY, "concern").close([1], b"whose")
    assert Box(KEY, "concern").open(box, b"whose") == [1]
    for other, place in ((Box(KEY, "typed"), b"whose"), (Box(KEY, "concern"), b"other")):
        with pytest.raises(NotOurs):
            other.open(box, place)
