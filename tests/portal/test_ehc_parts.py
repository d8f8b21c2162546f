"""What a case's entries make together: the plan, its reviews, appeals, what can be told next."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.portal.clients.ehcp import Case, Entry
from services.portal.clients.ehcp_appeals import appealable, open_appeals
from services.portal.clients.ehcp_plan import Content, Outcome, Provision, plans_of
from services.portal.clients.ehcp_reviews import reviews_of
from services.portal.ehc_entry_words import details_of
from services.portal.family_plan_sections import how_much, section_name
from services.portal.pages.ehc_draft_forms import letters_to_answer, unanswered
from services.portal.pages.ehc_review_forms import awaited
from services.portal.pages.ehc_review_steps import STEPS
from services.portal.pages.family_ehc import happened, views_until
from services.portal.words.ehc import amount
from tests.portal.examples import TODAY
from tests.portal.test_ehc_words import CASE, DECIDE

F = Provision(
    provision_id=UUID(int=31),
    section="F",
    text="Speech therapy",
    minutes=20,
    sessions=4,
    per="week",
    outcome_ids=[UUID(int=41)],
    vague=["regular"],
)
E = Outcome(outcome_id=UUID(int=41), text="Follows three steps.")
FULL = Content(of=UUID(int=20), outcomes=[E], provisions=[F])


def entry(number: int, type_: str, on: date = TODAY, **more: Any) -> Entry:
    """more: fields of the entry; `details` for the rest."""
    return Entry(
        entry_id=UUID(int=number),
        type=f"ehcp-{type_}",
        stands=more.pop("stands", True),
        on=on,
        at=datetime(2026, 11, 16, 9, number % 60, tzinfo=UTC),
        **more,
    )


def with_(*entries: Entry) -> Case:
    return replace(CASE, entries=list(entries))


DRAFT = entry(20, "draft-plan-received", served_on=TODAY)
FINAL = entry(22, "plan-finalised", TODAY + timedelta(days=20))


def says(number: int, of: UUID, **details: Any) -> Entry:
    return entry(number, "plan-content-recorded", details={"of": str(of), **details})


# The plan


def test_the_newest_plan_comes_first_and_a_draft_after_what_was_made() -> None:
    found = plans_of(with_(DRAFT, says(21, DRAFT.entry_id), FINAL))
    assert [plan.plan for plan in found] == [FINAL, DRAFT]
    assert [plan.entry is not None for plan in found] == [False, True]


def test_a_plan_that_was_corrected_keeps_what_it_says() -> None:
    wrong = replace(DRAFT, stands=False)
    right = entry(23, "draft-plan-received", corrects=DRAFT.entry_id)
    text = [{"section": "B", "text": "Listening."}]
    [plan] = plans_of(with_(wrong, says(21, DRAFT.entry_id, sections=text), right))
    assert plan.content.of == DRAFT.entry_id
    assert plan.content.text_of("B") == "Listening."


def test_one_part_is_changed_and_the_others_stay() -> None:
    content = FULL.with_text("B", "Listening.").with_text("B", "Reading.")
    assert content.text_of("B") == "Reading."
    assert content.with_text("B", "").sections == []
    assert content.provisions == [F]
    other = replace(F, provision_id=UUID(int=32))
    assert content.with_provision(other).provisions == [F, other]
    longer = replace(F, minutes=30)
    assert content.with_provision(longer).provisions == [longer]
    assert content.without_provision(F.provision_id).provisions == []
    assert content.with_outcome(replace(E, text="x")).outcomes == [replace(E, text="x")]


def test_an_outcome_that_is_taken_out_is_named_by_no_provision() -> None:
    left = FULL.without_outcome(E.outcome_id)
    assert left.outcomes == []
    assert left.provisions == [replace(F, outcome_ids=[])]


def test_the_service_judges_the_words_of_a_provision_anew() -> None:
    [provision] = FULL.body()["provisions"]
    assert "vague" not in provision
    assert provision["outcome_ids"] == [str(E.outcome_id)]


@pytest.mark.parametrize(
    ("changed", "staff", "family"),
    [
        ({}, "20 minutes, 4 times a week", "20 minutes, 4 times a week."),
        ({"sessions": 1}, "20 minutes, once a week", "20 minutes, once a week."),
        (
            {"sessions": None, "per": None},
            "20 minutes; how often is not said",
            "20 minutes each time. The plan does not say how often. You can ask for that.",
        ),
        (
            {"minutes": None},
            "How long is not said, 4 times a week",
            "4 times a week. The plan does not say how long. You can ask for that.",
        ),
        (
            {"minutes": None, "sessions": None, "per": None},
            "How long and how often is not said",
            "The plan does not say how often. You can ask for that.",
        ),
    ],
)
def test_how_much_help_is_said_also_where_the_plan_leaves_it_open(
    changed: dict[str, Any], staff: str, family: str
) -> None:
    one = replace(F, **changed)
    assert amount(one.minutes, one.sessions, one.per) == staff
    assert how_much(one) == family


def test_a_section_speaks_to_a_young_person_themselves() -> None:
    assert section_name("B", "Leo") == "What Leo needs help with"
    assert section_name("B", "you") == "What you need help with"


def test_the_family_reads_until_when_the_draft_waits() -> None:
    clock = replace(DECIDE, rule="draft.representations_end", about=DRAFT.entry_id)
    case = replace(with_(DRAFT), deadlines=[clock])
    [plan] = plans_of(case)
    assert views_until(case, plan) == clock.due_on
    assert views_until(replace(case, deadlines=[DECIDE]), plan) is None


def test_what_happened_leaves_out_what_does_not_stand() -> None:
    struck = entry(24, "receipt-recorded", stands=False)
    case = with_(DRAFT, struck, says(21, DRAFT.entry_id), FINAL)
    assert happened(case) == [FINAL, DRAFT]


# Comments and consultations


def test_the_family_answers_a_draft_or_a_notice_and_the_school_each_letter_once() -> None:
    asked = entry(25, "naming-consultation-received")
    case = with_(DRAFT, asked)
    assert letters_to_answer(case) == [DRAFT]
    assert unanswered(case)
    answered = entry(26, "naming-consultation-answered", details={"about": str(asked.entry_id)})
    assert not unanswered(with_(DRAFT, asked, answered))
    assert not unanswered(with_(DRAFT))


# Reviews

MEETING = TODAY + timedelta(days=50)
PLANNED = entry(
    50,
    "review-planned",
    details={"kind": "annual", "meeting_on": MEETING.isoformat(), "year_group": 9},
)


def of_review(number: int, type_: str, on: date = TODAY, **details: Any) -> Entry:
    return entry(number, type_, on, details={"review_id": str(PLANNED.entry_id), **details})


def person(number: int, who: str, *, asked: bool = True) -> dict[str, Any]:
    return {"person_id": str(UUID(int=number)), "who": who, "name": None, "advice_asked": asked}


INVITED = of_review(
    51, "review-invitations-sent", people=[person(61, "family"), person(62, "senco", asked=False)]
)
CAME = of_review(53, "review-advice-received", person_id=str(UUID(int=61)))
HELD = of_review(54, "review-meeting-held", TODAY - timedelta(days=1), attended=[])


def test_a_meeting_that_was_moved_has_its_new_day_and_the_one_it_was_held_on() -> None:
    [review] = reviews_of(with_(PLANNED))
    assert review.meeting_on == MEETING
    moved = of_review(52, "review-meeting-moved", meeting_on="2027-02-02")
    [review] = reviews_of(with_(PLANNED, moved))
    assert review.meeting_on == date(2027, 2, 2)
    [review] = reviews_of(with_(PLANNED, moved, HELD))
    assert review.meeting_on == HELD.on


def test_whose_advice_is_awaited_follows_what_came() -> None:
    [review] = reviews_of(with_(PLANNED, INVITED))
    assert [code for code, _ in awaited(review)] == [str(UUID(int=61))]
    reminded = of_review(55, "review-advice-chased", person_ids=[str(UUID(int=61))])
    [review] = reviews_of(with_(PLANNED, INVITED, reminded, CAME))
    assert awaited(review) == []
    assert [guest.reminded_on for guest in review.guests] == [TODAY, None]
    assert [guest.came_on for guest in review.guests] == [TODAY, None]


def test_another_reviews_entries_are_not_mixed_in() -> None:
    other = entry(56, "review-meeting-held", details={"review_id": str(UUID(int=99))})
    [review] = reviews_of(with_(PLANNED, other))
    assert review.entries == []


@pytest.mark.parametrize(
    ("entries", "there", "missing"),
    [
        ([], {"move", "invitations", "meeting", "decision"}, {"report", "advice", "notice"}),
        ([INVITED], {"advice", "reminders"}, {"report"}),
        ([HELD], {"report", "decision"}, {"move", "meeting", "papers"}),
        (
            [HELD, replace(of_review(57, "review-decision-recorded"), decision="amend")],
            {"notice", "amended", "dropped"},
            {"decision"},
        ),
        (
            [HELD, replace(of_review(57, "review-decision-recorded"), decision="keep")],
            {"report"},
            {"decision", "notice", "amended"},
        ),
    ],
)
def test_what_can_be_recorded_follows_the_process(
    entries: list[Entry], there: set[str], missing: set[str]
) -> None:
    [review] = reviews_of(with_(PLANNED, *entries))
    found = {what for what, step in STEPS.items() if step.may(review)}
    assert there <= found
    assert not missing & found


# Appeals


def test_a_no_can_be_appealed_against_and_a_yes_cannot() -> None:
    no = entry(70, "decision-recorded", decision="refused")
    yes = entry(71, "decision-recorded", decision="assess")
    gone = replace(no, entry_id=UUID(int=72), stands=False)
    assert appealable(with_(no, yes, gone, FINAL)) == [no, FINAL]


def test_an_appeal_is_open_until_it_is_decided_or_taken_back() -> None:
    appeal = entry(73, "appeal-made")
    for ends in ("tribunal-ordered", "appeal-withdrawn"):
        end = entry(74, ends, details={"appeal_id": str(appeal.entry_id)})
        assert open_appeals(with_(appeal)) == [appeal]
        assert open_appeals(with_(appeal, end)) == []


# What an entry says in short


@pytest.mark.parametrize(
    ("details", "row"),
    [
        ({"sections": ["B", "F"]}, ("Sections", "B, F")),
        ({"sections": [{"heading": "needs", "text": "Listening."}]}, ("Needs", "Listening.")),
        ({"evidence": [{"title": "Report A"}, {"title": "B"}]}, ("Papers", "Report A; B")),
        ({"answer": "cannot-meet"}, ("Answer", "It cannot meet the needs")),
        ({"remedy": "dismissed"}, ("The council is to", "Nothing: the appeal was dismissed")),
        ({"how": "declined"}, ("How", "The family does not want it")),
        ({"recommends": "keep"}, ("Recommends", "Keep the plan as it is")),
    ],
)
def test_what_an_entry_says_besides_its_days_is_shown(
    details: dict[str, Any], row: tuple[str, str]
) -> None:
    assert {"key": row[0], "value": row[1]} in details_of(details)


def test_what_the_plan_says_is_not_told_twice() -> None:
    plan = {"of": str(UUID(int=1)), "sections": [{"section": "B", "text": "Listening."}]}
    assert details_of(plan) == []
