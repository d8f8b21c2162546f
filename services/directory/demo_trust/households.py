"""The adults around a pupil: who they are, where they live, and what they are to each child."""

from dataclasses import dataclass, field

from .chance import Chance
from .homes import Home, Homes, Mail, mobile
from .names import HERITAGES, Heritage
from .schools import AREAS, Area

FORMS = {
    "together": 0.585,
    "apart": 0.20,
    "alone": 0.135,
    "step-family": 0.045,
    "two of one sex": 0.012,
    "grandparents": 0.015,
    "in care": 0.008,
}
SECOND_HERITAGE = 0.13
TITLES = {
    "F": {"Mrs": 0.52, "Ms": 0.24, "Miss": 0.2, "Dr": 0.03, "Mx": 0.01},
    "M": {"Mr": 0.96, "Dr": 0.035, "Mx": 0.005},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    """An adult of contacts.csv, the same in each of their rows. home: None where it is not told."""

    contact_id: str
    title: str
    forename: str
    surname: str
    home: Home | None
    mobile: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What a guardian is to the children of a household."""

    guardian: Guardian
    relationship: str
    responsibility: bool = True
    correspondence: bool = True
    barred: bool = False


@dataclass(slots=True, kw_only=True)
class Household:
    """Where children grow up. heritages: from whose names theirs are taken. ties: by priority."""

    area: Area
    surname: str
    heritages: tuple[Heritage, ...]
    in_care: bool = False
    ties: list[Tie] = field(default_factory=list)


class Households:
    """Makes households: parents together or apart, step-families, foster carers, and so on."""

    def __init__(self, chance: Chance, mail: Mail) -> None:
        self._chance = chance
        self._mail = mail
        self._homes = Homes(chance)
        self._made = 0
        self._social_workers = [self._social_worker() for _ in range(5)]

    def new(self, area: Area) -> Household:
        """A household of that area. Its children bear the surname of one parent, or of both."""
        mothers, fathers = self._heritages()
        family = self._chance.one_of((fathers if self._chance.happens(0.75) else mothers).surnames)
        household = Household(area=area, surname=family, heritages=(mothers, fathers))
        match self._chance.weighted(FORMS):
            case "together":
                self._together(household)
            case "apart":
                self._apart(household)
            case "alone":
                self._alone(household)
            case "step-family":
                self._step_family(household)
            case "two of one sex":
                self._two_of_one_sex(household)
            case "grandparents":
                self._with_grandparents(household)
            case "in care":
                self._in_care(household)
        if not household.in_care and self._chance.happens(0.1):
            self._add_relative(household)
        return household

    def home(self, area: Area) -> Home:
        return self._homes.new(area)

    def _heritages(self) -> tuple[Heritage, Heritage]:
        weights = {place: heritage.weight for place, heritage in enumerate(HERITAGES)}
        one = HERITAGES[self._chance.weighted(weights)]
        if self._chance.happens(SECOND_HERITAGE):
            return one, HERITAGES[self._chance.weighted(weights)]
        return one, one

    def _together(self, household: Household) -> None:
        home = self._homes.new(household.area)
        self._add_mother(household, home)
        self._add_father(household, home)

    def _apart(self, household: Household) -> None:
        """Two homes; most share the care, and from a few fathers an order protects the children."""
        self._add_mother(household, self._homes.new(household.area))
        elsewhere = self._homes.new(self._chance.one_of(AREAS))
        barred = self._chance.happens(0.03)
        post = not barred and self._chance.happens(0.85)
        self._add_father(household, elsewhere, barred=barred, correspondence=post)

    def _alone(self, household: Household) -> None:
        home = self._homes.new(household.area)
        if self._chance.happens(0.88):
            self._add_mother(household, home)
        else:
            self._add_father(household, home)

    def _step_family(self, household: Household) -> None:
        home = self._homes.new(household.area)
        self._add_mother(household, home)
        partner = self._adult(household.heritages[1], "M", home)
        self._add(household, partner, "Step-parent", responsibility=self._chance.happens(0.15))
        if self._chance.happens(0.7):
            self._add_father(household, self._homes.new(self._chance.one_of(AREAS)))

    def _two_of_one_sex(self, household: Household) -> None:
        home = self._homes.new(household.area)
        for _ in range(2):
            self._add_mother(household, home)

    def _with_grandparents(self, household: Household) -> None:
        home = self._homes.new(household.area)
        grandmother = self._adult(household.heritages[0], "F", home, surname=household.surname)
        self._add(household, grandmother, "Grandparent")
        if self._chance.happens(0.5):
            self._add_mother(household, self._homes.new(self._chance.one_of(AREAS)))

    def _in_care(self, household: Household) -> None:
        """A foster carer, the authority's social worker, and sometimes the mother."""
        household.in_care = True
        heritage = HERITAGES[0] if self._chance.happens(0.6) else household.heritages[0]
        carer = self._adult(heritage, "F", self._homes.new(household.area))
        self._add(household, carer, "Foster carer", responsibility=False)
        worker = self._chance.one_of(self._social_workers)
        self._add(household, worker, "Social worker")
        if self._chance.happens(0.6):
            barred = self._chance.happens(0.25)
            self._add_mother(household, None, barred=barred, correspondence=False)

    def _add_relative(self, household: Household) -> None:
        home = self._homes.new(self._chance.one_of(AREAS))
        relative = self._adult(self._chance.one_of(household.heritages), "F", home)
        relationship = "Grandparent" if self._chance.happens(0.7) else "Other family member"
        self._add(household, relative, relationship, responsibility=False, correspondence=False)

    def _add_mother(
        self,
        household: Household,
        home: Home | None,
        *,
        barred: bool = False,
        correspondence: bool = True,
    ) -> None:
        surname = household.surname if self._chance.happens(0.6) else None
        mother = self._adult(household.heritages[0], "F", home, surname=surname)
        self._add(household, mother, "Mother", barred=barred, correspondence=correspondence)

    def _add_father(
        self,
        household: Household,
        home: Home | None,
        *,
        barred: bool = False,
        correspondence: bool = True,
    ) -> None:
        surname = household.surname if self._chance.happens(0.92) else None
        father = self._adult(household.heritages[1], "M", home, surname=surname)
        self._add(household, father, "Father", barred=barred, correspondence=correspondence)

    def _add(
        self,
        household: Household,
        guardian: Guardian,
        relationship: str,
        *,
        responsibility: bool = True,
        correspondence: bool = True,
        barred: bool = False,
    ) -> None:
        household.ties.append(
            Tie(
                guardian=guardian,
                relationship=relationship,
                responsibility=responsibility,
                correspondence=correspondence,
                barred=barred,
            )
        )

    def _adult(
        self, heritage: Heritage, sex: str, home: Home | None, *, surname: str | None = None
    ) -> Guardian:
        """surname: as the family bears it; a name of the heritage where it is None."""
        family = surname or self._chance.one_of(heritage.surnames)
        return self._guardian(
            sex, self._chance.one_of(heritage.adult(sex)), heritage.surname(family, sex), home
        )

    def _guardian(self, sex: str, forename: str, surname: str, home: Home | None) -> Guardian:
        self._made += 1
        has_mail, has_mobile = self._chance.happens(0.93), self._chance.happens(0.97)
        return Guardian(
            contact_id=f"G{self._made:06d}",
            title=self._chance.weighted(TITLES[sex]),
            forename=forename,
            surname=surname,
            home=home,
            mobile=mobile(self._chance) if has_mobile else "",
            email=self._mail.private(forename, surname) if has_mail else "",
        )

    def _social_worker(self) -> Guardian:
        self._made += 1
        heritage = HERITAGES[self._chance.between(0, 9)]
        forename = self._chance.one_of(heritage.adult("F"))
        surname = heritage.surname(self._chance.one_of(heritage.surnames), "F")
        return Guardian(
            contact_id=f"G{self._made:06d}",
            title="Ms",
            forename=forename,
            surname=surname,
            home=None,
            mobile=mobile(self._chance),
            email=self._mail.work(forename, surname, "childrens-services.example"),
        )
