"""The register once an EHC plan is to end: E until it may end by law, then what the school says.

The letter is sent on 3 March 2026; the time to appeal runs for two months, to 5 May: its last day,
3 May, is a Sunday, and 4 May a bank holiday (HESC Rules 2008, rule 12).
"""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from services.reporting.inbound import Decision
from shared.recorded import RecordedEvent
from tests.reporting.endings import (
    APPEAL,
    CEASING,
    ENDED,
    ORDER,
    appealed,
    case_struck_out,
    certified,
    ended,
    ordered,
    reviewed,
    struck_out,
    will_cease,
    withdrawn,
)
from tests.reporting.stories import (
    at,
    decided,
    enrolled,
    on,
    plan_issued,
    status,
    support,
    support_closed,
)
from tests.reporting.test_register import code, folded, interleaved, stood

LETTER = on(3, 3)
LAST_DAY_TO_APPEAL = on(5, 5)
TODAY = on(20, 11)
BEGUN = (enrolled(at(1, 1)), plan_issued(on(8, 1), at(9, 1)))
CEASE = will_cease(LETTER, at(5, 3))


def codes(pupil: dict[str, Any], *days: date, known_on: date = TODAY) -> list[str | None]:
    return [code(pupil, day, known_on) for day in days]


def after(*events: RecordedEvent[Any]) -> dict[str, Any]:
    return folded(*BEGUN, *events)


def test_a_decision_to_cease_ends_nothing_by_itself() -> None:
    assert codes(after(CEASE), TODAY) == ["E"]


def test_the_last_day_of_a_plan_is_e_and_the_next_is_not() -> None:
    pupil = after(CEASE, ended(on(31, 8), at(1, 9)))
    assert codes(pupil, on(31, 8), on(1, 9)) == ["E", "N"]
    found = stood(pupil, on(1, 9), TODAY)
    assert found is not None
    assert (found.since, found.recorded_at) == ("2026-09-01", at(1, 9))


def test_a_plan_that_is_said_to_end_too_early_goes_on_until_the_time_to_appeal_is_over() -> None:
    pupil = after(CEASE, ended(on(10, 3), at(12, 3)))
    assert codes(pupil, on(11, 3), LAST_DAY_TO_APPEAL, on(6, 5)) == ["E", "E", "N"]


def test_a_review_may_decide_that_a_plan_ends() -> None:
    pupil = after(reviewed("cease", LETTER, at(5, 3)), ended(on(10, 3), at(12, 3)))
    assert codes(pupil, LAST_DAY_TO_APPEAL, on(6, 5)) == ["E", "N"]


def test_a_certificate_prolongs_the_time_to_appeal() -> None:
    pupil = after(CEASE, certified(on(28, 4), at(29, 4)), ended(on(10, 3), at(12, 3)))
    assert codes(pupil, on(28, 5), on(29, 5)) == ["E", "N"]


def test_where_nobody_has_said_when_the_letter_was_sent_the_last_day_is_as_told() -> None:
    pupil = after(will_cease(None, at(5, 3)), ended(on(10, 3), at(12, 3)))
    assert codes(pupil, on(10, 3), on(11, 3)) == ["E", "N"]


def test_an_appeal_in_time_keeps_a_plan_going_until_it_is_decided() -> None:
    told = (CEASE, ended(on(10, 3), at(12, 3)), appealed(LAST_DAY_TO_APPEAL, at(6, 5)))
    assert codes(after(*told), on(6, 5), TODAY) == ["E", "E"]
    dismissed = after(*told, ordered("dismissed", on(7, 10), at(9, 10)))
    assert codes(dismissed, on(7, 10), on(8, 10)) == ["E", "N"]
    assert codes(dismissed, on(8, 10), known_on=on(8, 10)) == ["E"]
    taken_back = after(*told, withdrawn(on(1, 6), at(2, 6)))
    assert codes(taken_back, on(1, 6), on(2, 6)) == ["E", "N"]


def test_an_appeal_too_late_keeps_nothing_going() -> None:
    pupil = after(CEASE, ended(on(10, 3), at(12, 3)), appealed(on(6, 5), at(7, 5)))
    assert codes(pupil, LAST_DAY_TO_APPEAL, on(6, 5)) == ["E", "N"]


def test_an_appeal_against_something_else_keeps_nothing_going() -> None:
    other = appealed(on(1, 4), at(2, 4), against=uuid4())
    assert codes(after(CEASE, ended(on(31, 8), at(1, 9)), other), on(1, 9)) == ["N"]


@pytest.mark.parametrize("remedy", ["other", "amend"])
def test_where_the_tribunal_does_not_dismiss_an_appeal_the_plan_goes_on(remedy: str) -> None:
    told = (CEASE, ended(on(10, 3), at(12, 3)), appealed(on(1, 4), at(2, 4)))
    won = (*told, ordered(remedy, on(7, 7), at(8, 7)))
    assert codes(after(*won), on(11, 3), TODAY) == ["E", "E"]
    later = ended(on(31, 8), at(1, 9), entry_id=uuid4(), corrects=ENDED)
    assert codes(after(*won, later), on(31, 8), on(1, 9)) == ["E", "N"]


def test_after_the_plan_the_school_says_whether_there_is_sen_support() -> None:
    k = decided(support(), on(2, 1), at(3, 1))
    end = ended(on(31, 8), at(1, 9))
    pupil = after(k, CEASE, end)
    assert codes(pupil, on(31, 8), on(1, 9)) == ["E", "K"]
    found = stood(pupil, on(1, 9), TODAY)
    assert found is not None
    assert (found.since, found.need) == ("2026-09-01", "SLCN")
    closed = after(k, CEASE, end, support_closed(on(10, 6), at(11, 6)))
    assert codes(closed, on(1, 9)) == ["N"]
    anew = after(CEASE, end, decided(support("ASD"), on(15, 9), at(16, 9)))
    assert codes(anew, on(14, 9), on(15, 9)) == ["N", "K"]


def test_what_the_mis_still_says_does_not_keep_a_plan_and_what_it_says_later_counts() -> None:
    end = (CEASE, ended(on(31, 8), at(1, 9)))
    assert codes(after(status("E", on(8, 1), at(9, 1)), *end), on(1, 9)) == ["N"]
    assert codes(after(*end, status("E", on(8, 1), at(9, 9))), on(10, 9)) == ["N"]
    assert codes(after(*end, status("K", on(1, 9), at(9, 9))), on(10, 9)) == ["K"]


def test_a_plan_that_is_made_anew_is_e_again() -> None:
    anew = plan_issued(on(1, 10), at(2, 10))
    assert codes(after(CEASE, ended(on(31, 8), at(1, 9)), anew), on(30, 9), on(1, 10)) == ["N", "E"]


def test_the_end_is_corrected_from_when_that_was_told() -> None:
    told = (CEASE, ended(on(31, 8), at(1, 9)))
    later = ended(on(30, 9), at(3, 10), entry_id=uuid4(), corrects=ENDED)
    pupil = after(*told, later)
    assert codes(pupil, on(15, 9), known_on=on(2, 10)) == ["N"]
    assert codes(pupil, on(15, 9), on(1, 10), known_on=on(3, 10)) == ["E", "N"]
    never = after(*told, struck_out(ENDED, at(3, 10)))
    assert codes(never, on(15, 9), known_on=on(2, 10)) == ["N"]
    assert codes(never, on(15, 9), known_on=on(3, 10)) == ["E"]


def test_a_corrected_letter_is_still_the_one_that_was_appealed_against() -> None:
    correction, second = uuid4(), uuid4()
    told = (
        CEASE,
        will_cease(on(2, 3), at(6, 3), entry_id=correction, corrects=CEASING),
        will_cease(on(1, 3), at(7, 3), entry_id=second, corrects=correction),
        ended(on(10, 3), at(12, 3)),
        appealed(on(1, 4), at(2, 4)),
    )
    assert codes(after(*told), TODAY) == ["E"]
    assert codes(after(*told[:-1]), on(1, 5), on(2, 5)) == ["E", "N"]


def test_a_review_that_was_corrected_to_keep_the_plan_lets_nothing_be_appealed() -> None:
    kept = reviewed("keep", LETTER, at(6, 3), entry_id=uuid4(), corrects=CEASING)
    told = (reviewed("cease", LETTER, at(5, 3)), kept, ended(on(10, 3), at(12, 3)))
    assert codes(after(*told), on(10, 3), on(11, 3)) == ["E", "N"]


def test_an_appeal_or_an_order_that_never_was_counts_for_nothing() -> None:
    told = (CEASE, ended(on(10, 3), at(12, 3)), appealed(on(1, 4), at(2, 4)))
    assert codes(after(*told, struck_out(APPEAL, at(9, 5))), on(6, 5)) == ["N"]
    decided_ = (*told, ordered("dismissed", on(7, 7), at(8, 7)))
    assert codes(after(*decided_, struck_out(ORDER, at(9, 7))), TODAY) == ["E"]


def test_nothing_of_a_case_that_was_entered_in_error_holds() -> None:
    told = (CEASE, ended(on(31, 8), at(1, 9)), case_struck_out(at(3, 9)))
    k = decided(support(), on(2, 1), at(3, 1))
    assert codes(after(k, *told), on(1, 9), known_on=on(2, 9)) == ["K"]
    pupil = after(k, *told)
    assert codes(pupil, on(1, 3), on(1, 9)) == ["K", "K"]
    found = stood(pupil, on(1, 9), TODAY)
    assert found is not None
    assert found.since == "2026-01-02"


OTHERS = [
    [enrolled(at(1, 1)), status("E", on(8, 1), at(9, 1))],
    [decided(support(), on(2, 1), at(3, 1)), decided(Decision(outcome="no"), on(3, 1), at(4, 1))],
    [support_closed(on(10, 6), at(11, 6))],
]
CASE = [
    plan_issued(on(8, 1), at(9, 1)),
    CEASE,
    ended(on(10, 3), at(12, 3)),
    appealed(on(1, 4), at(2, 4)),
    ordered("dismissed", on(7, 7), at(8, 7)),
    struck_out(ORDER, at(9, 7)),
    withdrawn(on(8, 7), at(10, 7)),
]


@pytest.mark.parametrize("seed", range(50))
def test_every_interleaving_of_the_topics_gives_the_same_document(seed: int) -> None:
    topics = [*OTHERS, CASE]
    in_turn = [event for topic in topics for event in topic]
    pupil = folded(*interleaved(topics, seed))
    assert pupil == folded(*in_turn)
    assert codes(pupil, on(8, 7), on(9, 7)) == ["E", "N"]
