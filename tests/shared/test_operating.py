"""What operations types: a topic is filled again, a history is looked through."""

from uuid import UUID, uuid4

import pytest

from shared import republish, verify, view_orders
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import counted


@pytest.fixture
def settings(published: NotesService, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of the service's worker."""
    uri = published.logins["worker"].uri(published.mongod.uri, published.trust)
    values = {
        "TRUST": published.trust,
        "MONGODB_URI": uri,
        "KAFKA_BOOTSTRAP_SERVERS": published.kafka.bootstrap_servers,
        "TRUST_KEY_FILE": "trust.key",
        "DIRECTORY_URL": "http://127.0.0.1:9",
    }
    for name, value in values.items():
        monkeypatch.setenv(f"WAYMARK_{name}", value)


@pytest.mark.usefixtures("settings")
def test_a_topic_is_filled_again(
    published: NotesService, pupil: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    published.append(new_stream(), counted(pupil, 1))
    assert republish.main(["notes"]) == 1
    assert "nothing yet" in capsys.readouterr().out
    published.publish_all()
    assert len(published.on_topic()) == 1
    assert republish.main(["notes"]) == 0
    published.publish_all()
    assert len(published.on_topic()) == 2


@pytest.mark.usefixtures("settings")
def test_a_history_is_looked_through(
    published: NotesService, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = new_stream()
    for number in (1, 2, 3):
        published.append(stream, counted(uuid4(), number))
    published.publish_all()
    assert verify.main(["notes"]) == 0
    published.main(published.root)["commits"].delete_one({"_id": f"{stream}@0000000001"})
    assert verify.main(["notes"]) == 1
    assert f"removed: {stream}@" in capsys.readouterr().out


@pytest.mark.usefixtures("settings")
def test_a_view_is_built_anew_and_readers_are_sent_back_again(
    published: NotesService, pupil: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    def ordered(*words: str) -> tuple[int, str]:
        code = view_orders.main(["notes", "totals", *words])
        return code, "".join(capsys.readouterr())

    assert ordered("build") == (1, "notes has no view totals\n")
    published.append(new_stream(), counted(pupil, 1))
    published.place_all()
    generations = published.generations()
    generations.build(published.log_feed())
    assert ordered("build") == (0, "1 live, edition 1\na new one is asked for\n")
    generations.build(published.log_feed())
    assert ordered("promote", "2") == (0, "1 fed, edition 1\n2 live, edition 1\n")
    assert ordered("promote", "1") == (0, "1 live, edition 1\n2 fed, edition 1\n")
    assert ordered("drop", "1")[0] == 1
    assert ordered("promote", "3")[0] == 1
    assert ordered("drop", "2") == (0, "1 live, edition 1\n")
    assert ordered("promote", "newest") == (2, f"{view_orders.USAGE}\n")
    assert view_orders.main(["notes"]) == 2
