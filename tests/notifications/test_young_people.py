"""A young person whose own address the school knows is written to as the family is."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.notifications.domain.commands import SetPreferences
from services.notifications.handlers import handle
from shared.recorded import Actor, Origin, Request
from tests.notifications.stories import Concern
from tests.notifications.trust import CANARY, School, Trust

YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011
TOMORROW = YESTERDAY + timedelta(days=2)


@pytest.fixture(autouse=True)
def nothing_left(trust: Trust) -> None:
    """Whatever an earlier test left to be sent is sent before this one begins."""
    trust.settle()
    while trust.send(timedelta(days=9)):
        pass
    trust.post_office.letters.clear()


@pytest.fixture
def pupil(trust: Trust, school: School) -> UUID:
    """Over compulsory school age since today."""
    return trust.pupil(school, school_age_ends=YESTERDAY)


@pytest.fixture
def address(pupil: UUID) -> str:
    return f"{pupil}@young.example"


def told(trust: Trust, pupil: UUID, school: School) -> None:
    Concern(trust, pupil, school.teacher).is_raised()
    trust.settle()


def states(trust: Trust, person_id: UUID) -> list[tuple[str, str | None]]:
    return [(one["email"], one["reason"]) for one in trust.inbox(person_id)]


def test_a_young_person_gets_mail_as_their_parents_do(
    trust: Trust, school: School, pupil: UUID, address: str
) -> None:
    mother = trust.guardian(pupil)
    trust.contact(pupil, address)
    told(trust, pupil, school)
    trust.send()
    assert trust.kinds(pupil) == trust.kinds(mother.id) == ["concern-shared"]
    assert states(trust, pupil) == states(trust, mother.id) == [("sent", None)]
    [letter] = trust.post_office.to(address)
    [to_mother] = trust.post_office.to(mother.address)
    assert letter["Subject"] == to_mother["Subject"]
    assert not any(word in letter.as_string() for word in CANARY)


def test_an_address_opens_nothing_before_the_last_day_of_school_age_is_over(
    trust: Trust, school: School, address: str
) -> None:
    child = trust.pupil(school, school_age_ends=TOMORROW - timedelta(days=1))
    mother = trust.guardian(child)
    trust.contact(child, address)
    told(trust, child, school)
    trust.send()
    assert (trust.kinds(child), trust.kinds(mother.id)) == ([], ["concern-shared"])
    assert trust.post_office.to(address) == []


def test_whoever_is_of_age_and_alone_is_told(
    trust: Trust, school: School, pupil: UUID, address: str
) -> None:
    trust.guardian(pupil).barred()
    trust.contact(pupil, address)
    told(trust, pupil, school)
    trust.send()
    assert len(trust.post_office.to(address)) == 1
    assert trust.kinds(school.senco) == ["concern-raised"]


def test_whoever_is_of_age_and_alone_without_an_address_is_a_missing_fact(
    trust: Trust, school: School, pupil: UUID
) -> None:
    trust.guardian(pupil).barred()
    told(trust, pupil, school)
    trust.send()
    assert trust.kinds(pupil) == ["concern-shared"]
    assert states(trust, pupil) == [("failed", "no-address")]
    assert sorted(trust.kinds(school.senco)) == ["concern-raised", "undelivered"]


def test_an_address_that_was_taken_back_is_not_written_to(
    trust: Trust, school: School, pupil: UUID, address: str
) -> None:
    trust.guardian(pupil)
    trust.contact(pupil, address)
    trust.contact(pupil, None)
    told(trust, pupil, school)
    trust.send()
    assert states(trust, pupil) == [("off", None)]
    assert trust.post_office.to(address) == []


def test_mail_goes_to_the_address_as_it_is_now(
    trust: Trust, school: School, pupil: UUID, address: str
) -> None:
    trust.guardian(pupil)
    trust.contact(pupil, address)
    told(trust, pupil, school)
    trust.contact(pupil, f"new.{address}")
    trust.settle()
    trust.send()
    assert trust.post_office.to(address) == []
    assert len(trust.post_office.to(f"new.{address}")) == 1


@pytest.mark.parametrize("became", ["barred", "unlinked", "parent"])
def test_an_adults_address_is_not_the_young_persons_own(
    trust: Trust, school: School, pupil: UUID, became: str
) -> None:
    """What is sent there, the adult reads; most of all, one whom an order keeps away."""
    shared = f"{uuid4()}@family.example"
    trust.guardian(pupil)
    adult = trust.guardian(pupil, address=shared)
    if became != "parent":
        getattr(adult, became)()
    trust.contact(pupil, f" {shared.upper()}".strip())
    told(trust, pupil, school)
    trust.send()
    assert states(trust, pupil) == [("failed", "no-address")]
    letters = trust.post_office.to(shared) + trust.post_office.to(shared.upper())
    assert len(letters) == (1 if became == "parent" else 0)
    trust.settle()
    assert "undelivered" in trust.kinds(school.senco)


def test_an_adult_whose_address_is_not_known_yet_makes_the_mail_wait(
    trust: Trust, school: School, pupil: UUID, address: str
) -> None:
    father = trust.guardian(pupil, known=False)
    father.barred()
    trust.contact(pupil, address)
    told(trust, pupil, school)
    trust.send()
    assert states(trust, pupil) == [("waiting", None)]
    father.recorded()
    trust.settle()
    trust.send(timedelta(minutes=5))
    assert states(trust, pupil) == [("sent", None)]
    assert len(trust.post_office.to(address)) == 1


def test_whoever_wants_no_mail_finds_it_in_the_inbox_alone(
    trust: Trust, school: School, pupil: UUID, address: str
) -> None:
    trust.guardian(pupil)
    trust.contact(pupil, address)
    by = Request(
        actor=Actor(person_id=pupil, role="young-person"),
        origin=Origin.PERSON,
        at=datetime.now(UTC),
        correlation_id=uuid4(),
    )
    choice = SetPreferences(person_id=pupil, email=False)
    handle(trust.store, choice, by=by, if_match=None)
    told(trust, pupil, school)
    assert states(trust, pupil) == [("off", None)]


def test_an_erased_address_is_not_written_to(
    trust: Trust, school: School, pupil: UUID, address: str
) -> None:
    trust.guardian(pupil)
    trust.contact(pupil, address)
    told(trust, pupil, school)
    trust.keys.destroy(pupil)
    trust.send()
    assert states(trust, pupil) == [("failed", "address-erased")]
    assert trust.post_office.to(address) == []
