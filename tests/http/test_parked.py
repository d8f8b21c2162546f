"""Streams that stand: operations sees them, and asks for a replay or gives them up."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from shared.access.grants import Role
from shared.mending import ParkedCommands
from tests.http.conftest import Api
from tests.shared.kit import new_stream
from tests.shared.notes import counted
from tests.shared.test_parking import MENDED, POISON, drain

CONSUMER = "notes.totals_1"


class Ops:
    """Somebody of operations, by the api."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._token = api.token(Role.OPS, None)

    def get(self, path: str, **query: str) -> TestResponse:
        headers = self._api.headers(self._token)
        return self._api.client.get(path, headers=headers, query_string=query)

    def order(self, stream: str, **values: str) -> TestResponse:
        body = {"consumer": CONSUMER, "stream": stream, "action": "replay", "reason": "inc-1"}
        headers = self._api.headers(self._token)
        return self._api.client.post("/parked/orders", headers=headers, json=body | values)


@pytest.fixture
def ops(api: Api) -> Ops:
    return Ops(api)


def poisoned(api: Api, pupil: UUID) -> str:
    """A stream that stands, with two events that wait."""
    notes, stream = api.service, new_stream()
    api.service.keys.create([pupil])
    notes.make_view()
    for number in (1, POISON, 2):
        notes.append(stream, counted(pupil, number))
    notes.place_all()
    drain(notes.log_consumer())
    return stream


def row(ops: Ops, stream: str) -> dict[str, Any] | None:
    rows = ops.get("/parked").get_json()["streams"]
    return next((one for one in rows if one["stream"] == stream), None)


def test_what_stands_is_listed_and_an_order_is_carried_out(api: Api, ops: Ops) -> None:
    pupil = uuid4()
    stream = poisoned(api, pupil)
    there = row(ops, stream)
    assert there is not None
    assert (there["consumer"], there["waiting"], there["waits"]) == (CONSUMER, 2, False)
    assert there["reason"].startswith("ValueError in fold")
    asked = ops.order(stream)
    assert asked.status_code == 202
    consumer = api.service.log_consumer(MENDED)
    assert ParkedCommands(api.service.views()).carry_out(api.service.worker, consumer) == 1
    assert row(ops, stream) is None
    assert api.service.total(pupil) == 3
    [order] = [
        one
        for one in ops.get("/parked/orders").get_json()["orders"]
        if one["command_id"] == asked.get_json()["command_id"]
    ]
    assert (order["action"], order["reason"], order["result"]) == ("replay", "inc-1", "replayed 2")


def test_a_page_goes_on_where_the_last_one_ended(api: Api, ops: Ops) -> None:
    first, second = sorted(poisoned(api, uuid4()) for _ in range(2))
    after = ops.get("/parked", after_consumer=CONSUMER, after_stream=first).get_json()
    names = [one["stream"] for one in after["streams"]]
    assert second in names
    assert first not in names
    assert after["more"] is False


def test_an_order_about_what_does_not_stand_is_refused(api: Api, ops: Ops) -> None:
    stream = poisoned(api, uuid4())
    assert ops.order(new_stream()).status_code == 404
    assert ops.order(stream, consumer="notes.other_1").status_code == 404
    wrong = {"reason": "Ana Reed is it", "action": "forget"}
    for field, value in wrong.items():
        refused = ops.order(stream, **{field: value})
        assert refused.status_code == 422
        assert list(refused.get_json()["errors"]) == [field]
    orders = ops.get("/parked/orders").get_json()["orders"]
    assert stream not in [one["stream"] for one in orders]


def test_nobody_else_may_look_or_order(api: Api, school: UUID) -> None:
    for role, place in ((Role.SENCO, school), (Role.TRUST_LEAD, None)):
        headers = api.headers(api.token(role, place))
        assert api.client.get("/parked", headers=headers).status_code == 403
        assert api.client.get("/parked/orders", headers=headers).status_code == 403
        order = {"consumer": CONSUMER, "stream": "x", "action": "discard", "reason": "inc-1"}
        refused = api.client.post("/parked/orders", headers=headers, json=order)
        assert refused.status_code == 403
