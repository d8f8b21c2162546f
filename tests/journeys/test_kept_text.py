"""What somebody typed when their session had ended is not lost, and is nobody else's."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest

from services.portal.config import Config
from shared.mongo import connect, main_database
from tests.journeys.conftest import Arrive, Watch
from tests.journeys.test_records import record_of
from tests.journeys.visitors import Visitor


@pytest.fixture(autouse=True)
def nothing_kept(config: Config) -> Iterator[None]:
    """What a test leaves unsent would be offered to whoever signs in as that person next."""
    yield
    with connect(config.mongodb_uri, timeout_ms=5_000, app="tests") as client:
        drafts = client[main_database(config.trust, "portal")]["drafts"]
        drafts.delete_many({"kind": "typed"})


def test_text_sent_after_the_session_ended_comes_back_after_signing_in(
    later: Visitor, watch: Watch, concern: str
) -> None:
    typed = f"Worse in the afternoon. {uuid4().hex}"
    later.signs_in("teacher")
    later.goes_to(f"{concern}/note")
    watch.forward = timedelta(minutes=61)
    reply = later.sends({"text": typed})
    assert reply.status == 400
    assert "We kept what you typed for 24 hours" in later.text
    later.signs_in("teacher")
    assert later.address == f"{concern}/note"
    assert typed in later.page
    assert "We kept what you typed. Check it and save." in later.text
    later.sends({"text": typed})
    assert typed in later.goes_to(concern).text
    assert typed not in later.goes_to(f"{concern}/note").page


def test_a_form_from_before_the_last_sign_in_is_kept_too(arrive: Arrive, concern: str) -> None:
    typed = f"Typed in an old tab. {uuid4().hex}"
    visitor = arrive("teacher")
    visitor.goes_to(f"{concern}/note")
    old_form = visitor.hidden()
    visitor.signs_in("teacher")
    reply = visitor.client.post(f"{concern}/note", data={**old_form, "text": typed})
    assert reply.status_code == 400
    assert "Check it and save" in reply.text
    assert typed in visitor.goes_to(f"{concern}/note").text


def test_text_sent_while_the_service_is_down_comes_back_with_the_form(
    senco: Visitor, without: Callable[..., Visitor]
) -> None:
    typed = f"She needs more than we can give. {uuid4().hex}"
    request = f"{record_of(senco, 'Ayo')}/ehc/told/request"
    senco.goes_to(request)
    visitor = without("ehcp")
    visitor.page, cookie = senco.page, senco.client.get_cookie("waymark")
    assert cookie
    visitor.client.set_cookie("waymark", cookie.value)
    visitor.sends({"reasons": typed}, to=request)
    assert visitor.status == 503
    assert "Not saved yet. We kept what you typed." in visitor.text
    assert typed in senco.goes_to(request).page


def test_an_address_that_was_cut_off_is_no_mistake_of_ours(senco: Visitor) -> None:
    for address in ("/concerns?after=cut-o", f"{record_of(senco, 'Ayo')}/ehc?after=cut-o"):
        assert senco.goes_to(address).status == 400


def test_it_is_offered_once_and_can_be_let_go(later: Visitor, watch: Watch, concern: str) -> None:
    typed = f"No longer wanted. {uuid4().hex}"
    later.signs_in("teacher")
    later.goes_to(f"{concern}/note")
    watch.forward = timedelta(minutes=61)
    later.sends({"text": typed})
    assert later.signs_in("teacher").address == f"{concern}/note"
    assert later.signs_in("teacher").address == "/concerns/new"
    assert typed in later.goes_to(f"{concern}/note").page
    later.sends({}, to=f"/account/kept/forget?at={concern}/note")
    assert later.address == f"{concern}/note"
    assert typed not in later.page


def test_what_was_kept_is_for_that_person_alone(later: Visitor, watch: Watch, concern: str) -> None:
    typed = f"Between us. {uuid4().hex}"
    later.signs_in("teacher")
    later.goes_to(f"{concern}/note")
    watch.forward = timedelta(minutes=61)
    later.sends({"text": typed})
    later.signs_in("senco")
    assert typed not in later.goes_to(f"{concern}/note").page


def test_it_is_kept_for_a_day(later: Visitor, watch: Watch, concern: str) -> None:
    typed = f"Too late. {uuid4().hex}"
    later.signs_in("teacher")
    later.goes_to(f"{concern}/note")
    watch.forward = timedelta(minutes=61)
    later.sends({"text": typed})
    watch.forward = timedelta(hours=26)
    later.signs_in("teacher")
    assert typed not in later.goes_to(f"{concern}/note").page


def test_a_strangers_text_is_not_kept(later: Visitor, concern: str) -> None:
    reply = later.client.post(f"{concern}/note", data={"text": "hello"})
    assert reply.status_code == 400
    assert "We could not keep what you typed" in reply.text
