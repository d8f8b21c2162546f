"""The register on a day as known on a day, whatever order the services' events come in."""

import random
from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import Any

import pytest

from services.reporting.inbound import Decision
from services.reporting.projections.register import fold
from services.reporting.standing import Standing, standing, year_on
from shared.calendar import known_until
from shared.recorded import RecordedEvent
from tests.reporting.stories import (
    ALDER,
    BEACON,
    at,
    corrected,
    decided,
    enrolled,
    issue_struck_out,
    left,
    moved,
    on,
    plan_issued,
    status,
    support,
    support_closed,
    taken_over,
    taught_in,
)


def folded(*events: RecordedEvent[Any]) -> dict[str, Any]:
    document: dict[str, Any] | None = None
    for event in events:
        document = fold(document, event)
    assert document is not None
    return document


def stood(pupil: dict[str, Any], true_on: date, known_on: date) -> Standing | None:
    return standing(pupil, on=true_on, known_until=known_until(known_on))


def code(pupil: dict[str, Any], true_on: date, known_on: date) -> str | None:
    found = stood(pupil, true_on, known_on)
    return found.code if found else None


def test_a_pupil_nobody_said_anything_about_is_n() -> None:
    assert code(folded(enrolled()), on(10), on(10)) == "N"


def test_the_imported_status_holds_from_its_day() -> None:
    pupil = folded(enrolled(), status("K", on(5, 10), at(1, 11)))
    assert [code(pupil, day, on(10)) for day in (on(4, 10), on(5, 10))] == ["N", "K"]


@pytest.mark.parametrize("before", ["K", "E"])
def test_who_is_taken_off_the_mis_register_without_a_day_is_n_from_when_it_was_told(
    before: str,
) -> None:
    pupil = folded(enrolled(), status(before, on(1, 9, 2025), at(2, 9)), status("N", None, at(10)))
    assert [code(pupil, day, on(20)) for day in (on(9), on(10))] == [before, "N"]


def test_a_status_that_took_the_place_of_another_without_a_day_held_not_before_it_was_told() -> (
    None
):
    pupil = folded(enrolled(), status("N", None, at(2, 9)), status("K", None, at(10)))
    found = stood(pupil, on(10), on(20))
    assert code(pupil, on(9), on(20)) == "N"
    assert found is not None
    assert (found.code, found.since) == ("K", None)


def test_a_status_that_nobody_knows_the_beginning_of_has_no_day() -> None:
    found = stood(folded(enrolled(), status("K", None, at(2, 9))), on(10), on(20))
    assert found is not None
    assert (found.code, found.since) == ("K", None)


@pytest.mark.parametrize("told", ["N", "K"])
def test_what_the_mis_tells_later_holds_from_its_day_over_what_it_told_before(told: str) -> None:
    since = on(1, 1, 2026)
    pupil = folded(enrolled(), status("K", on(1, 9), at(2, 9)), status(told, since, at(10)))
    found = stood(pupil, on(12), on(12))
    assert code(pupil, on(12), on(9)) == "K"
    assert found is not None
    assert (found.code, found.since) == (told, "2026-01-01")


def test_the_same_status_with_its_day_left_out_goes_on() -> None:
    pupil = folded(enrolled(), status("K", on(1, 9, 2025), at(2, 9)), status("K", None, at(10)))
    found = stood(pupil, on(12), on(20))
    assert found is not None
    assert (found.code, found.since) == ("K", "2025-09-01")


def test_the_mis_repeats_what_the_school_decided_and_moves_no_day() -> None:
    follows = [status("N", None, at(2, 9)), status("K", None, at(10))]
    pupil = folded(enrolled(), *follows, decided(support(), on(2), at(9)))
    found = stood(pupil, on(12), on(20))
    assert found is not None
    assert (found.code, found.since) == ("K", "2026-11-02")


@pytest.mark.parametrize("told", ["N", "K", "E"])
def test_a_plan_that_a_case_tells_of_no_status_without_a_day_ends_or_moves(told: str) -> None:
    first = "E" if told == "N" else "N"
    mis = [status(first, None, at(2, 9)), status(told, None, at(10))]
    found = stood(folded(enrolled(), *mis, plan_issued(on(8), at(9))), on(12), on(20))
    assert found is not None
    assert (found.code, found.since) == ("E", "2026-11-08")


def test_sen_support_is_k_from_its_day_and_not_before_we_were_told() -> None:
    pupil = folded(enrolled(), decided(support(), on(2), at(9)))
    assert code(pupil, on(2), on(9)) == "K"
    assert code(pupil, on(1), on(9)) == "N"
    assert code(pupil, on(2), on(8)) == "N"


def test_a_corrected_date_shows_before_and_after_as_they_were_known() -> None:
    pupil = folded(
        enrolled(), decided(support(), on(2), at(9)), corrected(support(), on(16), at(20))
    )
    assert code(pupil, on(10), on(19)) == "K"
    assert code(pupil, on(10), on(20)) == "N"
    assert code(pupil, on(16), on(20)) == "K"


def test_a_decision_corrected_to_not_send_leaves_what_was_before_it() -> None:
    pupil = folded(
        enrolled(),
        decided(support(), on(2), at(9)),
        corrected(Decision(outcome="not-send"), on(2), at(20)),
    )
    assert [code(pupil, on(10), day) for day in (on(19), on(20))] == ["K", "N"]


def test_the_main_need_is_the_one_of_the_fact_that_holds() -> None:
    pupil = folded(enrolled(), decided(support("SLCN"), on(2), at(9)))
    found = stood(pupil, on(10), on(10))
    assert found is not None
    assert (found.need, found.since) == ("SLCN", "2026-11-02")


def test_another_school_within_the_trust_counts_from_the_move() -> None:
    pupil = folded(enrolled(), moved(BEACON, on(5), at(6)))
    schools = [stood(pupil, day, on(10)) for day in (on(4), on(5))]
    assert [one.school_id for one in schools if one] == [ALDER, BEACON]


def test_a_past_register_has_the_year_that_was_told_by_then() -> None:
    pupil = folded(enrolled(at(1, 9)), taught_in("3", at(10)), taught_in("4", at(20)))
    then = [(on(9), on(30)), (on(10), on(30)), (on(25), on(30)), (on(25), on(19))]
    found = [year_on(pupil, on=day, known_until=known_until(known)) for day, known in then]
    assert found == ["2", "3", "4", "3"]
    assert year_on(pupil, on=on(1, 1), known_until=known_until(on(30))) == "2"


def test_the_last_day_is_still_on_roll() -> None:
    pupil = folded(enrolled(), left(on(5), at(6)))
    assert [code(pupil, day, on(10)) for day in (on(5), on(6))] == ["N", None]


def test_a_leaving_date_that_is_taken_back_leaves_the_pupil_on_roll() -> None:
    pupil = folded(enrolled(), left(on(5), at(2)), enrolled(at(12)))
    assert [code(pupil, on(10), day) for day in (on(11), on(12))] == [None, "N"]
    assert code(pupil, on(10), on(20)) == "N"


def test_another_leaving_date_takes_the_place_of_the_one_before() -> None:
    pupil = folded(enrolled(), left(on(5), at(2)), left(on(25), at(12)))
    assert [code(pupil, on(10), day) for day in (on(11), on(12))] == [None, "N"]
    assert [code(pupil, day, on(20)) for day in (on(25), on(26))] == ["N", None]


def test_another_day_of_entry_takes_the_place_of_the_one_before() -> None:
    pupil = folded(enrolled(), enrolled(at(12), entered_on=on(1, 9)))
    assert [code(pupil, on(31, 8), day) for day in (on(11), on(12))] == ["N", None]
    assert code(pupil, on(1, 9), on(12)) == "N"


def test_whoever_comes_back_was_there_before_and_not_between() -> None:
    pupil = folded(enrolled(), left(on(20, 7), at(1, 7)), enrolled(at(12), entered_on=on(9)))
    days = (on(20, 7), on(21, 7), on(8), on(9))
    assert [code(pupil, day, on(20)) for day in days] == ["N", None, None, "N"]


def test_a_school_that_was_wrong_is_left_from_the_day_on_which_the_right_one_began() -> None:
    pupil = folded(enrolled(), moved(BEACON, on(5), at(6)), moved(ALDER, on(1, 9, 2024), at(12)))
    schools = [stood(pupil, on(10), day) for day in (on(11), on(12))]
    assert [one.school_id for one in schools if one] == [BEACON, ALDER]


def test_as_known_on_a_day_ends_at_midnight_in_london() -> None:
    """In July, 23:30 UTC is already the next day in London."""
    late = at(1, 7, 23).replace(minute=30)
    pupil = folded(enrolled(), decided(support(), on(1, 7), late))
    assert [code(pupil, on(1, 7), day) for day in (on(1, 7), on(2, 7))] == [None, None]
    known = folded(enrolled(at(1, 1)), decided(support(), on(1, 7), late))
    assert [code(known, on(1, 7), day) for day in (on(1, 7), on(2, 7))] == ["N", "K"]


def test_a_closed_plan_is_n_from_its_day() -> None:
    pupil = folded(enrolled(), decided(support(), on(2), at(3)), support_closed(on(10), at(10)))
    assert [code(pupil, day, on(20)) for day in (on(9), on(10))] == ["K", "N"]


def test_a_final_plan_is_e_from_its_day_whatever_the_school_closes() -> None:
    pupil = folded(
        enrolled(),
        decided(support(), on(2), at(3)),
        plan_issued(on(8), at(9)),
        support_closed(on(10), at(10)),
    )
    assert [code(pupil, day, on(20)) for day in (on(7), on(8), on(15))] == ["K", "E", "E"]
    found = stood(pupil, on(15), on(20))
    assert found is not None
    assert found.need == "SLCN"


def test_a_final_plan_that_never_was_leaves_no_e() -> None:
    pupil = folded(enrolled(), plan_issued(on(8), at(9)), issue_struck_out(at(12)))
    assert [code(pupil, on(15), day) for day in (on(11), on(12))] == ["E", "N"]


def test_a_decision_that_is_told_later_holds_over_a_status_without_a_day() -> None:
    mis = [status("K", on(1, 9, 2025), at(2, 9)), status("N", None, at(10))]
    pupil = folded(enrolled(), *mis, decided(support(), on(5), at(12)))
    assert [code(pupil, on(15), day) for day in (on(11), on(12))] == ["N", "K"]


@pytest.mark.parametrize("state", ["final", "in-review", "amending", "re-assessing", "moving"])
def test_a_plan_that_a_case_was_taken_over_with_is_e_by_that_day(state: str) -> None:
    pupil = folded(enrolled(), status("K", on(1, 9), at(2, 9)), taken_over(state, on(10), at(10)))
    found = stood(pupil, on(12), on(12))
    assert code(pupil, on(9), on(12)) == "K"
    assert found is not None
    assert (found.code, found.since) == ("E", None)


@pytest.mark.parametrize("state", ["requested", "refused", "assessing", "no-plan", "draft"])
def test_a_case_that_was_taken_over_without_a_plan_is_no_e(state: str) -> None:
    assert code(folded(enrolled(), taken_over(state, on(10), at(10))), on(12), on(12)) == "N"


def test_once_the_day_of_a_plan_is_told_it_is_e_from_then() -> None:
    known = [taken_over("final", on(10), at(10)), plan_issued(on(1, 9), at(12))]
    found = stood(folded(enrolled(), *known), on(12), on(12))
    assert found is not None
    assert (found.code, found.since) == ("E", "2026-09-01")


def test_no_status_without_a_day_ends_a_plan_that_a_case_was_taken_over_with() -> None:
    mis = [status("K", None, at(2, 9)), status("N", None, at(15))]
    pupil = folded(enrolled(), *mis, taken_over("final", on(10), at(10)))
    assert code(pupil, on(20), on(20)) == "E"


DIRECTORY = [
    enrolled(at(1, 1)),
    status("K", on(1, 3), at(2, 3)),
    status("N", on(1, 6), at(2, 6)),
    status("K", None, at(4)),
    moved(BEACON, on(5), at(6)),
    taught_in("3", at(7)),
    left(on(7), at(7)),
    left(on(28), at(8)),
]
REFERRALS = [decided(support(), on(2), at(9)), corrected(support("ASD"), on(16), at(20))]


PLANS = [support_closed(on(18), at(18))]
EHCP = [taken_over("final", on(17), at(17)), plan_issued(on(19), at(19)), issue_struck_out(at(21))]


@pytest.mark.parametrize("seed", range(50))
def test_every_interleaving_of_the_topics_gives_the_same_document(seed: int) -> None:
    topics = [DIRECTORY, REFERRALS, PLANS, EHCP]
    in_turn = [event for topic in topics for event in topic]
    assert folded(*interleaved(topics, seed)) == folded(*in_turn)


def interleaved(
    feeds: Sequence[Sequence[RecordedEvent[Any]]], seed: int
) -> list[RecordedEvent[Any]]:
    """A merge that keeps each feed's own order."""
    order = [n for n, feed in enumerate(feeds) for _ in feed]
    random.Random(seed).shuffle(order)
    rest = [iter(feed) for feed in feeds]
    return reduce(lambda found, n: [*found, next(rest[n])], order, list[RecordedEvent[Any]]())
