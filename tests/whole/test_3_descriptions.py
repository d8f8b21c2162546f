"""Every service's own description against the service: no 5xx, and no answer it does not name."""

from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from deploy.local.whole import Platform
from deploy.story.stage import Stage, find_cast
from shared.access.reasons import Reason
from shared.http.stating import HEADER

EXAMPLES = 10
TIMEOUT_SECONDS = 15
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Whose token gets furthest with a service's routes.
SPEAKS = {
    "directory": "trust_lead",
    "referrals": "senco",
    "plans": "senco",
    "ehcp": "senco",
    "notifications": "senco",
    "reporting": "trust_lead",
}


class Asking:
    """Sends generated requests; real ids stand where an address names a thing that is there."""

    def __init__(self, token: str, ids: dict[str, str]) -> None:
        self._headers = {"Authorization": f"Bearer {token}"}
        self._ids = ids
        self.answers: Counter[str] = Counter()

    def ask(self, operation: Any) -> None:
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def answered_as_described(case: Any) -> None:
            for name in case.path_parameters or {}:
                case.path_parameters[name] = self._ids.get(name, case.path_parameters[name])
            headers = self._headers | {"Idempotency-Key": uuid4().hex, "If-Match": '"1"'}
            headers[HEADER] = Reason.REVIEW
            reply = case.call(headers=headers, timeout=TIMEOUT_SECONDS)
            self.answers[f"{operation.label} {reply.status_code}"] += 1
            case.validate_response(reply, checks=CHECKS)

        answered_as_described()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("service", sorted(SPEAKS))
def test_a_service_answers_as_it_describes(platform: Platform, stage: Stage, service: str) -> None:
    cast = find_cast(stage)
    ids = {"school_id": str(cast.school_id), "pupil_id": str(cast.child_id)}
    asking = Asking(platform.token(SPEAKS[service]), ids)
    schema = schemathesis.openapi.from_url(f"{platform.addresses[service]}/openapi.json")
    problems = []
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        try:
            asking.ask(operation)
        except (Exception, FailureGroup) as error:
            problems.append(f"{operation.label}: {error}")
    assert problems == []
    assert any(" 200" in answer for answer in asking.answers), asking.answers
