"""An import of running cases: one message to the school's SENCO, once, and none to anybody else."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from services.directory.domain.terms import PostRole
from services.notifications.digests import tell_of_import
from services.notifications.domain.terms import Kind, Numbers, Whom
from services.notifications.inbound_ehcp import EhcpCasesImported
from shared.access.grants import Role
from tests.notifications.callers import Api, Person, at_school, of_pupil
from tests.notifications.examples import NOW, an_id
from tests.notifications.trust import School, Trust
from tests.story import Story

YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011
IMPORTED = EhcpCasesImported(school_id=an_id("school"), cases=12, missing_facts=30)


@pytest.fixture(scope="module")
def api(whole_trust: Trust) -> Iterator[Api]:
    made = Api(whole_trust)
    yield made
    made.close()


def test_the_senco_is_told_in_numbers() -> None:
    [tell] = tell_of_import(Story("ehcimports-1", "ehcp").tells(IMPORTED, at=NOW).events[0])
    assert (tell.whom, tell.kind, tell.pupil_id) == (Whom.SENCO, Kind.CASES_IMPORTED, None)
    assert (tell.school_id, tell.numbers) == (an_id("school"), Numbers(cases=12, missing_facts=30))


def test_one_message_reaches_the_schools_senco_and_nobody_else(
    trust: Trust, school: School
) -> None:
    pupil = trust.pupil(school)
    mother, elsewhere = trust.guardian(pupil), trust.school("Beacon Hill")
    trust.takes_over(school)
    trust.settle()
    assert trust.kinds(school.senco) == ["cases-imported"]
    for other in (school.teacher, elsewhere.senco, mother.id):
        assert trust.kinds(other) == []
    trust.send()
    [letter] = trust.post_office.to(f"{school.senco}@staff.example")
    assert letter["Subject"] == "A list of cases was taken over"
    assert "12 cases of Alder Lane" in letter.get_content()
    assert "30 facts are missing" in letter.get_content()


def test_neither_a_redelivery_nor_a_rebuild_sends_anything_again(
    trust: Trust, school: School
) -> None:
    trust.takes_over(school)
    trust.settle()
    trust.send()
    before = trust.own.main["commits"].count_documents({})
    letters = len(trust.post_office.letters)
    trust.redeliver()
    rebuilt = trust.rebuilt_inbox()
    trust.send(after=timedelta(days=1))
    assert trust.own.main["commits"].count_documents({}) == before
    assert len(trust.post_office.letters) == letters
    assert len(trust.post_office.to(f"{school.senco}@staff.example")) == 1
    [mine] = [one for one in rebuilt if one["recipient_id"] == school.senco]
    assert mine["numbers"] == {"cases": 12, "missing_facts": 30}


def test_a_school_without_a_senco_waits_and_holds_up_no_other(trust: Trust, school: School) -> None:
    other = trust.school("Beacon Hill")
    trust.post_ends(school.senco, school.id, PostRole.SENCO, YESTERDAY)
    trust.takes_over(school)
    trust.takes_over(other)
    trust.settle()
    assert trust.waits() == {f"ehcimports-{school.id}": "senco-unknown"}
    assert trust.kinds(other.senco) == ["cases-imported"]
    successor = uuid4()
    trust.staff(successor, school.id, PostRole.SENCO)
    trust.settle()
    assert (trust.kinds(successor), trust.waits()) == (["cases-imported"], {})


def test_the_message_is_in_the_sencos_list_as_long_as_the_post_lasts(
    api: Api, trust: Trust, school: School
) -> None:
    trust.takes_over(school)
    trust.settle()
    senco = Person(api, school.senco, at_school(Role.SENCO, school.id))
    [message] = senco.messages()
    assert (message["pupil_id"], message["school_id"]) == (None, str(school.id))
    assert message["numbers"] == {"cases": 12, "missing_facts": 30}
    assert message["link"] == {"page": "today", "id": str(school.id)}
    one = senco.get(f"/messages/{message['message_id']}")
    assert (one.status_code, one.json) == (200, message)
    assert senco.post(f"/messages/{message['message_id']}/read", {}).status_code == 200
    moved: UUID = trust.school("Beacon Hill").id
    for gone in (at_school(Role.SENCO, moved), of_pupil(Role.PARENT, uuid4())):
        former = Person(api, school.senco, gone)
        assert former.messages() == []
        assert former.get(f"/messages/{message['message_id']}").status_code == 404


def test_whoever_has_left_by_the_time_of_sending_gets_no_email(
    trust: Trust, school: School
) -> None:
    trust.takes_over(school)
    trust.settle()
    trust.post_ends(school.senco, school.id, PostRole.SENCO, YESTERDAY)
    trust.settle()
    trust.send()
    [message] = trust.inbox(school.senco)
    assert (message["email"], message["reason"]) == ("failed", "no-longer-a-recipient")
    assert trust.post_office.to(f"{school.senco}@staff.example") == []
