"""A plan that changes, moves or ends, and excuses: what is asked, and what becomes the command."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from services.ehcp.domain.appeal_terms import ReassessmentDecision
from services.ehcp.domain.plan_terms import Right
from services.ehcp.schemas.parts import PARTS
from services.portal.clients.ehcp import Case, Entry
from services.portal.clients.ehcp_reviews import reviews_of
from services.portal.ehc_entry_words import facts_of, tells_of
from services.portal.ehc_words import told
from services.portal.forms import CommandForm, PortalForm, problems
from services.portal.pages.ehc import changes_of, tellings_of
from services.portal.pages.ehc_appeal_steps import STEPS as APPEALS
from services.portal.pages.ehc_changes import AGAIN, CHANGES, ENDING, EXCUSES, TO_ANOTHER_COUNCIL
from services.portal.pages.ehc_every_telling import BEGINS_HERE, OF_TYPE, address_of
from services.portal.pages.ehc_review_steps import STEPS as REVIEWS
from services.portal.pages.ehc_telling import Telling
from services.portal.pages.ehc_told import place_of
from services.portal.words import ehc as words
from shared.rulebook.exceptions import Ground
from tests.portal.examples import TODAY
from tests.portal.test_ehc_parts import (
    CAME,
    FINAL,
    HELD,
    INVITED,
    PLANNED,
    entry,
    of_review,
    with_,
)
from tests.portal.test_ehc_words import DECIDE
from tests.portal.test_plan_forms import on

COUNCIL = {"name": "Marshland Council", "code": "925"}
ASKED = entry(80, "reassessment-requested", details={"requester": "parent"})
MOVE = entry(81, "move-told-of", details={"to": COUNCIL, "move_on": "2027-01-04", "known_on": None})
ENDED = entry(83, "plan-ceased")
FINAL_CLOCK = replace(DECIDE, rule="ehcna.final_plan", title="Send the final EHC plan")
NOT_BY = replace(DECIDE, rule="draft.representations_end", kind="minimum-period")
OWN_PLAN = replace(
    DECIDE, rule="review.meeting_latest", responsible="school", force="derived_planning"
)
CASE = replace(with_(FINAL, ASKED, MOVE), deadlines=[DECIDE, FINAL_CLOCK, NOT_BY, OWN_PLAN])
IN = on("received_on", 20, 11)
Typed = Callable[..., Any]


@pytest.fixture
def typed(app: Flask) -> Iterator[Typed]:
    """`typed(what, values)`: the form of something told, as somebody sent it."""
    opened = []

    def sent(
        telling: Telling[Any], values: dict[str, Any], case: Any = CASE, known: Entry | None = None
    ) -> Any:
        context = app.test_request_context("/", method="POST", data=values)
        context.push()
        opened.append(context)
        return telling.form(case, 7, known)

    yield sent
    for context in reversed(opened):
        context.pop()


def wrong(form: PortalForm) -> list[str]:
    """What the summary says, but for the token that these forms come without."""
    form.validate()
    form.csrf_token.errors = []
    return [one.text for one in problems(form)]


# Every part of the service


def test_whatever_can_be_told_of_a_case_has_a_form() -> None:
    """But for what a plan says, which has pages of its own."""
    assert {one.part for one in OF_TYPE.values()} == set(PARTS) - {"plan_content"}


# Asked together in one field, put together from several, or never asked for the first time.
PUT_TOGETHER = {"confirmed", "sections", "evidence", "review_id", "to", "rule"}


@pytest.mark.parametrize("what", [*BEGINS_HERE])
def test_each_form_asks_what_the_service_takes(app: Flask, what: str) -> None:
    """Under the service's names, so that its complaints find their field."""
    telling = BEGINS_HERE[what]
    with app.test_request_context("/"):
        asked = {field.name for field in telling.form(CASE, 7)}
    taken = set(PARTS[telling.part].schema().fields)
    where_it_is_about = {"about"} if "clock" in asked else set()
    assert taken - PUT_TOGETHER - where_it_is_about <= asked


def test_a_form_without_a_command_cannot_be_made() -> None:
    class Nothing(CommandForm):
        pass

    with pytest.raises(TypeError, match="abstract"):
        Nothing()


# Excuses

EXCUSE = {
    "clock": "ehcna.final_plan",
    "ground": "school-closed",
    **on("claimed_on", 20, 11),
    **on("first_closed_on", 23, 7),
    **on("reopens_on", 2, 9),
    "evidence": "Their letter says so.",
}


def test_an_excuse_names_the_date_and_the_days_of_the_closure(typed: Typed) -> None:
    form = typed(EXCUSES, EXCUSE)
    assert wrong(form) == []
    assert form.body() == {
        "rule": "ehcna.final_plan",
        "about": None,
        "ground": "school-closed",
        "claimed_on": "2026-11-20",
        "first_closed_on": "2026-07-23",
        "reopens_on": "2026-09-02",
        "family_told_on": None,
        "evidence": "Their letter says so.",
    }


def test_a_date_that_runs_several_times_is_named_with_what_it_is_about(typed: Typed) -> None:
    about = uuid4()
    case = replace(CASE, deadlines=[replace(DECIDE, rule="reassess.final", about=about)])
    form = typed(EXCUSES, {**EXCUSE, "clock": f"reassess.final/{about}"}, case)
    assert wrong(form) == []
    assert (form.body()["rule"], form.body()["about"]) == ("reassess.final", str(about))


def test_a_closure_without_both_days_cannot_be_judged_and_other_grounds_have_none(
    typed: Typed,
) -> None:
    half = {name: text for name, text in EXCUSE.items() if not name.startswith("reopens_on")}
    assert wrong(typed(EXCUSES, half)) == ["Enter the first day it is open again"]
    form = typed(EXCUSES, {**half, "ground": "absence"})
    assert wrong(form) == []
    assert form.body()["first_closed_on"] is None
    back = {**EXCUSE, **on("reopens_on", 1, 7)}
    assert wrong(typed(EXCUSES, back)) == [
        "The day it opens again must be on or after 23 July 2026, the first closed day"
    ]


def test_only_a_date_by_which_somebody_acts_can_be_excused(typed: Typed) -> None:
    form = typed(EXCUSES, {})
    assert form.clock.values() == ["ehcna.decide", "ehcna.final_plan"]
    assert wrong(form)[0] == "Select the date"
    nothing = replace(CASE, deadlines=[NOT_BY, OWN_PLAN])
    assert EXCUSES.address not in dict(tellings_of(nothing))
    assert EXCUSES.address in dict(tellings_of(CASE))


def test_the_date_from_which_somebody_comes_is_chosen(app: Flask) -> None:
    with app.test_request_context("/?rule=ehcna.decide"):
        assert EXCUSES.form(CASE, 7).clock.data == "ehcna.decide"


def test_a_date_that_is_gone_can_still_be_corrected(typed: Typed) -> None:
    known = entry(
        82,
        "exception-claimed",
        details={"rule": "advice.school", "ground": "absence", "about": None},
    )
    form = typed(EXCUSES, {**EXCUSE, "clock": "advice.school", "reason": "A slip."}, CASE, known)
    assert wrong(form) == []


# The school's answer to a consultation


def test_a_ground_is_of_a_school_that_cannot_meet_the_needs(typed: Typed) -> None:
    asked = entry(86, "naming-consultation-received")
    sent = {"about": str(asked.entry_id), **on("sent_on", 20, 11), "grounds": [*words.GROUNDS][:1]}
    answer = BEGINS_HERE["consultation-answer"]
    no, yes = ({**sent, "answer": said} for said in ("cannot-meet", "can-meet"))
    assert wrong(typed(answer, no, with_(asked))) == []
    assert wrong(typed(answer, yes, with_(asked))) == [
        "Leave this empty, or select that it cannot meet the needs"
    ]


# What was over before the form arrived


def test_an_appeal_that_ended_meanwhile_is_still_the_one_that_was_chosen(typed: Typed) -> None:
    appeal = entry(84, "appeal-made", details={})
    over = entry(85, "appeal-withdrawn", details={"appeal_id": str(appeal.entry_id)})
    sent = {"appeal_id": str(appeal.entry_id), **on("withdrawn_on", 20, 11)}
    assert wrong(typed(APPEALS["withdrawal"], sent, with_(appeal, over))) == []
    assert typed(APPEALS["withdrawal"], {}, with_(appeal, over)).appeal_id.values() == []


def test_advice_that_came_meanwhile_is_still_the_one_that_was_chosen(typed: Typed) -> None:
    [review] = reviews_of(with_(PLANNED, INVITED, CAME))
    family = INVITED.details["people"][0]["person_id"]
    came, reminded = REVIEWS["advice"], REVIEWS["reminders"]
    assert wrong(typed(came, {"person_id": family, **on("received_on", 20, 11)}, review)) == []
    assert wrong(typed(reminded, {"person_ids": family, **on("sent_on", 20, 11)}, review)) == []
    assert typed(came, {}, review).person_id.values() == []


# Re-assessment, ceasing, moves


def test_a_re_assessment_answers_a_request_or_none(typed: Typed) -> None:
    telling = CHANGES["reassessment-decision"]
    form = typed(telling, {"decision": "refused", "request_id": "by-itself", **IN})
    assert wrong(form) == []
    assert form.body()["request_id"] is None
    answered = {"decision": "reassess", "request_id": str(ASKED.entry_id), **IN}
    assert typed(telling, answered).body()["request_id"] == str(ASKED.entry_id)
    assert wrong(typed(telling, {})) == [
        "Select the request, or that the council decided by itself",
        "Select what the council decided",
        "Enter the day you were told",
    ]


def test_the_days_of_a_letter_come_in_their_order(typed: Typed) -> None:
    days = {**on("decided_on", 18, 11), **on("sent_on", 17, 11), **on("received_on", 16, 11)}
    assert wrong(typed(CHANGES["cease-decision"], days)) == [
        "The day you were told must be on or after 17 November 2026, the day it was sent",
        "Date sent must be on or after 18 November 2026, the day of the decision",
    ]


def test_what_did_not_come_yet_did_not_happen_but_a_move_may_lie_ahead(typed: Typed) -> None:
    ahead = TODAY + timedelta(days=40)
    ends = on("ended_on", ahead.day, ahead.month, ahead.year)
    said = "The last day of the plan must be today or in the past"
    assert wrong(typed(CHANGES["plan-end"], ends)) == [said]
    move = typed(CHANGES["move"], {**COUNCIL, **on("move_on", ahead.day, ahead.month, ahead.year)})
    assert wrong(move) == []
    assert move.body() == {"to": COUNCIL, "move_on": ahead.isoformat(), "known_on": None}


def test_the_plan_goes_over_to_the_council_of_the_move(app: Flask) -> None:
    with app.test_request_context("/"):
        form = CHANGES["transfer"].form(CASE, 7)
    assert (form.name.data, form.code.data) == ("Marshland Council", "925")


@pytest.mark.parametrize(("told_so", "sent"), [("yes", True), ("no", False), ("", None)])
def test_a_letter_that_leaves_it_open_says_so(
    typed: Typed, told_so: str, sent: bool | None
) -> None:
    form = typed(CHANGES["transfer-letter"], {"will_assess": told_so, **IN})
    assert wrong(form) == []
    assert form.body()["will_assess"] is sent
    assert wrong(typed(CHANGES["transfer-letter"], IN)) == [
        "Select whether it will assess the child again"
    ]


@pytest.mark.parametrize(
    ("case", "groups"),
    [
        (replace(with_(), stage="assessing"), 0),
        (replace(with_(FINAL), stage="final-plan"), 4),
        (replace(with_(), stage="reviewing"), 4),  # taken over from a list: no plan is recorded
        (replace(with_(FINAL, ENDED), stage="ceased"), 0),
    ],
)
def test_a_plan_changes_once_there_is_one_and_until_it_ends(case: Case, groups: int) -> None:
    assert len(changes_of(case)) == groups


def test_what_the_new_council_wrote_waits_for_the_transfer() -> None:
    def offered(case: Case) -> set[str]:
        return {what for _, _, links in changes_of(case) for what, _ in links}

    assert "transfer-letter" not in offered(with_(FINAL))
    assert "transfer-letter" in offered(with_(FINAL, entry(84, "plan-transferred")))
    notice = entry(85, "amendment-notice-received", details={"review_id": None})
    assert "no-amendment" not in offered(with_(FINAL))
    assert "no-amendment" in offered(with_(FINAL, notice))
    assert "no-amendment" in offered(replace(with_(FINAL), stage="re-assessing"))
    assert offered(with_(FINAL, notice, entry(94, "plan-transferred"), ENDED)) == set()


def test_the_school_is_asked_for_advice_once_in_each_assessment() -> None:
    def offered(*entries: Entry) -> set[str]:
        return {what for what, _ in tellings_of(with_(*entries))} & {"advice-request", "advice"}

    first, again = entry(95, "advice-requested"), entry(96, "advice-requested")
    sent, decided = entry(97, "advice-submitted"), ReassessmentDecision.REASSESS.value
    reassessed = entry(98, "reassessment-decided", decision=decided)
    assert offered() == {"advice-request"}
    assert offered(first) == {"advice"}
    assert offered(first, sent) == set()
    assert offered(first, sent, FINAL, reassessed) == {"advice-request"}
    assert offered(first, sent, FINAL, reassessed, again) == {"advice"}


# Corrections


def correction(typed: Typed, known: Entry, case: Case, values: dict[str, Any]) -> Any:
    telling = OF_TYPE[known.type]
    form = typed(telling, {**values, "reason": "A slip."}, place_of(case, known), known)
    assert wrong(form) == []
    return telling.correction(known, form)


def test_a_step_of_a_review_is_corrected_as_a_step_of_that_review(typed: Typed) -> None:
    case = with_(PLANNED, INVITED, HELD)
    said = correction(typed, HELD, case, {**on("held_on", 19, 11), "attended": ["family"]})
    assert said == {
        "corrects": str(HELD.entry_id),
        "reason": "A slip.",
        "review_meeting": {
            "review_id": str(PLANNED.entry_id),
            "held_on": "2026-11-19",
            "attended": ["family"],
            "minutes": None,
        },
    }


def test_whoever_stays_invited_keeps_the_id_by_which_their_advice_is_named(typed: Typed) -> None:
    values = {"people": ["senco", "therapist"], "advice_from": ["senco"], **on("sent_on", 20, 11)}
    body = correction(typed, INVITED, with_(PLANNED, INVITED), values)["review_invitations"]
    senco, therapist = body["people"]
    assert senco["person_id"] == INVITED.details["people"][1]["person_id"]
    assert senco["advice_asked"] is True
    assert therapist == {"who": "therapist", "advice_asked": False}


def test_other_views_that_the_form_does_not_ask_stay(typed: Typed) -> None:
    views = [{"who": "family", "said": "More."}, {"who": "senco", "said": "Less."}]
    known = of_review(58, "review-report-sent", recommends="keep", differences=views)
    case = replace(with_(PLANNED, HELD, known))
    values = {"recommends": "amend", "differs": "family", "difference": "Much more."}
    body = correction(typed, known, case, {**values, **on("sent_on", 20, 11)})["review_report"]
    assert body["differences"] == [{"who": "family", "said": "Much more."}, views[1]]


@pytest.mark.parametrize(
    ("ticked", "rights"),
    [([], None), (["none"], []), (["appeal", "sendiass"], ["appeal", "sendiass"])],
)
def test_a_letter_that_nobody_saw_is_not_one_that_tells_nothing(
    typed: Typed, ticked: list[str], rights: list[str] | None
) -> None:
    form = typed(CHANGES["cease-decision"], {**IN, "rights": ticked})
    assert wrong(form) == []
    assert form.body()["rights"] == rights


@pytest.mark.parametrize(
    ("rights", "ticked"), [(None, []), ([], ["none"]), (["appeal"], ["appeal"])]
)
def test_a_correction_begins_with_the_rights_that_were_told(
    app: Flask, rights: list[str] | None, ticked: list[str]
) -> None:
    known = entry(86, "cease-decided", received_on=TODAY, rights=rights)
    with app.test_request_context("/"):
        form = OF_TYPE[known.type].form(with_(FINAL, known), 7, known)
    assert form["rights"].data == ticked
    said = {"key": "It tells of", "value": tells_of(known)}
    assert (said in facts_of(known)) == (rights is not None)


def test_a_letter_cannot_tell_something_and_nothing(typed: Typed) -> None:
    form = typed(CHANGES["cease-decision"], {**IN, "rights": ["appeal", "none"]})
    assert wrong(form) == ["Select what the letter tells, or “None of these”"]


@pytest.mark.parametrize(
    ("known", "says"),
    [
        (MOVE, {"name": "Marshland Council", "code": "925"}),
        (ASKED, {"requester": "parent"}),
        (replace(PLANNED), {"kind": "annual", "year_group": "9"}),
        (
            entry(
                87,
                "tribunal-ordered",
                details={"appeal_id": UUID(int=73), "remedy": "amend", "directs_by": "2027-02-01"},
            ),
            {"remedy": "amend"},
        ),
        (of_review(88, "review-views-recorded", whose="child", said="Cards."), {"said": "Cards."}),
    ],
)
def test_a_correction_begins_with_what_the_entry_says(
    app: Flask, known: Entry, says: dict[str, str]
) -> None:
    case = with_(FINAL, PLANNED, known)
    with app.test_request_context("/"):
        form = OF_TYPE[known.type].form(place_of(case, known), 7, known)
    assert {name: form[name].data for name in says} == says
    assert [field.name for field in form][-2:] == ["csrf_token", "reason"]


def test_no_two_things_are_corrected_at_one_address() -> None:
    addresses = [address_of(type_) for type_ in OF_TYPE]
    assert len(set(addresses)) == len(addresses)
    assert address_of("ehcp-case-taken-over") is None


# Words


def test_every_ground_and_decision_of_the_service_has_its_words() -> None:
    assert set(words.EXCUSES) == set(Ground)
    assert set(words.RIGHTS) == set(Right)
    assert set(words.REASSESSMENTS) == set(ReassessmentDecision)
    types = {one.type for one in OF_TYPE.values()}
    assert types <= set(words.TOLD)


def test_a_refusal_to_assess_again_is_not_called_a_refusal_to_assess() -> None:
    refused = entry(89, "reassessment-decided", decision="refused")
    assert told(refused) == "The council will not assess again"
    assert told(entry(90, "decision-recorded", decision="refused")) == "The council will not assess"


@pytest.mark.parametrize(
    ("one", "row"),
    [
        (MOVE, ("To", "Marshland Council")),
        (MOVE, ("Date of the move", "Monday 4 January 2027")),
        (ASKED, ("Asked by", "A parent")),
        (
            entry(91, "exception-claimed", details={"rule": "ehcna.decide", "ground": "absence"}),
            ("Reason", words.EXCUSES["absence"]),
        ),
        (
            entry(92, "exception-claimed", details={"rule": "ehcna.decide", "evidence": "Ill."}),
            ("What was said", "Ill."),
        ),
        (entry(93, "transfer-explained", details={"will_assess": False}), ("Assesses again", "No")),
    ],
)
def test_the_page_of_a_case_says_what_an_entry_says(one: Entry, row: tuple[str, str]) -> None:
    assert {"key": row[0], "value": row[1]} in facts_of(one)


def test_the_groups_are_told_in_the_order_of_the_process() -> None:
    for group in (AGAIN, ENDING, TO_ANOTHER_COUNCIL):
        assert all(telling.address in CHANGES for telling in group.tellings)
        assert group.said.endswith(".")
