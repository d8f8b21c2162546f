"""Who may take which part in a concern, and what each of them reads of it."""

from uuid import UUID, uuid4

import pytest

from services.referrals.viewers import as_known_to
from shared.access import pupils
from shared.access.grants import Role
from shared.calendar import london_date, utc_now
from shared.commits import Document
from tests.one_service import OneService, Person, on_pupil, on_school
from tests.referrals.conftest import concern_about
from tests.referrals.requests import (
    ASK,
    NOT_SEND,
    PUPILS_VIEW,
    SEN_SUPPORT,
    body,
    look_into,
)


def test_a_parent_reads_no_word_that_was_for_staff(
    senco: Person, mother: Person, concern: str
) -> None:
    look_into(senco, concern, mother)
    reply = mother.get(concern)
    assert [one["text"] for one in body(reply)["entries"]] == [
        "Spoke late",
        "I pretend that I have heard",
    ]
    for word in ("Loses the thread", "Cards", "18 months", "Watches"):
        assert word not in reply.text
    assert body(reply)["tried"] == []


def test_parents_never_read_each_others_words(
    senco: Person, mother: Person, father: Person, concern: str
) -> None:
    look_into(senco, concern, mother)
    assert "Spoke late" in mother.get(concern).text
    assert "Spoke late" not in father.get(concern).text
    assert "The same at home" not in father.get(concern).text


def test_what_a_parent_raised_the_other_one_does_not_read(
    mother: Person, father: Person, senco: Person, pupil: UUID
) -> None:
    words = {"pupil_id": str(pupil), "noticed": "She comes home in tears"}
    made = body(mother.post("/referrals", words), 201)
    address = f"/referrals/{made['referral_id']}"
    assert body(mother.get(address))["noticed"] == "She comes home in tears"
    assert body(senco.get(address))["source"] == "parent"
    other = body(father.get(address))
    assert other.get("noticed") is None
    assert other["status"] == "raised"


def test_a_family_does_not_read_what_was_entered_in_error(
    senco: Person, mother: Person, concern: str
) -> None:
    """It was another child's, say, or meant for the SENCO alone and told again as that."""
    made = body(senco.post(f"{concern}/views", PUPILS_VIEW, seen=1))
    assert PUPILS_VIEW["said"] in mother.get(concern).text
    strike_out = f"{concern}/entries/{made['made_id']}/strike-out"
    body(senco.post(strike_out, {"reason": "For me alone"}, seen=2))
    assert body(mother.get(concern))["entries"] == []
    assert PUPILS_VIEW["said"] in senco.get(concern).text


def test_of_a_concern_that_was_entered_in_error_a_family_reads_their_own_words_alone(
    senco: Person, mother: Person, father: Person, pupil: UUID
) -> None:
    """It may be about another child."""
    words = {"pupil_id": str(pupil), "noticed": "She is sad", "effective_on": "2026-06-01"}
    concern = f"/referrals/{body(mother.post('/referrals', words), 201)['referral_id']}"
    body(mother.post(f"{concern}/notes", {"text": "Again today"}, seen=1))
    version = look_into(senco, concern, mother, seen=2)
    body(senco.post(f"{concern}/decision", SEN_SUPPORT, seen=version))
    body(senco.post(f"{concern}/strike-out", {"reason": "Another child"}, seen=version + 1))
    shown, others = body(mother.get(concern)), body(father.get(concern))
    assert (shown["noticed"], others["noticed"]) == ("She is sad", None)
    assert [one["text"] for one in shown["entries"]] == ["Again today"]
    assert (others["entries"], shown["history"], shown["status"]) == ([], [], "struck-out")
    assert len(body(senco.get(concern))["history"]) == 1


def test_a_past_day_tells_a_family_nothing_that_was_found_to_be_wrong_since() -> None:
    entry: Document = {"entry_id": uuid4(), "text": "Of another child", "struck_out": None}
    then: Document = {"status": "raised", "entries": [entry]}
    taken_out = {
        **then,
        "entries": [{**entry, "struck_out": {"by": uuid4()}}, {"entry_id": uuid4()}],
    }
    in_error = {**then, "status": "struck-out"}
    assert as_known_to(Role.PARENT, then, taken_out)["entries"] == taken_out["entries"][:1]
    assert as_known_to(Role.YOUNG_PERSON, then, in_error) == in_error
    for now in (taken_out, in_error):
        assert as_known_to(Role.SENCO, then, now) == then


def test_a_confidential_view_leaves_no_gap_for_those_whom_it_is_not_for(
    senco: Person, mother: Person, head: Person, concern: str
) -> None:
    secret = PUPILS_VIEW | {"said": "I am afraid at home", "confidential": True}
    body(senco.post(f"{concern}/views", secret, seen=1))
    body(senco.post(f"{concern}/views", PUPILS_VIEW, seen=2))
    entries = body(senco.get(concern))["entries"]
    assert [(one["text"], one["confidential"]) for one in entries] == [
        ("I am afraid at home", True),
        (PUPILS_VIEW["said"], False),
    ]
    for person in (mother, head):
        [entry] = body(person.get(concern))["entries"]
        assert entry["text"] == PUPILS_VIEW["said"]


@pytest.fixture
def in_confidence(senco: Person, pupil: UUID) -> str:
    """The address of a concern that only the SENCO is to know of."""
    words = {
        "pupil_id": str(pupil),
        "source": "health-professional",
        "noticed": "Said in confidence",
        "confidential": True,
        "effective_on": "2026-06-01",
    }
    made = body(senco.post("/referrals", words), 201)
    return f"/referrals/{made['referral_id']}"


def test_a_confidential_concern_is_not_there_for_those_whom_it_is_not_for(
    senco: Person, mother: Person, head: Person, lead: Person, in_confidence: str
) -> None:
    assert body(senco.get(in_confidence))["noticed"] == "Said in confidence"
    asked = body(senco.post(f"{in_confidence}/specialist-requests", ASK), 201)
    for path in (
        in_confidence,
        f"{in_confidence}/specialist-requests",
        f"/specialist-requests/{asked['request_id']}",
    ):
        assert senco.get(path).status_code == 200
        assert mother.get(path).status_code == 404
        assert head.get(path).status_code == 404
        assert lead.opens(path, why="complaint").status_code == 404
    then, today = f"{in_confidence}/as-known", london_date(utc_now()).isoformat()
    assert senco.get(then, on=today).status_code == 200
    assert head.get(then, on=today).status_code == 404
    note = {"text": "What is this about?"}
    assert mother.post(f"{in_confidence}/notes", note, seen=1).status_code == 404


def test_nor_is_it_told_who_opened_it(
    senco: Person, mother: Person, lead: Person, in_confidence: str, concern: str, pupil: UUID
) -> None:
    asked = body(senco.post(f"{in_confidence}/specialist-requests", ASK), 201)
    body(senco.get(in_confidence))
    body(senco.get(f"{in_confidence}/specialist-requests"))
    body(senco.get(f"/specialist-requests/{asked['request_id']}"))

    def told(person: Person) -> set[str]:
        looks = body(person.get(f"/pupils/{pupil}/opened"))["opened"]
        return {one["what"] for one in looks}

    assert told(senco) == {"concern", "specialist"}
    assert told(mother) == told(lead) == set()
    body(senco.get(concern))
    assert told(mother) == told(lead) == {"concern"}


def test_parents_are_told_of_sen_support_and_not_who_raised_it_in_confidence(
    service: OneService,
    senco: Person,
    mother: Person,
    head: Person,
    in_confidence: str,
    pupil: UUID,
) -> None:
    of_pupil = f"/referrals/of-pupil/{pupil}"
    version = look_into(senco, in_confidence, mother)
    first = body(senco.post(f"{in_confidence}/decision", NOT_SEND, seen=version))
    service.catch_up()
    assert mother.get(in_confidence).status_code == 404
    assert body(mother.get(of_pupil))["concerns"] == []
    meant = SEN_SUPPORT | {"corrects": first["made_id"], "reason": "The wrong button"}
    body(senco.post(f"{in_confidence}/decision/correction", meant, seen=version + 1))
    service.catch_up()
    shown = body(mother.get(in_confidence))
    [row] = body(mother.get(of_pupil))["concerns"]
    for seen in (shown, row):
        assert (seen["outcome"], seen["need"]) == ("sen-support", "SLCN")
        assert (seen["source"], seen["raised_by"]) == (None, None)
    assert shown["decision"]["reasons"] == SEN_SUPPORT["reasons"]
    assert [one["outcome"] for one in shown["history"]] == ["sen-support"]
    assert "Said in confidence" not in mother.get(in_confidence).text
    assert head.get(in_confidence).status_code == 404


def test_what_corrects_sen_support_its_family_reads_too(
    senco: Person, mother: Person, in_confidence: str
) -> None:
    version = look_into(senco, in_confidence, mother)
    first = body(senco.post(f"{in_confidence}/decision", SEN_SUPPORT, seen=version))
    meant = NOT_SEND | {"corrects": first["made_id"], "reason": "The wrong button"}
    body(senco.post(f"{in_confidence}/decision/correction", meant, seen=version + 1))
    assert body(mother.get(in_confidence))["outcome"] == "not-send"


def test_whoever_raised_a_confidential_concern_finds_it(
    senco: Person, service: OneService, pupil: UUID
) -> None:
    words = {
        "pupil_id": str(pupil),
        "source": "pupil",
        "author_id": str(pupil),
        "noticed": "I am afraid at home",
        "confidential": True,
    }
    made = body(senco.post("/referrals", words), 201)
    author = Person(service, pupil, on_pupil(Role.YOUNG_PERSON, pupil))
    service.catch_up()
    assert body(author.get(f"/referrals/{made['referral_id']}"))["status"] == "raised"
    [row] = body(author.get(f"/referrals/of-pupil/{pupil}"))["concerns"]
    assert row["referral_id"] == made["referral_id"]


def test_a_teacher_sees_what_she_wrote_and_what_came_of_it_and_no_need(
    teacher: Person, senco: Person, mother: Person, concern: str
) -> None:
    body(teacher.post(f"{concern}/notes", {"text": "Again today"}, seen=1))
    version = look_into(senco, concern, mother, seen=2)
    body(senco.post(f"{concern}/decision", SEN_SUPPORT, seen=version))
    reply = teacher.get(concern)
    shown = body(reply)
    assert (shown["outcome"], shown["need"]) == ("sen-support", None)
    assert [one["text"] for one in shown["entries"]] == ["Again today"]
    for word in ("SLCN", "Spoke late", "18 months"):
        assert word not in reply.text


def test_another_teacher_does_not_find_it(service: OneService, school: UUID, concern: str) -> None:
    other = Person(service, uuid4(), on_school(Role.TEACHER, school))
    assert other.get(concern).status_code == 404
    assert other.post(f"{concern}/notes", {"text": "Me too"}, seen=1).status_code == 404


def test_another_schools_senco_finds_neither_pupil_nor_concern(
    stranger: Person, pupil: UUID, concern: str, service: OneService
) -> None:
    before = service.commits()
    assert stranger.get(concern).status_code == 404
    assert stranger.post("/referrals", concern_about(pupil)).status_code == 404
    assert stranger.post(f"{concern}/acknowledgement", {}, seen=1).status_code == 404
    assert service.commits() == before


def test_after_a_move_the_new_schools_senco_sees_it_and_the_old_one_no_more(
    service: OneService, senco: Person, pupil: UUID, concern: str
) -> None:
    new_school = uuid4()
    newcomer = Person(service, uuid4(), on_school(Role.SENCO, new_school))
    service.catch_up()
    service.hears(pupils.PupilMovedSchool(pupil_id=pupil, school_id=new_school))
    assert newcomer.get(concern).status_code == 200
    assert senco.get(concern).status_code == 404
    found = body(newcomer.get("/referrals", school_id=str(new_school)))["concerns"]
    assert [one["pupil_id"] for one in found] == [str(pupil)]


def test_a_barred_parent_finds_nothing(service: OneService, concern: str, pupil: UUID) -> None:
    barred = Person(service, uuid4())
    assert barred.get(concern).status_code == 403
    other_childs_parent = Person(service, uuid4(), on_pupil(Role.PARENT, uuid4()))
    assert other_childs_parent.get(concern).status_code == 404


def test_only_the_senco_works_on_a_concern(
    teacher: Person, head: Person, lead: Person, mother: Person, concern: str
) -> None:
    for person in (teacher, head, lead, mother):
        assert person.post(f"{concern}/acknowledgement", {}, seen=1).status_code == 403
        assert person.post(f"{concern}/decision", SEN_SUPPORT, seen=1).status_code == 403


def test_an_erased_pupils_concern_is_not_there_any_more(
    service: OneService, senco: Person, pupil: UUID, concern: str
) -> None:
    service.keys.destroy(pupil)
    service.hears(pupils.PupilErased(pupil_id=pupil))
    assert senco.get(concern).status_code == 404


def test_every_text_of_an_erased_pupil_shows_as_erased_until_directory_is_heard(
    service: OneService, school: UUID, pupil: UUID, concern: str
) -> None:
    service.keys.destroy(pupil)
    elsewhere = service.another_process()  # this one may hold the key for 5 seconds more
    senco = Person(service, uuid4(), on_school(Role.SENCO, school), app=elsewhere)
    assert body(senco.get(concern))["noticed"] == "erased"


def test_nothing_that_was_typed_is_stored_in_clear(
    service: OneService, senco: Person, mother: Person, concern: str
) -> None:
    version = look_into(senco, concern, mother)
    body(senco.post(f"{concern}/decision", NOT_SEND, seen=version))
    body(senco.post(f"{concern}/specialist-requests", ASK), 201)
    service.catch_up()
    stored = service.stored()
    assert b"educational-psychologist" in stored
    for typed in ("Loses the thread", "Cards", "same at home", "Spoke late", "catching up"):
        assert typed.encode() not in stored


def test_who_looked_is_written_down(
    service: OneService, senco: Person, pupil: UUID, concern: str
) -> None:
    assert service.main["access_log"].find_one({"pupil_id": pupil}) is None
    body(senco.get(concern))
    [looked] = service.main["access_log"].find({"pupil_id": pupil})
    assert (looked["person_id"], looked["role"], looked["what"]) == (senco.id, "senco", "concern")


def test_a_parent_raises_for_nobody_else(mother: Person, pupil: UUID) -> None:
    words = {"pupil_id": str(pupil), "noticed": "She comes home in tears"}
    as_staff = body(mother.post("/referrals", words | {"source": "staff"}), 422)
    assert list(as_staff["errors"]) == ["source"]
    for_another = body(mother.post("/referrals", words | {"author_id": str(uuid4())}), 422)
    assert list(for_another["errors"]) == ["author_id"]


def test_staff_write_down_what_a_parent_said_on_the_phone(
    senco: Person, mother: Person, pupil: UUID
) -> None:
    words = {
        "pupil_id": str(pupil),
        "noticed": "She comes home in tears",
        "source": "parent",
        "author_id": str(mother.id),
    }
    made = body(senco.post("/referrals", words), 201)
    assert body(mother.get(f"/referrals/{made['referral_id']}"))["noticed"] == words["noticed"]
