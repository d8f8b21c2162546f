"""No name and no text of a person is stored or sent in clear; first, that the search finds one."""

import base64
import logging
from datetime import UTC, date, datetime, tzinfo
from uuid import UUID

import pytest

from shared.calendar import LONDON
from shared.errors import NotFound
from tests.shared.canary import dump_of_databases, dump_of_records, flat, leaks, written
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import SAID, counted, taken

NAME = "Zebedee Quill"


@pytest.mark.parametrize("padding", [b"", b"a", b"ab", b"abc"])
@pytest.mark.parametrize(
    "disguised",
    [
        lambda text: text,
        bytes.upper,
        lambda text: text.hex().encode(),
        base64.b64encode,
        base64.urlsafe_b64encode,
        lambda text: base64.b64encode(text.lower()),
        lambda text: text.replace(b" ", b"%20"),
        lambda text: text.replace(b" ", b"+"),
    ],
)
def test_the_search_finds_a_name_in_any_disguise(disguised, padding: bytes) -> None:  # type: ignore[no-untyped-def]
    planted = b"{...}" + disguised(padding + NAME.encode() + padding) + b"{...}"
    assert leaks(planted, [NAME]) == [NAME]


def test_the_search_finds_nothing_where_nothing_is() -> None:
    assert leaks(b"Zebedee and Quill" + bytes(range(256)) * 20, [NAME]) == []


@pytest.mark.parametrize("zone", [UTC, LONDON])
def test_a_day_is_found_also_where_it_is_stored_as_an_instant(zone: tzinfo) -> None:
    born = datetime(2015, 7, 5, tzinfo=zone)
    stored = {"within": [{"born": born.astimezone(UTC)}]}
    assert leaks(flat(stored), written(born.date())) == ["2015-07-05"]


def test_a_day_is_found_as_the_mis_and_as_a_letter_write_it() -> None:
    days = written(date(2015, 3, 5))
    assert days == ["2015-03-05", "05/03/2015", "5 March 2015"]
    for one in days:
        assert leaks(b"born " + base64.b64encode(one.upper().encode()), days) == [one]


def test_the_search_finds_what_is_planted_in_the_store(
    published: NotesService, pupil: UUID
) -> None:
    published.append(new_stream(), counted(pupil))
    published.publish_all()
    assert leaks(dump_of_databases(published.root, published.trust), [NAME]) == []
    published.views(published.root)["anything"].insert_one({"box": base64.b64encode(SAID.encode())})
    assert leaks(dump_of_databases(published.root, published.trust), [NAME]) == [NAME]


def test_no_text_of_a_person_is_stored_sent_or_logged(
    published: NotesService,
    pupil: UUID,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG):
        published.append(new_stream(), taken(pupil), counted(pupil, 1))
        poisoned = new_stream()
        published.append(poisoned, taken(pupil), counted(pupil, -1), taken(pupil))
        with pytest.raises(NotFound):
            published.append(new_stream(), taken(UUID(int=1)))
        published.publish_all()
        consumer = published.kafka_consumer()
        published.run_until(consumer, lambda: consumer.parking.count() == 1, "the poison")
        published.generations().build(published.kafka_feed(None))
    out, err = capfd.readouterr()
    stored = dump_of_databases(published.root, published.trust)
    sent = dump_of_records(published.on_topic())
    assert str(pupil).encode() in stored
    assert str(pupil).encode() in sent
    for dump in (stored, sent, caplog.text.encode(), out.encode(), err.encode()):
        assert leaks(dump, [NAME, SAID]) == []
