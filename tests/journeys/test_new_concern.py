import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from services.portal.config import Config
from shared.mongo import connect, main_database
from tests.journeys.conftest import Arrive, Watch, raised, value_of
from tests.journeys.visitors import Visitor


def begun(visitor: Visitor) -> str:
    """A draft about a pupil, with nothing else answered; the address that its pages share."""
    visitor.goes_to("/concerns/new")
    visitor.sends({"name": "Oyelaran"})
    visitor.sends({"pupil": value_of(visitor.page, "Ayo")})
    return visitor.address.rpartition("/")[0]


def test_first_it_says_what_this_form_is_not_for(teacher: Visitor) -> None:
    teacher.goes_to("/concerns/new")
    warning, question = "Is a child at risk of harm? Do not use this form", "Who are you worried"
    assert teacher.text.index(warning) < teacher.text.index(question)


def test_a_concern_reaches_the_senco_with_a_day_for_the_reply(
    teacher: Visitor, senco: Visitor
) -> None:
    noticed = f"He hides when we read aloud. {uuid4().hex}"
    address = raised(teacher, noticed)
    assert "Concern sent Mrs Kulkarni will reply by" in teacher.text
    assert noticed in senco.goes_to(address).text
    assert "Reply that it has arrived" in senco.text
    teacher.goes_to("/concerns/new")
    assert noticed not in teacher.page


def test_who_is_found_has_year_and_class(teacher: Visitor) -> None:
    teacher.goes_to("/concerns/new")
    teacher.sends({"name": "oyel"})
    assert "Ayo Oyelaran Year 2, class 2 Heron" in teacher.text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Enter at least 3 letters of the name"),
        ("Zzyzx", "Nobody has a name like that"),
        ("oy", "Enter at least 3 letters of the name"),
        ("A201361425001", "Check the UPN: with these digits the first letter is V"),
        ("M201361425004", "Nobody has a name like that"),
    ],
)
def test_a_name_that_finds_nobody_is_answered(teacher: Visitor, name: str, said: str) -> None:
    teacher.goes_to("/concerns/new")
    teacher.sends({"name": name})
    assert said in teacher.text


def test_a_name_that_was_wrong_is_put_right_on_the_page_that_says_so(teacher: Visitor) -> None:
    teacher.goes_to("/concerns/new")
    teacher.sends({"name": "oy"})
    assert "<title>\n  Error: " in teacher.page or "Error: Who" in teacher.page
    teacher.sends({"name": "oyel"}, to=teacher.action)
    assert "Ayo Oyelaran" in teacher.text


def test_pupils_of_another_school_are_not_found(arrive: Arrive) -> None:
    visitor = arrive("other_senco")
    visitor.goes_to("/concerns/new")
    visitor.sends({"name": "Oyelaran"})
    assert "Nobody has a name like that" in visitor.text


def test_each_question_waits_for_its_answer(teacher: Visitor) -> None:
    begun(teacher)
    for step, message in (
        ("noticed", "Enter what you have noticed"),
        ("tried", "Enter what you tried"),
        ("family", "Select yes, or not yet"),
        ("said", "Enter why nobody has talked to the family yet"),
    ):
        assert teacher.address.endswith(f"/{step}")
        teacher.sends()
        assert message in teacher.text
        assert "<title>Error: " in teacher.page
        answers = {
            "noticed": {"noticed": "She hides."},
            "tried": {"then": "nothing"},
            "family": {"talked": "no"},
            "said": {"why_not": "Her mother is ill."},
        }
        teacher.sends(answers[step])
    assert teacher.address.endswith("/check")
    assert "Her mother is ill." in teacher.text


def test_several_things_tried_are_kept_and_can_be_taken_out(teacher: Visitor) -> None:
    draft = begun(teacher)
    teacher.sends({"noticed": "She hides."})
    for what in ("Pictures", "A quiet place"):
        teacher.sends({"what": what, "weeks": "3", "effect": "Little", "then": "another"})
    teacher.sends({}, to=f"{draft}/tried/0/remove")
    assert "A quiet place" in teacher.text
    assert "Pictures" not in teacher.text
    teacher.sends({"then": "continue"})
    assert teacher.address.endswith("/family")


def test_every_answer_can_be_changed_before_it_is_sent(teacher: Visitor) -> None:
    draft = begun(teacher)
    teacher.sends({"noticed": "She hides."})
    teacher.sends({"then": "nothing"})
    teacher.sends({"talked": "yes"})
    teacher.sends({"said": "She is shy."})
    teacher.goes_to(f"{draft}/noticed")
    assert "She hides." in teacher.page
    teacher.sends({"noticed": "She hides when we read."})
    assert teacher.address.endswith("/check")
    assert "She hides when we read." in teacher.text


def test_what_was_changed_in_another_window_is_shown_before_it_is_sent(teacher: Visitor) -> None:
    draft = begun(teacher)
    for answer in ({"noticed": "She hides."}, {"then": "nothing"}, {"talked": "no"}):
        teacher.sends(answer)
    teacher.sends({"why_not": "Not yet."})
    as_it_was = teacher.hidden()
    changed = f"She hides and cries. {uuid4().hex}"
    teacher.goes_to(f"{draft}/noticed")
    teacher.sends({"noticed": changed})
    teacher.sends(as_it_was, to=f"{draft}/check")
    assert "Not sent. You changed your answers in another window." in teacher.text
    assert changed in teacher.text
    teacher.sends()
    assert changed in teacher.follows("See this concern").text


def test_a_draft_waits_for_its_author_alone(arrive: Arrive, teacher: Visitor) -> None:
    draft = begun(teacher)
    teacher.sends({"noticed": "She hides."})
    assert "About Ayo Oyelaran, begun" in teacher.goes_to("/concerns/new").text
    assert arrive("senco").goes_to(f"{draft}/noticed").status == 404
    teacher.goes_to(f"{draft}/check")
    assert teacher.address.endswith("/tried")
    teacher.sends({}, to=f"{draft}/delete")
    assert teacher.goes_to(f"{draft}/noticed").status == 404


def test_a_draft_is_forgotten_after_two_weeks(later: Visitor, watch: Watch) -> None:
    later.signs_in("teacher")
    draft = begun(later)
    watch.forward = timedelta(days=15)
    later.client.delete_cookie("waymark")
    later.signs_in("teacher")
    assert later.goes_to(f"{draft}/noticed").status == 404


def test_sent_again_when_the_answer_was_lost_it_is_one_concern(
    teacher: Visitor, config: Config
) -> None:
    draft = begun(teacher)
    teacher.sends({"noticed": f"She hides. {uuid4().hex}"})
    teacher.sends({"then": "nothing"})
    teacher.sends({"talked": "no"})
    teacher.sends({"why_not": "Not yet."})
    draft_id = UUID(draft.rpartition("/")[2])
    with connect(config.mongodb_uri, timeout_ms=5_000, app="tests") as client:
        drafts = client[main_database(config.trust, "portal")]["drafts"]
        before = drafts.find_one({"_id": draft_id})
        assert before
        first = teacher.sends().link("See this concern")
        # As it would be had the portal stopped between the service's answer and its own.
        drafts.insert_one(before)
    teacher.goes_to(f"{draft}/check")
    assert teacher.sends().link("See this concern") == first


def test_what_was_typed_stays_when_the_service_is_away(
    without: Callable[..., Visitor], teacher: Visitor
) -> None:
    noticed = f"She hides. {uuid4().hex}"
    draft = begun(teacher)
    teacher.sends({"noticed": noticed})
    teacher.sends({"then": "nothing"})
    teacher.sends({"talked": "no"})
    teacher.sends({"why_not": "Not yet."})
    cut_off = without("referrals").signs_in("teacher")
    cut_off.goes_to(f"{draft}/check")
    cut_off.sends()
    assert "Not saved yet. Try again in a minute" in cut_off.text
    assert noticed in cut_off.text
    teacher.goes_to(f"{draft}/check")
    teacher.sends()
    assert "Concern sent" in teacher.text


def test_names_that_cannot_be_asked_for_are_not_nobody(without: Callable[..., Visitor]) -> None:
    """Directory answers the sign-in, and is gone when the name is looked for."""
    visitor = without("directory")
    whole = without().signs_in("teacher")
    kept = whole.client.get_cookie("waymark")
    assert kept
    visitor.client.set_cookie("waymark", kept.value)
    visitor.goes_to("/concerns/new")
    visitor.sends({"name": "Oyelaran"})
    assert "The names cannot be shown right now" in visitor.text
    assert "Nobody" not in visitor.text


def test_no_page_of_the_form_has_a_name_in_its_address_or_title(teacher: Visitor) -> None:
    draft = begun(teacher)
    teacher.sends({"noticed": "She hides."})
    for step in ("find", "who", "noticed", "tried", "family", "said"):
        teacher.goes_to(f"{draft}/{step}")
        title = re.search(r"<title>(.*?)</title>", teacher.page, re.S)
        assert title
        assert "Oyelaran" not in title[1] + teacher.address
        assert "Ayo" not in title[1]


def test_only_who_may_raise_one_is_offered_it(arrive: Arrive, parent: Visitor) -> None:
    assert parent.goes_to("/concerns/new").status == 404
    assert arrive("ops").goes_to("/concerns/new").status == 404
    assert arrive("head").goes_to("/concerns/new").status == 200
