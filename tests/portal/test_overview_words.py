"""What a pupil's overview says: how much help was given this week, and who said what last."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.portal.clients.plans import Ending, Help, Review
from services.portal.clients.referrals import Concern, Entry
from services.portal.overview_words import last_said, this_week
from tests.portal.examples import TODAY
from tests.portal.plan_examples import (
    AT,
    BY_SENCO,
    LEOS_PLAN,
    MOTHER,
    PUPIL,
    READING,
    SENCO,
    STRUCK,
    said,
    session,
)

MONDAY, WEDNESDAY, SUNDAY = TODAY, TODAY + timedelta(days=2), TODAY + timedelta(days=6)
WRITING = replace(READING, provision_id=UUID(int=60), times_a_week=1)
REFERRAL = UUID(int=50)


def on(day: int) -> datetime:
    return AT.replace(day=day)


def week(*sessions: Any, help_: tuple[Help, ...] = (READING,), today: date = WEDNESDAY) -> str:
    return this_week(replace(LEOS_PLAN, provision=list(help_), sessions=list(sessions)), today)


def test_the_sessions_of_this_week_are_counted_with_why_not() -> None:
    given = [session(number, at=on(23 + number)) for number in range(3)]
    assert week(*given) == "3 of 4 sessions given this week."
    missed = session(4, "staff-absent", at=on(25))
    assert week(*given[:2], missed) == (
        "2 of 4 sessions given this week. Missed: member of staff absent (1)."
    )
    assert week(missed).startswith("0 of 4 sessions given this week. Missed: ")


def test_a_week_is_from_monday_to_sunday() -> None:
    sessions = [session(number, at=on(number)) for number in (22, 23, 29)]
    assert week(*sessions, today=SUNDAY) == "2 of 4 sessions given this week."
    assert week(sessions[0], today=MONDAY) == (
        "No session is recorded this week yet. The plan has 4 a week."
    )


def test_what_was_entered_in_error_is_not_counted() -> None:
    wrong = replace(session(1, at=on(23)), struck_out=STRUCK)
    assert "No session is recorded this week yet." in week(wrong)
    gone = replace(READING, struck_out=STRUCK)
    assert week(session(1, at=on(23)), help_=(gone, WRITING)) == (
        "No session is recorded this week yet. The plan has 1 a week."
    )


def test_all_help_that_goes_on_is_counted_together() -> None:
    assert week(session(1, at=on(23)), help_=(READING, WRITING)) == (
        "1 of 5 sessions given this week."
    )
    over = replace(WRITING, ends_on=date(2026, 11, 20))
    assert week(session(1, at=on(23)), help_=(READING, over)) == "1 of 4 sessions given this week."
    assert week(session(1, at=on(23)), help_=(replace(READING, times_a_week=1),)) == (
        "1 of 1 session given this week."
    )


def test_more_than_was_planned_is_no_part_of_it() -> None:
    given = [session(number, at=on(23)) for number in range(5)]
    assert week(*given) == "5 sessions given this week. The plan has 4 a week."


@pytest.mark.parametrize(
    "part_of_it",
    [
        replace(READING, starts_on=date(2026, 11, 25)),
        replace(READING, ends_on=date(2026, 11, 24)),
        replace(READING, ended=Ending(by=SENCO, on=date(2026, 11, 24), at=AT)),
    ],
)
def test_of_a_week_that_help_does_not_fill_nobody_says_how_many_were_planned(
    part_of_it: Help,
) -> None:
    uncounted = "Some help starts or ends this week."
    assert week(help_=(part_of_it,)) == f"No session is recorded this week yet. {uncounted}"
    assert week(session(1, at=on(23)), help_=(part_of_it, WRITING)) == (
        f"1 session given this week. {uncounted}"
    )
    assert week(session(1, "no-room", at=on(23)), help_=(part_of_it,)) == (
        f"No sessions given this week. {uncounted} Missed: no room free (1)."
    )


def test_help_that_ends_on_friday_fills_its_week() -> None:
    until_friday = replace(READING, ends_on=date(2026, 11, 27))
    assert week(session(1, at=on(23)), help_=(until_friday,)) == "1 of 4 sessions given this week."


def test_where_nothing_is_planned_that_is_said() -> None:
    over = replace(READING, ends_on=date(2026, 11, 20))
    assert week(help_=()) == "No help is arranged yet."
    assert week(help_=(over,)) == "No help is planned for this week."
    assert week(session(1, at=on(23)), help_=(over,)) == (
        "1 session given this week. No help is planned for this week."
    )


def entry(day: int, speaker: str | None, **more: Any) -> Entry:
    return Entry(
        **{
            "entry_id": UUID(int=300 + day),
            "type": "family-consulted",
            "by": SENCO,
            "on": on(day).date(),
            "at": on(day),
            "text": f"Heard on {day} November",
            "speaker": speaker,
            "gathered": "phone",
            **more,
        }
    )


def concern(*entries: Entry, **more: Any) -> Concern:
    return Concern(
        **{
            "referral_id": REFERRAL,
            "pupil_id": PUPIL,
            "source": "staff",
            "raised_by": SENCO,
            "raised_on": date(2026, 11, 2),
            "raised_at": on(2),
            "status": "acknowledged",
            "acknowledge_by": date(2026, 11, 4),
            "decide_by": date(2026, 12, 1),
            "version": 2,
            "entries": list(entries),
            **more,
        }
    )


def texts(*views: Any, concerns: tuple[Concern, ...] = (), **more: Any) -> list[str | None]:
    found = last_said(replace(LEOS_PLAN, views=list(views), **more), concerns)
    return [one.text for one in found]


def test_the_last_words_of_the_pupil_and_of_the_family_the_latest_first() -> None:
    views = [said(None, 10, None), said(None, 17, None), said("agree", 16), said("add", 18)]
    assert texts(*views) == ["Said on 18 November", "Said on 17 November"]
    assert texts() == []
    assert last_said(None, ()) == []


def test_who_does_not_agree_is_shown_beside_who_spoke_later() -> None:
    other = UUID(int=61)
    agreed, against = said("agree", 18), said("disagree", 17, other)
    assert texts(against, agreed) == ["Said on 18 November", "Said on 17 November"]
    now_agrees = said("agree", 17, other, number=1)
    assert texts(replace(against, on=date(2026, 11, 16)), now_agrees, agreed) == [
        "Said on 18 November"
    ]
    assert texts(said("disagree", 18)) == ["Said on 18 November"]


def test_what_was_said_for_a_concern_counts_by_its_day() -> None:
    heard = concern(entry(19, "parent"), entry(9, "pupil"))
    assert texts(said("agree", 18), said(None, 17, None), concerns=(heard,)) == [
        "Heard on 19 November",
        "Said on 17 November",
    ]
    [last, _] = last_said(LEOS_PLAN, [heard])
    assert last.address == f"/concerns/{REFERRAL}"
    assert (last.how, last.by, last.on) == ("heard by phone by", SENCO, date(2026, 11, 19))


def test_what_the_family_said_or_wrote_when_it_began_counts_too() -> None:
    [told] = last_said(None, [concern(family_said="She reads at home")])
    assert (told.text, told.speaker) == ("She reads at home", "parent")
    assert told.person_id is None  # nobody knows which of the parents it was
    raised = concern(source="young-person", noticed="I lose my place")
    assert [one.text for one in last_said(None, [raised])] == ["I lose my place"]
    assert last_said(None, [concern(noticed="He hides")]) == []


def test_what_was_entered_in_error_was_not_said() -> None:
    wrong = entry(19, "parent", struck_out=STRUCK)
    assert texts(replace(said("add", 18), struck_out=STRUCK), concerns=(concern(wrong),)) == []
    assert texts(concerns=(concern(entry(19, None, type="pupil-observed")),)) == []


def test_what_was_said_at_a_review_counts_too() -> None:
    held = Review(
        review_id=UUID(int=30),
        parents_views="It helps",
        next_review_on=date(2027, 3, 1),
        **BY_SENCO,
    )
    assert texts(reviews=[held]) == ["It helps"]
    assert texts(reviews=[replace(held, struck_out=STRUCK)]) == []
    assert texts(said("add", 18), reviews=[held]) == ["Said on 18 November"]


def test_an_answer_without_words_is_one_and_words_for_the_senco_alone_keep_their_mark() -> None:
    agreed = replace(said("agree", 18), said=None)
    alone = replace(said(None, 17, None), confidential=True)
    first, second = last_said(replace(LEOS_PLAN, views=[alone, agreed]), ())
    assert (first.stance, first.text, first.person_id) == ("agree", None, MOTHER)
    assert (first.how, first.by) == ("wrote it here", None)
    assert second.confidential
    [heard] = last_said(None, [concern(entry(19, "pupil", confidential=True))])
    assert heard.confidential
    assert second.address == f"/pupils/{PUPIL}/plan#said"
