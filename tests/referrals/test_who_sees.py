"""Who may take which part in a concern, and what each of them reads of it."""

from uuid import UUID, uuid4

from shared.access import pupils
from shared.access.grants import Role
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


def test_a_confidential_view_leaves_no_gap_for_those_whom_it_is_not_for(
    senco: Person, mother: Person, head: Person, concern: str
) -> None:
    secret = PUPILS_VIEW | {"said": "I am afraid at home", "confidential": True}
    body(senco.post(f"{concern}/views", secret, seen=1))
    assert [one["text"] for one in body(senco.get(concern))["entries"]] == ["I am afraid at home"]
    assert body(mother.get(concern))["entries"] == []
    assert body(head.get(concern))["entries"] == []


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
