"""Values that the tests of `directory` name once."""

from datetime import date
from uuid import NAMESPACE_OID, UUID, uuid5

from services.directory.domain.commands import (
    Post,
    RecordGuardian,
    RecordGuardianship,
    RecordPupil,
    RecordSchool,
    RecordStaffMember,
)
from services.directory.domain.details import GuardianDetails, PupilDetails, StaffDetails
from services.directory.domain.events import Term
from services.directory.domain.terms import (
    Phase,
    PostRole,
    Relationship,
    SenNeed,
    SenStatus,
    Sex,
)
from shared.personal import Audience, Typed

TOLD_ON = date(2026, 11, 22)
LATER = date(2026, 12, 1)


def an_id(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, name)


SCHOOL = an_id("a school")
OTHER_SCHOOL = an_id("another school")
PUPIL = an_id("a pupil")
OTHER_PUPIL = an_id("another pupil")
STAFF = an_id("a member of staff")
GUARDIAN = an_id("a guardian")
GUARDIANSHIP = an_id("a guardianship")


def text(subject: UUID, words: str, audience: Audience = Audience.FAMILY) -> Typed:
    return Typed(subject=subject, audience=audience, text=words)


AUTUMN = Term(
    name="Autumn 1",
    first_day=date(2026, 9, 3),
    last_day=date(2026, 10, 20),
    closed_on=(date(2026, 9, 3),),
)
SPRING = Term(name="Spring 1", first_day=date(2027, 1, 5), last_day=date(2027, 2, 9), closed_on=())
RECORD_SCHOOL = RecordSchool(
    school_id=SCHOOL,
    urn="141207",
    laestab="5082813",
    name="Gorse Hill School",
    phase=Phase.PRIMARY,
    la_code="508",
    postcode="B1 3JP",
    joined_on=date(2014, 9, 1),
    terms=(AUTUMN,),
    told_on=TOLD_ON,
)
POST = Post(school_id=SCHOOL, role=PostRole.SENCO, started_on=date(2025, 9, 1), ended_on=None)
RECORD_STAFF = RecordStaffMember(
    staff_id=STAFF,
    details=StaffDetails(
        title=text(STAFF, "Ms"),
        forename=text(STAFF, "Nell"),
        surname=text(STAFF, "Darlow"),
        email=text(STAFF, "nell@hexley.example", Audience.STAFF),
    ),
    posts=(POST,),
    told_on=TOLD_ON,
)


def pupil_details(pupil_id: UUID = PUPIL, born_on: str = "2016-02-03") -> PupilDetails:
    return PupilDetails(
        mis_id=text(pupil_id, "P1", Audience.STAFF),
        upn=text(pupil_id, "V201361425001", Audience.STAFF),
        legal_forename=text(pupil_id, "Petra"),
        legal_surname=text(pupil_id, "Núñez"),
        preferred_forename=None,
        preferred_surname=None,
        date_of_birth=text(pupil_id, born_on),
        sex=Sex.FEMALE,
    )


RECORD_PUPIL = RecordPupil(
    pupil_id=PUPIL,
    school_id=SCHOOL,
    year_group="5",
    registration_group="5B",
    entered_on=date(2020, 9, 1),
    left_on=None,
    details=pupil_details(),
    sen_status=SenStatus.SUPPORT,
    sen_since=date(2024, 1, 15),
    sen_needs=(SenNeed.SLCN,),
    keep_years=31,
    told_on=TOLD_ON,
)
RECORD_GUARDIAN = RecordGuardian(
    guardian_id=GUARDIAN,
    details=GuardianDetails(
        title=text(GUARDIAN, "Mrs"),
        forename=text(GUARDIAN, "Inés"),
        surname=text(GUARDIAN, "Núñez"),
        address=text(GUARDIAN, "9 Gorse Street", Audience.STAFF),
        postcode=text(GUARDIAN, "B1 3JP", Audience.STAFF),
        mobile=text(GUARDIAN, "+447700900123", Audience.STAFF),
        email=text(GUARDIAN, "ines@family.example", Audience.STAFF),
    ),
    told_on=TOLD_ON,
)
RECORD_LINK = RecordGuardianship(
    guardianship_id=GUARDIANSHIP,
    pupil_id=PUPIL,
    guardian_id=GUARDIAN,
    relationship=Relationship.MOTHER,
    parental_responsibility=True,
    correspondence=True,
    priority=1,
    barred=False,
    told_on=TOLD_ON,
)
