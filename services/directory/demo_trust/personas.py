"""The people of the demo story: always in the export, the same under every seed.

What depends on the day is their age alone: children stay in their year group, whenever it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .schools import ACADEMY, KESTREL_PARK, LARKFIELD


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A person one can sign in as. The ids are those of the export, None where there is no row.

    school_urn: where they work, or the school of their child; None for the whole trust.
    """

    key: str
    forename: str
    surname: str
    email: str
    title: str | None = None
    school_urn: str | None = None
    staff_id: str | None = None
    contact_id: str | None = None
    pupil_id: str | None = None

    @property
    def name(self) -> str:
        return f"{self.forename} {self.surname}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPupil:
    """A pupil whom the story is about. born: month and day, in the usual year for the group."""

    pupil_id: str
    forename: str
    surname: str
    sex: str
    born: tuple[int, int]
    year_group: str
    school_urn: str
    registration_group: str
    sen_status: str = "N"
    sen_need: str | None = None
    preferred_forename: str | None = None

    @property
    def name(self) -> str:
        return f"{self.forename} {self.surname}"


# Year 2, raised by her teacher and decided to be SEN Support: not on the register beforehand.
CHILD = StoryPupil(
    pupil_id="SV100001",
    forename="Ayomide",
    surname="Oyelaran",
    sex="F",
    born=(2, 14),
    year_group="2",
    school_urn=LARKFIELD.urn,
    registration_group="2 Heron",
    preferred_forename="Ayo",
)
# Her brother in Year 4, whose referral is decided to be not SEND.
SECOND_CHILD = StoryPupil(
    pupil_id="SV100002",
    forename="Tobiloba",
    surname="Oyelaran",
    sex="M",
    born=(5, 30),
    year_group="4",
    school_urn=LARKFIELD.urn,
    registration_group="4 Heron",
)
# Born in July, so 17 through the whole of Year 13, and past compulsory school age.
YOUNG_PERSON_PUPIL = StoryPupil(
    pupil_id="SV100003",
    forename="Rhys",
    surname="Holroyd",
    sex="M",
    born=(7, 20),
    year_group="13",
    school_urn=ACADEMY.urn,
    registration_group="13S",
    sen_status="E",
    sen_need="ASD",
)

TEACHER = Persona(
    key="teacher",
    title="Miss",
    forename="Hannah",
    surname="Whitlock",
    email="h.whitlock@larkfield.skylarkvalley.example",
    school_urn=LARKFIELD.urn,
    staff_id="T0001",
)
SENCO = Persona(
    key="senco",
    title="Mrs",
    forename="Meera",
    surname="Kulkarni",
    email="m.kulkarni@larkfield.skylarkvalley.example",
    school_urn=LARKFIELD.urn,
    staff_id="T0002",
)
HEAD = Persona(
    key="head",
    title="Mr",
    forename="Gareth",
    surname="Pryce",
    email="g.pryce@larkfield.skylarkvalley.example",
    school_urn=LARKFIELD.urn,
    staff_id="T0003",
)
TRUST_LEAD = Persona(
    key="trust_lead",
    title="Dr",
    forename="Marian",
    surname="Asante-Lowe",
    email="m.asantelowe@skylarkvalley.example",
    staff_id="T0004",
)
OTHER_SENCO = Persona(
    key="other_senco",
    title="Mr",
    forename="Declan",
    surname="Tierney",
    email="d.tierney@kestrelpark.skylarkvalley.example",
    school_urn=KESTREL_PARK.urn,
    staff_id="T0005",
)
# Operates the platform and is no member of the schools' staff: the export has no row.
OPS = Persona(
    key="ops", forename="Sam", surname="Thornbury", email="s.thornbury@ops.skylarkvalley.example"
)
# The mother of both children, with whom they live.
PARENT = Persona(
    key="parent",
    title="Ms",
    forename="Folake",
    surname="Oyelaran",
    email="folake.oyelaran@post.example",
    school_urn=LARKFIELD.urn,
    contact_id="G200001",
)
# Their father: he has parental responsibility, and an order bars him from both.
BARRED_PARENT = Persona(
    key="barred_parent",
    title="Mr",
    forename="Dele",
    surname="Oyelaran",
    email="dele.oyelaran@inbox.example",
    school_urn=LARKFIELD.urn,
    contact_id="G200002",
)
# Their grandmother, who fetches them and has no parental responsibility; nobody signs in as her.
GRANDMOTHER = Persona(
    key="grandmother",
    title="Mrs",
    forename="Abosede",
    surname="Oyelaran",
    email="abosede.oyelaran@home.example",
    school_urn=LARKFIELD.urn,
    contact_id="G200003",
)
YOUNG_PERSON = Persona(
    key="young_person",
    forename=YOUNG_PERSON_PUPIL.forename,
    surname=YOUNG_PERSON_PUPIL.surname,
    # The export has no e-mail of pupils: this is the address that the school knows him by.
    email="rhys.holroyd@sixthform.skylarkvalley.example",
    school_urn=ACADEMY.urn,
    pupil_id=YOUNG_PERSON_PUPIL.pupil_id,
)
YOUNG_PERSONS_MOTHER = Persona(
    key="young_persons_mother",
    title="Mrs",
    forename="Sian",
    surname="Holroyd",
    email="sian.holroyd@post.example",
    school_urn=ACADEMY.urn,
    contact_id="G200004",
)

# Whom one can sign in as, by key.
PERSONAS: Mapping[str, Persona] = {
    persona.key: persona
    for persona in (
        TEACHER,
        SENCO,
        HEAD,
        TRUST_LEAD,
        PARENT,
        BARRED_PARENT,
        YOUNG_PERSON,
        OPS,
        OTHER_SENCO,
    )
}
STORY_PUPILS = (CHILD, SECOND_CHILD, YOUNG_PERSON_PUPIL)
STAFF_PERSONAS = (TEACHER, SENCO, HEAD, TRUST_LEAD, OTHER_SENCO)
CONTACT_PERSONAS = (PARENT, BARRED_PARENT, GRANDMOTHER, YOUNG_PERSONS_MOTHER)
