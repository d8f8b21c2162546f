"""A stated reason: for which pupil, how long, and with which calls it goes; without any server."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask, g, session

from services.portal.clients import NotAllowed, ReasonMissing
from services.portal.clients.calling import answer, learnt_about, why
from services.portal.clients.opened import Opened
from services.portal.clients.part import Part
from services.portal.clock import set_clock
from services.portal.opened import gathered
from services.portal.reasons import LASTS, MOST_KEPT, REASONS, install, reason_for, state
from services.portal.words.reasons import CHOICES, TOLD, TOLD_TO_FAMILY, reason, reason_for_family
from shared import errors
from shared.access.reasons import Reason, told_to_family
from shared.http.stating import HEADER
from tests.portal.examples import NOW
from tests.portal.test_calling import answered

CHILD = uuid4()


class Watch:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def here(watch: Watch) -> Iterator[None]:
    """Within a request, with a session that is not kept."""
    app = Flask("reasons")
    app.secret_key = "for this test"
    set_clock(app, watch)
    with app.test_request_context():
        yield


@pytest.mark.usefixtures("here")
def test_a_reason_is_for_one_pupil_and_can_be_changed() -> None:
    assert reason_for(CHILD) is None
    state(CHILD, Reason.REVIEW)
    assert reason_for(CHILD) == "review"
    assert reason_for(uuid4()) is None
    state(CHILD, Reason.COMPLAINT)
    assert reason_for(CHILD) == "complaint"


@pytest.mark.usefixtures("here")
def test_a_reason_holds_for_a_days_work_and_no_longer(watch: Watch) -> None:
    state(CHILD, Reason.REVIEW)
    watch.now = NOW + timedelta(hours=8) - timedelta(seconds=1)
    assert reason_for(CHILD) == "review"
    watch.now = NOW + timedelta(hours=8)
    assert reason_for(CHILD) is None


@pytest.mark.usefixtures("here")
def test_what_is_over_leaves_the_session(watch: Watch) -> None:
    state(CHILD, Reason.REVIEW)
    watch.now = NOW + LASTS
    other = uuid4()
    state(other, Reason.SUPPORT)
    assert list(session[REASONS]) == [str(other)]


@pytest.mark.usefixtures("here")
def test_of_more_than_100_pupils_the_first_are_forgotten() -> None:
    pupils = [uuid4() for _ in range(MOST_KEPT + 1)]
    for pupil in pupils:
        state(pupil, Reason.SUPPORT)
    assert len(session[REASONS]) == MOST_KEPT
    assert reason_for(pupils[0]) is None
    assert reason_for(pupils[-1]) == "support"


@pytest.mark.usefixtures("here")
def test_it_goes_with_what_is_asked_about_that_pupil_alone() -> None:
    g.reason_for = reason_for
    state(CHILD, Reason.REVIEW)
    assert why() == {}
    g.about = uuid4()
    assert why() == {}
    g.about = CHILD
    assert why() == {HEADER: "review"}


@pytest.mark.usefixtures("here")
def test_an_answer_that_names_the_pupil_is_asked_again_once_and_only_with_a_reason() -> None:
    g.reason_for = reason_for
    assert not learnt_about(CHILD)
    assert g.pop("about") == CHILD
    state(CHILD, Reason.REVIEW)
    assert learnt_about(CHILD)
    assert not learnt_about(CHILD)


def test_the_pupil_of_an_address_is_known_before_anything_is_asked(watch: Watch) -> None:
    app = Flask("about")
    app.secret_key = "for this test"
    set_clock(app, watch)
    install(app)
    app.add_url_rule("/pupils/<uuid:pupil_id>", "pupil", lambda pupil_id: str(g.about == pupil_id))
    app.add_url_rule("/pupils", "pupils", lambda: str("about" in g))
    client = app.test_client()
    assert client.get(f"/pupils/{CHILD}").text == "True"
    assert client.get("/pupils").text == "False"


def test_a_missing_reason_is_told_from_a_missing_permission() -> None:
    with Flask("asking").test_request_context():
        with pytest.raises(ReasonMissing) as missing:
            answer("plans", answered(errors.ReasonMissing("plan.read", CHILD)))
        assert missing.value.pupil_id == CHILD
        with pytest.raises(NotAllowed):
            answer("plans", answered(errors.Forbidden("plan.read")))


def test_the_card_offers_each_reason_once_and_each_is_told_in_words() -> None:
    assert [choice[0] for choice in CHOICES] == [one.value for one in Reason]
    assert set(TOLD) == set(Reason)
    for one in Reason:
        code = told_to_family(one)
        assert code in TOLD_TO_FAMILY
        assert "safe" not in reason_for_family(str(code))
    assert reason("safeguarding") == "to keep the child safe (safeguarding)"
    assert reason("next-years-code") == "next years code"


def test_a_days_looks_tell_each_reason_once_and_none_where_none_was_given() -> None:
    lead, senco = uuid4(), uuid4()

    def look(person: UUID, role: str, reason: str | None) -> Opened:
        return Opened(
            person_id=person, role=role, what="plan", service="plans", at=NOW, reason=reason
        )

    stated = [look(lead, "trust-lead", one) for one in (None, "review", "support", "review")]
    found = gathered([Part([*stated, look(senco, "senco", None)])])
    assert {one.person_id: one.reasons for one in found} == {
        lead: ("review", "support"),
        senco: (),
    }
