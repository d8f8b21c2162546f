"""The worker is started again with another rule book: what its views hold follows by itself."""

from pathlib import Path
from typing import Any
from uuid import UUID

from deploy.local.waiting import wait_until
from services.ehcp.projections.calendar import CALENDAR
from services.ehcp.projections.cases import CASES
from shared.generations import Generations
from shared.views import View, live_collection
from tests.ehcp.bodies import RECEIPT, body
from tests.ehcp.worker import id_of
from tests.ehcp.worker_process import running_worker, stop
from tests.one_service import OneService, Person
from tests.rulebook.edited import five_weeks_to_decide

DECIDE = "ehcna.decide"
SECONDS = 60


def in_views(service: OneService, case: str) -> tuple[str | None, str | None]:
    """The day to decide by, as the lists and as the calendar have it now."""
    found = (document_of(service, view, case) for view in (CASES, CALENDAR))
    cases, calendar = (one or {} for one in found)
    return day_of(cases.get("deadlines", [])), day_of(calendar.get("dates", []))


def document_of(service: OneService, view: View, case: str) -> dict[str, Any] | None:
    return live_collection(service.views, view.name).find_one({"_id": id_of(case)})


def day_of(dates: list[dict[str, str]]) -> str | None:
    return next((one["due_on"] for one in dates if one["rule"] == DECIDE), None)


def wait_for(service: OneService, case: str, day: str) -> None:
    wait_until(
        lambda: in_views(service, case) == (day, day), f"{day} in the views", within_seconds=SECONDS
    )


def shown_first(senco: Person, school: UUID) -> str:
    """The nearest date of the school's only case, as its list shows it."""
    found = body(senco.get("/cases", school_id=str(school)))["cases"]
    day: str = found[0]["next_due_on"]
    return day


def test_dates_follow_an_edited_rule_book_without_any_command(
    service: OneService, senco: Person, case: str, school: UUID, tmp_path: Path
) -> None:
    """The council received it on 13 March 2026: six weeks end on 24 April, five on 17 April.

    The views of this service were made before there were editions.
    """
    body(senco.post(f"{case}/receipt", RECEIPT, seen=1))
    service.catch_up()
    assert in_views(service, case) == ("2026-04-24", "2026-04-24")
    with running_worker(service, None) as worker:
        wait_until(
            lambda: live(service) == [2, 2], "editions to be written down", within_seconds=60
        )
        assert in_views(service, case) == ("2026-04-24", "2026-04-24")
        assert shown_first(senco, school) == "2026-04-24"
        stop(worker)
    with running_worker(service, five_weeks_to_decide(tmp_path)):
        wait_for(service, case, "2026-04-17")
        assert shown_first(senco, school) == "2026-04-17"
    assert live(service) == [3, 3]


def live(service: OneService) -> list[int | None]:
    """The live generations of what counts by the rule book."""
    return [
        Generations(service.worker, service.views, view, service="ehcp").live()
        for view in (CASES, CALENDAR)
    ]
