"""What an import of an MIS export appends, and what it never does."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pymongo.errors import AutoReconnect

from services.directory.domain.commands import ErasePupil, MergePupils
from services.directory.domain.events import (
    PostEnded,
    PupilEnrolled,
    PupilLeft,
    PupilMovedSchool,
    SenStatusRecorded,
    TermDatesSet,
)
from services.directory.erasure import erase_pupil
from services.directory.grants import grants_of
from services.directory.importing import ImportReport, ImportRunning, run_import
from services.directory.importing.journal import Journal, latest_imports
from services.directory.importing.known import KnownRows
from services.directory.importing.report import Vanished
from services.directory.importing.telling import Kind
from services.directory.mis.export import Export, read_export
from services.directory.records import Records
from services.directory.search import BlindIndex
from shared.eventstore import Append, EventStore
from shared.recorded import Origin
from shared.sealing import DataKeys
from tests.directory.kit import Directory, request
from tests.directory.mis.exports import (
    LINK,
    OTHER_PUPIL,
    OTHER_SCHOOL,
    POST,
    PUPIL,
    SCHOOL,
    TERM,
    TODAY,
    Row,
    read,
    text_of,
)

SAMPLE = Path(__file__).parents[3] / "shared" / "mis"
WHOLE_SAMPLE = 338  # streams, and commits of a first import
PEOPLE_OF_SAMPLE = 79 + 21 + 108
RENUMBERED = PUPIL | {"Pupil ID": "P77"}


@pytest.fixture
def export(tmp_path: Path) -> Any:
    """Makes an export of two schools, two pupils, a guardian, a post and a term; parts differ."""
    number = count()

    def make(**parts: Sequence[Row] | str | None) -> Export:
        usual: dict[str, Sequence[Row] | str | None] = {
            "contacts": [LINK],
            "staff": [POST],
            "terms": [TERM],
        }
        folder = tmp_path / f"export-{next(number)}"  # of its own: absent files stay absent
        return read(folder, **{**usual, **parts})

    return make


def pupil_stream(directory: Directory, mis_id: str = "P1") -> str:
    return f"pupil-{directory.id('pupil', mis_id)}"


def codes(report: ImportReport) -> list[tuple[int, str]]:
    """Line and code of what the import itself noticed or refused."""
    own = ("record-", "match")
    entries = [*report.refused, *report.notices]
    return [(entry.line, entry.code) for entry in entries if entry.code.startswith(own)]


def test_the_sample_gives_a_record_for_each_row_that_was_accepted(directory: Directory) -> None:
    report = directory.take(read_export(SAMPLE / "sample", today=TODAY))
    expected = json.loads((SAMPLE / "sample-expected.json").read_text())
    assert dict(report.accepted) == expected["accepted"]
    assert len(report.refused) == len(expected["refused"])
    events = report.events
    assert events["school-joined-trust"] == expected["accepted"]["schools"]
    assert events["pupil-enrolled"] == events["pupil-named"] == expected["accepted"]["pupils"]
    assert events["guardian-linked"] == expected["accepted"]["contacts"]
    assert events["post-taken"] == expected["accepted"]["staff"]
    assert directory.views["pupils_1"].count_documents({}) == expected["accepted"]["pupils"]


def test_the_records_of_the_sample_are_what_the_streams_say(directory: Directory) -> None:
    directory.take(read_export(SAMPLE / "sample", today=TODAY))
    records = json.loads((SAMPLE / "sample-records.json").read_text())
    for row in records["pupils"]:
        told = told_of_pupil(directory, row["Pupil ID"])
        wanted = {name: row[name] for name in told if name in row}
        assert {name: value for name, value in told.items() if value is not None} == wanted


def told_of_pupil(directory: Directory, mis_id: str) -> dict[str, str | None]:
    """What the read model has of a pupil, opened, by the columns of the export."""
    [pupil] = directory.views["pupils_1"].find({"_id": directory.id("pupil", mis_id)})
    columns = {
        "UPN": "upn",
        "Legal forename": "legal_forename",
        "Legal surname": "legal_surname",
        "Preferred forename": "preferred_forename",
        "Preferred surname": "preferred_surname",
        "Date of birth": "date_of_birth",
    }
    opened = {name: directory.opened(pupil[field]) for name, field in columns.items()}
    needs = [*pupil["sen"]["needs"], None, None]
    return opened | {
        "Sex": pupil["sex"],
        "Year group": pupil["year_group"],
        "Registration group": pupil["registration_group"],
        "Entry date": pupil["entered_on"],
        "Leaving date": pupil["left_on"],
        "SEN status": pupil["sen"]["status"],
        "SEN status since": pupil["sen"]["since"],
        "SEN need 1": needs[0],
        "SEN need 2": needs[1],
    }


def test_a_second_import_appends_nothing(directory: Directory) -> None:
    sample = read_export(SAMPLE / "sample", today=TODAY)
    first = directory.take(sample)
    before = directory.commits()
    again = directory.take(sample)
    assert directory.commits() == before == first.commits
    assert (again.commits, again.events, again.unchanged) == (0, {}, first.commits)
    assert again.vanished == ()


def test_a_second_import_appends_nothing_when_all_that_it_noted_is_lost(
    directory: Directory,
) -> None:
    sample = read_export(SAMPLE / "sample", today=TODAY)
    directory.take(sample)
    before, index = directory.commits(), directory.blind_index()
    directory.main["import_rows"].delete_many({})
    directory.main["blind_index"].delete_many({})
    assert directory.take(sample).events == {}
    assert directory.commits() == before
    assert directory.blind_index() == index


def test_a_changed_row_appends_its_change_alone(directory: Directory, export: Any) -> None:
    directory.take(export())
    changed = PUPIL | {"SEN status": "E", "SEN status since": "2026-11-01"}
    report = directory.take(export(pupils=[changed, OTHER_PUPIL]))
    assert (report.events, report.commits) == ({"sen-status-recorded": 1}, 1)
    last = directory.events(pupil_stream(directory))[-1]
    assert isinstance(last.event, SenStatusRecorded)
    assert (last.event.status, str(last.effective_on)) == ("E", "2026-11-01")


def test_what_changes_and_changes_back_is_two_changes(directory: Directory, export: Any) -> None:
    directory.take(export())
    directory.take(export(contacts=[LINK | {"Mobile": "07700 900456"}]))
    report = directory.take(export())
    assert report.events == {"guardian-details-changed": 1}
    assert directory.take(export()).events == {}


def test_days_come_from_the_data(directory: Directory, export: Any) -> None:
    ended = POST | {"Start date": "1/9/2019", "End date": "31/8/2026"}
    left = PUPIL | {"Leaving date": "2026-07-17"}
    report = directory.take(export(pupils=[left], staff=[ended]))
    events = directory.events(pupil_stream(directory))
    by_type = {recorded.type: recorded for recorded in events}
    assert str(by_type["pupil-enrolled"].effective_on) == "2020-09-01"
    assert str(by_type["pupil-left"].effective_on) == "2026-07-17"
    assert isinstance(by_type["pupil-left"].event, PupilLeft)
    last = directory.events(f"staff-{directory.id('staff', 'S1')}")[-1]
    assert isinstance(last.event, PostEnded)
    assert str(last.effective_on) == "2026-08-31"
    assert report.events["post-taken"] == 1


def test_every_commit_says_that_an_import_made_it(directory: Directory, export: Any) -> None:
    directory.take(export())
    pupil_id = directory.id("pupil", "P1")
    for commit in directory.main["commits"].find():
        assert commit["origin"] == Origin.IMPORT
    link = directory.main["commits"].find_one({"stream": {"$regex": "^guardianship-"}})
    pupil = directory.main["commits"].find_one({"stream": pupil_stream(directory)})
    assert link is not None
    assert pupil is not None
    assert link["partition_key"] == pupil["partition_key"] == str(pupil_id)
    assert link["school_id"] == directory.id("school", "141207")


def test_another_school_is_a_move(directory: Directory, export: Any) -> None:
    directory.take(export())
    moved = PUPIL | {"School URN": "141208", "Entry date": "2026-11-02"}
    directory.take(export(pupils=[moved, OTHER_PUPIL]))
    last = directory.events(pupil_stream(directory))[-1]
    assert last.event == PupilMovedSchool(
        pupil_id=directory.id("pupil", "P1"),
        school_id=directory.id("school", "141208"),
        effective_on=last.effective_on,
    )
    assert str(last.effective_on) == "2026-11-02"


def test_rows_that_vanished_are_reported_and_nothing_ends(
    directory: Directory, export: Any
) -> None:
    directory.take(export())
    link = directory.main["commits"].find_one({"stream": {"$regex": "^guardianship-"}})
    assert link is not None
    before = directory.commits()
    other_term = TERM | {"Term": "Spring", "First day": "2027-01-05", "Last day": "2027-02-09"}
    other_link = LINK | {"Contact ID": "C2", "Pupil ID": "P2"}
    fewer = export(
        schools=[SCHOOL], pupils=[OTHER_PUPIL], contacts=[other_link], terms=[other_term]
    )
    report = directory.take(fewer)
    school = directory.id("school", "141208")
    assert set(report.vanished) == {
        Vanished(kind=Kind.SCHOOL, about=f"school-{school}"),
        Vanished(kind=Kind.PUPIL, about=pupil_stream(directory)),
        Vanished(kind=Kind.GUARDIANSHIP, about=link["stream"]),
        Vanished(kind=Kind.TERM, about=f"school-{directory.id('school', '141207')}"),
    }
    new = {"guardian-recorded": 1, "guardian-linked": 1, "term-dates-set": 1}
    assert (report.events, directory.commits()) == (new, before + 3)
    assert directory.take(fewer).vanished == report.vanished
    everyone = export(terms=[TERM, other_term], contacts=[LINK, other_link])
    assert directory.take(everyone).vanished == ()


def test_a_post_that_vanished_is_reported_though_its_holder_is_there(
    directory: Directory, export: Any
) -> None:
    second = POST | {"School URN": "141208", "Role": "SENCO"}
    directory.take(export(staff=[POST, second]))
    report = directory.take(export(staff=[POST]))
    assert [one.kind for one in report.vanished] == [Kind.POST]
    assert report.events == {}


def test_nothing_has_vanished_from_a_file_that_is_not_there(
    directory: Directory, export: Any
) -> None:
    directory.take(export())
    assert directory.take(export(contacts=None, staff=None, terms=None)).vanished == ()


def test_a_refused_row_changes_nothing(directory: Directory, export: Any) -> None:
    directory.take(export())
    report = directory.take(export(pupils=[PUPIL | {"SEN status": "S"}, OTHER_PUPIL], contacts=[]))
    assert report.events == {}
    assert Vanished(kind=Kind.PUPIL, about=pupil_stream(directory)) in report.vanished


def test_an_export_whose_pupils_cannot_be_read_takes_nothing_in(directory: Directory) -> None:
    report = directory.take(read_export(SAMPLE / "sample-missing", today=TODAY))
    assert (report.complete, report.events, directory.commits()) == (False, {}, 0)


def test_nothing_has_vanished_where_no_row_was_judged(directory: Directory, export: Any) -> None:
    directory.take(export())
    report = directory.take(export(pupils=None))
    assert (report.complete, report.events, report.vanished) == (False, {}, ())


def test_a_new_pupil_id_with_the_same_upn_is_the_same_pupil(
    directory: Directory, export: Any
) -> None:
    directory.take(export())
    renamed = RENUMBERED | {"Legal surname": "Núñez-Hale"}
    report = directory.take(
        export(pupils=[renamed, OTHER_PUPIL], contacts=[LINK | {"Pupil ID": "P77"}])
    )
    assert report.events == {"pupil-details-changed": 1}
    assert codes(report) == [(2, "matched-by-upn")]
    assert report.vanished == ()
    assert directory.events(pupil_stream(directory, "P77")) == []
    again = directory.take(
        export(pupils=[renamed, OTHER_PUPIL], contacts=[LINK | {"Pupil ID": "P77"}])
    )
    assert (again.events, again.vanished, codes(again)) == ({}, (), [])


def test_the_same_name_and_birth_date_is_the_same_pupil_where_no_upn_says_so(
    directory: Directory, export: Any
) -> None:
    directory.take(export())
    accents = {"Legal forename": "PETRA", "Legal surname": "Nunez", "UPN": ""}
    report = directory.take(export(pupils=[RENUMBERED | accents, OTHER_PUPIL], contacts=[]))
    assert codes(report) == [(2, "matched-by-person")]
    assert report.events == {"pupil-details-changed": 1}


@pytest.mark.parametrize(
    "differs",
    [
        {"UPN": "", "Date of birth": "2016-02-04"},
        {"UPN": "K936402126117", "Legal forename": "Paula"},
        {"UPN": "K936402126117"},
    ],
    ids=["another birth date", "another UPN and name", "another UPN"],
)
def test_whoever_fits_in_part_is_somebody_else(
    directory: Directory, export: Any, differs: Row
) -> None:
    directory.take(export())
    report = directory.take(export(pupils=[RENUMBERED | differs, OTHER_PUPIL], contacts=[]))
    assert report.events["pupil-enrolled"] == 1
    assert codes(report) == []


def test_a_temporary_upn_says_nothing_about_who_it_is(directory: Directory, export: Any) -> None:
    temporary = {"UPN": "M80120000500A"}
    directory.take(export(pupils=[PUPIL | temporary], contacts=[]))
    other = RENUMBERED | temporary | {"Legal forename": "Paula"}
    report = directory.take(export(pupils=[other], contacts=[]))
    assert report.events["pupil-enrolled"] == 1


def test_twins_of_one_name_are_never_made_one(directory: Directory, export: Any) -> None:
    nameless = PUPIL | {"UPN": ""}
    directory.take(export(pupils=[nameless], contacts=[]))
    two = [nameless | {"Pupil ID": "P77"}, nameless | {"Pupil ID": "P78"}]
    report = directory.take(export(pupils=two, contacts=[]))
    assert codes(report) == [(2, "match-not-unique"), (3, "match-not-unique")]
    assert report.events["pupil-enrolled"] == 2


def test_a_pupil_whom_a_row_has_by_id_is_not_matched_otherwise(
    directory: Directory, export: Any
) -> None:
    directory.take(export(contacts=[]))
    # The same child on the rolls of two schools: two records, until people merge them.
    both = [PUPIL, RENUMBERED | {"School URN": "141208"}, OTHER_PUPIL]
    report = directory.take(export(pupils=both, contacts=[]))
    assert report.events["pupil-enrolled"] == 1
    assert codes(report) == []


ENTERED_NEVER = {"Entry date": ""}
SAME_PERSON = {"Pupil ID": "P77", "School URN": "141208", "UPN": ""}


@pytest.mark.parametrize(
    ("refused", "stranger"),
    [
        (ENTERED_NEVER, {"Pupil ID": "P77", "Legal forename": "Paula"}),
        (ENTERED_NEVER, SAME_PERSON),
        ({"School URN": "149999"}, SAME_PERSON),
    ],
    ids=["by UPN", "by person", "by person, of a school that is not known"],
)
def test_a_pupil_whose_own_row_is_refused_is_not_matched_otherwise(
    directory: Directory, export: Any, refused: Row, stranger: Row
) -> None:
    directory.take(export(contacts=[]))
    before = directory.events(pupil_stream(directory))
    report = directory.take(
        export(pupils=[PUPIL | refused, PUPIL | stranger, OTHER_PUPIL], contacts=[])
    )
    assert directory.events(pupil_stream(directory)) == before
    assert report.events["pupil-enrolled"] == 1
    assert "matched" not in str(codes(report))


def test_where_a_record_cannot_be_read_nobody_is_matched_otherwise(
    directory: Directory, export: Any
) -> None:
    """The record may be that of the pupil whom the other row seems to fit."""
    directory.take(export(contacts=[]))
    before = directory.events(pupil_stream(directory))
    unread = text_of([RENUMBERED, OTHER_PUPIL]) + "P1\r\n"
    report = directory.take(export(pupils=unread, contacts=[]))
    assert directory.events(pupil_stream(directory)) == before
    assert (2, "match-not-unique") in codes(report)


def test_an_old_pupil_id_that_comes_back_beside_the_new_one_is_refused(
    directory: Directory, export: Any
) -> None:
    directory.take(export(contacts=[]))
    directory.take(export(pupils=[RENUMBERED, OTHER_PUPIL], contacts=[]))
    stranger = PUPIL | {"UPN": "", "Legal forename": "Paula"}
    report = directory.take(export(pupils=[RENUMBERED, stranger, OTHER_PUPIL], contacts=[]))
    assert (report.events, codes(report)) == ({}, [(3, "record-taken")])


def merge(directory: Directory, old: str, new: str) -> None:
    ids = {"pupil_id": directory.id("pupil", old), "into_pupil_id": directory.id("pupil", new)}
    directory.carry_out(MergePupils(**ids, told_on=TODAY))


def test_a_merged_record_takes_nothing_but_who_is_what_to_the_child(
    directory: Directory, export: Any
) -> None:
    directory.take(export())
    merge(directory, "P1", "P2")
    report = directory.take(
        export(
            pupils=[PUPIL | {"Year group": "6"}, OTHER_PUPIL],
            contacts=[LINK | {"Parental responsibility": "N"}],
        )
    )
    assert (report.complete, report.events) == (True, {"guardian-linked": 1})
    assert codes(report) == [(2, "record-merged")]


@pytest.mark.parametrize("pupil", [{}, {"Year group": "6"}], ids=["as it was", "changed"])
def test_an_order_is_taken_from_a_merged_record_whatever_else_its_row_says(
    directory: Directory, export: Any, pupil: Row
) -> None:
    both = [LINK, LINK | {"Pupil ID": "P2"}]
    directory.take(export(contacts=both))
    merge(directory, "P1", "P2")
    told = export(
        pupils=[PUPIL | pupil, OTHER_PUPIL], contacts=[both[0] | {"No contact": "Y"}, both[1]]
    )
    assert directory.take(told).events == {"guardian-barred": 1}
    assert grants_of(directory.views, directory.id("guardian", "C1"), TODAY) == ()


# The other record of the child who is P1: there her UPN was not known.
SECOND_RECORD = PUPIL | {"Pupil ID": "P2", "UPN": "", "Legal forename": "Petra Ann"}


@pytest.mark.parametrize(
    "row",
    [RENUMBERED, RENUMBERED | {"UPN": ""}, RENUMBERED | {"Legal forename": "Petra Ann"}],
    ids=["by UPN", "by person", "by UPN, and in part by person"],
)
def test_whoever_fits_a_merged_record_is_the_one_that_goes_on(
    directory: Directory, export: Any, row: Row
) -> None:
    directory.take(export(pupils=[PUPIL, SECOND_RECORD]))
    merge(directory, "P1", "P2")
    family = [LINK | {"Pupil ID": "P77"}]
    report = directory.take(export(pupils=[row | {"Year group": "6"}], contacts=family))
    assert codes(report) == [(2, f"matched-by-{'upn' if row['UPN'] else 'person'}")]
    assert directory.types(pupil_stream(directory, "P2"))[-1] == "pupil-details-changed"
    assert directory.events(pupil_stream(directory, "P77")) == []
    assert report.events["guardian-linked"] == 1
    assert directory.take(export(pupils=[row | {"Year group": "6"}], contacts=family)).events == {}


def test_two_records_of_one_child_that_were_merged_are_one_to_be_found(
    directory: Directory, export: Any
) -> None:
    twice = [PUPIL, PUPIL | {"Pupil ID": "P2", "School URN": "141208"}]
    directory.take(export(pupils=twice))
    merge(directory, "P1", "P2")
    report = directory.take(export(pupils=[RENUMBERED], contacts=[]))
    assert codes(report) == [(2, "matched-by-upn")]
    assert "pupil-enrolled" not in report.events


def test_a_merged_record_is_not_found_where_the_one_that_goes_on_has_a_row(
    directory: Directory, export: Any
) -> None:
    directory.take(export(pupils=[PUPIL, SECOND_RECORD]))
    merge(directory, "P1", "P2")
    both = [SECOND_RECORD, RENUMBERED | {"School URN": "141208"}]
    report = directory.take(export(pupils=both, contacts=[]))
    assert report.events["pupil-enrolled"] == 1
    assert codes(report) == []


def test_an_erased_record_takes_no_family_either(directory: Directory, export: Any) -> None:
    directory.take(export())
    directory.carry_out(ErasePupil(pupil_id=directory.id("pupil", "P1"), told_on=TODAY))
    changed = [PUPIL | {"Year group": "6"}, OTHER_PUPIL]
    report = directory.take(export(pupils=changed, contacts=[LINK | {"No contact": "Y"}]))
    assert (report.events, codes(report)) == ({}, [(2, "record-erased")])


def test_a_guardian_of_two_keeps_one_record_and_a_bar_from_one_alone(
    directory: Directory, export: Any
) -> None:
    links = [LINK, LINK | {"Pupil ID": "P2", "No contact": "Y"}]
    report = directory.take(export(contacts=links))
    assert report.events["guardian-recorded"] == 1
    assert report.events["guardian-linked"] == 2
    barred = directory.views["guardianships_1"].find({"barred": True})
    assert [link["pupil_id"] for link in barred] == [directory.id("pupil", "P2")]


def test_terms_of_other_schools_stay_apart(directory: Directory, export: Any) -> None:
    directory.take(export(terms=[TERM, TERM | {"School URN": "141208", "Closed on": "2026-09-03"}]))
    other = directory.events(f"school-{directory.id('school', '141208')}")[-1].event
    assert isinstance(other, TermDatesSet)
    assert [str(day) for day in other.terms[0].closed_on] == ["2026-09-03"]


def test_another_number_of_years_to_keep_files_is_a_change_of_its_own(
    directory: Directory, export: Any
) -> None:
    directory.take(export())
    report = directory.take(export(), records=directory.new_records(keep_years=25))
    assert report.events == {"pupil-enrolled": 2}
    enrolled = directory.events(pupil_stream(directory))[-1].event
    assert isinstance(enrolled, PupilEnrolled)
    assert str(enrolled.keep_until) == "2041-02-28"


def test_what_an_earlier_release_did_not_tell_of_the_same_row_is_told_once(
    directory: Directory, export: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It knew no day until which a child counts as under five, and no reason to look again."""
    young = PUPIL | {"Date of birth": "9/5/2022", "Year group": "R", "Entry date": "1/9/2026"}
    usual = export(pupils=[young, OTHER_PUPIL])
    with monkeypatch.context() as before:
        before.setattr("services.directory.domain.pupil.under_five_until", lambda _: date.min)
        before.setattr("services.directory.importing.telling.DERIVED", {})
        directory.take(usual)
        assert enrolled(directory).under_five_until is None
        assert directory.take(usual).unchanged == directory.commits()
    report = directory.take(usual)
    assert (report.events, report.commits) == ({"pupil-enrolled": 1}, 1)
    assert enrolled(directory).under_five_until == date(2027, 5, 31)
    again = directory.take(usual)
    assert (again.events, again.unchanged) == ({}, directory.commits() - 1)


def enrolled(directory: Directory) -> PupilEnrolled:
    """What was said last of a pupil's place on the roll."""
    events = [one.event for one in directory.events(pupil_stream(directory))]
    return [one for one in events if isinstance(one, PupilEnrolled)][-1]


class Stopped(Exception):
    """The import was killed here."""


def stop_at(step: int) -> Any:
    """A progress that kills the import at its n-th word."""
    left = [step]

    def progress(*_: object) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Stopped

    return progress


@pytest.mark.parametrize("step", range(1, 10))
def test_an_import_that_was_killed_is_finished_by_the_next(directory: Directory, step: int) -> None:
    sample = read_export(SAMPLE / "sample", today=TODAY)
    with pytest.raises(Stopped):
        run_import(sample, directory.records, today=TODAY, progress=stop_at(step))
    killed_with = directory.commits()
    report = directory.take(sample, records=directory.new_records())
    assert killed_with + report.commits == directory.commits() == WHOLE_SAMPLE
    assert directory.take(sample).events == {}


def crash_after(patch: pytest.MonkeyPatch, owner: type, name: str, *, call: int = 1) -> None:
    """The process ends right after the n-th call of a method."""
    method, left = getattr(owner, name), [call]

    def then_gone(*args: Any) -> Any:
        done = method(*args)
        left[0] -= 1
        if left[0] <= 0:
            raise AutoReconnect("the process ends here")
        return done

    patch.setattr(owner, name, then_gone)


def crash_in_the_middle_of_an_append(patch: pytest.MonkeyPatch) -> None:
    """The process ends when half of the pupils are appended."""
    append_many = EventStore.append_many

    def half(store: EventStore[Any], appends: Sequence[Append[Any]]) -> Any:
        if appends[0].head.stream.startswith("pupil-"):
            append_many(store, appends[: len(appends) // 2])
            raise AutoReconnect("the process ends here")
        return append_many(store, appends)

    patch.setattr(EventStore, "append_many", half)


CRASHES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "rows opened": lambda patch: crash_after(patch, KnownRows, "open", call=3),
    "keys made": lambda patch: crash_after(patch, DataKeys, "create", call=3),
    "index written": lambda patch: crash_after(patch, BlindIndex, "put", call=3),
    "half appended": crash_in_the_middle_of_an_append,
    "all appended": lambda patch: crash_after(patch, EventStore, "append_many", call=3),
    "links appended": lambda patch: crash_after(patch, EventStore, "append_many", call=5),
    "rows closed": lambda patch: crash_after(patch, KnownRows, "close", call=3),
}


@pytest.mark.parametrize("crash", CRASHES.values(), ids=CRASHES)
def test_a_crash_anywhere_within_a_batch_is_made_good_by_the_next_import(
    directory: Directory,
    monkeypatch: pytest.MonkeyPatch,
    crash: Callable[[pytest.MonkeyPatch], None],
) -> None:
    sample = read_export(SAMPLE / "sample", today=TODAY)
    with monkeypatch.context() as patch:
        crash(patch)
        with pytest.raises(AutoReconnect):
            directory.take(sample)
    report = directory.take(sample, records=directory.new_records())
    assert report.commits <= directory.commits() == WHOLE_SAMPLE
    assert directory.views["pupils_1"].count_documents({}) == len(sample.pupils)
    assert len(directory.blind_index()) == PEOPLE_OF_SAMPLE
    assert directory.take(sample).events == {}


def test_a_crash_between_the_append_and_its_note_is_harmless(
    directory: Directory, export: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = export()
    changed = [PUPIL | {"Year group": "6"}, OTHER_PUPIL]
    directory.take(usual)
    with monkeypatch.context() as patch:
        crash_after(patch, EventStore, "append_many")
        with pytest.raises(AutoReconnect):
            directory.take(export(pupils=changed))
    assert directory.types(pupil_stream(directory))[-1] == "year-group-changed"
    # The row says again what was noted of it last: it must be compared all the same.
    assert directory.take(usual).events == {"year-group-changed": 1}
    assert directory.take(usual).events == {}


def meanwhile(
    directory: Directory, patch: pytest.MonkeyPatch, doing: Callable[[], object]
) -> list[bool]:
    """Does something once, right after the import has read the pupils' streams."""
    read_many = directory.records.store.read_many
    done: list[bool] = []

    def read_then(streams: Sequence[str]) -> Any:
        found = read_many(streams)
        if not done and streams[0].startswith("pupil-"):
            done.append(True)
            doing()
        return found

    patch.setattr(directory.records.store, "read_many", read_then)
    return done


def test_a_change_that_others_make_meanwhile_is_decided_upon(
    directory: Directory, export: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory.take(export())
    first, other = directory.id("pupil", "P1"), directory.id("pupil", "P2")
    merge = MergePupils(pupil_id=first, into_pupil_id=other, told_on=TODAY)
    raced = meanwhile(directory, monkeypatch, lambda: directory.carry_out(merge))
    report = directory.take(export(pupils=[PUPIL | {"Year group": "6"}, OTHER_PUPIL]))
    assert raced
    assert codes(report) == [(2, "record-merged")]
    assert directory.types(pupil_stream(directory))[-1] == "pupils-merged"


def test_an_erasure_meanwhile_leaves_nothing_to_be_found(
    directory: Directory, export: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory.take(export())
    elsewhere = directory.new_records()
    command = ErasePupil(pupil_id=directory.id("pupil", "P1"), told_on=TODAY)
    raced = meanwhile(
        directory,
        monkeypatch,
        lambda: erase_pupil(elsewhere, directory.views, command, by=request()),
    )
    report = directory.take(export(pupils=[PUPIL | {"Year group": "6"}, OTHER_PUPIL]))
    assert raced
    assert codes(report) == [(2, "record-erased")]
    assert command.pupil_id not in [entry["_id"] for entry in directory.blind_index()]


def test_a_second_import_at_the_same_time_is_refused(directory: Directory, export: Any) -> None:
    taken_in = export()

    def another(*_: object) -> None:
        with pytest.raises(ImportRunning):
            run_import(taken_in, directory.new_records(), today=TODAY, progress=lambda *_: None)
        raise Stopped

    with pytest.raises(Stopped):
        run_import(taken_in, directory.records, today=TODAY, progress=another)
    assert directory.take(taken_in).commits > 0


def test_the_journal_has_numbers_and_nobody(directory: Directory) -> None:
    directory.take(read_export(SAMPLE / "sample", today=TODAY))
    [entry] = latest_imports(directory.records.main)
    assert entry["state"] == "done"
    assert entry["accepted"]["pupils"] == 79
    assert entry["refused"]["invalid-upn"] == 3
    assert "Fenwickham" not in repr(entry)


def test_an_import_that_failed_says_so(directory: Directory, export: Any) -> None:
    with pytest.raises(Stopped):
        run_import(export(), directory.records, today=TODAY, progress=stop_at(2))
    [entry] = latest_imports(directory.records.main)
    assert entry["state"] == "failed"
    Journal(directory.records.main).begin(uuid4())  # the next one need not wait


def test_no_text_of_an_export_is_stored_in_clear(directory: Directory) -> None:
    directory.take(read_export(SAMPLE / "sample", today=TODAY))
    records = json.loads((SAMPLE / "sample-records.json").read_text())
    stored = directory.everything_stored()
    for subject, columns in PERSONAL.items():
        for row in records[subject]:
            for column in columns:
                value = row.get(column, "")
                if len(value) > 6:
                    assert value.encode() not in stored, column
    assert b"Ilmouth, Alder Road Primary Academy" in stored  # what is in clear would be found


PERSONAL = {
    "pupils": ("Pupil ID", "UPN", "Legal surname", "Legal forename", "Preferred surname"),
    "contacts": ("Contact ID", "Surname", "Forename", "Address", "Mobile", "Email"),
    "staff": ("Staff ID", "Surname", "Work email"),
}


def test_the_report_names_nobody(directory: Directory) -> None:
    report = directory.take(read_export(SAMPLE / "sample", today=TODAY))
    told = json.dumps(report.as_json(), ensure_ascii=False)
    records = json.loads((SAMPLE / "sample-records.json").read_text())
    for row in records["pupils"]:
        assert row["Legal surname"] not in told
        assert row.get("UPN", "no UPN") not in told


def test_ids_are_the_same_for_one_trust_and_others_for_another(directory: Directory) -> None:
    again: Records = directory.new_records()
    assert again.ids.id("pupil", "P1") == directory.id("pupil", "P1")
    assert directory.id("pupil", "P1") != directory.id("staff", "P1")
    assert directory.id("pupil", "P1") != directory.id("pupil", "P2")
    assert OTHER_SCHOOL["School URN"] == "141208"
