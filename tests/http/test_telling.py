"""What an api tells those who run it: a line for each request, its trace, counts of commands."""

import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest

from shared.telemetry import configure_logging
from tests.http.conftest import Api
from tests.http.test_problems import assert_problem, note

Headers = Callable[..., dict[str, str]]
Lines = Callable[[], list[dict[str, Any]]]
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
TRACEPARENT = f"00-{TRACE}-00f067aa0ba902b7-01"


@pytest.fixture
def lines(api: Api) -> Iterator[Lines]:
    """What the api has logged since, line by line."""
    written = StringIO()
    with redirect_stderr(written):
        configure_logging("notes", "api")
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    configure_logging("notes", "api")


def test_a_request_is_one_line_with_its_trace_and_outcome(
    api: Api, school: Any, senco: Headers, lines: Lines
) -> None:
    reply = api.client.post("/notes", json=note(school), headers=senco(traceparent=TRACEPARENT))
    assert reply.headers["X-Trace-Id"] == TRACE
    [line] = lines()
    assert line.pop("seconds") >= 0
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "service": "notes",
        "process": "api",
        "level": "info",
        "event": "request",
        "endpoint": "notes.take",
        "method": "POST",
        "status": 201,
        "trace_id": TRACE,
        "outcome": None,
    }


def test_a_refusal_has_the_same_trace_in_its_line_and_in_its_problem(
    api: Api, senco: Headers, lines: Lines
) -> None:
    headers = senco(If_Match='"1"', traceparent=TRACEPARENT)
    reply = api.client.post(f"/notes/{uuid4()}/numbers", json={"number": 1}, headers=headers)
    assert assert_problem(reply, 404)["instance"] == f"urn:trace:{TRACE}"
    [line] = lines()
    assert (line["status"], line["outcome"], line["trace_id"]) == (404, "NotFound", TRACE)


@pytest.mark.parametrize("header", [None, "", "nonsense", f"00-{'0' * 31}-0-01", TRACE])
def test_without_a_trace_that_can_be_read_each_request_begins_one(
    api: Api, header: str | None
) -> None:
    headers = {} if header is None else {"traceparent": header}
    traces = [api.client.get("/health/live", headers=headers).headers for _ in range(2)]
    first, second = (one["X-Trace-Id"] for one in traces)
    assert first != second
    assert len(first) == len(second) == 32


def test_a_commit_and_so_its_record_carries_the_trace_on(
    api: Api, school: Any, senco: Headers
) -> None:
    api.client.post("/notes", json=note(school), headers=senco(traceparent=TRACEPARENT))
    commit = api.service.main().commits.find_one({"school_id": school})
    assert commit is not None
    assert commit["traceparent"] == TRACEPARENT
    assert commit["correlation_id"].hex == TRACE


def counted(api: Api, outcome: str) -> float:
    """How many commands came out so, as the scraper reads it."""
    wanted = f'waymark_commands_total{{command="tuple",outcome="{outcome}"}} '
    shown = api.client.get("/metrics").text.splitlines()
    return sum(float(line.removeprefix(wanted)) for line in shown if line.startswith(wanted))


def test_commands_are_counted_by_what_came_of_them(api: Api, school: Any, senco: Headers) -> None:
    before = {outcome: counted(api, outcome) for outcome in ("done", "Stale", "NoteClosed")}
    made: Any = api.client.post("/notes", json=note(school), headers=senco()).json
    address = f"/notes/{made['note_id']}/numbers"
    for version in (1, 1):
        headers = senco(If_Match=f'"{version}"')
        api.client.post(address, json={"number": 1}, headers=headers)
    for version in range(2, 11):
        headers = senco(If_Match=f'"{version}"')
        api.client.post(address, json={"number": 1}, headers=headers)
    after = {outcome: counted(api, outcome) - count for outcome, count in before.items()}
    assert after == {"done": 10, "Stale": 1, "NoteClosed": 1}


def test_requests_are_timed_by_endpoint_and_status(api: Api, senco: Headers) -> None:
    api.client.get("/notes/away", headers=senco())
    shown = api.client.get("/metrics").text
    assert 'waymark_request_seconds_count{endpoint="notes.away",status="503"}' in shown
