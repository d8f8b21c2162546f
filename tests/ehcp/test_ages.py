"""Directory says until when a child counts as under five: the view keeps it, each case is told."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.ehcp.ages import AgeTeller
from services.ehcp.domain.events import (
    EhcpAssessmentRequested,
    EhcpCaseStruckOut,
    EhcpUnderFiveRecorded,
)
from services.ehcp.inbound import PupilEnrolled, PupilErased
from services.ehcp.projections.ages import AGES, OWN, cases_to_tell, fold
from shared.access import pupils as access
from shared.calendar import london_date, utc_now
from shared.recorded import Origin, RecordedEvent
from tests.ehcp.bodies import FINAL_PLAN, RECEIPT, body
from tests.ehcp.examples import CASE, PUPIL, STRIKE_CASE, asked, only
from tests.ehcp.test_drafting_api import Told
from tests.ehcp.worker import Worker
from tests.one_service import OneService, Person
from tests.story import Story

UNTIL, OTHER = date(2028, 5, 31), date(2028, 9, 30)
NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)
TODAY = date(2027, 1, 11)
LATER = datetime(2028, 8, 1, 9, tzinfo=UTC)  # the month is over

OPENED = only(EhcpAssessmentRequested, list(asked.past))
STRUCK = only(EhcpCaseStruckOut, asked.when(STRIKE_CASE))
YOUNG = PupilEnrolled(pupil_id=PUPIL, under_five_until=UNTIL)
OLDER = PupilEnrolled(pupil_id=PUPIL)
ERASED = PupilErased(pupil_id=PUPIL)
TOLD = EhcpUnderFiveRecorded(
    case_id=CASE, pupil_id=PUPIL, under_five_until=UNTIL, effective_on=TODAY
)


def heard(*events: Any, at: datetime = NOW) -> dict[str, Any] | None:
    """The document after these events, each as the first of a stream: the view orders none."""
    document: dict[str, Any] | None = None
    for event in events:
        document = fold(document, recorded(event, at))
    return document


def recorded(event: Any, at: datetime) -> RecordedEvent[Any]:
    return Story("a stream", "any").tells(event, at=at).events[0]


def to_tell(*events: Any, today: date = TODAY) -> list[UUID]:
    document = heard(*events)
    return cases_to_tell(document, today) if document and document["tell_until"] else []


def test_a_pupil_of_five_or_more_without_a_case_is_not_kept() -> None:
    assert heard(OLDER) is None
    assert heard(YOUNG) is not None


def test_a_case_is_told_whichever_came_first() -> None:
    assert to_tell(YOUNG, OPENED) == to_tell(OPENED, YOUNG) == [CASE]
    assert to_tell(OPENED, OLDER) == to_tell(OPENED) == []


def test_a_case_that_was_told_is_not_told_again() -> None:
    assert to_tell(YOUNG, OPENED, TOLD) == []
    assert to_tell(YOUNG, OPENED, TOLD, YOUNG) == []


@pytest.mark.parametrize("corrected", [OTHER, None], ids=["another month", "older"])
def test_a_corrected_birth_date_is_told_however_late(corrected: date | None) -> None:
    now = PupilEnrolled(pupil_id=PUPIL, under_five_until=corrected)
    assert to_tell(YOUNG, OPENED, TOLD, now, today=date(2030, 1, 1)) == [CASE]


def test_once_the_month_is_over_nobody_is_told_of_it() -> None:
    assert to_tell(YOUNG, OPENED, today=UNTIL) == [CASE]
    assert to_tell(YOUNG, OPENED, today=UNTIL + timedelta(days=1)) == []


def test_a_fifth_birthday_corrects_nothing() -> None:
    """From then on directory says no day: the case keeps what it was told."""
    document = heard(YOUNG, OPENED, TOLD)
    after = fold(document, recorded(OLDER, LATER))
    assert after == document


def test_an_erased_pupils_cases_and_one_in_error_are_left_alone() -> None:
    for story in ((YOUNG, OPENED, ERASED), (ERASED, OPENED, TOLD), (YOUNG, OPENED, STRUCK)):
        assert to_tell(*story) == []


@pytest.mark.parametrize(
    "of_directory", [(YOUNG, ERASED), (YOUNG, OLDER), (OLDER, YOUNG)], ids=["erased", "older", "y"]
)
def test_the_two_topics_in_whatever_order_give_one_document(of_directory: tuple[Any, Any]) -> None:
    ours = (OPENED, TOLD)
    found = []
    for order in permutations(range(4)):
        events = [(*of_directory, *ours)[n] for n in order]
        kept = [one for one in events if one in ours] == list(ours)
        if kept and [one for one in events if one not in ours] == list(of_directory):
            found.append(heard(*events))
    assert len(found) == 6
    assert all(one == found[0] for one in found)


def test_what_it_reads_of_our_own_is_as_we_write_it() -> None:
    assert set(OWN.types) == {
        "ehcp-assessment-requested",
        "ehcp-case-struck-out",
        "ehcp-under-five-recorded",
    }


# On a real database


class Ages:
    """The view as its consumer keeps it, and the step of the worker."""

    def __init__(self, service: OneService, worker: Worker) -> None:
        self.service = service
        self.worker = worker
        self.teller = AgeTeller(service.views, worker.store)
        self.documents = service.views[f"{AGES.name}_1"]

    def hears(self, event: Any) -> None:
        """Directory's topic."""
        self._take(recorded(event, utc_now()))

    def _take(self, one: RecordedEvent[Any]) -> None:
        key = one.event.pupil_id
        after = fold(self.documents.find_one({"_id": key}), one)
        if after is not None:
            self.documents.replace_one({"_id": key}, after, upsert=True)

    def hears_case(self, case: str) -> None:
        """Our own topic, all that it has of a case."""
        for one in self.worker.events(case):
            if one.type in OWN.types:
                self._take(one)

    def tell(self) -> int:
        return self.teller.tell(utc_now())


@pytest.fixture
def ages(service: OneService, worker: Worker) -> Ages:
    return Ages(service, worker)


def end_of_month(years_ahead: int) -> date:
    """A last day of a month, so many years from now."""
    return date(utc_now().year + years_ahead, 12, 31)


def rules(person: Person, case: str) -> dict[str, dict[str, Any]]:
    found = body(person.get(case))["deadlines"]
    return {one["rule"]: one for one in found if one["rule"].startswith("under5.")}


def test_a_case_shows_both_limits_once_directory_has_spoken(
    ages: Ages, service: OneService, senco: Person, mother: Person, case: str, pupil: UUID
) -> None:
    told = Told(senco, case)
    told.tell("receipt", RECEIPT)
    told.tell("final-plan", FINAL_PLAN)
    assert rules(senco, case) == {}
    until = end_of_month(1)
    ages.hears(PupilEnrolled(pupil_id=pupil, under_five_until=until))
    ages.hears_case(case)
    before = service.commits()
    assert (ages.tell(), service.commits()) == (1, before + 1)
    last = ages.worker.events(case)[-1]
    recorded_now = (last.type, last.event.under_five_until, last.origin, last.actor.role)
    assert recorded_now == ("ehcp-under-five-recorded", until, Origin.POLICY, "policy")
    ages.tell()  # the view has not seen it: decided again, and nothing new
    ages.hears_case(case)
    assert (ages.tell(), service.commits()) == (0, before + 1)
    for person in (senco, mother):
        found = rules(person, case)
        assert {rule: one["due_on"] for rule, one in found.items()} == {
            "under5.review_from": "2026-10-28",
            "under5.review_to": "2027-01-28",
        }
        assert {one["force"] for one in found.values()} == {"code_should"}
        counted = found["under5.review_to"]["explanation"]["counted"]
        assert "the end of the month of the fifth birthday" in counted


def test_the_rehearsal_and_the_list_of_dates_have_them_as_the_page_does(
    ages: Ages, service: OneService, senco: Person, case: str, pupil: UUID, school: UUID
) -> None:
    told, plan_on = Told(senco, case), london_date(utc_now()) - timedelta(days=20)
    told.tell("receipt", RECEIPT)
    told.tell("final-plan", {"issued_on": plan_on.isoformat()})
    ages.hears(PupilEnrolled(pupil_id=pupil, under_five_until=end_of_month(2)))
    ages.hears_case(case)
    assert ages.tell() == 1
    service.catch_up()
    page = rules(senco, case)
    assert {one["status"] for one in page.values()} == {"not-yet", "later"}
    rehearsed = body(senco.post(f"{case}/what-if", {}))["deadlines"]
    for rule, one in page.items():
        [found] = [x for x in rehearsed if x["rule"] == rule]
        assert not found["moves"]
        for name in ("status", "due_on", "start_on"):
            assert found["would_be"][name] == one[name]
        assert found["would_be"]["explanation"]["counted"] == one["explanation"]["counted"]
    listed = body(senco.get("/deadlines", school_id=str(school)))["deadlines"]
    assert "under5.review_to" in {one["rule"] for one in listed}
    assert "under5.review_from" not in {one["rule"] for one in listed}


def test_nobody_is_told_of_a_pupil_who_is_not_known_here(
    ages: Ages, service: OneService, case: str, pupil: UUID
) -> None:
    ages.hears(PupilEnrolled(pupil_id=pupil, under_five_until=end_of_month(1)))
    ages.hears_case(case)
    service.hears(access.PupilErased(pupil_id=pupil))
    ages.tell()
    assert [one.type for one in ages.worker.events(case)] == ["ehcp-assessment-requested"]


def test_whom_to_tell_is_found_through_an_index(ages: Ages, case: str, pupil: UUID) -> None:
    ages.hears_case(case)
    for _ in range(20):
        ages.hears(PupilEnrolled(pupil_id=uuid4(), under_five_until=end_of_month(1)))
    where = {"tell_until": {"$type": "string", "$gte": "2026-11-22"}}
    explained: Any = ages.service.views.command(
        "explain", {"find": f"{AGES.name}_1", "filter": where}, verbosity="executionStats"
    )
    stats = explained["executionStats"]
    assert stats["totalDocsExamined"] == stats["nReturned"]
