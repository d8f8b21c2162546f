"""Every service's own description against the service: no 5xx, and no answer it does not name."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from random import Random
from typing import Any, Final
from uuid import uuid4

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from deploy.local.whole import Platform
from shared.access.reasons import Reason
from shared.http.stating import HEADER
from tests.whole.expected_access import EXPECTED, PUBLIC, WHO
from tests.whole.filling import Filling
from tests.whole.world import World

EXAMPLES = 8
EXAMPLES_OF_A_PAGE = 3  # where nothing but ids is asked with
TIMEOUT_SECONDS = 15
SEED = 2014
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Who asks: the first of them whom the route lets through.
SPEAK: Final = ("senco", "trust_lead", "parent", "ops")
# What ends a thing comes last, so that the other routes find it open. The world outlives the test:
# no child of it is erased.
ENDS: Final = ("/report", "/withdrawal", "/decision/correction", "/closing", "/strike-out")
NEVER_REAL: Final = "/erasure"
# Only a route's own code answers so: it carried a command out, or refused it by its rules.
REACHED: Final = frozenset({200, 201, 202, 409, 412})
DONE: Final = frozenset({200, 201, 202})
# Of each service's routes. Reached are all but the erasure, which is one of directory's five; of
# those of directory 0.6 carry something out, of referrals' 0.67, of the others' 0.8 and more.
LEAST_REACHED = 0.8
LEAST_DONE = 0.5


class Asking:
    """Sends generated requests to one service, about what is really there."""

    def __init__(self, platform: Platform, service: str, world: World) -> None:
        self._platform, self._service = platform, service
        self._chance = Random(SEED)
        self._tokens: dict[str, str] = {}
        self._versions: defaultdict[Any, int] = defaultdict(lambda: 1)
        self._filling = Filling(world, self._person_id(), self._chance)
        self.answers: defaultdict[str, Counter[int]] = defaultdict(Counter)
        self.problems: set[str] = set()

    def _headers_of(self, who: str) -> dict[str, str]:
        if who not in self._tokens:
            self._tokens[who] = self._platform.token(who)
        return {"Authorization": f"Bearer {self._tokens[who]}", HEADER: Reason.REVIEW}

    def _person_id(self) -> str:
        address = f"{self._platform.addresses['directory']}/me"
        reply = requests.get(address, headers=self._headers_of("senco"), timeout=TIMEOUT_SECONDS)
        return str(reply.json()["person_id"])

    def ask(self, route: str, operation: Any) -> None:
        row = EXPECTED[self._service].get(route, PUBLIC)
        who = "senco" if row == PUBLIC else next(w for w in SPEAK if row[WHO.index(w)] in "yr")

        @settings(
            max_examples=EXAMPLES if operation.body or operation.query else EXAMPLES_OF_A_PAGE,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask_once(case: Any) -> None:
            self._fill(route, case)
            named = case.path_parameters or {}
            headers = self._headers_of(who) | {"Idempotency-Key": uuid4().hex}
            if case.method == "POST":
                headers["If-Match"] = f'"{self._version(named)}"'
            reply = case.call(headers=headers, timeout=TIMEOUT_SECONDS)
            self._learn(route, named, reply)
            try:
                case.validate_response(reply, checks=CHECKS)
            except FailureGroup as failed:
                # Not raised: asked again, the same request may be answered otherwise.
                told = [f"{one.title}: {one.message}" for one in failed.exceptions]
                self.problems.add(f"{route} {reply.status_code} {told}")

        ask_once()

    def _fill(self, route: str, case: Any) -> None:
        if case.path_parameters and not route.endswith(NEVER_REAL):
            self._filling.path(case.path_parameters)
        if case.query:
            case.query.update(self._filling.query(case.query))
        if case.method == "POST":
            case.body = self._filling.body(route, case.body)

    def _version(self, named: dict[str, Any]) -> int:
        """The version now, mostly; sometimes an older one, or one that is still to come."""
        now = self._versions[thing(named)]
        return self._chance.choice([now, now, now, self._chance.randrange(now + 1), now + 1])

    def _learn(self, route: str, named: dict[str, Any], reply: Response) -> None:
        """Which version there is now, also of what turned out to be stale, and what was made."""
        self.answers[route][reply.status_code] += 1
        if not reply.content or not isinstance(told := reply.json(), dict):
            return
        if isinstance(told.get("version"), int):
            self._versions[thing(named)] = told["version"]
        if reply.status_code < 300 and told.get("made_id"):
            self._filling.remember(route, told["made_id"])

    def share(self, statuses: frozenset[int]) -> float:
        """Of the commands on a thing that a path names, how many were ever answered so."""
        named = [route for route in self.answers if route.startswith("POST") and "{" in route]
        there = [route for route in named if statuses & self.answers[route].keys()]
        return len(there) / len(named) if named else 1


def thing(named: Mapping[str, Any]) -> Any:
    """What has the version: the first thing that a path names."""
    return next(iter(named.values()), None)


def in_order(routes: list[str], service: str) -> list[str]:
    """As the table of access tells them, which is as a case goes on; what ends a thing, last."""
    known = list(EXPECTED[service])
    return sorted(
        routes,
        key=lambda route: (
            next((n for n, end in enumerate(ENDS, 1) if route.endswith(end)), 0),
            known.index(route) if route in known else len(known),
        ),
    )


@pytest.mark.timeout(600)
@pytest.mark.parametrize("service", sorted(EXPECTED))
def test_a_service_answers_as_it_describes(platform: Platform, world: World, service: str) -> None:
    asking = Asking(platform, service, world)
    schema = schemathesis.openapi.from_url(f"{platform.addresses[service]}/openapi.json")
    operations: dict[str, Any] = {}
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operations[found.ok().label] = found.ok()
    for route in in_order(list(operations), service):
        asking.ask(route, operations[route])
    assert sorted(asking.problems) == []
    assert any(200 in answers for answers in asking.answers.values()), asking.answers
    assert asking.share(REACHED) >= LEAST_REACHED, asking.answers
    assert asking.share(DONE) >= LEAST_DONE, asking.answers
