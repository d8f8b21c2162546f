"""Somebody's own messages, and nobody else's."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from services.notifications.handlers import read_notification, read_preferences
from shared.access.grants import Role
from tests.notifications.callers import Api, Person, at_school, of_pupil
from tests.notifications.stories import Concern
from tests.notifications.trust import Guardian, School, Trust


@pytest.fixture(scope="module")
def api(whole_trust: Trust) -> Iterator[Api]:
    made = Api(whole_trust)
    yield made
    made.close()


@pytest.fixture
def pupil(trust: Trust, school: School) -> UUID:
    return trust.pupil(school)


@pytest.fixture
def guardian(trust: Trust, pupil: UUID) -> Guardian:
    return trust.guardian(pupil)


@pytest.fixture
def concern(trust: Trust, school: School, pupil: UUID, guardian: Guardian) -> Concern:
    made = Concern(trust, pupil, school.teacher).is_raised()
    trust.settle()
    return made


@pytest.fixture
def senco(api: Api, school: School) -> Person:
    return Person(api, school.senco, at_school(Role.SENCO, school.id))


@pytest.fixture
def mother(api: Api, guardian: Guardian, pupil: UUID) -> Person:
    return Person(api, guardian.id, of_pupil(Role.PARENT, pupil))


def test_a_message_says_what_changed_about_whom_and_where_it_leads(
    senco: Person, school: School, pupil: UUID, concern: Concern
) -> None:
    reply = senco.get("/messages")
    assert reply.status_code == 200
    assert reply.json is not None
    assert (reply.json["unread"], reply.json["next"]) == (1, None)
    [message] = reply.json["messages"]
    at, happened_at, message_id = (
        message.pop(name) for name in ("at", "happened_at", "message_id")
    )
    assert happened_at <= at
    assert UUID(message_id)
    assert message == {
        "kind": "concern-raised",
        "audience": "staff",
        "pupil_id": str(pupil),
        "numbers": None,
        "school_id": str(school.id),
        "link": {"page": "concern", "id": str(concern.id)},
        "due_on": None,
        "told_on": None,
        "read_at": None,
        "email": "waiting",
        "reason": None,
    }


def test_unread_messages_come_first_then_the_newest(
    trust: Trust, mother: Person, school: School, concern: Concern
) -> None:
    concern.is_decided(school.senco)
    trust.settle()
    assert mother.kinds() == ["decision", "concern-shared"]
    read = mother.post(f"/messages/{mother.messages()[0]['message_id']}/read", {})
    assert read.status_code == 200
    trust.settle()
    assert mother.kinds() == ["concern-shared", "decision"]
    reply = mother.get("/messages", after=(read.json or {})["token"])
    assert "X-View-Behind" not in reply.headers
    assert (reply.json or {})["unread"] == 1


def test_a_list_goes_on_where_its_page_ended(
    trust: Trust, mother: Person, school: School, pupil: UUID, concern: Concern
) -> None:
    for _ in range(2):
        Concern(trust, pupil, school.teacher).is_raised()
    trust.settle()
    whole = [one["message_id"] for one in mother.messages()]
    first = mother.get("/messages", limit=2).json or {}
    second = mother.get("/messages", limit=2, cursor=first["next"]).json or {}
    assert len(whole) == 3
    pages = [*first["messages"], *second["messages"]]
    assert [one["message_id"] for one in pages] == whole
    assert second["next"] is None


def test_opening_a_message_twice_changes_nothing(
    trust: Trust, mother: Person, concern: Concern
) -> None:
    [message] = mother.messages()
    path = f"/messages/{message['message_id']}/read"
    first = mother.post(path, {}, key="the-same-key")
    again = mother.post(path, {}, key="the-same-key")
    other = mother.post(path, {})
    assert first.json == again.json == other.json
    assert (first.json or {})["version"] == 2
    assert read_notification(trust.store, UUID(message["message_id"])).read
    trust.settle()
    [message] = mother.messages()
    assert message["read_at"] is not None


def test_a_link_from_an_email_leads_to_the_message(mother: Person, concern: Concern) -> None:
    [message] = mother.messages()
    reply = mother.get(f"/messages/{message['message_id']}")
    assert reply.status_code == 200
    assert reply.json == message
    assert reply.headers["ETag"] == '"1"'


def test_another_persons_message_is_not_there(
    api: Api, mother: Person, pupil: UUID, school: School, concern: Concern
) -> None:
    [message] = mother.messages()
    father = Person(api, uuid4(), of_pupil(Role.PARENT, pupil))
    colleague = Person(api, uuid4(), at_school(Role.SENCO, school.id))
    for other in (father, colleague):
        assert other.get(f"/messages/{message['message_id']}").status_code == 404
        assert other.post(f"/messages/{message['message_id']}/read", {}).status_code == 404
        assert other.messages() == []
    assert mother.get(f"/messages/{uuid4()}").status_code == 404


def test_whoever_was_barred_since_sees_no_message_about_the_child(
    api: Api, trust: Trust, guardian: Guardian, mother: Person, pupil: UUID, concern: Concern
) -> None:
    [message] = mother.messages()
    # Directory's next token has no grant for the child any more.
    barred = Person(api, guardian.id, of_pupil(Role.PARENT, uuid4()))
    assert barred.messages() == []
    assert (barred.get("/messages").json or {})["unread"] == 0
    assert barred.get(f"/messages/{message['message_id']}").status_code == 404
    assert barred.post(f"/messages/{message['message_id']}/read", {}).status_code == 404


def test_a_senco_sees_no_message_about_a_child_who_has_moved_on(
    trust: Trust, senco: Person, pupil: UUID, concern: Concern
) -> None:
    assert senco.kinds() == ["concern-raised"]
    trust.moves(pupil, trust.school("Beacon Hill"))
    trust.settle()
    assert senco.messages() == []


def test_nobody_sees_a_message_about_a_child_who_was_erased(
    trust: Trust, senco: Person, mother: Person, pupil: UUID, concern: Concern
) -> None:
    trust.erases(pupil)
    trust.settle()
    assert senco.messages() == mother.messages() == []


def test_a_parent_sees_messages_under_the_record_that_goes_on(
    api: Api, trust: Trust, school: School, pupil: UUID, guardian: Guardian, concern: Concern
) -> None:
    kept = trust.pupil(school)
    trust.merges(pupil, kept)
    trust.settle()
    assert Person(api, guardian.id, of_pupil(Role.PARENT, kept)).kinds() == ["concern-shared"]


def test_somebody_who_wants_no_email_has_the_inbox_alone(
    trust: Trust, mother: Person, school: School, concern: Concern
) -> None:
    assert mother.get("/preferences").json == {"email": True}
    reply = mother.post("/preferences", {"email": False})
    assert reply.status_code == 200
    assert mother.get("/preferences").json == {"email": False}
    assert not read_preferences(trust.store, mother.id).email
    concern.is_decided(school.senco)
    trust.settle()
    assert [one["email"] for one in mother.messages()] == ["off", "waiting"]
    trust.send()
    assert len(trust.post_office.to(f"{mother.id}@family.example")) == 1


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/preferences", {"email": "yes"}, "email"),
        ("/preferences", {}, "email"),
        ("/preferences", {"email": True, "text": True}, "text"),
        ("/messages/{}/read", {"read": True}, "read"),
    ],
)
def test_a_wrong_body_is_told_which_field(
    mother: Person, concern: Concern, path: str, body: dict[str, object], field: str
) -> None:
    [message] = mother.messages()
    reply = mother.post(path.format(message["message_id"]), body)
    assert reply.status_code == 422
    assert field in (reply.json or {})["errors"]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"cursor": "x"}, {"after": "x"}])
def test_a_wrong_query_is_refused(mother: Person, query: dict[str, object]) -> None:
    assert mother.get("/messages", **query).status_code == 422


def test_without_a_token_there_are_no_messages(api: Api) -> None:
    assert api.client.get("/messages").status_code == 401
