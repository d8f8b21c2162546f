"""The demo trust's made-up past: the same each time, possible, and what the MIS says."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from deploy.local.history.school_days import SchoolDays, Term, bank_holidays
from deploy.local.history.trust import STORY, Pupil, read_trust
from deploy.local.history.words import all_words
from deploy.local.history.writing import SERVICES, past_of, write_past
from services.directory.demo_trust.names import HERITAGES
from services.directory.demo_trust.writing import write_export
from services.directory.domain.commands import RecordPupilContact
from services.ehcp.history import PAST as CASES
from services.plans.history import PAST as PLANS
from services.referrals.history import PAST as CONCERNS
from shared.history.command import Past
from shared.history.stories import read_stories
from tests.deploy.history.playing import states

TODAY = date(2026, 11, 22)
KEY = bytes(range(32))
PASTS: Mapping[str, Past] = {"referrals": CONCERNS, "plans": PLANS, "ehcp": CASES}
Told = dict[str, Any]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    write_export(folder, today=TODAY)
    return folder


@pytest.fixture(scope="module")
def files(export: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    return write_past(export, KEY, tmp_path_factory.mktemp("past"), today=TODAY)


@pytest.fixture(scope="module")
def pupils(export: Path) -> Mapping[str, Pupil]:
    return {str(one.pupil_id): one for one in read_trust(export, KEY, today=TODAY)}


@pytest.fixture(scope="module")
def lines(files: Mapping[str, Path]) -> Mapping[str, list[Told]]:
    return {
        service: [json.loads(line) for line in file.read_text().splitlines()]
        for service, file in files.items()
    }


def said(line: Told, do: str) -> list[Told]:
    return [one for one in line["commands"] if one["do"] == do]


def days_in(told: Any) -> Iterator[date]:
    """Every day that something says it was, wherever it stands; not what is planned."""
    for name, value in told.items():
        if name in ("effective_on", "decided_on", "received_on", "issued_on", "sent_on"):
            yield date.fromisoformat(value)


# The same each time


def test_the_files_are_the_same_for_the_same_export_and_day(
    export: Path, files: Mapping[str, Path], tmp_path: Path
) -> None:
    again = write_past(export, KEY, tmp_path, today=TODAY)
    assert {one: file.read_bytes() for one, file in again.items()} == {
        one: file.read_bytes() for one, file in files.items()
    }


def test_a_pupil_more_changes_nobody_elses_past(pupils: Mapping[str, Pupil]) -> None:
    everyone = list(pupils.values())
    some = past_of(everyone[::3], today=TODAY)
    whole = past_of(everyone, today=TODAY)
    for service in SERVICES:
        told = [line.as_json() for line in whole[service]]
        assert all(line.as_json() in told for line in some[service][:50])


def test_a_handful_is_a_handful(pupils: Mapping[str, Pupil]) -> None:
    few = past_of(pupils.values(), today=TODAY, most=5)
    assert {line.pupil.mis_id for service in PASTS for line in few[service]} != set()
    assert len({line.pupil.mis_id for service in PASTS for line in few[service]}) == 5
    assert len(past_of(pupils.values(), today=TODAY, most=0)["directory"]) == 1


# Possible


@pytest.mark.parametrize("today", [TODAY, date(2027, 2, 17), date(2027, 8, 9), date(2028, 1, 31)])
def test_the_services_own_decisions_take_all_of_it(today: date, tmp_path: Path) -> None:
    """In term, in a half-term holiday, in summer, and past the last term that the export knows."""
    export = tmp_path / "export"
    write_export(export, today=today)
    files = write_past(export, KEY, tmp_path, today=today)
    for service, past in PASTS.items():
        assert list(states(past, files[service], today))


def test_a_young_persons_own_address_is_told_to_the_directory(files: Mapping[str, Path]) -> None:
    stories = read_stories(files["directory"], [RecordPupilContact], today=TODAY, special={})
    [story] = list(stories)
    assert len(story.commands) == 1


def test_each_stream_has_one_line(lines: Mapping[str, list[Told]]) -> None:
    for service, name in (("referrals", "referral_id"), ("plans", "plan_id"), ("ehcp", "case_id")):
        streams = [{one[name] for one in line["commands"]} for line in lines[service]]
        assert all(len(one) == 1 for one in streams)
        assert len(set.union(*streams)) == len(streams)


def test_nothing_happens_after_today_and_everything_in_its_order(
    lines: Mapping[str, list[Told]],
) -> None:
    for line in (one for service in PASTS for one in lines[service]):
        assert all(day <= TODAY for one in line["commands"] for day in days_in(one)), line
    for line in lines["referrals"]:
        order = [one["effective_on"] for one in line["commands"] if one["do"] != "decide-referral"]
        assert order == sorted(order)
        for decided in said(line, "decide-referral"):
            assert decided["decided_on"] >= order[-1]


def test_nobody_worries_about_a_pupil_who_is_not_there_yet(
    lines: Mapping[str, list[Told]], pupils: Mapping[str, Pupil]
) -> None:
    for line in lines["referrals"]:
        [raised] = said(line, "raise-referral")
        assert raised["effective_on"] >= pupils[line["pupil_id"]].entered_on.isoformat()


def test_what_a_school_does_it_does_on_school_days(
    lines: Mapping[str, list[Told]], pupils: Mapping[str, Pupil]
) -> None:
    doing = (*lines["referrals"], *lines["plans"])
    for line in doing:
        days = pupils[line["pupil_id"]].school.days
        for one in line["commands"]:
            if one["do"] in ("decide-referral", "follow-decision"):
                continue  # from the day that the MIS names, whichever that is
            on = date.fromisoformat(one["effective_on"])
            assert days.on_or_after(on) == on, one
    for line in lines["referrals"]:
        days = pupils[line["pupil_id"]].school.days
        for one in said(line, "decide-referral"):
            on = date.fromisoformat(one["decided_on"])
            assert days.on_or_after(on) == on


def test_staff_act_at_their_own_school(
    lines: Mapping[str, list[Told]], pupils: Mapping[str, Pupil]
) -> None:
    for line in (one for service in PASTS for one in lines[service]):
        school = pupils[line["pupil_id"]].school
        staff = {str(post.staff_id) for post in school.posts}
        assert str(school.school_id) == line["school_id"]
        named = {
            one[name]
            for one in line["commands"]
            for name in ("by", "deliverer_id", "led_by", "observed_by")
            if name in one
        }
        assert named <= staff


# As the MIS has it


def test_needs_and_their_days_are_those_of_the_mis(
    lines: Mapping[str, list[Told]], pupils: Mapping[str, Pupil]
) -> None:
    supported = {}
    for line in lines["referrals"]:
        for one in said(line, "decide-referral"):
            pupil = pupils[line["pupil_id"]]
            if one["finding"]["outcome"] == "sen-support":
                supported[line["pupil_id"]] = line
                assert one["finding"]["primary_need"] == pupil.needs[0]
                assert one["effective_on"] == pupil.since.isoformat()  # type: ignore[union-attr]
            else:
                assert pupil.status == "N"
    assert supported.keys() == {id_ for id_, one in pupils.items() if one.status == "K"}


def test_a_plan_stands_on_its_pupils_decision(lines: Mapping[str, list[Told]]) -> None:
    decisions = {
        one["decision_id"]: one["finding"]["primary_need"]
        for line in lines["referrals"]
        for one in said(line, "decide-referral")
        if one["finding"]["outcome"] == "sen-support"
    }
    stands_on = [said(line, "follow-decision")[0] for line in lines["plans"]]
    assert {one["decision_id"]: one["primary_need"] for one in stands_on} == decisions


def test_every_ehc_plan_has_a_case_that_ended_on_its_day(
    lines: Mapping[str, list[Told]], pupils: Mapping[str, Pupil]
) -> None:
    final = {
        line["pupil_id"]: one["issued_on"]
        for line in lines["ehcp"]
        for one in said(line, "record-final-plan")
        if not said(line, "record-ceased")
    }
    assert final == {
        id_: one.since.isoformat() for id_, one in pupils.items() if one.status == "E" and one.since
    }


def test_a_plan_that_ended_did_so_before_the_support_that_followed(
    lines: Mapping[str, list[Told]], pupils: Mapping[str, Pupil]
) -> None:
    ended = {
        line["pupil_id"]: date.fromisoformat(one["ended_on"])
        for line in lines["ehcp"]
        for one in said(line, "record-ceased")
    }
    assert len(ended) >= 5
    for pupil_id, on in ended.items():
        assert pupils[pupil_id].status == "K"
        assert pupils[pupil_id].since == on + timedelta(days=1)


def test_some_cases_run_and_some_of_their_days_were_late(lines: Mapping[str, list[Told]]) -> None:
    ended = [line for line in lines["ehcp"] if said(line, "record-final-plan")]
    weeks = [
        (
            date.fromisoformat(said(line, "record-final-plan")[0]["issued_on"])
            - date.fromisoformat(said(line, "record-receipt")[0]["received_on"])
        ).days
        / 7
        for line in ended
    ]
    late = sum(one > 20 for one in weeks) / len(weeks)
    assert 0.2 < late < 0.5
    assert 10 <= len(lines["ehcp"]) - len(ended) <= 60


# Like a real trust


def test_a_plan_is_shared_before_it_is_reviewed_and_reviewed_each_term(
    lines: Mapping[str, list[Told]], pupils: Mapping[str, Pupil]
) -> None:
    for line in lines["plans"]:
        order = [one["do"] for one in line["commands"]]
        if "review-plan" in order:
            assert order.index("share-plan") < order.index("review-plan")
        shared = [one["effective_on"] for one in said(line, "share-plan")]
        reviewed = [one["effective_on"] for one in said(line, "review-plan")]
        assert all(share < review for share, review in zip(shared, reviewed, strict=False))
    long = [line for line in lines["plans"] if _since(pupils, line) < date(2025, 11, 1)]
    usual = [line for line in long if len(said(line, "review-plan")) >= 2]
    assert len(usual) > 0.9 * len(long) > 0


def _since(pupils: Mapping[str, Pupil], line: Told) -> date:
    since = pupils[line["pupil_id"]].since
    assert since is not None
    return since


def test_reviews_lie_ahead_and_a_few_are_overdue(lines: Mapping[str, list[Told]]) -> None:
    next_ones = [
        said(line, "share-plan")[-1] for line in lines["plans"] if said(line, "share-plan")
    ]
    overdue = sum(one["review_on"] <= TODAY.isoformat() for one in next_ones) / len(next_ones)
    assert 0.01 < overdue < 0.15


def test_concerns_end_in_every_way_and_some_are_open(lines: Mapping[str, list[Told]]) -> None:
    endings: dict[str, int] = defaultdict(int)
    for line in lines["referrals"]:
        decided = said(line, "decide-referral")
        endings[decided[0]["finding"]["outcome"] if decided else "open"] += 1
    assert endings.keys() == {"sen-support", "watch-and-review", "signpost", "not-send", "open"}
    assert endings["open"] >= 8


def test_sessions_are_given_and_missed(lines: Mapping[str, list[Told]]) -> None:
    sessions = [one for line in lines["plans"] for one in said(line, "record-session")]
    missed = sum("missed" in one for one in sessions) / len(sessions)
    assert 0.1 < missed < 0.3


def test_the_story_is_left_to_be_told(pupils: Mapping[str, Pupil]) -> None:
    assert STORY.isdisjoint(one.mis_id for one in pupils.values())


def test_no_text_names_anybody() -> None:
    names = {
        name
        for heritage in HERITAGES
        for name in (*heritage.surnames, *heritage.child("F"), *heritage.child("M"))
        if len(name) > 3
    }
    words = {word.strip(".,:?'") for text in texts_in(all_words()) for word in text.split()}
    allowed = {"May", "Year", "June", "Summer", "Grace", "Hope", "Long"}
    assert {one for one in words & names if one not in allowed} == set()


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from texts_in(one)


# School days


def test_a_school_day_is_no_weekend_holiday_or_closed_day() -> None:
    inset = date(2026, 9, 2)
    term = Term(first_day=date(2026, 9, 1), last_day=date(2026, 10, 23), closed=frozenset({inset}))
    later = Term(first_day=date(2026, 11, 2), last_day=date(2026, 12, 18))
    days = SchoolDays([later, term])
    assert days.on_or_after(inset) == date(2026, 9, 3)
    assert days.on_or_before(date(2026, 11, 1)) == date(2026, 10, 23)
    assert days.after(date(2026, 10, 22), 2) == date(2026, 11, 2)
    assert date(2025, 12, 25) in bank_holidays(2025)
    assert days.between(date(2026, 9, 4), date(2026, 9, 7)) == [date(2026, 9, 4), date(2026, 9, 7)]
    assert days.ends_of_term(date(2025, 12, 1), date(2025, 12, 31)) == [date(2025, 12, 17)]
