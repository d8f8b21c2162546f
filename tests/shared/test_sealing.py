"""What sealing promises: opened only with the subject's key, and erased everywhere at once."""

import base64
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from deploy.local.waiting import wait_until
from shared.codec import Codec
from shared.documents import kept, sealed
from shared.errors import NotFound
from shared.personal import Audience, Personal, Sealed, Typed, typed_text
from shared.sealing import (
    ERASED,
    HELD_SECONDS,
    DataKeys,
    RecordErased,
    SealBroken,
    Sealer,
    new_trust_key,
    read_trust_key,
)
from shared.verify import verify
from tests.shared.kit import NotesService
from tests.shared.notes import SAID, NoteTaken, counted, taken


def sealer(notes: NotesService) -> Sealer:
    """One that holds no key yet, as another process would have it."""
    return Sealer(notes.data_keys())


def sealed_note(notes: NotesService, pupil: UUID, text: str = SAID) -> Sealed:
    event = sealer(notes).seal("note-taken", taken(pupil, text))
    assert isinstance(event.said, Sealed)
    return event.said


def test_what_was_sealed_opens_again(notes: NotesService, pupil: UUID) -> None:
    texts = ["", "é 你好 🙂", "x" * 10_000, SAID]
    boxes = [sealed_note(notes, pupil, text) for text in texts]
    assert sealer(notes).open(boxes) == texts
    assert all(text.encode() not in box.box for text, box in zip(texts[1:], boxes[1:], strict=True))


def test_the_same_text_never_looks_the_same(notes: NotesService, pupil: UUID) -> None:
    assert sealed_note(notes, pupil).box != sealed_note(notes, pupil).box


def test_a_box_opens_only_where_it_was_sealed_for(notes: NotesService, pupil: UUID) -> None:
    other = uuid4()
    notes.keys.create([other])
    box = sealed_note(notes, pupil)
    moved = [
        Sealed(subject=pupil, audience=box.audience, context="note-taken/other", box=box.box),
        Sealed(subject=other, audience=box.audience, context=box.context, box=box.box),
        Sealed(
            subject=pupil,
            audience=box.audience,
            context=box.context,
            box=box.box[:-1] + bytes([box.box[-1] ^ 1]),
        ),
    ]
    for one in moved:
        with pytest.raises(SealBroken):
            sealer(notes).open([one])


def test_erasure_shows_as_erased_also_in_a_list(notes: NotesService, pupil: UUID) -> None:
    other = uuid4()
    notes.keys.create([other])
    boxes = [sealed_note(notes, one) for one in (pupil, other, pupil)]
    stream = f"note-{uuid4()}"
    notes.append(stream, taken(pupil), counted(pupil))
    notes.keys.destroy(pupil)

    assert sealer(notes).open(boxes) == [ERASED, SAID, ERASED]
    stored = notes.store.read(stream).events
    assert isinstance(stored[0].event, NoteTaken)
    assert isinstance(stored[0].event.said, Sealed)
    assert sealer(notes).open([stored[0].event.said]) == [ERASED]
    notes.place_all()
    assert verify(notes.main(), notes.views(), anchor=None) == []


def test_a_read_model_keeps_the_box_and_shows_erased(notes: NotesService, pupil: UUID) -> None:
    notes.append(f"note-{uuid4()}", taken(pupil))
    notes.place_all()
    consumer = notes.log_consumer()
    while consumer.step(wait_seconds=0):
        pass
    document = notes.views()["totals_1"].find_one({"_id": pupil}) or {}
    assert sealer(notes).open([sealed(document["said"])]) == [SAID]
    notes.keys.destroy(pupil)
    assert sealer(notes).open([sealed(document["said"])]) == [ERASED]


def test_nothing_is_added_about_an_erased_subject(notes: NotesService, pupil: UUID) -> None:
    notes.keys.destroy(pupil)
    with pytest.raises(RecordErased):
        sealer(notes).seal("note-taken", taken(pupil))
    with pytest.raises(RecordErased):
        notes.keys.create([pupil, uuid4()])


def test_an_erased_key_is_gone_from_the_database(notes: NotesService, pupil: UUID) -> None:
    notes.keys.destroy(pupil)
    document = notes.keys_collection(notes.root).find_one({"_id": pupil}) or {}
    assert document["wrapped"] is None
    assert document["destroyed_at"] is not None


def test_a_process_that_holds_the_key_opens_nothing_once_it_lets_go(
    notes: NotesService, pupil: UUID
) -> None:
    keys = DataKeys(notes.keys_collection(), notes.trust_key, held_seconds=0.3)
    elsewhere, box = Sealer(keys), sealed_note(notes, pupil)
    assert elsewhere.open([box]) == [SAID]
    notes.keys.destroy(pupil)
    wait_until(lambda: elsewhere.open([box]) == [ERASED], "the key to be let go", within_seconds=5)
    assert HELD_SECONDS <= 5


def test_a_key_is_let_go_though_nobody_asks_again(notes: NotesService, pupil: UUID) -> None:
    keys = DataKeys(notes.keys_collection(), notes.trust_key, held_seconds=0.5)
    assert keys.find([pupil])[pupil] is not None
    assert len(keys.held) == 1
    wait_until(lambda: not keys.held, "the key to be let go", within_seconds=5)
    assert keys.find([pupil])[pupil] is not None
    assert len(keys.held) == 1
    wait_until(lambda: not keys.held, "the key to be let go again", within_seconds=5)


def test_keys_do_not_open_under_another_trust_key(notes: NotesService, pupil: UUID) -> None:
    stolen = DataKeys(notes.keys_collection(notes.root), bytes(32))
    with pytest.raises(SealBroken):
        stolen.find([pupil])


def test_making_a_key_again_keeps_it(notes: NotesService, pupil: UUID) -> None:
    box = sealed_note(notes, pupil)
    notes.keys.create([pupil])
    assert sealer(notes).open([box]) == [SAID]


def test_a_stranger_has_no_key(notes: NotesService) -> None:
    with pytest.raises(NotFound):
        sealer(notes).seal("note-taken", taken(uuid4()))


def test_a_trust_key_file_is_checked(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_text(new_trust_key() + "\n")
    bad.write_text(base64.b64encode(b"short").decode())
    assert len(read_trust_key(good)) == 32
    with pytest.raises(ValueError, match="must hold 32 bytes"):
        read_trust_key(bad)


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    who: str
    said: Personal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHeld:
    """Texts within other values: each is sealed, each in its place."""

    pupil_id: UUID
    views: tuple[Views, ...]
    summary: Personal


def test_texts_within_other_values_are_sealed_too(notes: NotesService, pupil: UUID) -> None:
    def typed(text: str) -> Typed:
        return Typed(subject=pupil, audience=Audience.FAMILY, text=text)

    held = MeetingHeld(
        pupil_id=pupil,
        views=(Views(who="mother", said=typed("one")), Views(who="father", said=None)),
        summary=typed("two"),
    )
    codec: Codec[MeetingHeld] = Codec([MeetingHeld])
    with pytest.raises(TypeError, match="sealed by the append"):
        codec.encode_data(held)
    data = codec.encode_data(sealer(notes).seal("meeting-held", held))
    back = codec.decode_data("meeting-held", 1, data)
    assert isinstance(back.summary, Sealed)
    first = back.views[0].said
    assert isinstance(first, Sealed)
    assert sealer(notes).open([first, back.summary]) == ["one", "two"]
    assert (first.context, back.summary.context) == (
        "meeting-held/views.said",
        "meeting-held/summary",
    )


def test_a_text_is_never_in_a_repr() -> None:
    pupil_id = uuid4()
    text = Typed(subject=pupil_id, audience=Audience.STAFF, text=SAID)
    assert SAID not in repr(text)
    assert SAID not in repr(taken(pupil_id))


def test_what_is_typed_and_what_is_sealed_are_not_mixed_up(
    notes: NotesService, pupil: UUID
) -> None:
    with pytest.raises(TypeError, match="must not be stored"):
        kept(Typed(subject=pupil, audience=Audience.STAFF, text=SAID))
    with pytest.raises(TypeError, match="is sealed"):
        typed_text(sealed_note(notes, pupil))
