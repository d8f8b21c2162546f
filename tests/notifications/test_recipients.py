"""Who is told of what really happened: by the directory's own words, as they are now."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.directory.domain.terms import PostRole, Relationship
from services.ehcp.domain.events import EhcpDeadlineMissed, EhcpDeadlineWithdrawn
from services.ehcp.domain.terms import Cause, Notice
from services.notifications.handlers import read_telling
from services.referrals.domain.terms import Source
from shared.recorded import Origin
from shared.rulebook.rule import Party
from tests.notifications.stories import Concern
from tests.notifications.trust import School, Trust

YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011


@pytest.fixture
def pupil(trust: Trust, school: School) -> UUID:
    return trust.pupil(school)


def raised(trust: Trust, pupil: UUID, school: School) -> Concern:
    concern = Concern(trust, pupil, school.teacher).is_raised()
    trust.settle()
    return concern


def late(case_id: UUID, pupil: UUID, party: Party) -> EhcpDeadlineMissed:
    return EhcpDeadlineMissed(
        case_id=case_id,
        pupil_id=pupil,
        notice_id=uuid4(),
        rule="advice.school" if party is Party.SCHOOL else "ehcna.decide",
        due_on=YESTERDAY,
        responsible=party,
        effective_on=YESTERDAY + timedelta(days=1),
    )


def taken_back(missed: EhcpDeadlineMissed) -> EhcpDeadlineWithdrawn:
    return EhcpDeadlineWithdrawn(
        case_id=missed.case_id,
        pupil_id=missed.pupil_id,
        withdraws=missed.notice_id,
        what=Notice.MISSED,
        rule=missed.rule,
        due_on=missed.due_on,
        responsible=missed.responsible,
        cause=Cause.DONE_IN_TIME,
        effective_on=missed.effective_on,
    )


def test_a_concern_reaches_the_senco_now_and_the_parents(
    trust: Trust, school: School, pupil: UUID
) -> None:
    mother, father = trust.guardian(pupil), trust.guardian(pupil)
    raised(trust, pupil, school)
    assert trust.kinds(school.senco) == ["concern-raised"]
    assert trust.kinds(mother.id) == trust.kinds(father.id) == ["concern-shared"]
    assert trust.kinds(school.teacher) == []
    [message] = trust.inbox(mother.id)
    assert (message["pupil_id"], message["school_id"]) == (pupil, school.id)
    assert message["email"] == "waiting"


def test_a_decision_reaches_its_author_and_the_parents(
    trust: Trust, school: School, pupil: UUID
) -> None:
    mother = trust.guardian(pupil)
    raised(trust, pupil, school).is_decided(school.senco)
    trust.settle()
    assert trust.kinds(school.teacher) == ["concern-answered"]
    assert trust.kinds(mother.id) == ["concern-shared", "decision"]
    assert trust.kinds(school.senco) == ["concern-raised"]


def test_a_parent_who_raised_it_has_her_message_answered(
    trust: Trust, school: School, pupil: UUID
) -> None:
    mother, father = trust.guardian(pupil), trust.guardian(pupil)
    concern = Concern(trust, pupil, mother.id, source=Source.PARENT).is_raised()
    concern.is_decided(school.senco)
    trust.settle()
    assert trust.kinds(school.senco) == ["concern-arrived"]
    assert trust.kinds(mother.id) == ["concern-received", "decision"]
    assert trust.kinds(father.id) == ["concern-shared", "decision"]


def test_a_parent_who_gets_no_letters_reads_the_answer_to_her_concern_in_the_inbox(
    trust: Trust, school: School, pupil: UUID
) -> None:
    mother = trust.guardian(pupil, correspondence=False)
    father, other = trust.guardian(pupil), trust.guardian(pupil, correspondence=False)
    concern = Concern(trust, pupil, mother.id, source=Source.PARENT).is_raised()
    concern.is_decided(school.senco)
    trust.settle()
    concern.is_corrected(school.senco)
    trust.settle()
    assert trust.kinds(mother.id) == ["concern-received", "decision", "told-in-error"]
    assert [one["email"] for one in trust.inbox(mother.id)] == ["off"] * 3
    assert trust.kinds(father.id) == ["concern-shared", "decision", "told-in-error"]
    assert trust.kinds(other.id) == []


@pytest.mark.parametrize("became", ["barred", "unlinked"])
def test_a_parent_who_may_not_sign_in_any_more_hears_nothing_of_her_concern(
    trust: Trust, school: School, pupil: UUID, became: str
) -> None:
    mother, _ = trust.guardian(pupil, correspondence=False), trust.guardian(pupil)
    concern = Concern(trust, pupil, mother.id, source=Source.PARENT).is_raised()
    trust.settle()
    getattr(mother, became)()
    concern.is_decided(school.senco)
    trust.settle()
    assert trust.kinds(mother.id) == ["concern-received"]


def test_where_only_the_author_hears_it_and_is_not_written_to_the_senco_hears_it_too(
    trust: Trust, school: School, pupil: UUID
) -> None:
    mother = trust.guardian(pupil, correspondence=False)
    concern = Concern(trust, pupil, mother.id, source=Source.PARENT).is_raised()
    concern.is_decided(school.senco)
    trust.settle()
    assert trust.kinds(mother.id) == ["concern-received", "decision"]
    assert trust.kinds(school.senco).count("undelivered") == 2


def test_a_barred_guardian_is_never_told(trust: Trust, school: School, pupil: UUID) -> None:
    mother, father = trust.guardian(pupil), trust.guardian(pupil)
    father.barred()
    father.linked()  # said again by the next import: the order stands
    raised(trust, pupil, school).is_decided(school.senco)
    trust.settle()
    assert trust.kinds(father.id) == []
    assert trust.kinds(mother.id) == ["concern-shared", "decision"]


@pytest.mark.parametrize(
    "terms",
    [
        {"correspondence": False},
        {"parental_responsibility": False, "relationship": Relationship.SOCIAL_WORKER},
    ],
    ids=["gets no letters", "may not sign in"],
)
def test_who_is_not_written_to_is_not_told(
    trust: Trust, school: School, pupil: UUID, terms: dict[str, Any]
) -> None:
    mother = trust.guardian(pupil)
    other = trust.guardian(pupil, **terms)
    raised(trust, pupil, school)
    assert trust.kinds(other.id) == []
    assert trust.kinds(mother.id) == ["concern-shared"]


def test_who_was_unlinked_is_not_told(trust: Trust, school: School, pupil: UUID) -> None:
    mother, other = trust.guardian(pupil), trust.guardian(pupil)
    other.unlinked()
    raised(trust, pupil, school)
    assert trust.kinds(other.id) == []
    assert trust.kinds(mother.id) == ["concern-shared"]


def test_where_nobody_in_the_family_may_be_told_the_senco_hears_it(
    trust: Trust, school: School, pupil: UUID
) -> None:
    trust.guardian(pupil).barred()
    raised(trust, pupil, school)
    assert sorted(trust.kinds(school.senco)) == ["concern-raised", "undelivered"]


def test_the_senco_is_the_one_of_the_school_where_the_pupil_is_now(
    trust: Trust, school: School, pupil: UUID
) -> None:
    trust.guardian(pupil)
    new = trust.school("Beacon Hill")
    trust.moves(pupil, new)
    trust.settle()
    raised(trust, pupil, school)
    assert trust.kinds(new.senco) == ["concern-raised"]
    assert trust.kinds(school.senco) == []


def test_the_senco_is_the_one_in_post_today(trust: Trust, school: School, pupil: UUID) -> None:
    trust.guardian(pupil)
    successor = uuid4()
    trust.staff(successor, school.id, PostRole.SENCO)
    trust.post_ends(school.senco, school.id, PostRole.SENCO, YESTERDAY)
    raised(trust, pupil, school)
    assert trust.kinds(successor) == ["concern-raised"]
    assert trust.kinds(school.senco) == []


def test_a_post_is_held_to_the_end_of_its_last_day(
    trust: Trust, school: School, pupil: UUID
) -> None:
    trust.guardian(pupil)
    trust.post_ends(school.senco, school.id, PostRole.SENCO, trust.now.date())
    raised(trust, pupil, school)
    assert trust.kinds(school.senco) == ["concern-raised"]


def test_a_school_without_a_senco_makes_the_concern_wait(
    trust: Trust, school: School, pupil: UUID
) -> None:
    trust.guardian(pupil)
    trust.post_ends(school.senco, school.id, PostRole.SENCO, YESTERDAY)
    concern = raised(trust, pupil, school)
    assert trust.waits() == {f"referral-{concern.id}": "senco-unknown"}
    successor = uuid4()
    trust.staff(successor, school.id, PostRole.SENCO)
    trust.settle()
    assert trust.kinds(successor) == ["concern-raised"]
    assert trust.waits() == {}


def test_the_trusts_lead_hears_what_is_late_at_a_school_without_a_senco(
    trust: Trust, school: School, pupil: UUID
) -> None:
    trust.post_ends(school.senco, school.id, PostRole.SENCO, YESTERDAY)
    lead, case_id = uuid4(), uuid4()
    trust.staff(lead, None, PostRole.TRUST_SEND_LEAD)
    trust.ehcp.tells(f"ehccase-{case_id}", late(case_id, pupil, Party.SCHOOL), pupil=pupil)
    trust.settle()
    assert trust.kinds(lead) == ["late-ours"]
    assert trust.waits() == {}


def test_an_author_who_has_left_is_not_told(trust: Trust, school: School, pupil: UUID) -> None:
    trust.guardian(pupil)
    concern = raised(trust, pupil, school)
    trust.post_ends(school.teacher, school.id, PostRole.TEACHER, YESTERDAY)
    trust.settle()
    concern.is_decided(school.senco)
    trust.settle()
    assert trust.kinds(school.teacher) == []


def test_an_unknown_pupil_makes_the_concern_wait_and_then_go_on(
    trust: Trust, school: School
) -> None:
    pupil = trust.pupil(school, known=False)
    concern = Concern(trust, pupil, school.teacher).is_raised().is_decided(school.senco)
    trust.settle()
    assert trust.waits() == {f"referral-{concern.id}": "pupil-unknown"}
    assert trust.kinds(school.senco) == []
    trust.enrol(pupil, school)
    trust.settle()
    assert trust.kinds(school.senco) == ["concern-raised"]
    assert trust.waits() == {f"referral-{concern.id}": "family-unknown"}
    mother = trust.guardian(pupil, known=False)
    trust.settle()
    assert trust.waits() == {f"referral-{concern.id}": "guardian-unknown"}
    mother.recorded()
    trust.settle()
    assert trust.kinds(mother.id) == ["concern-shared", "decision"]
    assert trust.kinds(school.teacher) == ["concern-answered"]
    assert trust.waits() == {}


def test_a_family_that_nobody_knows_for_a_day_is_a_missing_fact(
    trust: Trust, school: School, pupil: UUID
) -> None:
    concern = raised(trust, pupil, school)
    assert trust.waits() == {f"referral-{concern.id}": "family-unknown"}
    today = trust.now
    trust.now = today + timedelta(days=1, minutes=1)
    trust.settle()
    trust.now = today
    assert trust.waits() == {}
    assert sorted(trust.kinds(school.senco)) == ["concern-raised", "undelivered"]


def test_nothing_is_told_twice_whatever_is_redelivered(
    trust: Trust, school: School, pupil: UUID
) -> None:
    mother = trust.guardian(pupil)
    raised(trust, pupil, school).is_decided(school.senco)
    trust.settle()
    before = trust.own.main["commits"].count_documents({})
    trust.redeliver()
    assert trust.own.main["commits"].count_documents({}) == before
    assert trust.kinds(mother.id) == ["concern-shared", "decision"]


def test_a_redelivery_does_not_judge_again(trust: Trust, school: School, pupil: UUID) -> None:
    mother = trust.guardian(pupil)
    raised(trust, pupil, school)
    late, successor = trust.guardian(pupil), uuid4()
    trust.staff(successor, school.id, PostRole.SENCO)
    mother.barred()
    for senco in (school.senco, successor):
        trust.post_ends(senco, school.id, PostRole.SENCO, YESTERDAY)
    trust.settle()
    trust.redeliver()
    assert trust.waits() == {}
    assert trust.kinds(late.id) == trust.kinds(successor) == []
    assert trust.kinds(mother.id) == ["concern-shared"]


def test_what_was_cut_off_between_two_people_goes_on_with_those_chosen_at_first(
    trust: Trust, school: School, pupil: UUID
) -> None:
    """The choice is there, the messages are not: what a worker killed between the two leaves."""
    parents = [trust.guardian(pupil), trust.guardian(pupil)]
    concern = raised(trust, pupil, school)
    chosen = read_telling(trust.store, concern.id)
    lost = trust.root[f"{trust.code}_notifications"]["commits"]
    for parent in parents[:1]:
        [message] = trust.inbox(parent.id)
        lost.delete_one({"stream": f"notification-{message['_id']}"})
    trust.redeliver()
    assert read_telling(trust.store, concern.id) == chosen
    [message] = trust.inbox(parents[0].id)
    assert trust.store.read(f"notification-{message['_id']}").head.version == 1


def test_what_an_import_brings_in_tells_nobody(trust: Trust, school: School, pupil: UUID) -> None:
    mother = trust.guardian(pupil)
    concern = Concern(trust, pupil, school.teacher).is_raised(origin=Origin.IMPORT)
    concern.is_decided(school.senco, origin=Origin.IMPORT)
    trust.settle()
    for person in (mother.id, school.senco, school.teacher):
        assert trust.kinds(person) == []
    concern.is_corrected(school.senco)  # of what nobody was told, there is nothing to correct
    trust.settle()
    assert trust.kinds(mother.id) == []


def test_a_list_that_takes_a_date_back_is_heard_by_whoever_was_told_the_date(
    trust: Trust, pupil: UUID
) -> None:
    lead, case_id = uuid4(), uuid4()
    trust.staff(lead, None, PostRole.TRUST_SEND_LEAD)
    before_import, told = (late(case_id, pupil, Party.SCHOOL) for _ in range(2))
    stream = f"ehccase-{case_id}"
    trust.ehcp.tells(stream, before_import, pupil=pupil, origin=Origin.IMPORT)
    trust.ehcp.tells(stream, told, pupil=pupil)
    trust.settle()
    assert trust.kinds(lead) == ["late-ours"]
    withdrawn = [taken_back(one) for one in (before_import, told)]
    trust.ehcp.tells(stream, *withdrawn, pupil=pupil, origin=Origin.IMPORT)
    trust.settle()
    assert trust.kinds(lead) == ["late-ours", "told-in-error"]


def test_a_corrected_decision_is_corrected_for_whoever_was_told_it(
    trust: Trust, school: School, pupil: UUID
) -> None:
    mother, father = trust.guardian(pupil), trust.guardian(pupil)
    concern = raised(trust, pupil, school).is_decided(school.senco)
    trust.settle()
    newcomer = trust.guardian(pupil)
    father.barred()
    trust.settle()
    concern.is_corrected(school.senco)
    trust.settle()
    assert trust.kinds(mother.id)[-1] == "told-in-error"
    assert trust.inbox(mother.id)[-1]["told_on"] == trust.now.date().isoformat()
    assert trust.kinds(school.teacher) == ["concern-answered", "told-in-error"]
    assert trust.kinds(father.id) == ["concern-shared", "decision"]
    assert trust.kinds(newcomer.id) == []


def test_a_concern_for_the_wrong_pupil_is_taken_back_from_all_who_were_told(
    trust: Trust, school: School, pupil: UUID
) -> None:
    mother = trust.guardian(pupil)
    colleague = uuid4()
    trust.staff(colleague, school.id, PostRole.SENCO)
    concern = raised(trust, pupil, school)
    concern.is_struck_out(school.senco)
    trust.settle()
    assert trust.kinds(mother.id) == ["concern-shared", "told-in-error"]
    assert trust.kinds(colleague) == ["concern-raised", "told-in-error"]
    assert trust.kinds(school.senco) == ["concern-raised"]  # who did it


def test_two_records_of_one_child_are_one_family_and_an_order_in_either_bars(
    trust: Trust, school: School, pupil: UUID
) -> None:
    old = trust.pupil(school)
    mother, aunt, father = trust.guardian(pupil), trust.guardian(old), trust.guardian(old)
    father.barred()
    replace(father, link=uuid4(), pupil_id=pupil).linked()
    trust.merges(old, pupil)
    trust.settle()
    Concern(trust, old, school.teacher).is_raised()
    trust.settle()
    assert trust.kinds(father.id) == []
    for person in (mother, aunt):
        [message] = trust.inbox(person.id)
        assert message["pupil_id"] == pupil


def test_what_is_about_the_record_that_goes_on_is_judged_by_every_record_before_it(
    trust: Trust, school: School, pupil: UUID
) -> None:
    first, second = trust.pupil(school), trust.pupil(school)
    mother, aunt = trust.guardian(pupil), trust.guardian(second)
    father, uncle = trust.guardian(first), trust.guardian(first)
    father.barred()
    replace(father, link=uuid4(), pupil_id=pupil).linked()
    here = replace(uncle, link=uuid4(), pupil_id=pupil)
    here.linked()
    here.unlinked()
    trust.merges(first, second)
    trust.merges(second, pupil)
    trust.settle()
    Concern(trust, pupil, school.teacher).is_raised()
    trust.settle()
    told = [person for person in (mother, aunt, father, uncle) if trust.kinds(person.id)]
    assert told == [mother, aunt]


def test_a_young_person_is_told_in_the_inbox(trust: Trust, school: School) -> None:
    pupil = trust.pupil(school, school_age_ends=YESTERDAY)
    mother = trust.guardian(pupil)
    raised(trust, pupil, school)
    assert trust.kinds(mother.id) == ["concern-shared"]
    [message] = trust.inbox(pupil)
    assert (message["kind"], message["email"]) == ("concern-shared", "off")


def test_nobody_is_told_of_a_pupil_who_was_erased(
    trust: Trust, school: School, pupil: UUID
) -> None:
    mother = trust.guardian(pupil)
    Concern(trust, pupil, school.teacher).is_raised()
    trust.erases(pupil)
    trust.settle()
    assert trust.kinds(mother.id) == trust.kinds(school.senco) == []
    assert trust.waits() == {}
