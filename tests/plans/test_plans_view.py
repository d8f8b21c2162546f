"""What the list, the page and the clock find in a plan's document, as its story is told."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.plans.domain.commands import TargetResult
from services.plans.domain.terms import Gathered, Missed, Result, Stance
from services.plans.projections.plans import NotOpened, fold, keys
from services.plans.viewers import in_list, put_together, seen_by
from shared.access.grants import Role
from shared.documents import is_sealed
from tests.plans.examples import (
    ALSO,
    ARRANGE,
    CLOSE,
    CORRECTED,
    DELIVER,
    DISAGREE,
    DUE,
    END,
    FATHER,
    HEAR_PUPIL,
    MEASURE,
    MISS,
    MOTHER,
    NOTE,
    OTHER_REFERRAL,
    PLAN,
    PUPIL,
    READ,
    REFERRAL,
    REVIEW,
    REVIEW_ON,
    SENCO,
    SET_TARGET,
    SHARE,
    TODAY,
    WITHDRAW,
    Story,
    agreed,
    closed,
    confidential,
    due,
    opened,
    plan,
    reviewed,
    running,
    shared,
    strike,
    withdrawn,
)
from tests.story import SCHOOL
from tests.story import Story as Recorded

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def story(told: Story) -> Recorded:
    return Recorded(f"plan-{PLAN}", "plans").tells(*told.past, at=NOW)


def shown(told: Story) -> dict[str, Any]:
    return {**story(told).folded(fold), "_id": PLAN}


def page(told: Story, role: Role = Role.SENCO, viewer: UUID = SENCO) -> dict[str, Any]:
    """As a page would have it, but for its texts, which nobody here can open."""
    return seen_by(put_together(shown(told)), role, viewer)


def contexts(value: Any) -> list[str]:
    """Every text anywhere in a document, by the event and field that it was sealed for."""
    if is_sealed(value):
        return [value["context"]]
    inner = value.values() if isinstance(value, dict) else value
    return (
        [one for part in inner for one in contexts(part)] if isinstance(value, dict | list) else []
    )


def test_an_opened_plan_shows_since_when_for_what_and_by_which_concern() -> None:
    document = shown(opened)
    assert (document["pupil_id"], document["school_id"]) == (PUPIL, SCHOOL)
    assert (document["status"], document["since"]) == ("open", "2026-09-07")
    assert (document["primary_need"], document["secondary_need"]) == ("SLCN", None)
    assert document["referral_ids"] == [REFERRAL]
    assert (document["review_on"], document["notice_on"]) == (None, None)
    assert document["version"] == 1


def test_a_corrected_decision_shows_what_it_should_have_said() -> None:
    put_right = shown(opened.after(CORRECTED))
    told_right = shown(plan.after(CORRECTED))
    both = ("status", "since", "primary_need", "referral_ids", "grounds")
    assert [put_right[name] for name in both] == [told_right[name] for name in both]


def test_two_concerns_show_the_latest_need_and_the_earliest_day() -> None:
    document = shown(opened.after(ALSO))
    assert (document["since"], document["primary_need"]) == ("2026-09-07", "SEMH")
    assert document["referral_ids"] == [REFERRAL, OTHER_REFERRAL]
    left = shown(opened.after(ALSO, WITHDRAW))
    assert (left["status"], left["since"], left["referral_ids"]) == (
        "open",
        "2026-10-05",
        [OTHER_REFERRAL],
    )


def test_a_withdrawn_plan_shows_nothing_that_holds_and_keeps_its_parts() -> None:
    document = shown(withdrawn)
    assert (document["status"], document["since"], document["primary_need"]) == (
        "withdrawn",
        None,
        None,
    )
    assert document["notice_on"] is None
    assert len(document["targets"]) == 1


def test_a_target_shows_where_the_pupil_started_is_and_should_be() -> None:
    [target] = page(running)["targets"]
    assert (target["baseline"], target["now"], target["aim"]) == ("22", "31", "40")
    assert (target["baseline_on"], target["now_on"], target["by_when"]) == (
        "2026-09-09",
        "2026-11-16",
        "2026-12-18",
    )
    assert target["measured_by"] == "class-teacher"


def test_the_latest_day_counts_and_not_what_was_recorded_last() -> None:
    earlier = replace(MEASURE, measure_id=uuid4(), effective_on=DELIVER.effective_on)
    [target] = page(running.after(earlier))["targets"]
    assert (target["now_on"], len(target["measures"])) == ("2026-11-16", 2)
    [left] = page(running.after(earlier, strike(MEASURE.measure_id)))["targets"]
    assert left["now_on"] == "2026-11-09"
    [none] = page(agreed)["targets"]
    assert (none["now"], none["now_on"]) == (None, None)


def test_given_and_missed_sessions_are_counted_against_the_planned() -> None:
    more = (replace(DELIVER, session_id=uuid4()), replace(MISS, session_id=uuid4()))
    trip = replace(MISS, session_id=uuid4(), missed=Missed.SCHOOL_EVENT)
    [line] = page(running.after(*more, trip))["provision"]
    assert (line["planned"], line["given"]) == (24, 2)
    assert line["missed"] == {"school-event": 1, "staff-absent": 2}
    [less] = page(running.after(strike(DELIVER.session_id), strike(MISS.session_id)))["provision"]
    assert (less["given"], less["missed"]) == (0, {})


def test_a_help_says_which_part_of_section_f_it_gives() -> None:
    promised = uuid4()
    by_law = replace(ARRANGE, provision_id=uuid4(), secures=promised)
    said = [one["secures"] for one in page(agreed.after(by_law))["provision"]]
    assert said == [None, promised]


def test_provision_that_ended_shows_its_last_day_and_why() -> None:
    [line] = page(agreed.after(END))["provision"]
    assert line["ended"]["on"] == "2026-11-13"
    assert contexts(line["ended"]) == ["provision-ended/reason"]


def test_an_ending_in_error_stays_for_staff_and_the_provision_goes_on() -> None:
    told = shared.after(END, strike(END.ending_id))
    document = page(told)
    assert [one["ended"] for one in document["provision"]] == [None]
    [mark] = document["endings"]
    assert (mark["ending_id"], mark["on"]) == (END.ending_id, "2026-11-13")
    assert contexts(mark["struck_out"]) == ["plan-entry-struck-out/reason"]
    assert shown(told)["changes_to_share"] == 2
    again = replace(END, ending_id=uuid4(), effective_on=TODAY)
    [line] = page(told.after(again))["provision"]
    assert (line["ended"]["ending_id"], line["ended"]["on"]) == (again.ending_id, "2026-11-23")
    for seen in (page(told, Role.PARENT, MOTHER), page(shared.after(END), Role.PARENT, MOTHER)):
        assert seen["endings"] == []


def test_a_struck_out_entry_stays_for_staff_and_says_why() -> None:
    document = page(running.after(strike(DELIVER.session_id)))
    mark = next(one for one in document["sessions"] if one["session_id"] == DELIVER.session_id)
    assert mark["struck_out"]["by"] == SENCO
    assert contexts(mark["struck_out"]) == ["plan-entry-struck-out/reason"]


def test_a_struck_out_review_takes_its_results_and_its_day_with_it() -> None:
    [target] = page(reviewed)["targets"]
    assert [one["result"] for one in target["results"]] == [Result.PARTLY_MET.value]
    assert shown(reviewed)["review_on"] == "2027-03-19"
    struck = reviewed.after(strike(REVIEW.review_id))
    [again] = page(struck)["targets"]
    assert again["results"] == []
    assert shown(struck)["review_on"] == REVIEW_ON.isoformat()


def test_what_is_told_late_comes_where_its_day_belongs() -> None:
    earlier = date(2026, 11, 17)
    said = replace(
        DISAGREE, views_id=uuid4(), by=SENCO, gathered=Gathered.PHONE, effective_on=earlier
    )
    held = replace(
        REVIEW,
        review_id=uuid4(),
        results=(TargetResult(target_id=SET_TARGET.target_id, result=Result.NOT_MET),),
        effective_on=earlier,
    )
    told = reviewed.after(said, held)
    for document in (page(told), page(told, Role.PARENT, MOTHER)):
        views = [HEAR_PUPIL.views_id, said.views_id, DISAGREE.views_id]
        assert [one["views_id"] for one in document["views"]] == views
        reviews = [held.review_id, REVIEW.review_id]
        assert [one["review_id"] for one in document["reviews"]] == reviews
        [target] = document["targets"]
        assert [one["review_id"] for one in target["results"]] == reviews


def test_a_review_told_late_leaves_the_clock_the_day_agreed_after_it() -> None:
    held = replace(REVIEW, effective_on=REVIEW_ON, today=REVIEW_ON)
    earlier = replace(
        REVIEW, review_id=uuid4(), effective_on=TODAY, next_review_on=REVIEW_ON, today=REVIEW_ON
    )
    document = shown(due.after(held, earlier))
    assert (document["review_on"], document["notice_on"]) == ("2027-03-19", "2027-03-19")


def test_what_the_family_does_not_see_yet_is_counted_until_it_is_shared() -> None:
    assert shown(agreed)["changes_to_share"] == 3
    assert shown(running)["changes_to_share"] == 0
    assert shown(shared.after(END, strike(NOTE.note_id)))["changes_to_share"] == 2
    assert shown(shared.after(DELIVER, MEASURE))["changes_to_share"] == 0


def test_who_read_what_was_shared() -> None:
    share = page(shared.after(READ, replace(READ, by=FATHER)))["share"]
    assert [one["by"] for one in share["reads"]] == [MOTHER, FATHER]
    assert (share["plan_version"], share["say_by"]) == (4, "2026-12-04")


def test_the_clock_finds_a_day_until_it_has_told_of_it() -> None:
    assert shown(shared)["notice_on"] == "2026-12-18"
    assert shown(due)["notice_on"] is None
    later = replace(REVIEW, today=REVIEW_ON)
    assert shown(due.after(later))["notice_on"] == "2027-03-19"
    assert shown(closed)["notice_on"] is None
    assert shown(closed.after(strike(CLOSE.closing_id)))["notice_on"] == "2027-03-19"
    assert page(due)["review_notified"]
    assert not page(shared)["review_notified"]


def test_a_notice_that_was_taken_back_can_be_told_again() -> None:
    early = replace(REVIEW, today=REVIEW_ON)
    told = due.after(early, strike(REVIEW.review_id))
    assert shown(told)["notice_on"] == "2026-12-18"
    assert told.when(DUE)


def test_a_closed_plan_shows_when_and_why_until_that_was_in_error() -> None:
    document = page(closed)
    assert (document["status"], document["closed_on"]) == ("closed", "2026-11-20")
    assert contexts(document["closing"]) == ["plan-closed/reason", "plan-closed/evidence"]
    again = page(closed.after(strike(CLOSE.closing_id)))
    assert (again["status"], again["closed_on"], again["closing"]) == ("open", None, None)


def test_a_list_shows_no_text_and_only_targets_that_stand() -> None:
    more = replace(SET_TARGET, target_id=uuid4())
    row = in_list(shown(running.after(more, strike(more.target_id))))
    assert contexts(row) == []
    assert (row["targets"], row["review_on"], row["shared_on"]) == (1, "2026-12-18", "2026-11-16")


def test_the_family_sees_what_was_shared_and_what_has_happened_since() -> None:
    later = replace(SET_TARGET, target_id=uuid4())
    other = replace(ARRANGE, provision_id=uuid4())
    its_session = replace(DELIVER, session_id=uuid4(), provision_id=other.provision_id)
    told = running.after(later, other, its_session, replace(NOTE, note_id=uuid4()))
    seen = page(told, Role.PARENT, MOTHER)
    assert [one["target_id"] for one in seen["targets"]] == [SET_TARGET.target_id]
    assert [one["provision_id"] for one in seen["provision"]] == [ARRANGE.provision_id]
    assert seen["note"]["note_id"] == NOTE.note_id
    assert seen["targets"][0]["now"] == "31"
    assert len(seen["sessions"]) == 2
    assert seen["changes_to_share"] is None


def test_the_family_sees_nothing_of_a_plan_that_was_not_shared() -> None:
    seen = page(agreed.after(DELIVER), Role.PARENT, MOTHER)
    assert (seen["share"], seen["note"]) == (None, None)
    assert (seen["targets"], seen["provision"], seen["sessions"]) == ([], [], [])


def test_the_family_sees_nothing_that_was_struck_out() -> None:
    told = running.after(
        strike(MEASURE.measure_id), strike(DELIVER.session_id), strike(NOTE.note_id)
    )
    seen = page(told, Role.PARENT, MOTHER)
    assert seen["targets"][0]["measures"] == []
    assert [one["session_id"] for one in seen["sessions"]] == [MISS.session_id]
    assert seen["note"] is None
    assert page(told.after(strike(SET_TARGET.target_id)), Role.PARENT, MOTHER)["targets"] == []


def test_the_family_is_told_what_was_taken_out_of_a_share_and_not_why() -> None:
    never_shared = replace(SET_TARGET, target_id=uuid4())
    told = running.after(never_shared, strike(never_shared.target_id))
    assert page(told, Role.PARENT, MOTHER)["taken_out"] == []
    told = told.after(*map(strike, (NOTE.note_id, SET_TARGET.target_id, ARRANGE.provision_id)))
    assert page(told, Role.PARENT, MOTHER)["taken_out"] == [
        {"kind": kind, "at": NOW} for kind in ("note", "target", "provision")
    ]
    again = told.after(replace(SET_TARGET, target_id=uuid4()), replace(SHARE, share_id=uuid4()))
    assert len(page(again, Role.PARENT, MOTHER)["taken_out"]) == 3
    assert page(again)["taken_out"] == []


def test_that_a_childs_words_were_taken_out_is_told_to_nobody_at_home() -> None:
    told = running.after(strike(HEAR_PUPIL.views_id))
    assert page(told, Role.PARENT, MOTHER)["taken_out"] == []


def test_parents_read_their_own_words_and_the_pupils_and_never_each_others() -> None:
    mothers = page(running, Role.PARENT, MOTHER)["views"]
    assert [one["views_id"] for one in mothers] == [HEAR_PUPIL.views_id, DISAGREE.views_id]
    fathers = page(running, Role.PARENT, FATHER)["views"]
    assert [one["views_id"] for one in fathers] == [HEAR_PUPIL.views_id]
    [review] = page(reviewed, Role.PARENT, MOTHER)["reviews"]
    assert review["parents_views"] is None
    assert [one["by"] for one in page(running, Role.PARENT, FATHER)["share"]["reads"]] == []


def test_a_note_for_staff_leaves_no_trace_for_the_family() -> None:
    sessions = page(running, Role.PARENT, MOTHER)["sessions"]
    assert [one["note"] for one in sessions] == [None, None]


def test_words_that_stayed_closed_leave_no_gap() -> None:
    """As reading leaves a confidential text out for a head, so goes the whole view."""
    told = put_together(shown(shared.after(replace(HEAR_PUPIL, said=confidential("I pretend")))))
    without = {**told, "views": [{k: v for k, v in told["views"][0].items() if k != "said"}]}
    assert seen_by(without, Role.HEAD, uuid4())["views"] == []


def test_words_in_confidence_are_marked_for_who_may_read_them() -> None:
    alone = replace(HEAR_PUPIL, views_id=uuid4(), said=confidential("I pretend"))
    views = page(running.after(alone))["views"]
    marked = [one["views_id"] for one in views if one["confidential"]]
    assert marked == [alone.views_id]
    agreed_without_words = replace(DISAGREE, stance=Stance.AGREE, said=None)
    assert page(shared.after(agreed_without_words))["views"][0]["confidential"] is False


def test_a_page_shows_the_latest_hundred_sessions_and_counts_them_all() -> None:
    many = [replace(DELIVER, session_id=uuid4()) for _ in range(120)]
    document = page(agreed.after(MISS, *many))
    assert len(document["sessions"]) == 100
    assert document["sessions"][0]["on"] == "2026-11-10"
    assert document["provision"][0]["given"] == 120


def test_texts_stay_sealed_each_for_its_own_field() -> None:
    assert contexts(shown(shared)) == [
        "needs-noted/strengths",
        "needs-noted/needs",
        "needs-noted/at_home",
        "target-set/will_do",
        "target-set/measure",
        "provision-arranged/what",
    ]


def test_a_plan_is_one_document_and_each_event_moves_its_version_by_one() -> None:
    told = story(closed)
    assert {keys(recorded) for recorded in told.events} == {(PLAN,)}
    assert told.folded(fold)["version"] == len(closed.past) == closed.state.version


def test_folding_changes_no_document_that_it_was_given() -> None:
    events = story(closed.after(strike(CLOSE.closing_id), CORRECTED)).events
    document = fold(None, events[0])
    for recorded in events[1:]:
        before = repr(document)
        after = fold(document, recorded)
        assert repr(document) == before
        document = after


def test_a_document_of_before_goes_on() -> None:
    """Until its view is made anew, what an older fold has made is fed by this one."""
    events = story(shared.after(DELIVER, END)).events
    before, new = len(story(shared).events), None
    for recorded in events[:before]:
        new = fold(new, recorded)
    assert new is not None
    agreed_then = [{"by": one["by"], "review_on": one["review_on"]} for one in new["agreed"]]
    old = {name: value for name, value in new.items() if name != "endings"}
    after: dict[str, Any] | None = {**old, "agreed": agreed_then}
    for recorded in events[before:]:
        after = fold(after, recorded)
    assert after is not None
    assert after["review_on"] == new["review_on"]
    assert len(after["endings"]) == 1


def test_an_event_without_its_beginning_is_refused_loudly() -> None:
    with pytest.raises(NotOpened):
        fold(None, story(agreed).events[1])
