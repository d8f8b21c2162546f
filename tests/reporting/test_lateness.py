"""What is late, near and reviewed in time, by what stands announced of each case's dates."""

from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

import pytest

from services.reporting.inbound_ehcp import (
    EhcpDeadlineApproaching,
    EhcpDeadlineMet,
    EhcpDeadlineMissed,
    EhcpDeadlineResumed,
    EhcpDeadlineStopped,
    EhcpDeadlineWithdrawn,
)
from services.reporting.lateness import REVIEW, counted
from services.reporting.projections.dates import fold, keys
from shared.recorded import RecordedEvent
from shared.rulebook.rule import Party
from tests.reporting.stories import PUPIL, at, on, recorded

CASE = uuid4()
TODAY = on(23)


def notice_of(kind: str, rule: str, due_on: date, about: UUID | None) -> UUID:
    return uuid5(NAMESPACE_OID, f"{kind}/{rule}/{due_on}/{about}")


def said(kind: type, rule: str, due_on: date, who: Party, **more: Any) -> RecordedEvent[Any]:
    about = more.get("about")
    event = kind(
        case_id=CASE,
        pupil_id=PUPIL,
        notice_id=notice_of(kind.__name__, rule, due_on, about),
        rule=rule,
        due_on=due_on,
        responsible=who,
        **more,
    )
    return recorded(event, when=at(23), source="ehcp", stream=f"ehccase-{CASE}")


def near(rule: str, due_on: date, who: Party = Party.SCHOOL, **more: Any) -> RecordedEvent[Any]:
    return said(EhcpDeadlineApproaching, rule, due_on, who, **more)


def missed(rule: str, due_on: date, who: Party = Party.SCHOOL, **more: Any) -> RecordedEvent[Any]:
    return said(EhcpDeadlineMissed, rule, due_on, who, **more)


def met(
    rule: str, due_on: date, done_on: date, who: Party = Party.SCHOOL, **more: Any
) -> RecordedEvent[Any]:
    return said(EhcpDeadlineMet, rule, due_on, who, effective_on=done_on, **more)


def taken_back(wrong: RecordedEvent[Any]) -> RecordedEvent[Any]:
    event = EhcpDeadlineWithdrawn(case_id=CASE, pupil_id=PUPIL, withdraws=wrong.event.notice_id)
    return recorded(event, when=at(23), source="ehcp", stream=f"ehccase-{CASE}")


def of(announced: RecordedEvent[Any], kind: type) -> RecordedEvent[Any]:
    """That what was announced runs no more, or runs again."""
    notice = announced.event
    event = kind(
        case_id=CASE,
        pupil_id=PUPIL,
        notice_id=notice.notice_id,
        rule=notice.rule,
        due_on=notice.due_on,
        responsible=notice.responsible,
    )
    return recorded(event, when=at(23), source="ehcp", stream=f"ehccase-{CASE}")


def counts(*events: RecordedEvent[Any], today: date = TODAY) -> dict[str, int]:
    """What counts, without what is none."""
    document: dict[str, Any] | None = {"pupil_id": PUPIL, "notices": []}
    for event in events:
        document = fold(document, event)
        assert keys(event) == (CASE,)
    assert document is not None
    return {name: number for name, number in counted(document, today).items() if number}


def test_the_schools_late_dates_count_apart_from_the_councils() -> None:
    ours, theirs = missed("advice.school", on(20)), missed("ehcna.decide", on(19), Party.LA)
    assert counts(ours, theirs) == {"late_ours": 1, "late_council": 1}
    moved = (
        missed("move_la.transfer", on(3), Party.OLD_LA),
        missed("move_la.inform", on(4), Party.NEW_LA),
    )
    assert counts(*moved) == {"late_council": 2}
    assert counts(missed("mediation.certificate", on(3), Party.MEDIATION_ADVISER)) == {}


def test_what_was_done_in_the_end_is_late_no_more() -> None:
    late = missed("advice.school", on(20))
    assert counts(late, met("advice.school", on(20), on(22))) == {}
    assert counts(late, met("review.report", on(20), on(19))) == {"late_ours": 1}


def test_what_is_owed_until_a_day_is_late_no_more_after_it() -> None:
    late = missed("under5.review_to", on(20), Party.LA, owed_until=on(30))
    assert counts(late) == counts(late, today=on(30)) == {"late_council": 1}
    assert counts(late, today=on(1, 12)) == {}


def test_a_notice_that_says_nothing_of_that_is_late_until_it_is_done() -> None:
    """As documents have it that were folded before there was such a day."""
    document = fold(None, missed("advice.school", on(20)))
    assert document is not None
    new = {"owed_until", "stopped"}
    before = {name: one for name, one in document["notices"][0].items() if name not in new}
    assert counted({**document, "notices": [before]}, on(1, 6, 2031))["late_ours"] == 1


def test_what_was_announced_in_error_is_not_late() -> None:
    late, done = missed("advice.school", on(20)), met("advice.school", on(20), on(22))
    assert counts(late, taken_back(late)) == {}
    assert counts(late, done, taken_back(done)) == {"late_ours": 1}


def test_what_runs_no_more_is_neither_late_nor_soon_until_it_runs_again() -> None:
    late, soon = missed("advice.school", on(20)), near("ehcna.final_plan", on(30), Party.LA)
    over = [of(one, EhcpDeadlineStopped) for one in (late, soon)]
    again = [of(one, EhcpDeadlineResumed) for one in (late, soon)]
    assert counts(late, soon, *over) == {}
    assert counts(late, soon, *over, *again) == {"late_ours": 1, "due_soon": 1}
    assert counts(late, soon, *over, *again, *over) == {}


def test_what_runs_no_more_stays_so_when_what_was_done_is_taken_back() -> None:
    late, done = missed("advice.school", on(20)), met("advice.school", on(20), on(22))
    over = of(late, EhcpDeadlineStopped)
    assert counts(late, over, done, taken_back(done)) == {}


def test_clocks_of_one_rule_count_each() -> None:
    first, second = uuid4(), uuid4()
    late = [missed("review.report", on(20), about=about) for about in (first, second)]
    assert counts(*late, met("review.report", on(20), on(21), about=first)) == {"late_ours": 1}


@pytest.mark.parametrize(("days", "soon"), [(-1, {}), (0, 1), (28, 1), (29, {})])
def test_due_soon_is_from_today_to_the_28th_day(days: int, soon: Any) -> None:
    found = counts(near("advice.school", TODAY + timedelta(days=days)))
    assert found == ({"due_soon": soon} if soon else {})


def test_a_date_is_near_once_and_no_more_when_it_is_done_late_or_moved() -> None:
    first = near("advice.school", on(30))
    assert counts(first, near("advice.school", on(30))) == {"due_soon": 1}
    assert counts(first, met("advice.school", on(30), on(23))) == {}
    assert counts(near("advice.school", on(22)), missed("advice.school", on(22))) == {
        "late_ours": 1
    }
    assert counts(first, taken_back(first)) == {}


def test_a_yearly_review_is_in_time_by_the_decision_that_ends_it() -> None:
    in_time = met(REVIEW, on(1, 6), on(1, 6), Party.LA, about=uuid4())
    late = met(REVIEW, on(1, 6), on(2, 6), Party.LA, about=uuid4())
    assert counts(in_time, late) == {"reviews_on_time": 1, "reviews_told": 2}
    overdue = missed(REVIEW, on(1, 11), Party.LA, about=uuid4())
    assert counts(in_time, overdue) == {
        "late_council": 1,
        "reviews_on_time": 1,
        "reviews_told": 2,
    }


def test_a_yearly_review_that_was_overtaken_was_not_in_time() -> None:
    overdue = missed(REVIEW, on(1, 11), Party.LA, about=uuid4())
    assert counts(overdue, of(overdue, EhcpDeadlineStopped)) == {"reviews_told": 1}


def test_a_review_after_a_move_to_another_council_is_a_yearly_review_too() -> None:
    moved = met("move_la.review", on(1, 6), on(1, 6), Party.NEW_LA, about=uuid4())
    assert counts(moved) == {"reviews_on_time": 1, "reviews_told": 1}


def test_reviews_are_those_of_the_last_twelve_months() -> None:
    old = met(REVIEW, on(24, 11, 2025), on(23, 11, 2025), Party.LA, about=uuid4())
    new = met(REVIEW, on(24, 11, 2026), on(24, 11, 2025), Party.LA, about=uuid4())
    assert counts(old) == {}
    assert counts(new) == {"reviews_on_time": 1, "reviews_told": 1}
    assert counts(met("review.report", on(1, 6), on(1, 6))) == {}
