"""The days of the story's plan, whenever it is played: all have come, in order, and in time."""

from dataclasses import astuple
from datetime import date, timedelta

import pytest

from deploy.story.plan_days import PlanDays, Review, plan_days
from shared.rulebook.limits import compute

FIRST = date(2026, 9, 1)
TODAYS = [FIRST + timedelta(days=days) for days in range(0, 3 * 366, 17)]
ON_TIME = 28


@pytest.fixture(params=TODAYS, ids=str)
def days(request: pytest.FixtureRequest) -> PlanDays:
    return plan_days(request.param)


def due(rule: str, **told: date | str) -> date:
    return compute(rule, told).due_on


def in_order(days: PlanDays) -> list[date]:
    after = (days.notice_served, days.family_answered, days.amended)
    return [
        *astuple(days.request),
        *astuple(days.annual),
        *astuple(days.transfer),
        *after,
    ]


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_every_day_has_come_and_follows_the_one_before(today: date) -> None:
    found = in_order(plan_days(today))
    assert found == sorted(found)
    assert found[-1] < today
    assert all(day.weekday() < 5 for day in found)


def test_the_request_is_answered_in_time(days: PlanDays) -> None:
    on = days.request
    assert on.decided <= due("ehcna.decide", ehcna_request_received_by_la=on.received)
    assert on.final <= due("ehcna.final_plan", ehcna_request_received_by_la=on.received)
    assert on.advice_sent <= due("advice.school", advice_request_received=on.advice_asked)
    assert on.final > due("draft.representations_end", draft_plan_served=on.draft_served)


def school_is_in_time(review: Review) -> bool:
    notice = due("review.invite", review_meeting=review.meeting)
    report = due("review.report", review_meeting=review.meeting)
    ask = due("review.ask", review_meeting=review.meeting)
    return review.invited <= min(ask, notice) and review.reported <= report


def test_the_school_prepares_and_reports_in_time(days: PlanDays) -> None:
    assert school_is_in_time(days.annual)
    assert school_is_in_time(days.transfer)


def test_the_first_review_is_over_within_the_year_although_its_letter_is_late(
    days: PlanDays,
) -> None:
    late = days.annual.decided - days.annual.meeting
    assert timedelta(days=ON_TIME) < late <= timedelta(days=ON_TIME + 4)
    period_ends = due("review.period_end", plan_made_or_last_reviewed=days.request.final)
    assert days.annual.decided <= period_ends


def test_the_plan_is_amended_before_15_february_of_the_next_change_of_school(
    days: PlanDays,
) -> None:
    september = date(days.september, 9, 1)
    told: dict[str, date | str] = {"transfer_september": september, "transfer_to": "school"}
    assert days.transfer.meeting <= due("phase.meeting_latest", **told)
    assert days.amended <= due("phase.school.strict", **told)
    final = due(
        "review.final_due",
        review_meeting=days.transfer.meeting,
        amendment_notice_sent=days.transfer.decided,
    )
    assert days.amended <= final
    views = due("amend.representations_end", amendment_notice_served=days.notice_served)
    assert views < days.amended


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_the_child_is_in_year_6_now_and_changes_school_next_september(today: date) -> None:
    days = plan_days(today)
    last_september = date(days.september - 1, 9, 1)
    assert last_september <= today < last_september.replace(year=days.september)
    assert days.second_year == (6 if days.transfer.meeting >= last_september else 5)
    assert days.second_year - days.first_year in (0, 1)


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_both_meetings_are_held_in_term_and_invitations_go_out_in_term(today: date) -> None:
    days = plan_days(today)
    assert not any(review.meeting.month == 8 for review in (days.annual, days.transfer))
    assert days.transfer.invited.month != 8
