"""Commands carried out on a real store: which stream, which partition, and what they may follow."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.referrals.access import STORE
from services.referrals.domain.rules import EnteredInError
from services.referrals.handlers import handle
from shared.calendar import utc_now
from shared.errors import NotFound, Stale
from shared.personal import Typed
from shared.recorded import Actor, Origin, Request
from tests.one_service import OneService
from tests.referrals.examples import ACKNOWLEDGE, ASK, RAISE, SENCO, STRIKE_OUT


def by_somebody(school_id: UUID) -> Request:
    """Without a partition of its own: the handler knows the pupil."""
    return Request(
        actor=Actor(person_id=SENCO, role="senco"),
        origin=Origin.PERSON,
        at=utc_now(),
        correlation_id=uuid4(),
        school_id=school_id,
    )


def about(pupil: UUID, typed: Typed) -> Typed:
    return Typed(subject=pupil, audience=typed.audience, text=typed.text)


@pytest.fixture
def store(service: OneService) -> Any:
    return service.app.extensions[STORE]


@pytest.fixture
def raised(store: Any, school: UUID, pupil: UUID) -> UUID:
    """The id of a concern about the pupil."""
    command = replace(
        RAISE,
        referral_id=uuid4(),
        pupil_id=pupil,
        noticed=about(pupil, RAISE.noticed),
        tried=(),
        family_said=None,
        not_talked_because=about(pupil, STRIKE_OUT.reason),
    )
    handle(store, command, by=by_somebody(school), if_match=None)
    return command.referral_id


def asking(referral_id: UUID, pupil: UUID) -> Any:
    question = about(pupil, ASK.question)
    return replace(
        ASK, request_id=uuid4(), referral_id=referral_id, pupil_id=pupil, question=question
    )


def test_all_that_is_about_a_pupil_lies_in_that_pupils_partition(
    service: OneService, store: Any, school: UUID, pupil: UUID, raised: UUID
) -> None:
    asked = asking(raised, pupil)
    handle(store, asked, by=by_somebody(school), if_match=None)
    streams = {f"referral-{raised}", f"specialistrequest-{asked.request_id}"}
    commits = list(service.main["commits"].find({"stream": {"$in": list(streams)}}))
    assert {commit["stream"] for commit in commits} == streams
    assert {commit["partition_key"] for commit in commits} == {str(pupil)}


def test_a_request_is_about_the_pupil_of_its_concern(
    service: OneService, store: Any, school: UUID, raised: UUID
) -> None:
    other = uuid4()
    service.has_pupil(other, school)
    with pytest.raises(NotFound):
        handle(store, asking(raised, other), by=by_somebody(school), if_match=None)


def test_a_request_is_for_a_concern_that_stands(
    store: Any, school: UUID, pupil: UUID, raised: UUID
) -> None:
    with pytest.raises(NotFound):
        handle(store, asking(uuid4(), pupil), by=by_somebody(school), if_match=None)
    reason = about(pupil, STRIKE_OUT.reason)
    strike_out = replace(STRIKE_OUT, referral_id=raised, reason=reason)
    handle(store, strike_out, by=by_somebody(school), if_match=1)
    with pytest.raises(EnteredInError):
        handle(store, asking(raised, pupil), by=by_somebody(school), if_match=None)


def test_a_stale_page_hears_stale_also_where_nothing_would_change(
    store: Any, school: UUID, raised: UUID
) -> None:
    command = replace(ACKNOWLEDGE, referral_id=raised)
    head = handle(store, command, by=by_somebody(school), if_match=1)
    with pytest.raises(Stale) as stale:
        handle(store, command, by=by_somebody(school), if_match=1)
    assert (stale.value.seen, stale.value.current) == (1, 2)
    assert handle(store, command, by=by_somebody(school), if_match=2).version == head.version
