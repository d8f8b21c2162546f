"""How a service's own log is read: a backlog at once, and nothing asked for in vain."""

from uuid import UUID

from shared.feeds import LOG, MOST_EVENTS, LogFeed
from tests.shared.kit import NotesService, new_stream
from tests.shared.notes import counted

EVENTS_EACH = 5


def test_a_backlog_is_read_at_once_and_then_waited_for(notes: NotesService, pupil: UUID) -> None:
    stream = new_stream()
    for _ in range(MOST_EVENTS // EVENTS_EACH + 3):
        notes.append(stream, *[counted(pupil)] * EVENTS_EACH)
    notes.place_all()
    waited: list[float] = []
    feed = LogFeed(notes.main(), service="notes", woken=waited.append)
    read = [len(feed.poll(0.5, lambda _: {LOG: 1})) for _ in range(2)]
    assert (read, waited) == ([MOST_EVENTS, 3 * EVENTS_EACH], [])
    notes.append(stream, counted(pupil))
    notes.place_all()
    assert (len(feed.poll(0.5, lambda _: {LOG: 1})), waited) == (1, [0.5])
