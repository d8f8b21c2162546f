"""Who is told what, event by event."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.ehcp.domain.reminders import Reader
from services.notifications.domain.commands import Tell, Wrong
from services.notifications.domain.events import NotificationFailed
from services.notifications.domain.terms import Failure, Kind, Link, Page, Whom
from services.notifications.inbound import (
    Decision,
    DecisionCorrected,
    PlanEntryStruckOut,
    PlanReviewed,
    PlanShared,
    ReferralDecided,
    ReferralRaised,
    ReferralStruckOut,
)
from services.notifications.inbound_ehcp import (
    EhcpDeadlineApproaching,
    EhcpDeadlineMissed,
    EhcpDeadlineWithdrawn,
)
from services.notifications.policies import (
    report_undelivered,
    tell_family,
    tell_staff,
    tell_trust,
)
from services.notifications.tellings import CORRECTABLE, OF_DECISION
from shared.personal import Audience
from shared.recorded import Actor, Origin, RecordedEvent
from shared.rulebook.rule import Party
from tests.notifications.examples import (
    CASE,
    CONCERN,
    MESSAGE,
    MOTHER,
    NOW,
    PLAN,
    PUPIL,
    TEACHER,
    TODAY,
    an_id,
)
from tests.story import Story

BOTH = ("staff", "family")
NOTICE, REVIEW = an_id("notice"), an_id("review")
RAISED = ReferralRaised(
    referral_id=CONCERN,
    pupil_id=PUPIL,
    raised_by=TEACHER,
    source="staff",
    acknowledge_by=TODAY,
    decide_by=TODAY,
)
NOT_SEND, SEN_SUPPORT = Decision(outcome="not-send"), Decision(outcome="sen-support")
DECIDED = ReferralDecided(referral_id=CONCERN, pupil_id=PUPIL, decision=NOT_SEND)
CORRECTED = DecisionCorrected(referral_id=CONCERN, pupil_id=PUPIL, decision=NOT_SEND)
STRUCK_OUT = ReferralStruckOut(referral_id=CONCERN, pupil_id=PUPIL)
SHARED = PlanShared(plan_id=PLAN, pupil_id=PUPIL, say_by=TODAY)
REVIEWED = PlanReviewed(plan_id=PLAN, pupil_id=PUPIL, review_id=REVIEW)


def near(
    party: Party, readers: tuple[str, ...] | None = None, rule: str = "advice.school"
) -> EhcpDeadlineApproaching:
    return EhcpDeadlineApproaching(
        case_id=CASE,
        pupil_id=PUPIL,
        notice_id=NOTICE,
        rule=rule,
        due_on=TODAY,
        responsible=party,
        readers=readers,
    )


def missed(party: Party, rule: str = "advice.school") -> EhcpDeadlineMissed:
    return EhcpDeadlineMissed(
        case_id=CASE,
        pupil_id=PUPIL,
        notice_id=NOTICE,
        rule=rule,
        due_on=TODAY,
        responsible=party,
    )


def recorded(event: Any, by: UUID = TEACHER) -> RecordedEvent[Any]:
    actor = Actor(person_id=by, role="teacher")
    return Story("a-stream").tells(event, at=NOW, by=actor).events[0]


def told(tells: list[Tell]) -> list[tuple[Whom, Kind]]:
    return [(one.whom, one.kind) for one in tells]


@pytest.mark.parametrize(
    ("event", "staff", "family"),
    [
        (
            RAISED,
            [(Whom.SENCO, Kind.CONCERN_RAISED)],
            [(Whom.FAMILY, Kind.CONCERN_SHARED)],
        ),
        (DECIDED, [(Whom.AUTHOR, Kind.CONCERN_ANSWERED)], [(Whom.FAMILY, Kind.DECISION)]),
        (
            CORRECTED,
            [(Whom.STAFF_TOLD, Kind.TOLD_IN_ERROR)],
            [(Whom.FAMILY_TOLD, Kind.TOLD_IN_ERROR)],
        ),
        (
            STRUCK_OUT,
            [(Whom.STAFF_TOLD, Kind.TOLD_IN_ERROR)],
            [(Whom.FAMILY_TOLD, Kind.TOLD_IN_ERROR)],
        ),
        (SHARED, [], [(Whom.FAMILY, Kind.PLAN_SHARED)]),
        (REVIEWED, [], [(Whom.FAMILY, Kind.PLAN_CHANGED)]),
        (replace(REVIEWED, shared=True), [], [(Whom.FAMILY, Kind.PLAN_CHANGED)]),
        (replace(REVIEWED, shared=False), [], []),
        (near(Party.SCHOOL), [(Whom.SENCO, Kind.DATE_NEAR)], []),
        (near(Party.LA), [(Whom.SENCO, Kind.DATE_NEAR_COUNCIL)], []),
        (near(Party.FAMILY), [(Whom.SENCO, Kind.DATE_NEAR_FAMILY)], []),
        (
            missed(Party.SCHOOL),
            [(Whom.SENCO, Kind.LATE_OURS)],
            [],
        ),
        (
            missed(Party.LA),
            [(Whom.SENCO, Kind.LATE_COUNCIL)],
            [(Whom.FAMILY, Kind.LATE_COUNCIL)],
        ),
        (missed(Party.FAMILY), [], []),
        (near(Party.OLD_LA), [(Whom.SENCO, Kind.DATE_NEAR_COUNCIL)], []),
        (
            missed(Party.NEW_LA),
            [(Whom.SENCO, Kind.LATE_COUNCIL)],
            [(Whom.FAMILY, Kind.LATE_COUNCIL)],
        ),
        (near(Party.MEDIATION_ADVISER), [(Whom.SENCO, Kind.DATE_NEAR_ADVISER)], []),
        (near(Party.SYSTEM), [], []),
        (missed(Party.MEDIATION_ADVISER), [], []),
    ],
    ids=lambda one: type(one).__name__ if not isinstance(one, list) else "",
)
def test_whom_an_event_is_told(
    event: Any, staff: list[tuple[Whom, Kind]], family: list[tuple[Whom, Kind]]
) -> None:
    assert told(tell_staff(recorded(event))) == staff
    assert told(tell_family(recorded(event))) == family


@pytest.mark.parametrize(
    ("rule", "soon", "late"),
    [
        ("advice.school", Kind.DATE_NEAR, Kind.LATE_OURS),
        ("consult.school_response", Kind.DATE_NEAR, Kind.LATE_OURS),
        ("review.report", Kind.TASK_NEAR, Kind.TASK_LATE),
        ("plan.admit", Kind.TASK_NEAR, Kind.TASK_LATE),
        ("next-years-rule", Kind.TASK_NEAR, Kind.TASK_LATE),
    ],
)
def test_only_what_a_council_waits_for_is_called_a_reply_to_it(
    rule: str, soon: Kind, late: Kind
) -> None:
    assert told(tell_staff(recorded(near(Party.SCHOOL, rule=rule)))) == [(Whom.SENCO, soon)]
    assert told(tell_staff(recorded(missed(Party.SCHOOL, rule)))) == [(Whom.SENCO, late)]
    assert told(tell_trust(recorded(missed(Party.SCHOOL, rule)))) == [(Whom.TRUST_LEAD, late)]


@pytest.mark.parametrize("rule", ["review.ask", "review.advice_back", "review.meeting_latest"])
def test_the_trusts_lead_hears_of_no_day_that_is_only_planned(rule: str) -> None:
    """No law sets it: it is the SENCO's own plan, who hears that it has passed."""
    late = recorded(missed(Party.SCHOOL, rule))
    assert tell_trust(late) == []
    assert told(tell_staff(late)) == [(Whom.SENCO, Kind.TASK_LATE)]


@pytest.mark.parametrize("party", Party)
def test_the_trusts_lead_hears_of_the_schools_own_late_dates(party: Party) -> None:
    """In a policy of its own: a school without a SENCO keeps the lead from nothing."""
    late = [(Whom.TRUST_LEAD, Kind.LATE_OURS)] if party is Party.SCHOOL else []
    assert told(tell_trust(recorded(missed(party)))) == late
    assert tell_trust(recorded(near(party, BOTH))) == []


def test_the_trusts_lead_hears_a_correction_of_what_the_lead_was_told() -> None:
    withdrawn = recorded(EhcpDeadlineWithdrawn(case_id=CASE, pupil_id=PUPIL, withdraws=NOTICE))
    for tell in (tell_staff, tell_trust):
        [correction] = tell(withdrawn)
        [first] = tell(recorded(missed(Party.SCHOOL)))
        assert (correction.whom, correction.kind) == (Whom.STAFF_TOLD, Kind.TOLD_IN_ERROR)
        assert correction.corrects == Wrong(
            kinds=CORRECTABLE, tellings=frozenset({first.telling_id})
        )
    assert tell_staff(withdrawn)[0].telling_id != tell_trust(withdrawn)[0].telling_id


@pytest.mark.parametrize(
    ("party", "kind"),
    [
        (Party.SCHOOL, Kind.SCHOOL_DATE_NEAR),
        (Party.LA, Kind.COUNCIL_DATE_NEAR),
        (Party.OLD_LA, Kind.COUNCIL_DATE_NEAR),
        (Party.NEW_LA, Kind.COUNCIL_DATE_NEAR),
        (Party.FAMILY, Kind.OWN_DATE_NEAR),
        (Party.MEDIATION_ADVISER, Kind.ADVISER_DATE_NEAR),
    ],
)
def test_a_date_that_is_near_is_told_to_its_readers_alone(party: Party, kind: Kind) -> None:
    both, staff, family = (near(party, readers) for readers in (BOTH, ("staff",), ("family",)))
    assert told(tell_family(recorded(both))) == told(tell_family(recorded(family)))
    assert told(tell_family(recorded(family))) == [(Whom.FAMILY, kind)]
    assert tell_family(recorded(staff)) == []
    assert [one.whom for one in tell_staff(recorded(both))] == [Whom.SENCO]
    assert [one.whom for one in tell_staff(recorded(staff))] == [Whom.SENCO]
    assert tell_staff(recorded(family)) == []
    [tell] = tell_family(recorded(both))
    assert tell.due_on == TODAY


def test_ehcp_calls_the_readers_so() -> None:
    assert {one.value for one in Reader} == set(BOTH)


def test_a_reminder_that_was_wrong_is_corrected_for_the_family_too() -> None:
    withdrawn = EhcpDeadlineWithdrawn(case_id=CASE, pupil_id=PUPIL, withdraws=NOTICE)
    [correction] = tell_family(recorded(withdrawn))
    [first] = tell_family(recorded(near(Party.FAMILY, ("family",))))
    assert correction.corrects is not None
    assert correction.corrects.tellings is not None
    assert first.telling_id in correction.corrects.tellings


@pytest.mark.parametrize("tell", [tell_staff, tell_trust, tell_family])
def test_of_what_an_import_brings_only_a_correction_is_told(tell: Any) -> None:
    def imported(event: Any) -> RecordedEvent[Any]:
        return replace(recorded(event), origin=Origin.IMPORT)

    for event in (RAISED, DECIDED, SHARED, REVIEWED, near(Party.LA, BOTH), missed(Party.SCHOOL)):
        assert tell(imported(event)) == []
    withdrawn = EhcpDeadlineWithdrawn(case_id=CASE, pupil_id=PUPIL, withdraws=NOTICE)
    assert told(tell(imported(withdrawn))) == told(tell(recorded(withdrawn)))


def test_a_notice_that_a_nearer_one_replaced_is_corrected_with_it() -> None:
    """The family was told by the first, the staff by both: each hears of it once."""
    withdrawn = EhcpDeadlineWithdrawn(
        case_id=CASE, pupil_id=PUPIL, withdraws=an_id("nearer"), also=(NOTICE,)
    )
    for tell in (tell_family, tell_staff):
        [correction] = tell(recorded(withdrawn))
        [first] = tell(recorded(near(Party.LA, BOTH)))
        assert correction.corrects is not None
        assert first.telling_id in (correction.corrects.tellings or ())


@pytest.mark.parametrize("source", ["parent", "young-person"])
def test_a_family_that_raised_a_concern_has_its_message_answered(source: str) -> None:
    raised = ReferralRaised(
        referral_id=CONCERN, pupil_id=PUPIL, raised_by=MOTHER, source=source, acknowledge_by=TODAY
    )
    theirs, others = tell_family(recorded(raised, by=MOTHER))
    assert (theirs.whom, theirs.kind) == (Whom.FAMILY_AUTHOR, Kind.CONCERN_RECEIVED)
    assert (theirs.author_id, theirs.due_on) == (MOTHER, TODAY)
    assert (others.kind, others.not_told) == (Kind.CONCERN_SHARED, MOTHER)
    assert told(tell_staff(recorded(raised))) == [(Whom.SENCO, Kind.CONCERN_ARRIVED)]


@pytest.mark.parametrize(
    ("event", "family"),
    [
        (RAISED, []),
        (replace(RAISED, source="pupil"), []),
        (DECIDED, []),
        (replace(DECIDED, decision=SEN_SUPPORT), [(Whom.FAMILY, Kind.DECISION)]),
        (CORRECTED, [(Whom.FAMILY_TOLD, Kind.TOLD_IN_ERROR)]),
        (replace(CORRECTED, decision=SEN_SUPPORT), [(Whom.FAMILY, Kind.DECISION)]),
    ],
)
def test_of_a_confidential_concern_a_family_is_told_of_sen_support_alone(
    event: Any, family: list[tuple[Whom, Kind]]
) -> None:
    in_confidence = recorded(replace(event, confidential=True))
    assert told(tell_family(in_confidence)) == family
    assert told(tell_staff(in_confidence)) == told(tell_staff(recorded(event)))


def test_whoever_did_it_on_the_staff_is_not_told_of_it() -> None:
    assert [one.not_told for one in tell_staff(recorded(RAISED, by=TEACHER))] == [TEACHER]
    assert [one.not_told for one in tell_staff(recorded(DECIDED, by=TEACHER))] == [TEACHER]


def test_a_message_leads_to_what_it_is_about() -> None:
    [concern] = tell_family(recorded(DECIDED))
    assert concern.link == Link(page=Page.CONCERN, id=CONCERN)
    [plan] = tell_family(recorded(SHARED))
    assert plan.link == Link(page=Page.PLAN, id=PLAN)
    [case] = tell_family(recorded(missed(Party.LA)))
    assert case.link == Link(page=Page.CASE, id=CASE)


def test_the_same_event_makes_the_same_tellings_and_another_one_others() -> None:
    late = recorded(missed(Party.SCHOOL))
    again = [one.telling_id for one in (*tell_staff(late), *tell_trust(late))]
    assert again == [one.telling_id for one in (*tell_staff(late), *tell_trust(late))]
    assert len({*again, *(one.telling_id for one in tell_family(recorded(missed(Party.LA))))}) == 3


def test_a_corrected_decision_corrects_what_was_told_of_the_decision_alone() -> None:
    [staff] = tell_staff(recorded(CORRECTED))
    assert staff.corrects == Wrong(kinds=OF_DECISION)
    [struck] = tell_family(recorded(STRUCK_OUT))
    assert struck.corrects == Wrong(kinds=CORRECTABLE)


def test_a_withdrawn_notice_corrects_that_notice_alone() -> None:
    withdrawn = EhcpDeadlineWithdrawn(case_id=CASE, pupil_id=PUPIL, withdraws=NOTICE)
    [correction] = tell_staff(recorded(withdrawn))
    assert correction.corrects is not None
    assert correction.corrects.tellings is not None
    first = tell_staff(recorded(missed(Party.SCHOOL)))
    assert {one.telling_id for one in first} <= correction.corrects.tellings
    [family] = tell_family(recorded(withdrawn))
    assert family.corrects is not None
    assert family.corrects.tellings is not None
    [late] = tell_family(recorded(missed(Party.LA)))
    assert late.telling_id in family.corrects.tellings


def test_a_review_entered_in_error_corrects_what_was_told_of_it() -> None:
    struck = PlanEntryStruckOut(plan_id=PLAN, pupil_id=PUPIL, entry_id=REVIEW, kind="review")
    [correction] = tell_family(recorded(struck))
    [first] = tell_family(recorded(REVIEWED))
    assert correction.corrects is not None
    assert correction.corrects.tellings is not None
    assert first.telling_id in correction.corrects.tellings
    other = PlanEntryStruckOut(plan_id=PLAN, pupil_id=PUPIL, entry_id=REVIEW, kind="session")
    assert tell_family(recorded(other)) == []


def failed(reason: Failure, audience: Audience = Audience.FAMILY) -> NotificationFailed:
    return NotificationFailed(
        notification_id=MESSAGE,
        pupil_id=PUPIL,
        recipient_id=MOTHER,
        audience=audience,
        reason=reason,
    )


@pytest.mark.parametrize("reason", [one for one in Failure if one is not Failure.NO_LONGER])
def test_a_family_that_was_not_reached_is_a_missing_fact_for_the_senco(reason: Failure) -> None:
    [tell] = report_undelivered(recorded(failed(reason)))
    assert (tell.whom, tell.kind) == (Whom.SENCO, Kind.UNDELIVERED)
    assert tell.link == Link(page=Page.PUPIL, id=PUPIL)


def test_nobody_hears_of_a_message_that_may_not_go_out_any_more() -> None:
    assert report_undelivered(recorded(failed(Failure.NO_LONGER))) == []
    assert report_undelivered(recorded(failed(Failure.NO_ADDRESS, Audience.STAFF))) == []
