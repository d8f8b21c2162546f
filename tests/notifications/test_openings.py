"""A record that was opened from outside: the family hears of it once, where it may."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from services.directory.domain.terms import PostRole
from services.notifications.domain.terms import Kind, Link, Page, Whom
from services.notifications.inbound import RecordOpened
from services.notifications.policies import tell_opened
from shared.access.reasons import TOLD_AS_DUTY, Reason
from tests.notifications.examples import LEAD, NOW, PUPIL, an_id
from tests.notifications.test_texts import FORBIDDEN
from tests.notifications.trust import CANARY, PORTAL, School, Trust
from tests.story import Story

TOLD = [reason for reason in Reason if reason not in TOLD_AS_DUTY]


@pytest.fixture
def pupil(trust: Trust, school: School) -> UUID:
    return trust.pupil(school)


@pytest.fixture
def lead(trust: Trust) -> UUID:
    person_id = uuid4()
    trust.staff(person_id, None, PostRole.TRUST_SEND_LEAD)
    return person_id


def opened(reason: str) -> RecordOpened:
    return RecordOpened(opening_id=an_id("opening"), pupil_id=PUPIL, opened_by=LEAD, reason=reason)


def test_the_family_is_told_and_led_to_the_pupils_page() -> None:
    [tell] = tell_opened(Story("a-stream").tells(opened("complaint"), at=NOW).events[0])
    assert (tell.whom, tell.kind) == (Whom.FAMILY, Kind.RECORD_OPENED)
    assert tell.link == Link(page=Page.PUPIL, id=PUPIL)
    assert (tell.about_id, tell.not_told) == (an_id("opening"), LEAD)


@pytest.mark.parametrize("reason", [*Reason, "next-years-code"])
def test_a_reason_that_is_hidden_from_families_tells_nothing(reason: str) -> None:
    tells = tell_opened(Story("a-stream").tells(opened(reason), at=NOW).events[0])
    assert (tells == []) == (reason in {"safeguarding", "review"})


@pytest.mark.parametrize("reason", TOLD)
def test_both_parents_hear_once_that_somebody_new_opened_the_record(
    trust: Trust, school: School, pupil: UUID, lead: UUID, reason: Reason
) -> None:
    mother, father = trust.guardian(pupil), trust.guardian(pupil)
    trust.opens(pupil, reason, by=lead)
    trust.settle()
    assert trust.kinds(mother.id) == trust.kinds(father.id) == ["record-opened"]
    assert trust.kinds(school.senco) == trust.kinds(lead) == []
    trust.redeliver()
    trust.settle()
    assert trust.kinds(mother.id) == ["record-opened"]
    trust.send()
    [letter] = trust.post_office.to(mother.address)
    assert letter["Subject"] == "Someone new opened a record"
    text = letter.get_content().replace("\r\n", "\n")
    [message] = trust.inbox(mother.id)
    assert text.startswith(
        "A person outside the usual staff opened a record and gave a reason:"
        f" {PORTAL}/messages/{message['_id']}\n"
    )
    assert not any(word in text for word in (*CANARY, reason.value))
    assert FORBIDDEN.findall(text.replace(message["_id"].hex, "")) == []


@pytest.mark.parametrize("reason", sorted(TOLD_AS_DUTY))
def test_a_check_that_the_trust_must_make_is_told_to_nobody(
    trust: Trust, school: School, pupil: UUID, lead: UUID, reason: Reason
) -> None:
    mother = trust.guardian(pupil)
    trust.opens(pupil, reason, by=lead)
    trust.settle()
    assert trust.kinds(mother.id) == trust.kinds(school.senco) == []
    trust.opens(pupil, Reason.COMPLAINT, by=lead)  # of which the family may hear
    trust.settle()
    assert trust.kinds(mother.id) == ["record-opened"]


def test_each_person_and_day_is_told_of_itself(trust: Trust, pupil: UUID, lead: UUID) -> None:
    mother = trust.guardian(pupil)
    for by, on in ((lead, 0), (lead, 1), (uuid4(), 0)):
        trust.opens(pupil, Reason.SUPPORT, by=by, on=trust.now.date() - timedelta(days=on))
    trust.settle()
    assert trust.kinds(mother.id) == ["record-opened"] * 3


def test_a_barred_parent_is_not_told_and_neither_is_who_opened_it(
    trust: Trust, pupil: UUID
) -> None:
    mother, father = trust.guardian(pupil), trust.guardian(pupil)
    father.barred()
    trust.opens(pupil, Reason.SUPPORT, by=mother.id)
    trust.settle()
    assert trust.kinds(father.id) == trust.kinds(mother.id) == []
    trust.opens(pupil, Reason.SUPPORT, by=uuid4())
    trust.settle()
    assert (trust.kinds(father.id), trust.kinds(mother.id)) == ([], ["record-opened"])


def test_an_opening_waits_for_a_family_that_is_not_known_yet(
    trust: Trust, pupil: UUID, lead: UUID
) -> None:
    trust.opens(pupil, Reason.CORRECTION, by=lead)
    trust.settle()
    [(stream, reason)] = trust.waits().items()
    assert (stream.partition("-")[0], reason) == ("opening", "family-unknown")
    mother = trust.guardian(pupil)
    trust.settle()
    assert trust.kinds(mother.id) == ["record-opened"]
    assert trust.waits() == {}


def test_nobody_is_told_of_the_record_of_a_pupil_who_was_erased(
    trust: Trust, pupil: UUID, lead: UUID
) -> None:
    mother = trust.guardian(pupil)
    trust.opens(pupil, Reason.SUPPORT, by=lead)
    trust.erases(pupil)
    trust.settle()
    assert trust.kinds(mother.id) == []
