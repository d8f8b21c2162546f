"""Where a message leads, and what the list says of one that is about no pupil."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from flask import Flask, g

from services.portal.clients.notifications import Link, Message, Numbers
from services.portal.pages.messages import about
from services.portal.signed_in import Person, Place
from shared.access.grants import Role

DIGEST = Message(
    message_id=uuid4(),
    kind="cases-imported",
    pupil_id=None,
    link=Link(page="today", id=uuid4()),
    at=datetime(2026, 11, 23, 9, 12, tzinfo=UTC),
    numbers=Numbers(cases=12, missing_facts=30),
)


@pytest.fixture
def here(app: Flask) -> Iterator[None]:
    """Within a request of the portal; who asks is `g.person`."""
    with app.test_request_context("/"):
        yield


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("role", "address"), [(Role.SENCO, "/today"), (Role.TRUST_LEAD, None), (Role.TEACHER, None)]
)
def test_what_an_import_told_leads_a_senco_to_her_list(role: Role, address: str | None) -> None:
    place = Place(role=role, school_id=uuid4(), name="Alder Lane")
    g.person = Person(person_id=uuid4(), places=(place,), place=place, children=frozenset())
    assert about(DIGEST) == address
