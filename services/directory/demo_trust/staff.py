"""The staff of the trust: a row for each post, so that some people have several."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .chance import Chance
from .homes import Mail
from .households import TITLES
from .names import BRITISH, HERITAGES
from .personas import (
    HEAD,
    OTHER_SENCO,
    SENCO,
    STAFF_PERSONAS,
    TEACHER,
    TRUST_LEAD,
    Persona,
)
from .schools import HOLLOW_LANE, KESTREL_PARK, LARKFIELD, SCHOOLS, WENDHAM, School, school_year_of

TRUST_MAIL = "skylarkvalley.example"
WOMEN = {"Primary": 0.84, "Secondary": 0.62, "Special": 0.78}
# Of a hundred posts, five ended last summer; the people are kept in the export.
GONE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A row of staff.csv. school_urn: None for the whole trust."""

    staff_id: str
    school_urn: str | None
    title: str
    forename: str
    surname: str
    email: str
    role: str
    started: date
    ended: date | None = None


class Staffing:
    """Finds people for every post of every school."""

    def __init__(self, chance: Chance, mail: Mail, today: date) -> None:
        self._chance = chance
        self._mail = mail
        self._year = school_year_of(today)
        self._found = 0
        self._names = {(persona.forename, persona.surname) for persona in STAFF_PERSONAS}

    def posts(self) -> Iterator[Post]:
        yield self._of_persona(TRUST_LEAD, "Trust SEND lead", date(2019, 9, 1))
        for _ in range(3):
            yield self._new(None, "Office")
        for school in SCHOOLS:
            yield from self._heads_and_sencos(school)
            yield from self._teachers(school)
            for _ in range(self._assistants(school)):
                yield self._new(school, "Teaching assistant")
            for _ in range(_office(school)):
                yield self._new(school, "Office")

    def _heads_and_sencos(self, school: School) -> Iterator[Post]:
        if school is LARKFIELD:
            yield self._of_persona(HEAD, "Headteacher", date(2017, 9, 1))
            senco = self._of_persona(SENCO, "SENCO", date(2021, 9, 1))
            yield senco
            yield replace(senco, role="Teacher", started=date(2014, 9, 1))
            return
        yield self._new(school, "Headteacher", leaves=False)
        if school is KESTREL_PARK:
            yield self._of_persona(OTHER_SENCO, "SENCO", date(2023, 9, 1))
        elif school is HOLLOW_LANE:
            shared = self._new(school, "SENCO", leaves=False)
            yield shared
            yield replace(shared, school_urn=WENDHAM.urn)
        elif school is not WENDHAM:
            yield self._new(school, "SENCO", leaves=False)

    def _teachers(self, school: School) -> Iterator[Post]:
        count = self._teacher_count(school)
        if school is LARKFIELD:
            count -= 1
            yield self._of_persona(TEACHER, "Teacher", date(2022, 9, 1))
        for _ in range(count):
            post = self._new(school, "Teacher")
            yield post
            if school.phase == "Secondary" and self._chance.happens(0.01):
                yield replace(post, role="Office")  # some teach half the week only

    def _teacher_count(self, school: School) -> int:
        """A teacher for each class, and who covers for them; by subjects in a secondary."""
        if school.phase == "Secondary":
            return _pupils(school) // 16
        groups = len(school.classes) * (1 if school.mixed_classes else len(school.years))
        return groups + max(1, groups // 4)

    def _assistants(self, school: School) -> int:
        per_assistant = {"Primary": 24, "Secondary": 85, "Special": 3}[school.phase]
        return max(2, _pupils(school) // per_assistant)

    def _new(self, school: School | None, role: str, *, leaves: bool = True) -> Post:
        sex = "F" if self._chance.happens(WOMEN[school.phase] if school else 0.7) else "M"
        forename, surname = self._name(sex)
        self._found += 1
        started = self._started()
        return Post(
            staff_id=f"T{1000 + self._found}",
            school_urn=school.urn if school else None,
            title=self._chance.weighted(TITLES[sex]),
            forename=forename,
            surname=surname,
            email=self._mail.work(forename, surname, school.mail if school else TRUST_MAIL),
            role=role,
            started=started,
            ended=self._ended(started) if leaves else None,
        )

    def _name(self, sex: str) -> tuple[str, str]:
        """Staff are of as many heritages as families are, with more of the longest settled."""
        while True:
            weights = {place: heritage.weight for place, heritage in enumerate(HERITAGES)}
            weights[HERITAGES.index(BRITISH)] *= 2.2
            heritage = HERITAGES[self._chance.weighted(weights)]
            forename = self._chance.one_of(heritage.adult(sex))
            surname = heritage.surname(self._chance.one_of(heritage.surnames), sex)
            if (forename, surname) not in self._names:
                self._names.add((forename, surname))
                return forename, surname

    def _started(self) -> date:
        """Most come in September, some in January or after Easter, within the last twenty years."""
        year = self._year - min(self._chance.between(1, 20), self._chance.between(1, 20))
        month = self._chance.weighted({9: 0.75, 1: 0.15, 4: 0.1})
        return date(year, month, 1)

    def _ended(self, started: date) -> date | None:
        last_summer = date(self._year, 8, 31)
        leaves = self._chance.happens(GONE)
        return last_summer if leaves and started < last_summer - timedelta(days=200) else None

    def _of_persona(self, persona: Persona, role: str, started: date) -> Post:
        self._mail.take(persona.email)
        return Post(
            staff_id=persona.staff_id or "",
            school_urn=persona.school_urn,
            title=persona.title or "",
            forename=persona.forename,
            surname=persona.surname,
            email=persona.email,
            role=role,
            started=started,
        )


def rows_of_staff(posts: Iterator[Post]) -> Iterator[dict[str, str]]:
    for post in posts:
        yield {
            "Staff ID": post.staff_id,
            "School URN": post.school_urn or "",
            "Title": post.title,
            "Forename": post.forename,
            "Surname": post.surname,
            "Work email": post.email,
            "Role": post.role,
            "Start date": f"{post.started:%d/%m/%Y}",
            "End date": f"{post.ended:%d/%m/%Y}" if post.ended else "",
        }


def _pupils(school: School) -> int:
    return sum(school.roll(year) for year in school.years)


def _office(school: School) -> int:
    return 2 + _pupils(school) // 220
