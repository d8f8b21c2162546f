"""A list taken over on a real database: once, silently, and asked about."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.ehcp.codec import CASE_EVENTS, IMPORT_EVENTS
from services.ehcp.handlers import case_stream
from services.ehcp.migration import columns as c
from services.ehcp.migration.cases_file import read_cases
from services.ehcp.migration.digest import imports_stream
from services.ehcp.migration.found import BadFinding
from services.ehcp.migration.report import MigrationReport
from services.ehcp.migration.run import Cases, migrate, preview
from services.ehcp.migration.telling import case_id_of
from shared.access.pupils import PupilsMerged
from shared.calendar import london_date, utc_now
from shared.eventstore import EventStore
from shared.recorded import Origin, RecordedEvent
from tests.ehcp.bodies import REQUEST, body
from tests.ehcp.migration.lists import (
    ASSESSING,
    BARE,
    PLAN,
    WHO_ELSE,
    Row,
    bytes_of,
    finding,
    found,
)
from tests.ehcp.worker import Worker
from tests.one_service import OneService, Person

ROOT = Path(__file__).parents[3]
NOW = utc_now()


def day(days_ago: int) -> str:
    return (london_date(NOW) - timedelta(days=days_ago)).isoformat()


# The same lists as of this very day, since the import is recorded with the true time.
RUNNING: Row = ASSESSING | {
    c.CONSULTED: day(80),
    c.REQUESTED: day(79),
    c.RECEIVED: day(77),
    c.RECEIPT_LETTER: day(75),
    c.DECIDED: day(40),
    c.DECISION_SENT: day(39),
    c.ADVICE_ASKED: day(30),
}
KEPT: Row = (
    PLAN
    | WHO_ELSE
    | {
        c.FINAL_ISSUED: day(1500),
        c.REVIEW_MET: day(420),
        c.REVIEW_DECIDED: day(410),
        c.REVIEW_SENT: day(400),
        c.NEXT_REVIEW: day(-60),
    }
)
UNKNOWN: Row = BARE | {c.PUPIL_ID: "P-79", c.UPN: "K936402126117"}


@pytest.fixture
def other_pupil(service: OneService, school: UUID) -> UUID:
    pupil_id = uuid4()
    service.has_pupil(pupil_id, school)
    return pupil_id


@pytest.fixture
def pupils(pupil: UUID, other_pupil: UUID) -> dict[int, UUID]:
    return {2: pupil, 3: other_pupil}


class Importer:
    """An import with the api's own rights."""

    def __init__(self, service: OneService) -> None:
        self.service = service
        platform = service.app.extensions["waymark"]
        store = EventStore(platform.main, CASE_EVENTS, platform.sealer, source="ehcp")
        self.imports = EventStore(platform.main, IMPORT_EVENTS, platform.sealer, source="ehcp")
        self.cases = Cases(store=store, views=platform.views, imports=self.imports)

    def take(self, pupils: Mapping[int, UUID], *rows: Row) -> MigrationReport:
        file = read_cases(bytes_of(*rows), today=london_date(NOW))
        assert file.refused == ()
        done = migrate(
            self.cases,
            file,
            finding(file, pupils),
            migration_id=uuid4(),
            now=utc_now(),
            progress=lambda *_: None,
        )
        self.service.catch_up()
        return done

    def would(self, pupils: Mapping[int, UUID], *rows: Row) -> MigrationReport:
        file = read_cases(bytes_of(*rows), today=london_date(NOW))
        return preview(self.cases, file, finding(file, pupils), now=utc_now())

    def digests(self, school_id: UUID) -> list[tuple[int, int]]:
        """(cases, missing facts) of each digest of a school."""
        read = self.imports.read(imports_stream(school_id))
        assert {one.origin for one in read.events} <= {Origin.IMPORT}
        assert {one.school_id for one in read.events} <= {school_id}
        return [(one.event.cases, one.event.missing_facts) for one in read.events]

    def events(self, pupil_id: UUID) -> list[RecordedEvent[Any]]:
        return list(self.cases.store.read(case_stream(case_id_of(pupil_id))).events)


@pytest.fixture
def importer(service: OneService) -> Importer:
    return Importer(service)


def codes(report: MigrationReport) -> list[tuple[int, str]]:
    return sorted((one.line, one.code) for one in (*report.refused, *report.notices))


def test_a_list_is_taken_over_once(importer: Importer, pupils: dict[int, UUID]) -> None:
    first = importer.take(pupils, RUNNING, KEPT).counts()
    assert (first["new"], first["changed"], first["unchanged"]) == (2, 0, 0)
    commits = importer.service.commits()
    second = importer.take(pupils, RUNNING, KEPT).counts()
    assert (second["new"], second["changed"], second["unchanged"]) == (0, 0, 2)
    assert (second["events"], importer.service.commits()) == ({}, commits)


def test_a_changed_row_appends_its_change_alone(
    importer: Importer, pupils: dict[int, UUID]
) -> None:
    importer.take(pupils, RUNNING, KEPT)
    changed = importer.take(pupils, RUNNING | {c.ADVICE_ASKED: day(29)}, KEPT).counts()
    assert (changed["changed"], changed["unchanged"]) == (1, 1)
    assert changed["events"] == {"ehcp-case-taken-over": 1, "ehcp-advice-requested": 1}


def test_the_preview_says_what_the_import_does_and_does_nothing(
    importer: Importer, pupils: dict[int, UUID]
) -> None:
    before = importer.service.commits()
    would = importer.would(pupils, RUNNING, KEPT).as_json()
    assert importer.service.commits() == before
    done = importer.take(pupils, RUNNING, KEPT).as_json()
    told = ("new", "changed", "unchanged", "events", "cases", "schools", "refused", "notices")
    assert {name: would[name] for name in told} == {name: done[name] for name in told}
    assert (would["applied"], done["applied"]) == (False, True)


def test_everything_is_an_imports_and_nobody_is_told(
    importer: Importer, worker: Worker, pupils: dict[int, UUID]
) -> None:
    """Policies pass over what has the origin "import"; the clock gives the past no voice."""
    importer.take(pupils, RUNNING, KEPT)
    for _ in range(12):
        worker.tick(datetime(NOW.year, NOW.month, NOW.day, 12, tzinfo=UTC))
    for pupil_id in pupils.values():
        events = importer.events(pupil_id)
        assert {one.origin for one in events} == {Origin.IMPORT}
        assert {one.actor.role for one in events} <= {"import", "clock"}
    overdue = [one.event for one in importer.events(pupils[3]) if one.type.endswith("missed")]
    assert [one.rule for one in overdue] != []  # recorded, for who counts what is late


def test_from_the_import_on_the_clocks_run(
    importer: Importer, worker: Worker, pupils: dict[int, UUID]
) -> None:
    importer.take(pupils, RUNNING, KEPT)
    for _ in range(12):
        worker.tick(datetime(NOW.year, NOW.month, NOW.day, 12, tzinfo=UTC))
    known = len(importer.events(pupils[2]))
    noon = datetime(NOW.year, NOW.month, NOW.day, 12, tzinfo=UTC)  # before 7 it is still yesterday
    worker.tick(noon + timedelta(days=13))  # the school's advice was due yesterday
    new = importer.events(pupils[2])[known:]
    late = [one for one in new if one.type == "ehcp-deadline-missed"]
    assert ("advice.school", Origin.CLOCK) in [(one.event.rule, one.origin) for one in late]


def test_each_school_is_told_once_of_an_import_in_numbers(
    importer: Importer,
    service: OneService,
    pupils: dict[int, UUID],
    school: UUID,
    stranger: Person,
) -> None:
    elsewhere = uuid4()
    service.has_pupil(pupils[3], elsewhere)
    importer.would(pupils, RUNNING, BARE | WHO_ELSE)
    assert importer.digests(school) == []
    importer.take(pupils, RUNNING, BARE | WHO_ELSE)
    assert (importer.digests(school), importer.digests(elsewhere)) == ([(1, 0)], [(1, 3)])
    importer.take(pupils, RUNNING, BARE | WHO_ELSE)
    service.has_pupil(pupils[3], school)
    importer.take(pupils, RUNNING, BARE | WHO_ELSE)
    assert (importer.digests(school), importer.digests(elsewhere)) == ([(1, 0)], [(1, 3)])
    importer.take(pupils, RUNNING | {c.ADVICE_ASKED: day(29)}, BARE | WHO_ELSE)
    assert (importer.digests(school), importer.digests(elsewhere)) == (
        [(1, 0), (1, 0)],
        [(1, 3)],
    )


def test_what_an_import_that_was_broken_off_could_not_tell_is_told_by_the_next(
    importer: Importer, pupils: dict[int, UUID], school: UUID
) -> None:
    class Killed(Exception):
        pass

    def killed(done: int, _: int) -> None:
        if done:
            raise Killed

    file = read_cases(bytes_of(RUNNING, BARE | WHO_ELSE), today=london_date(NOW))
    known = finding(file, pupils)
    with pytest.raises(Killed):
        migrate(importer.cases, file, known, migration_id=uuid4(), now=utc_now(), progress=killed)
    importer.would(pupils, RUNNING, BARE | WHO_ELSE)
    assert importer.digests(school) == []
    report = importer.take(pupils, RUNNING, BARE | WHO_ELSE)
    assert report.counts()["unchanged"] == 2
    assert importer.digests(school) == [(2, 3)]


def test_the_views_of_cases_pass_over_what_an_import_says_of_itself(
    importer: Importer, senco: Person, pupils: dict[int, UUID], school: UUID
) -> None:
    importer.take(pupils, RUNNING, BARE | WHO_ELSE)
    importer.service.catch_up()
    assert body(senco.get("/cases/missing", school_id=str(school)))["taken_over"] == 2


def test_a_commit_lies_with_its_pupil_at_the_pupils_school(
    importer: Importer, pupils: dict[int, UUID], school: UUID
) -> None:
    importer.take(pupils, RUNNING, KEPT)
    [stored] = importer.service.main["commits"].find(
        {"_id": f"{case_stream(case_id_of(pupils[2]))}@{0:010}"}
    )
    assert (stored["partition_key"], importer.events(pupils[2])[0].school_id) == (
        str(pupils[2]),
        school,
    )


def test_who_is_not_known_has_another_case_or_is_there_twice_is_refused(
    importer: Importer, senco: Person, pupils: dict[int, UUID]
) -> None:
    body(senco.post("/cases", REQUEST | {"pupil_id": str(pupils[2])}), 201)
    importer.service.catch_up()
    report = importer.take({2: pupils[2], 3: uuid4()}, RUNNING, KEPT, UNKNOWN)
    assert codes(report) == [
        (2, "other-case"),
        (3, "pupil-not-known-yet"),
        (4, "pupil-not-found"),
    ]
    twice = importer.take({2: pupils[3], 3: pupils[3]}, RUNNING, KEPT)
    assert codes(twice) == [(2, "one-pupil-twice"), (3, "one-pupil-twice")]
    assert twice.counts()["events"] == report.counts()["events"] == {}


def test_a_case_of_a_record_that_was_merged_is_another_case(
    importer: Importer, senco: Person, pupils: dict[int, UUID]
) -> None:
    body(senco.post("/cases", REQUEST | {"pupil_id": str(pupils[3])}), 201)
    importer.service.catch_up()
    importer.service.hears(PupilsMerged(pupil_id=pupils[3], into_pupil_id=pupils[2]))
    assert codes(importer.take({2: pupils[2]}, RUNNING)) == [(2, "other-case")]


def test_a_row_that_is_gone_is_said_and_ends_nothing(
    importer: Importer, pupils: dict[int, UUID]
) -> None:
    importer.take(pupils, RUNNING, KEPT)
    commits = importer.service.commits()
    report = importer.take({2: pupils[2]}, RUNNING)
    assert case_id_of(pupils[3]) in report.vanished
    assert importer.service.commits() == commits


def test_a_finding_of_another_list_is_not_used(importer: Importer, pupils: dict[int, UUID]) -> None:
    file = read_cases(bytes_of(RUNNING, KEPT), today=london_date(NOW))
    changed = read_cases(bytes_of(RUNNING, KEPT | {c.STATE: "Ceased"}), today=london_date(NOW))
    with pytest.raises(BadFinding):
        preview(importer.cases, changed, finding(file, pupils), now=utc_now())


def test_an_import_that_was_broken_off_is_finished_by_the_next(
    importer: Importer, pupils: dict[int, UUID]
) -> None:
    class Killed(Exception):
        pass

    def killed(*_: int) -> None:
        raise Killed

    file = read_cases(bytes_of(RUNNING, KEPT), today=london_date(NOW))
    one = finding(file, pupils)
    half = read_cases(bytes_of({**RUNNING, c.ADVICE_ASKED: ""}), today=london_date(NOW))
    importer.take({2: pupils[2]}, {**RUNNING, c.ADVICE_ASKED: ""})
    assert half.rows
    with pytest.raises(Killed):
        migrate(importer.cases, file, one, migration_id=uuid4(), now=utc_now(), progress=killed)
    importer.take(pupils, RUNNING, KEPT)
    assert importer.take(pupils, RUNNING, KEPT).counts()["unchanged"] == 2


def test_the_senco_has_a_list_of_what_is_missing(
    importer: Importer,
    senco: Person,
    stranger: Person,
    teacher: Person,
    school: UUID,
    pupils: dict[int, UUID],
) -> None:
    importer.take(pupils, RUNNING, BARE | WHO_ELSE)
    told = body(senco.get("/cases/missing", school_id=str(school)))
    bare = str(case_id_of(pupils[3]))
    assert [(one["case_id"], one["fact"]) for one in told["missing"]] == [
        (bare, "final-plan-issued-on"),
        (bare, "last-review-on"),
        (bare, "next-review-on"),
    ]
    assert (told["more"], told["taken_over"]) == (False, 2)
    assert told["last_on"] == london_date(NOW).isoformat()
    first = body(senco.get("/cases/missing", school_id=str(school), limit=1))
    assert (len(first["missing"]), first["more"]) == (1, True)
    assert stranger.get("/cases/missing", school_id=str(school)).status_code == 404
    assert teacher.get("/cases/missing", school_id=str(school)).status_code == 403


def test_what_is_answered_is_missing_no_more(
    importer: Importer, senco: Person, school: UUID, pupils: dict[int, UUID]
) -> None:
    importer.take(pupils, RUNNING, BARE | WHO_ELSE)
    case = f"/cases/{case_id_of(pupils[3])}"
    seen = body(senco.get(case))["version"]
    done = body(senco.post(f"{case}/final-plan", {"issued_on": day(200)}, seen=seen))
    importer.service.catch_up()
    told = body(senco.get("/cases/missing", school_id=str(school), after=done["token"]))
    assert [one["fact"] for one in told["missing"]] == ["next-review-on"]


def test_the_trusts_lead_sees_a_preview_and_the_imports(
    importer: Importer, lead: Person, senco: Person, pupils: dict[int, UUID]
) -> None:
    content = bytes_of(RUNNING, KEPT)
    file = read_cases(content, today=london_date(NOW))
    asked = {
        "content": base64.b64encode(content).decode(),
        "finding": json.loads(found(file, pupils)),
    }
    told = body(lead.post("/migrations/preview", asked))
    assert (told["new"], [one["line"] for one in told["cases"]]) == (2, [2, 3])
    assert senco.post("/migrations/preview", asked).status_code == 403
    wrong = asked | {"content": base64.b64encode(content + b"\r\n ").decode()}
    assert list(body(lead.post("/migrations/preview", wrong), 422)["errors"]) == ["finding"]
    for garbage in ("£", "no base64"):
        reply = body(lead.post("/migrations/preview", asked | {"content": garbage}), 422)
        assert list(reply["errors"]) == ["content"]
    assert senco.get("/migrations").status_code == 403
    assert "migrations" in body(lead.get("/migrations"))


def test_the_command_takes_a_list_over_and_says_what_it_did(
    service: OneService, lead: Person, pupils: dict[int, UUID], tmp_path: Path
) -> None:
    content = bytes_of(RUNNING, KEPT, UNKNOWN)
    file = read_cases(content, today=london_date(NOW))
    listed, known, report = (tmp_path / name for name in ("list.csv", "found.json", "out.json"))
    listed.write_bytes(content)
    known.write_bytes(found(file, pupils))
    tried = run(service, "--preview", listed, known)
    assert (tried.returncode, "Would be taken over: 2 new" in tried.stdout) == (0, True)
    done = run(service, listed, known, report)
    assert done.returncode == 0, done.stderr
    assert "Taken over: 2 new, 0 changed." in done.stdout
    told = json.loads(report.read_text())
    assert [one["code"] for one in told["refused"]] == ["pupil-not-found"]
    said = done.stdout + done.stderr + report.read_text()
    assert not [one for one in ("P-77", "V201361425001", "141207", "Fenshire") if one in said]
    [journaled] = [
        one
        for one in body(lead.get("/migrations"))["migrations"]
        if one["migration_id"] == told["migration_id"]
    ]
    assert (journaled["state"], journaled["new"]) == ("done", 2)
    assert run(service, listed, tmp_path / "nothing.json").returncode == 66
    known.write_text("{}")
    assert run(service, listed, known).returncode == 65
    assert run(service, listed).returncode == 64


def run(service: OneService, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "WAYMARK_TRUST": service.trust,
        "WAYMARK_MONGODB_URI": service.settings.mongodb_uri,
        "WAYMARK_KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:9",
        "WAYMARK_TRUST_KEY_FILE": str(service.settings.trust_key_file),
        "WAYMARK_DIRECTORY_URL": "http://127.0.0.1:9",
    }
    return subprocess.run(
        [sys.executable, "-m", "services.ehcp.migration", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
