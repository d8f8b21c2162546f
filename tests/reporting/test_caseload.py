"""The trust's table: each school's numbers, by where the pupil is now."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pymongo.database import Database

from services.referrals.promises import Promises
from services.reporting import queries
from services.reporting.inbound import ReferralRaised
from services.reporting.lateness import REVIEW
from services.reporting.projections.caseload import fold
from services.reporting.worker import VIEWS
from shared.mongo import connect
from shared.views import collection_name
from tests.reporting.stories import at, recorded
from tests.servers import MongoServer, new_trust_code

TODAY = date(2026, 11, 23)
ALDER, BEACON = uuid4(), uuid4()
Views = Database[dict[str, Any]]


@pytest.fixture
def views(mongod: MongoServer) -> Iterator[Views]:
    """A database with every view of reporting, and nothing in them but two schools."""
    with connect(mongod.uri, timeout_ms=20_000, app="tests") as client:
        made = client[f"{new_trust_code()}_reporting_views"]
        for view in VIEWS:
            made["views"].insert_one({"_id": view.name, "live": 1})
        for school_id, name in ((ALDER, "Alder Lane"), (BEACON, "Beacon Hill")):
            put(made, "schools", school_id, name=name, phase="primary")
        yield made
        client.drop_database(made.name)


def put(views: Views, view: str, key: UUID, **document: Any) -> None:
    views[collection_name(view, 1)].insert_one({"_id": key, **document})


def case_of(views: Views, pupil_id: UUID, *notices: dict[str, Any]) -> None:
    put(views, "dates", uuid4(), pupil_id=pupil_id, notices=list(notices))


def notice(what: str, who: str, due_on: str, **more: Any) -> dict[str, Any]:
    told = {"rule": "advice.school", "about": uuid4(), "done_on": None, **more}
    return {"what": what, "responsible": who, "due_on": due_on, **told}


def lines(views: Views) -> dict[UUID, dict[str, Any]]:
    found = queries.caseloads(views, TODAY)
    return {line["school_id"]: line for line in found}


def test_each_school_has_the_dates_of_its_pupils_cases(views: Views) -> None:
    here, left, gone = uuid4(), uuid4(), uuid4()
    put(views, "pupils", here, school_id=ALDER, left_on=None)
    put(views, "pupils", left, school_id=BEACON, left_on="2026-10-01")
    case_of(
        views,
        here,
        notice("missed", "school", "2026-11-20"),
        notice("missed", "LA", "2026-11-19"),
        notice("near", "LA", "2026-12-01"),
        notice("met", "LA", "2026-06-01", rule=REVIEW, done_on="2026-05-30"),
        notice("met", "LA", "2026-06-01", rule=REVIEW, done_on="2026-06-30"),
    )
    case_of(views, here, notice("missed", "school", "2026-11-20"))
    case_of(views, left, notice("missed", "LA", "2026-11-20"))
    case_of(views, gone, notice("missed", "school", "2026-11-20"))  # erased: at no school
    counts = ("late_ours", "late_council", "due_soon", "reviews_on_time", "reviews_told")
    assert [lines(views)[ALDER][name] for name in counts] == [2, 1, 1, 1, 2]
    assert [lines(views)[BEACON][name] for name in counts] == [0, 1, 0, 0, 0]


def test_the_school_with_the_most_late_dates_of_its_own_comes_first(views: Views) -> None:
    pupil_id = uuid4()
    put(views, "pupils", pupil_id, school_id=BEACON, left_on=None)
    case_of(views, pupil_id, notice("missed", "school", "2026-11-20"))
    assert [one["school_id"] for one in queries.caseloads(views, TODAY)] == [BEACON, ALDER]


FRIDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 24)
ONE_DAY = timedelta(days=1)
DECIDE_BY = date(2027, 1, 18)  # 30 school days, Christmas among them


def late_on(
    day: date, *, acknowledge_by: date | None = None, decide_by: date | None = None
) -> tuple[int, int]:
    """Of a concern raised on a Friday: late to acknowledge, late to decide."""
    event = ReferralRaised(
        referral_id=uuid4(),
        pupil_id=uuid4(),
        effective_on=FRIDAY,
        acknowledge_by=acknowledge_by,
        decide_by=decide_by,
    )
    document = fold(None, recorded(event, when=at(20), source="referrals"))
    assert document is not None
    found = queries.waiting(document, day)
    return found["late_to_acknowledge"], found["late_to_decide"]


@pytest.mark.parametrize(
    ("day", "late"),
    [
        (TUESDAY, (0, 0)),
        (date(2026, 11, 25), (1, 0)),
        (DECIDE_BY, (1, 0)),
        (date(2027, 1, 19), (1, 1)),
    ],
)
def test_a_concern_is_late_after_the_day_that_was_promised(
    day: date, late: tuple[int, int]
) -> None:
    assert late_on(day, acknowledge_by=TUESDAY, decide_by=DECIDE_BY) == late


def test_where_nobody_promised_a_day_two_and_thirty_school_days_count() -> None:
    decide_by = Promises().decide_by(FRIDAY)
    days = [TUESDAY, TUESDAY + ONE_DAY, decide_by, decide_by + ONE_DAY]
    assert [late_on(day) for day in days] == [(0, 0), (1, 0), (1, 0), (1, 1)]
