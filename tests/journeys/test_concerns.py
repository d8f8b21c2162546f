"""What a SENCO does with a concern, and what each of the others sees of it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest

from deploy.check.report import connected
from deploy.local.whole import Platform
from shared.calendar import london_date, utc_now
from shared.mongo import main_database
from tests.journeys.conftest import Arrive, raised, value_of, versions_told
from tests.journeys.visitors import Visitor

TODAY = london_date(utc_now())


def day(name: str, on: date) -> dict[str, str]:
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


def step(senco: Visitor, concern: str, name: str, values: dict[str, str]) -> None:
    senco.goes_to(f"{concern}/steps/{name}")
    senco.sends(values)
    assert senco.address == concern, senco.text


def triaged(senco: Visitor, concern: str) -> None:
    """Reply, and do each step or say why not."""
    senco.goes_to(concern)
    senco.sends(to=f"{concern}/reply")
    covers = {**day("covers_from", TODAY - timedelta(days=30)), **day("covers_to", TODAY)}
    step(senco, concern, "evidence", {"kind": "attainment", "text": "22 of 45", **covers})
    seen = {"setting": "lesson", "seen_text": "Looks at others first."}
    step(senco, concern, "observation", {**seen, **day("effective_on", TODAY)})
    senco.goes_to(f"{concern}/steps/parents-views")
    view = {"gathered": "meeting", "said": "We want to help.", "readers": "family"}
    who = value_of(senco.page, "Folake Oyelaran")
    step(senco, concern, "parents-views", {"who": who, **view, **day("effective_on", TODAY)})
    senco.goes_to(f"{concern}/steps/pupils-views/not-needed")
    senco.sends({"reason": "She is not at school this week."})


def decided(senco: Visitor, concern: str, outcome: str, details: dict[str, str]) -> None:
    """Through the three pages of a decision, up to the one that says it is recorded."""
    senco.goes_to(f"{concern}/decision")
    senco.sends({"outcome": outcome})
    common = {"reasons": "She needs help to use language.", **day("decided_on", TODAY)}
    senco.sends({**common, **details})
    assert senco.address.endswith("/decision/check"), senco.text
    senco.sends()


SUPPORT = {"primary_need": "SLCN", "secondary_need": ""}
NOT_SEND = {
    "adjustments": "All teachers show pictures.",
    "other_support": "A reading club.",
    "look_again_if": "If she falls behind.",
    **day("look_again_on", TODAY + timedelta(days=60)),
}


def test_the_whole_way_from_a_concern_to_sen_support_and_its_correction(
    senco: Visitor, teacher: Visitor, concern: str
) -> None:
    triaged(senco, concern)
    assert "Done" in senco.goes_to(concern).text
    assert "She is not at school this week." in senco.text
    wrong, right = TODAY - timedelta(days=14), TODAY - timedelta(days=7)
    decided(senco, concern, "sen-support", SUPPORT | day("from_on", wrong))
    assert "Decision recorded SEN Support" in senco.text
    senco.goes_to(concern)
    assert f"{wrong.day} {wrong:%B} {wrong.year}" in senco.text
    correction = SUPPORT | day("from_on", right) | {"reason": "The wrong day was typed."}
    decided(senco, concern, "sen-support", correction)
    assert "Decision corrected" in senco.text
    senco.goes_to(concern)
    assert f"From {right:%A} {right.day} {right:%B} {right.year}" in senco.text
    assert "The wrong day was typed." in senco.text
    assert "What it said before" in senco.text
    teacher.goes_to(concern)
    assert "SEN Support, decided" in teacher.text
    assert "Speech, language" not in teacher.text


@pytest.fixture
def overtaken(senco: Visitor, platform: Platform, concern: str) -> dict[str, str]:
    """What the last page of a decision would send, whose concern was decided meanwhile."""
    triaged(senco, concern)
    senco.goes_to(f"{concern}/decision")
    senco.sends({"outcome": "not-send"})
    senco.sends({"reasons": "No need was found.", **day("decided_on", TODAY), **NOT_SEND})
    form = senco.hidden()
    with connected(platform.place) as client:
        drafts = client[main_database(platform.place.trust, "portal")]["drafts"]
        written = list(drafts.find({"kind": "decision"}))
        drafts.delete_many({"kind": "decision"})
        decided(senco, concern, "sen-support", SUPPORT | day("from_on", TODAY))
        assert "Decision recorded" in senco.text
        drafts.insert_many(written)
    return form


def test_a_decision_that_another_came_before_is_kept_and_offered_as_its_correction(
    senco: Visitor, concern: str, overtaken: dict[str, str]
) -> None:
    senco.sends(overtaken, to=f"{concern}/decision/check")
    assert senco.address == f"{concern}/decision/details"
    told = r"Not saved. Mrs Kulkarni decided this concern at \d+:\d\d[ap]m, while you were writing"
    assert re.search(told, senco.text), senco.text
    assert "No need was found." in senco.page
    assert "All teachers show pictures." in senco.page
    assert "Missing data" not in senco.text
    assert senco.link("See the decision") == concern
    senco.sends({"reasons": "No need was found.", **day("decided_on", TODAY), **NOT_SEND})
    assert "Enter what was wrong" in senco.text
    wrong = {"reason": "The tests were read wrongly."}
    senco.sends({"reasons": "No need was found.", **day("decided_on", TODAY), **NOT_SEND, **wrong})
    assert "Check the correction" in senco.text
    senco.sends()
    assert "Decision corrected No special educational needs found" in senco.text


def test_whoever_comes_back_to_a_decision_that_another_came_before_reads_so(
    senco: Visitor, concern: str, overtaken: dict[str, str]
) -> None:
    assert overtaken
    for page in ("check", "details"):
        senco.goes_to(f"{concern}/decision/{page}")
        assert senco.address == f"{concern}/decision/details"
        assert "Mrs Kulkarni decided this concern" in senco.text


def test_a_decision_whose_answer_was_lost_leads_to_where_it_would_have(
    senco: Visitor, platform: Platform, concern: str
) -> None:
    triaged(senco, concern)
    senco.goes_to(f"{concern}/decision")
    senco.sends({"outcome": "not-send"})
    senco.sends({"reasons": "No need was found.", **day("decided_on", TODAY), **NOT_SEND})
    check, form = senco.address, senco.hidden()
    with connected(platform.place) as client:
        drafts = client[main_database(platform.place.trust, "portal")]["drafts"]
        written = list(drafts.find({"kind": "decision"}))
        senco.sends(form)
        drafts.delete_many({"kind": "decision"})
        drafts.insert_many(written)
    senco.sends(form, to=check)
    assert "Decision recorded No special educational needs found" in senco.text


def test_a_correction_begins_with_what_stands(senco: Visitor, concern: str) -> None:
    triaged(senco, concern)
    decided(senco, concern, "sen-support", SUPPORT | day("from_on", TODAY))
    senco.goes_to(f"{concern}/decision")
    senco.sends({"outcome": "sen-support"})
    assert "She needs help to use language." in senco.page
    assert re.search(r'value="SLCN"\s+selected', senco.page)
    senco.sends({})
    assert "Enter what was wrong" in senco.text


def test_not_send_asks_for_all_its_parts_and_shows_the_familys_letter(
    senco: Visitor, concern: str
) -> None:
    triaged(senco, concern)
    senco.goes_to(f"{concern}/decision")
    senco.sends({"outcome": "not-send"})
    senco.sends({})
    for missing in (
        "Enter what all teachers will do",
        "Enter what other help there is",
        "Enter what would make you look again",
        "Enter the day to look again",
        "Enter why you decided this",
    ):
        assert missing in senco.text
    decided(senco, concern, "not-send", NOT_SEND)
    assert "Decision recorded No special educational needs found" in senco.text


def test_the_letter_never_says_that_the_way_to_the_council_ends(
    senco: Visitor, concern: str
) -> None:
    triaged(senco, concern)
    senco.goes_to(f"{concern}/decision")
    senco.sends({"outcome": "not-send"})
    senco.sends({"reasons": "No need was found.", **day("decided_on", TODAY), **NOT_SEND})
    letter = senco.text.split("What the family reads")[1]
    assert "We found no special educational needs for now" in letter
    assert "you have choices" in letter
    assert "Their rights follow in full" in letter


@pytest.mark.parametrize("outcome", ["watch-and-review", "ehc-assessment", "signpost"])
def test_each_other_outcome_can_be_decided(senco: Visitor, concern: str, outcome: str) -> None:
    triaged(senco, concern)
    senco.goes_to(f"{concern}/decision")
    senco.sends({"outcome": outcome})
    more: dict[str, dict[str, str]] = {
        "watch-and-review": {
            "looks_at": "Her reading.",
            **day("review_on", TODAY + timedelta(days=30)),
        },
        "ehc-assessment": {},
        "signpost": {"to": "school-nurse", "how": "Call the office."},
    }
    if outcome == "watch-and-review":
        more[outcome]["owner_id"] = value_of(senco.page, "Mrs Kulkarni")
    decided(senco, concern, outcome, more[outcome])
    assert "Decision recorded" in senco.text


def test_what_is_missing_is_named_before_and_by_the_refusal(senco: Visitor, concern: str) -> None:
    senco.goes_to(concern)
    senco.sends(to=f"{concern}/reply")
    assert "Still to do: attainment, attendance and behaviour" in senco.text
    senco.goes_to(f"{concern}/decision")
    assert "Not done yet:" in senco.text
    decided(senco, concern, "ehc-assessment", {})
    assert "Not saved. Each step is done before a decision" in senco.text
    assert "the parents' views" in senco.text
    assert "Decision recorded" not in senco.text


def test_a_refusal_at_a_form_keeps_what_was_typed(senco: Visitor, concern: str) -> None:
    covers = {**day("covers_from", TODAY), **day("covers_to", TODAY - timedelta(days=5))}
    senco.goes_to(f"{concern}/steps/evidence")
    senco.sends({"kind": "behaviour", "text": "Three incidents in a week.", **covers})
    assert "Not saved. Two of the days are the wrong way round" in senco.text
    assert "Three incidents in a week." in senco.page
    assert "<title>Error: " in senco.page


def test_two_people_typing_at_once_lose_nothing(
    arrive: Arrive, senco: Visitor, concern: str
) -> None:
    other = arrive("senco")
    covers = {**day("covers_from", TODAY), **day("covers_to", TODAY)}
    for visitor in (senco, other):
        visitor.goes_to(f"{concern}/steps/evidence")
    senco.sends({"kind": "attendance", "text": "96% this term.", **covers})
    other.sends({"kind": "attainment", "text": "22 of 45 sounds.", **covers})
    seen, now = versions_told(other)
    assert now > seen >= 1
    assert "22 of 45 sounds." in other.page
    assert "96% this term." in other.text
    other.sends({"kind": "attainment", "text": "22 of 45 sounds.", **covers})
    assert other.address == concern
    senco.goes_to(f"{concern}/steps/evidence")
    assert "96% this term." in senco.text
    assert "22 of 45 sounds." in senco.text


def test_the_same_form_sent_twice_is_one_entry(senco: Visitor, concern: str) -> None:
    text = f"Counted once. {uuid4().hex}"
    covers = {**day("covers_from", TODAY), **day("covers_to", TODAY)}
    senco.goes_to(f"{concern}/steps/evidence")
    form = {**senco.hidden(), "kind": "attainment", "text": text, **covers}
    for _ in range(2):
        reply = senco.client.post(f"{concern}/steps/evidence", data=form)
        assert reply.location == concern
    assert senco.goes_to(f"{concern}/steps/evidence").text.count(text) == 1


def test_what_was_entered_in_error_is_struck_out_and_stays_to_be_seen(
    senco: Visitor, concern: str
) -> None:
    covers = {**day("covers_from", TODAY), **day("covers_to", TODAY)}
    wrong = f"Of another child. {uuid4().hex}"
    step(senco, concern, "evidence", {"kind": "attainment", "text": wrong, **covers})
    senco.goes_to(f"{concern}/steps/evidence")
    senco.follows("Entered in error")
    senco.sends({"reason": "Copied from the wrong row."})
    assert senco.address == concern
    senco.goes_to(f"{concern}/steps/evidence")
    assert f"Entered in error: {wrong}" in senco.text
    assert "Copied from the wrong row." in senco.text
    assert senco.goes_to(f"{concern}/entries/{uuid4()}/error").status == 404


def test_a_whole_concern_can_be_struck_out(senco: Visitor, teacher: Visitor, concern: str) -> None:
    senco.goes_to(f"{concern}/error")
    senco.sends({"reason": "Raised for the wrong pupil."})
    assert "This concern was entered in error. Nothing of it holds." in senco.text
    assert "Reply that it has arrived" not in senco.text
    assert "Nothing of it holds" in teacher.goes_to(concern).text


def test_a_specialist_is_asked_with_the_consent_that_was_given(
    senco: Visitor, concern: str
) -> None:
    senco.goes_to(f"{concern}/steps/specialist")
    senco.sends({"specialist": "educational-psychologist", "question": "How does she learn?"})
    assert "Select who agreed to this" in senco.text
    consent = {"giver": "parent", "how": "phone", **day("given_on", TODAY)}
    step(
        senco,
        concern,
        "specialist",
        {"specialist": "educational-psychologist", "question": "How does she learn?", **consent},
    )
    assert "Specialist advice 1 request" in senco.text
    senco.goes_to(f"{concern}/steps/specialist")
    assert "How does she learn?" in senco.text
    assert "No report yet" in senco.text


def test_a_confidential_word_stays_with_the_senco(
    senco: Visitor, arrive: Arrive, concern: str
) -> None:
    secret = f"I am afraid at home. {uuid4().hex}"
    view = {"who": "pupil", "gathered": "words", "said": secret, "readers": "confidential"}
    step(senco, concern, "pupils-views", {**view, **day("effective_on", TODAY)})
    assert f"{secret} For the SENCO alone" in senco.goes_to(f"{concern}/steps/pupils-views").text
    for who in ("head", "trust_lead"):
        visitor = arrive(who).opens(concern)
        assert visitor.address == concern
        assert secret not in visitor.page
    senco.goes_to("/pupils").sends({"name": "Oyelaran"})
    record = senco.link("Ayo")
    assert f"For the SENCO alone {secret}" in senco.goes_to(record).text
    assert secret not in arrive("trust_lead").opens(record).page


def test_the_author_adds_to_it_and_others_cannot(
    teacher: Visitor, senco: Visitor, concern: str
) -> None:
    text = f"Worse in the afternoon. {uuid4().hex}"
    teacher.goes_to(f"{concern}/note")
    teacher.sends({"text": text})
    assert text in teacher.text
    assert text in senco.goes_to(concern).text
    senco.goes_to(f"{concern}/note")
    senco.sends({"text": "Not mine to say."})
    assert "Not mine to say." not in teacher.goes_to(concern).text


def test_the_parents_being_told_is_recorded_once(senco: Visitor, concern: str) -> None:
    triaged(senco, concern)
    decided(senco, concern, "sen-support", SUPPORT | day("from_on", TODAY))
    assert "The parents must be told" in senco.goes_to(concern).text
    senco.goes_to(f"{concern}/told")
    senco.sends({"how": "meeting", **day("on", TODAY)})
    assert "The parents were told" in senco.text
    assert "The parents must be told" not in senco.text
    assert senco.goes_to(f"{concern}/told").address == concern


def test_another_schools_senco_cannot_tell_that_it_exists(arrive: Arrive, concern: str) -> None:
    other = arrive("other_senco")
    pages = []
    for address in (concern, f"/concerns/{uuid4()}"):
        assert other.goes_to(address).status == 404
        pages.append(re.sub(r'nonce="[^"]+"', "", other.page))
    assert pages[0] == pages[1]
    for page in ("decision", "steps/evidence", "told", "note"):
        assert other.goes_to(f"{concern}/{page}").status == 404


def test_a_teacher_sees_what_she_raised_and_not_what_others_found_out(
    teacher: Visitor, senco: Visitor, concern: str
) -> None:
    triaged(senco, concern)
    teacher.goes_to(concern)
    assert "She speaks freely at home." in teacher.text
    for hidden in ("22 of 45", "Looks at others first.", "We want to help."):
        assert hidden not in teacher.page
    assert teacher.goes_to(f"{concern}/decision").status == 404


def test_the_list_tells_none_from_unknown(without: Callable[..., Visitor]) -> None:
    visitor = without("referrals").signs_in("senco")
    for address in ("/concerns", "/today"):
        visitor.goes_to(address)
        assert "cannot be shown right now" in visitor.text
        for never in ("No concern is waiting", "Nothing is due", "Nothing to do"):
            assert never not in visitor.text


def test_a_list_asked_for_after_a_change_shows_it(teacher: Visitor) -> None:
    address = raised(teacher, "She hides.")
    assert address in teacher.follows("See your concerns").page


def test_today_holds_what_was_promised(senco: Visitor, concern: str) -> None:
    senco.goes_to("/today?show=all")
    assert "Reply to the concern about Ayo Oyelaran" in senco.text
    assert concern in senco.page
