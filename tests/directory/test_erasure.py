"""After an erasure: "erased" everywhere, nothing found, every stream whole; whatever interrupts."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from pymongo.errors import AutoReconnect

from services.directory import erasure
from services.directory.domain.commands import ErasePupil, MergePupils
from services.directory.search import BlindIndex
from shared.access.grants import Role
from shared.documents import sealed
from shared.errors import NotFound
from shared.sealing import ERASED, DataKeys
from tests.directory.kit import OPS, Directory, at_school, request
from tests.directory.mis.exports import LINK, OTHER_PUPIL, PUPIL, TODAY, read


@pytest.fixture
def told(directory: Directory, tmp_path: Path) -> Directory:
    directory.take(read(tmp_path / "export", contacts=[LINK]))
    return directory


def erase(directory: Directory, mis_id: str = "P1") -> Any:
    """Ask for Petra's erasure, as ops do."""
    address = f"/pupils/{directory.id('pupil', mis_id)}/erasure"
    reply = directory.client.post(address, json={}, headers=directory.headers(OPS))
    directory.catch_up()
    return reply


def asked(directory: Directory, address: str, body: Any = None) -> Any:
    """What the school's SENCO is answered."""
    client, headers = directory.client, the_senco(directory)
    if body is None:
        return client.get(address, headers=headers).json
    return client.post(address, json=body, headers=headers).json


def the_senco(directory: Directory) -> dict[str, str]:
    return directory.headers(at_school(Role.SENCO, directory.id("school", "141207")))


def found(directory: Directory, text: str) -> list[Any]:
    body = {"school_id": str(directory.id("school", "141207")), "text": text}
    return list(asked(directory, "/pupils/find", body)["pupils"])


def test_an_erased_pupil_reads_erased_and_every_stream_is_whole(told: Directory) -> None:
    petra = told.id("pupil", "P1")
    reply = erase(told)
    assert reply.status_code == 200
    assert reply.json["token"] == f"pupil-{petra}@4"
    header = asked(told, f"/pupils/{petra}")
    assert (header["name"], header["erased"]) == (ERASED, True)
    assert header["upn"] == header["date_of_birth"] == header["legal_surname"] == ERASED
    assert "Petra" not in json.dumps(header)
    names = asked(told, "/names", {"ids": [str(petra)]})
    assert [(one["name"], one["erased"]) for one in names["names"]] == [(ERASED, True)]
    assert told.intact()


def test_a_search_finds_an_erased_pupil_no_more(told: Directory) -> None:
    assert len(found(told, "petra")) == len(found(told, "V201361425001")) == 1
    erase(told)
    assert found(told, "petra") == found(told, "V201361425001") == []
    assert [one["name"] for one in found(told, "idris")] == ["Idris Núñez"]
    assert [entry["_id"] for entry in told.blind_index() if entry["kind"] == "pupil"] == [
        told.id("pupil", "P2")
    ]


def test_the_other_people_stay(told: Directory) -> None:
    erase(told)
    petra = told.id("pupil", "P1")
    [mother] = asked(told, f"/pupils/{petra}/family")["guardians"]
    assert mother["name"] == "Inés Núñez"


def test_erasing_again_changes_nothing(told: Directory) -> None:
    first, before = erase(told), told.commits()
    assert erase(told).json == first.json
    assert told.commits() == before


def test_a_pupil_who_is_not_there_is_not_erased(told: Directory) -> None:
    reply = told.client.post(f"/pupils/{uuid4()}/erasure", json={}, headers=told.headers(OPS))
    assert reply.status_code == 404
    unknown = ErasePupil(pupil_id=uuid4(), told_on=TODAY)
    with pytest.raises(NotFound):
        erasure.erase_pupil(told.records, told.views, unknown, by=request())


def gone(*_: object) -> None:
    raise AutoReconnect("the process ends here")


@pytest.mark.parametrize(
    ("owner", "method"),
    [(DataKeys, "destroy"), (BlindIndex, "remove")],
    ids=["before the key is destroyed", "before the index is cleared"],
)
def test_an_erasure_that_was_interrupted_is_finished_by_asking_again(
    told: Directory, monkeypatch: pytest.MonkeyPatch, owner: type, method: str
) -> None:
    assert told.client is not None
    with monkeypatch.context() as patch:
        patch.setattr(owner, method, gone)
        assert erase(told).status_code == 503
    assert told.types(f"pupil-{told.id('pupil', 'P1')}")[-1] == "pupil-erased"
    assert erase(told).status_code == 200
    assert all_texts(told, told.id("pupil", "P1")) == {ERASED}
    assert found(told, "petra") == []
    assert told.id("pupil", "P1") not in [entry["_id"] for entry in told.blind_index()]


@pytest.fixture
def merged(directory: Directory, tmp_path: Path) -> Directory:
    """Petra had four records: P1 and then P3 were merged into P2, and that one into P4."""
    more = [PUPIL | {"Pupil ID": f"P{number}", "UPN": ""} for number in (2, 3, 4)]
    directory.take(read(tmp_path / "export", pupils=[PUPIL, *more], contacts=[LINK]))
    for old, new in (("P1", "P2"), ("P3", "P2"), ("P2", "P4")):
        ids = {"pupil_id": directory.id("pupil", old), "into_pupil_id": directory.id("pupil", new)}
        directory.carry_out(MergePupils(**ids, told_on=TODAY))
    return directory


def assert_nothing_is_left(merged: Directory) -> None:
    for mis_id in ("P1", "P2", "P3", "P4"):
        petra = merged.id("pupil", mis_id)
        assert merged.types(f"pupil-{petra}").count("pupil-erased") == 1
        assert merged.events(f"pupil-{petra}")[-1].school_id == merged.id("school", "141207")
        assert all_texts(merged, petra) == {ERASED}
    assert [entry["kind"] for entry in merged.blind_index()] == ["guardian"]
    assert merged.intact()


@pytest.mark.parametrize("asked_by", ["P1", "P2", "P3", "P4"])
def test_every_record_of_a_child_that_was_merged_is_erased(
    merged: Directory, asked_by: str
) -> None:
    reply = erase(merged, asked_by)
    assert reply.json["token"].startswith(f"pupil-{merged.id('pupil', asked_by)}@")
    assert_nothing_is_left(merged)


def test_an_erasure_that_stopped_between_two_records_is_finished_by_asking_again(
    merged: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    destroy = DataKeys.destroy

    def of_the_first(keys: DataKeys, subject: UUID) -> None:
        if subject != merged.id("pupil", "P4"):
            gone()
        destroy(keys, subject)

    with monkeypatch.context() as patch:
        patch.setattr(DataKeys, "destroy", of_the_first)
        assert erase(merged, "P4").status_code == 503
    assert erase(merged, "P4").status_code == 200
    assert_nothing_is_left(merged)


def all_texts(directory: Directory, pupil_id: UUID) -> set[str]:
    """Every text of a pupil that the read model still has, opened."""
    pupil = directory.views["pupils_1"].find_one({"_id": pupil_id}) or {}
    kept = [value for value in pupil.values() if isinstance(value, dict) and "box" in value]
    fresh = directory.new_records()  # another process: it holds no key from before
    return set(fresh.sealer.open([sealed(value) for value in kept]))


def test_the_import_adds_nothing_to_an_erased_pupil_and_says_so(
    told: Directory, tmp_path: Path
) -> None:
    erase(told)
    before = told.commits()
    for year_group in ("5", "6"):
        rows = [PUPIL | {"Year group": year_group}, OTHER_PUPIL]
        report = told.take(read(tmp_path / "export", pupils=rows, contacts=[LINK]))
        assert (report.events, told.commits()) == ({}, before)
        assert [entry.code for entry in report.refused] == ["record-erased"]
        assert report.vanished == ()
    assert found(told, "petra") == []
    assert len(told.blind_index()) == 2  # Idris, and Petra's mother


def test_a_renumbered_pupil_stays_erased(told: Directory, tmp_path: Path) -> None:
    renumbered = [PUPIL | {"Pupil ID": "P77"}, OTHER_PUPIL]
    told.take(read(tmp_path / "export", pupils=renumbered))
    erase(told)
    report = told.take(read(tmp_path / "export", pupils=renumbered))
    assert "record-erased" in [entry.code for entry in report.refused]
    assert report.events == {}
