"""The pupils of the trust: households fill the places of every year group with their children."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from .chance import Chance
from .households import Household, Households
from .names import SHORT_FORMS
from .personas import STORY_PUPILS
from .schools import AREAS, SCHOOLS, YEARS, Area, School, birth_span
from .sen import Provision, provision, since
from .upns import Upns

# How many brothers and sisters a pupil has of school age, and how many years lie between them.
SIBLINGS = {0: 0.44, 1: 0.38, 2: 0.13, 3: 0.05}
YEARS_APART = {0: 0.03, 1: 0.09, 2: 0.28, 3: 0.26, 4: 0.16, 5: 0.1, 6: 0.08}
BETWEEN_BIRTHS = timedelta(days=300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """A pupil of pupils.csv. left: None for those who are still there."""

    pupil_id: str
    upn: str
    forename: str
    surname: str
    preferred: str
    sex: str
    born: date
    year: str
    school: School
    entered: date
    left: date | None
    provision: Provision
    household: Household


@dataclass(slots=True)
class _Child:
    sex: str
    forename: str
    born: date
    year: str
    school: School


@dataclass(slots=True)
class Roll:
    """Makes the pupils for the school year that began in `school_year`."""

    chance: Chance
    households: Households
    upns: Upns
    today: date
    school_year: int
    pupils: list[Pupil] = field(default_factory=list)
    _open: dict[tuple[str, str], int] = field(default_factory=dict)
    _persons: set[tuple[str, str, date]] = field(default_factory=set)

    def fill(self) -> list[Pupil]:
        """Households move in until every place is taken."""
        self._open = {
            (school.urn, year): school.roll(year) + self.chance.between(-2, 2)
            for school in SCHOOLS
            for year in school.years
        }
        for pupil in STORY_PUPILS:
            self._open[pupil.school_urn, pupil.year_group] -= 1
        while any(count > 0 for count in self._open.values()):
            self._move_in()
        return self.pupils

    def _move_in(self) -> None:
        open_places = {place: max(0, count) for place, count in self._open.items()}
        urn, year = self.chance.weighted(open_places)
        school = next(school for school in SCHOOLS if school.urn == urn)
        household = self.households.new(self._area_of(school))
        children: list[_Child] = []
        self._add_child(household, children, school, year)
        for _ in range(self.chance.weighted(SIBLINGS)):
            self._add_sibling(household, children, year)
        surname = self._surname(household)
        for child in children:
            self._enrol(household, child, surname)

    def _area_of(self, school: School) -> Area:
        """Where a pupil of a school lives: special schools take them from everywhere."""
        near = [area for area in AREAS if school in (area.primary, area.secondary)] or AREAS
        return near[self.chance.weighted({place: a.weight for place, a in enumerate(near)})]

    def _add_sibling(self, household: Household, children: list[_Child], year: str) -> None:
        apart = self.chance.weighted(YEARS_APART) * self.chance.one_of((-1, 1))
        place = YEARS.index(year) + apart
        if not 0 <= place < len(YEARS):
            return
        school = household.area.school_for(YEARS[place])
        if school and self._open[school.urn, YEARS[place]] > 0:
            self._add_child(household, children, school, YEARS[place])

    def _add_child(
        self, household: Household, children: list[_Child], school: School, year: str
    ) -> None:
        sex = self._sex(school)
        heritage = self.chance.one_of(household.heritages)
        born = self._birthday(children, year)
        forename = self.chance.one_of(heritage.child(sex))
        if born is None or any(child.forename == forename for child in children):
            return
        self._open[school.urn, year] -= 1
        children.append(_Child(sex, forename, born, year, school))

    def _sex(self, school: School) -> str:
        boys = 0.71 if school.phase == "Special" else 0.51
        return "M" if self.chance.happens(boys) else "F"

    def _birthday(self, children: list[_Child], year: str) -> date | None:
        """A date of birth: that of a twin, or far enough from every brother and sister."""
        twin = next((child for child in children if child.year == year), None)
        if twin:
            return twin.born
        first, last = birth_span(year, self.school_year)
        for _ in range(40):
            born = self.chance.day(first, last)
            if all(abs(born - child.born) > BETWEEN_BIRTHS for child in children):
                return born
        return None

    def _surname(self, household: Household) -> str:
        """Of one parent, or rarely of both."""
        if self.chance.happens(0.03):
            both = {self.chance.one_of(household.heritages[0].surnames), household.surname}
            if all(" " not in name and "-" not in name for name in both):
                return "-".join(sorted(both))
        return household.surname

    def _enrol(self, household: Household, child: _Child, family: str) -> None:
        surname = family
        for heritage in household.heritages:
            surname = heritage.surname(surname, child.sex)
        if (child.forename, surname, child.born) in self._persons:
            self._open[child.school.urn, child.year] += 1  # two of that name and day confuse
            return
        self._persons.add((child.forename, surname, child.born))
        entered = self._entered(child)
        self.pupils.append(
            Pupil(
                pupil_id=f"SV{110000 + len(self.pupils)}",
                upn=self.upns.of_pupil(child.school, household.area, child.year, self.school_year),
                forename=child.forename,
                surname=surname,
                preferred=self._preferred(child.forename),
                sex=child.sex,
                born=child.born,
                year=child.year,
                school=child.school,
                entered=entered,
                left=self._left(entered),
                provision=self._provision(household, child, entered),
                household=household,
            )
        )

    def _preferred(self, forename: str) -> str:
        short = SHORT_FORMS.get(forename, "")
        return short if self.chance.happens(0.4) else ""

    def _entered(self, child: _Child) -> date:
        """The first days of September of the school's first year, or later for one in eight."""
        begins = max(YEARS.index(child.year) - YEARS.index(child.school.years[0]), 0)
        years_ago = begins
        if child.school.phase == "Special":
            years_ago = self.chance.between(0, begins)
        elif child.year in ("12", "13") and self.chance.happens(0.35):
            years_ago = YEARS.index(child.year) - YEARS.index("12")
        elif child.year != "N2" and child.school.phase == "Primary":
            years_ago = YEARS.index(child.year) - YEARS.index("R")
        start = first_school_day(self.school_year - years_ago)
        if self.chance.happens(0.125) and start < self.today:
            return self.chance.weekday(start, self.today)
        return start

    def _left(self, entered: date) -> date | None:
        first = max(entered, first_school_day(self.school_year)) + timedelta(days=10)
        last = self.today - timedelta(days=3)
        leaves = self.chance.happens(0.005)
        return self.chance.weekday(first, last) if leaves and first <= last else None

    def _provision(self, household: Household, child: _Child, entered: date) -> Provision:
        given = provision(
            self.chance, child.school, child.year, child.sex, looked_after=household.in_care
        )
        if given.status == "N":
            return given
        day = since(self.chance, entered, self.today)
        return Provision(status=given.status, since=day, needs=given.needs)


def first_school_day(year: int) -> date:
    """The first Monday to Friday from 3 September, after the days without pupils."""
    day = date(year, 9, 3)
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def classes(chance: Chance, pupils: list[Pupil]) -> dict[str, str]:
    """Pupil ID -> registration group: each year group is dealt out to its classes."""
    groups: dict[tuple[str, str], list[Pupil]] = defaultdict(list)
    for pupil in pupils:
        groups[pupil.school.urn, "" if pupil.school.mixed_classes else pupil.year].append(pupil)
    found = {}
    for group in groups.values():
        dealt = sorted(group, key=_age) if group[0].school.mixed_classes else chance.shuffled(group)
        school = group[0].school
        for place, pupil in enumerate(dealt):
            name = school.classes[place * len(school.classes) // len(dealt)]
            found[pupil.pupil_id] = class_name(school, pupil.year, name)
    return found


def class_name(school: School, year: str, name: str) -> str:
    """How a class is called: `2 Heron`, `7S`, `Nursery Oak`, `Class 3`, or by its name alone."""
    if school.mixed_classes:
        return name
    if not name:
        return f"Class {year}"
    first = "Nursery" if year == "N2" else year
    return f"{first}{name}" if len(name) == 1 else f"{first} {name}"


def _age(pupil: Pupil) -> tuple[date, str]:
    return pupil.born, pupil.pupil_id
