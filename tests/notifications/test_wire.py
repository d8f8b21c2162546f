"""Events as they are stored and sent, and as this service reads the other services' ones."""

import json
from dataclasses import MISSING, fields, replace
from typing import Any, get_args

import pytest

from services.directory.domain import events as of_directory
from services.ehcp.domain import events as of_ehcp
from services.notifications import inbound
from services.notifications.codec import CODEC, FAILURES, NOTIFICATIONS
from services.notifications.domain.events import Event, PreferencesSet
from services.notifications.domain.terms import Numbers
from services.notifications.inbound_ehcp import IMPORTS
from services.notifications.projections import VIEWS
from services.plans.domain import events as of_plans
from services.referrals.domain import events as of_referrals
from shared.codec import Codec, event_type
from tests.notifications.examples import ALL, MOTHER
from tests.story import Story

TOLD: tuple[Any, ...] = (*ALL, PreferencesSet(person_id=MOTHER, email=False))
DIGEST = replace(ALL[0], pupil_id=None, numbers=Numbers(cases=12, missing_facts=30))
OWNERS = {
    "directory": of_directory,
    "referrals": of_referrals,
    "plans": of_plans,
    "ehcp": of_ehcp,
}
READ: list[tuple[str, Codec[Any]]] = [
    *((source, codec) for view in VIEWS for source, codec in view.reads.items()),
    *inbound.TOLD.items(),
    ("directory", inbound.OPENINGS),
    ("ehcp", IMPORTS),
]
INBOUND = [
    (source, kind) for source, codec in READ if source in OWNERS for kind in codec.types.values()
]


def test_an_example_of_every_event_is_told() -> None:
    assert {type(event) for event in TOLD} == set(get_args(Event))


@pytest.mark.parametrize("event", TOLD, ids=lambda one: event_type(type(one)))
def test_an_event_is_read_as_it_was_written(event: Any) -> None:
    name = event_type(type(event))
    assert CODEC.decode_data(name, CODEC.schemas[name], CODEC.encode_data(event)) == event


def test_what_is_told_of_a_school_names_no_pupil() -> None:
    data = CODEC.encode_data(DIGEST)
    assert CODEC.decode_data("notification-queued", 2, data) == DIGEST


@pytest.mark.parametrize("event", ALL, ids=lambda one: event_type(type(one)))
def test_an_event_of_schema_1_is_still_read(event: Any) -> None:
    data = json.loads(CODEC.encode_data(event))
    data.pop("numbers", None)
    name = event_type(type(event))
    assert CODEC.schemas[name] == 2
    assert CODEC.decode_data(name, 1, json.dumps(data).encode()) == event


@pytest.mark.parametrize("codec", [NOTIFICATIONS, FAILURES])
def test_the_views_and_policies_read_the_schema_that_is_written(codec: Codec[Any]) -> None:
    assert codec.schemas == {name: CODEC.schemas[name] for name in codec.types}


@pytest.mark.parametrize("event", TOLD, ids=lambda one: event_type(type(one)))
def test_every_event_about_a_pupil_names_the_pupil(event: Any) -> None:
    assert hasattr(event, "pupil_id") or isinstance(event, PreferencesSet)


@pytest.mark.parametrize(
    ("source", "kind"), INBOUND, ids=[f"{one}-{kind.__name__}" for one, kind in INBOUND]
)
def test_what_is_read_of_another_service_is_what_it_publishes(source: str, kind: type) -> None:
    owner = getattr(OWNERS[source], kind.__name__)
    published = {field.name for field in fields(owner)}
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    assert needed <= published


def test_the_inbox_needs_the_beginning_of_a_message() -> None:
    queued, sent = TOLD[0], TOLD[1]
    story = Story("notification-1", "notifications").tells(queued, sent, at=queued.happened_at)
    inbox = VIEWS[0]
    assert story.folded(inbox.fold)["email"] == "sent"
    with pytest.raises(Exception, match="notification-1"):
        inbox.fold(None, story.events[1])
