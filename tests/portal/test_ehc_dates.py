"""Each date of an EHC case by itself: its words for staff and families, and the list of them."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.ehcp.domain.deadlines import Status
from services.ehcp.domain.keeping import KEPT
from services.ehcp.domain.stage import Stage
from services.portal import ehc_words
from services.portal.clients.ehcp import Case, Entry
from services.portal.clients.ehcp_dates import Deadline, DeadlineRow
from services.portal.clients.ehcp_what_if import AsOf, Moved
from services.portal.family_dates_words import (
    ACTORS,
    ASK,
    ASK_COUNCIL,
    ASK_FOR_DAY,
    BECAME,
    HAPPENS,
    LATE,
    LATE_COUNCIL,
    NOT_KNOWN,
    OWN,
    STEPS,
    family_date,
    family_steps,
    happens,
)
from services.portal.family_dates_words import can_do as family_can_do
from services.portal.pages.deadlines import Row, in_order, shows
from services.portal.pages.ehc_what_if import line
from services.portal.things_to_do import to_be_met
from services.portal.words.ehc import BY_WHEN, FORCES, HOLDERS, STAGES, TAGS, TOLD
from services.portal.words.tags import tag_class
from shared.rulebook.reading import BOOK
from shared.rulebook.rule import Force, Kind, Party
from tests.portal.examples import TODAY
from tests.portal.reading_age import reading_age, sentences_of
from tests.portal.test_ehc_words import CASE, CHRISTMAS, DECIDE, RECEIPT, ROW
from tests.portal.test_family_words import OLDEST_READER

LINK = UUID(int=9)
FROM_RECEIPT = replace(DECIDE, start_event="ehcna_request_received_by_la")
# Rules about staff, papers and a school's closure: no case has a date by them.
NOT_OF_A_CASE = ("senco.", "csa.", "sar.", "complaint.", "retention.", "closure.", "review.pupils_")
OF_NO_TIME = ("cease.consult", "review.early", "ehcna.refusal_notice")


def said(one: Deadline, today: date = TODAY) -> str:
    """All that a family reads of a date."""
    told = family_date(one, CASE, "Leo", LINK, today)
    return f"{told.by} {told.who} {told.outcome} {told.can_do} {told.sure}"


# Nothing that the rule book or the service can say is left without a word


@pytest.mark.parametrize("force", list(Force))
def test_every_force_has_its_word(force: Force) -> None:
    assert force.value in FORCES


def test_every_party_kind_status_and_stage_has_its_words() -> None:
    own = {ehc_words.COUNCIL, ehc_words.SCHOOL}
    assert {party.value for party in Party} == own | set(HOLDERS)
    assert {party.value for party in Party} == {ehc_words.COUNCIL} | set(ACTORS)
    assert {kind.value for kind in Kind} == set(BY_WHEN)
    assert {status.value for status in Status} == set(TAGS)
    assert {stage.value for stage in Stage} <= set(STAGES)
    assert all(tag_class(word) for word in TAGS.values())


@pytest.mark.parametrize(
    "rule",
    [
        rule
        for rule in sorted(BOOK.ids())
        if not rule.startswith(NOT_OF_A_CASE) and rule not in OF_NO_TIME
    ],
)
def test_a_family_reads_every_date_in_words_of_its_own(rule: str) -> None:
    assert any(rule.startswith(name) for name in HAPPENS), rule
    title = BOOK.latest(rule).title
    assert happens(rule, title, "Leo") != f"{title}."
    assert "Leo" not in happens(rule, title, "you")
    assert "you needs" not in happens(rule, title, "you")


def test_a_rule_that_is_newer_is_said_by_its_title() -> None:
    assert happens("x.new", "Name a school", "Leo") == "Name a school."


def test_what_families_read_of_dates_can_be_read_at_eleven() -> None:
    every = [
        *(text.format(who="Leo") for text in HAPPENS.values()),
        *(text.format(who="Leo") for text, _ in STEPS),
        *(*OWN.values(), *ASK.values(), *LATE.values(), *BECAME.values()),
        *(ASK_COUNCIL, ASK_FOR_DAY, LATE_COUNCIL, NOT_KNOWN),
    ]
    sentences = [one for text in every for one in sentences_of(f"<p>{text}</p>")]
    assert len(sentences) > 50
    assert reading_age(sentences) <= OLDEST_READER
    assert max(len(one.split()) for one in sentences) <= 20


def test_whatever_was_told_is_said_in_words() -> None:
    told = {place.kind for place in KEPT.values()}
    assert len(told) > 20
    assert told - set(TOLD) == set()


# What a family reads of one date


def test_a_family_reads_by_when_who_and_what_it_can_do() -> None:
    told = family_date(DECIDE, CASE, "Leo", LINK, TODAY)
    assert told.by == "Friday 25 December 2026 (Christmas Day: the date does not move)."
    assert told.who == "Fenshire Council"
    assert told.can_do == ASK_COUNCIL
    assert told.outcome is None
    assert told.address == f"/family/{LINK}/dates/ehcna.decide"


def test_a_date_that_has_passed_says_how_late_and_what_to_do() -> None:
    late = replace(DECIDE, status="late")
    assert f"It is 2 days late. {LATE_COUNCIL}" in said(late, CHRISTMAS + timedelta(days=2))
    ours = replace(late, responsible="school")
    assert LATE["school"] in said(ours, CHRISTMAS + timedelta(days=1))


def test_a_time_that_had_to_be_left_is_never_late() -> None:
    views = replace(
        DECIDE,
        rule="draft.representations_end",
        kind="minimum-period",
        responsible="parent_or_young_person",
        status="passed",
    )
    assert "late" not in said(views, CHRISTMAS + timedelta(days=9))
    assert BECAME["passed"] in said(views)
    done = replace(views, status="done", done_on=TODAY, days_in_hand=32)
    assert "Done on Monday 23 November 2026. " in said(done)
    running = family_date(replace(views, status="due-soon"), CASE, "Leo", LINK, TODAY)
    assert (running.when, running.who) == ("At least until", "You")
    assert running.can_do == OWN["draft.representations_end"]


def test_what_was_done_says_when_and_how_early_or_late() -> None:
    done = replace(DECIDE, status="done-late", done_on=CHRISTMAS, days_in_hand=-3)
    assert "Done on Friday 25 December 2026, 3 days late." in said(done)
    assert family_can_do(done, TODAY) is None


def test_a_day_that_is_not_known_is_not_made_up() -> None:
    unknown = replace(DECIDE, status="not-known", due_on=None)
    told = family_date(unknown, CASE, "Leo", LINK, TODAY)
    assert (told.by, told.can_do) == (NOT_KNOWN, ASK_FOR_DAY)


def test_the_steps_say_what_is_done_what_is_now_and_what_is_to_come() -> None:
    assert [tag for _, tag in family_steps("deciding-whether-to-assess", "Leo")] == [
        "Done",
        "In progress",
        "Not started",
        "Not started",
        "Not started",
    ]
    assert {tag for _, tag in family_steps("reviewing", "Leo")} == {"Done"}
    assert family_steps("refused-to-assess", "Leo") == []


# One date for staff


def test_the_address_of_a_date_names_the_rule_the_case_and_the_clock() -> None:
    about = UUID(int=5)
    assert ehc_words.date_address("/d", DECIDE) == "/d/ehcna.decide"
    both = ehc_words.date_address("/d", replace(DECIDE, about=about), CASE.case_id)
    assert both == f"/d/ehcna.decide?case={CASE.case_id}&about={about}"


def entry(number: int, *, stands: bool, corrects: int | None = None) -> Entry:
    return replace(
        RECEIPT,
        entry_id=UUID(int=number),
        stands=stands,
        corrects=UUID(int=corrects) if corrects else None,
    )


def test_what_a_date_was_counted_from_before_is_shown() -> None:
    case = replace(CASE, entries=[entry(7, stands=False), entry(8, stands=True, corrects=7)])
    assert ehc_words.started_before(case, FROM_RECEIPT) == [case.entries[0]]
    assert ehc_words.started_before(CASE, FROM_RECEIPT) == []


def test_of_two_clocks_of_one_rule_each_has_its_own_past() -> None:
    drafts = [
        replace(entry(number, stands=stands, corrects=before), type="ehcp-draft-plan-received")
        for number, stands, before in ((11, False, None), (12, True, 11), (13, False, None))
    ]
    case = replace(CASE, entries=[*drafts, RECEIPT])
    clock = replace(DECIDE, about=UUID(int=11), start_event="draft_plan_served")
    assert ehc_words.started_before(case, clock) == [drafts[0]]


def test_the_running_clock_of_a_rule_comes_first() -> None:
    done = replace(DECIDE, status="done", about=UUID(int=1))
    case: Case = replace(CASE, deadlines=[done, DECIDE])
    assert case.clocks("ehcna.decide") == [DECIDE, done]
    assert case.clocks("x") == []


def test_the_family_is_not_asked_for_news_about_its_own_time() -> None:
    views = replace(DECIDE, kind="minimum-period", responsible="parent_or_young_person")
    assert "SENDIASS" in (ehc_words.can_do(views, TODAY) or "")
    window = replace(DECIDE, kind="window")
    assert ehc_words.can_do(window, TODAY) is None
    assert ehc_words.by_when(window) == "Until"
    assert ehc_words.who_acts(replace(DECIDE, responsible="old_LA"), "X") == (
        "The council of the old address"
    )


# The list of all of them


def test_the_list_is_in_the_order_of_its_days() -> None:
    def row(due_on: date | None) -> Row:
        return Row(date=replace(ROW, due_on=due_on), school="Alder Lane")

    first, second, none = row(TODAY), row(CHRISTMAS), row(None)
    assert sorted([none, second, first], key=in_order) == [first, second, none]


SOON = replace(ROW, due_on=TODAY + timedelta(days=28), status="due-soon")
LATE_ROW = replace(ROW, due_on=TODAY - timedelta(days=1), status="late", responsible="school")
ADVISERS = replace(ROW, responsible="mediation_adviser")
OLD_COUNCILS = replace(ROW, responsible="old_LA")


@pytest.mark.parametrize(
    ("whose", "when", "shown"),
    [
        ("", "", [ROW, SOON, LATE_ROW, ADVISERS, OLD_COUNCILS]),
        ("LA", "", [ROW, SOON, OLD_COUNCILS]),
        ("school", "", [LATE_ROW]),
        ("parent_or_young_person", "", []),
        ("others", "", [ADVISERS]),
        ("", "late", [LATE_ROW]),
        ("LA", "late", []),
        ("", "soon", [SOON]),
    ],
)
def test_a_filter_shows_what_it_says(whose: str, when: str, shown: list[DeadlineRow]) -> None:
    rows = (ROW, SOON, LATE_ROW, ADVISERS, OLD_COUNCILS)
    assert [row for row in rows if shows(row, whose, when, TODAY)] == shown


def test_today_asks_for_nothing_once_a_time_that_had_to_be_left_is_over() -> None:
    views = replace(ROW, kind="minimum-period", status="due-soon")
    over = replace(views, status="passed")
    goes_on = replace(ROW, kind="continuing", status="goes-on")
    assert to_be_met([ROW, views, over, goes_on]) == [ROW]


# A rehearsal

WAS = AsOf(status="later", due_on=CHRISTMAS)
MOVED = Moved(rule="ehcna.decide", title="Decide", responsible="LA", moves=True, was=WAS)


@pytest.mark.parametrize(
    ("days", "said"), [(7, "7 days later"), (-1, "1 day earlier"), (0, "the day stays")]
)
def test_a_rehearsal_says_by_how_much_a_date_would_move(days: int, said: str) -> None:
    then = replace(WAS, due_on=CHRISTMAS + timedelta(days=days))
    shown = line(replace(MOVED, days=days, would_be=then))
    assert shown.was == "Friday 25 December 2026"
    assert shown.would_be.endswith(f": {said}")


def test_a_date_that_would_come_or_go_is_said_so() -> None:
    gone = line(MOVED)
    assert gone.would_be == "No date"
    new = line(replace(MOVED, was=None, would_be=replace(WAS, provisional=True)))
    assert new.was == "No date"
    assert new.would_be == "Friday 25 December 2026 (provisional)"
    done = replace(MOVED, would_be=replace(WAS, status="done-late"))
    assert line(done).would_be == "Friday 25 December 2026, Done"
    unknown = replace(MOVED, was=replace(WAS, due_on=None))
    assert line(unknown).was == "Not known"
