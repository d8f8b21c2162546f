"""What somebody typed when their session had ended is not lost, and is nobody else's."""

from datetime import timedelta
from uuid import uuid4

from tests.journeys.conftest import Arrive, Watch
from tests.journeys.visitors import Visitor


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
