"""The eight schools of Skylark Valley Trust, the places around them, and their school years.

The codes of schools and authorities are of the right form and are given to nobody.
"""

from dataclasses import dataclass
from datetime import date

# Year groups from nursery to sixth form; the place in it tells the age.
YEARS = ("N2", "R", *(str(year) for year in range(1, 15)))
RECEPTION = YEARS.index("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A part of the valley: where families live, and which school each age goes to.

    district: the first half of its postcodes. weight: how many families live there, against the
    other areas. primary: None where the trust has none.
    """

    name: str
    district: str
    weight: int
    streets: tuple[str, ...]
    primary: "School | None"
    secondary: "School"

    def school_for(self, year: str) -> "School | None":
        """The trust's mainstream school for a year group here, if it has one."""
        for school in (self.primary, self.secondary):
            if school and year in school.years:
                return school
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """One school as it is in schools.csv, with what tells how many pupils and classes it has.

    mail: the domain of its staff. intake: pupils in a year group. classes: the names of the
    classes of a year group, or of the whole school where they mix ages.
    """

    urn: str
    laestab: str
    name: str
    phase: str
    postcode: str
    joined_on: date
    mail: str
    years: tuple[str, ...]
    intake: int
    classes: tuple[str, ...]
    sixth_form: int = 0
    mixed_classes: bool = False

    def roll(self, year: str) -> int:
        """How many pupils a year group has, before chance."""
        if year in ("12", "13", "14") and self.phase != "Special":
            return self.sixth_form
        if year == "N2":
            return self.intake * 3 // 4
        return self.intake


PRIMARY_YEARS = YEARS[RECEPTION : RECEPTION + 7]
SECONDARY_YEARS = tuple(map(str, range(7, 12)))

LARKFIELD = School(
    urn="199101",
    laestab="9902101",
    name="Larkfield Primary School",
    phase="Primary",
    postcode="SV1 3LF",
    joined_on=date(2015, 9, 1),
    mail="larkfield.skylarkvalley.example",
    years=PRIMARY_YEARS,
    intake=58,
    classes=("Heron", "Kingfisher"),
)
BROOKMERE = School(
    urn="199102",
    laestab="9902114",
    name="Brookmere Primary Academy",
    phase="Primary",
    postcode="SV2 4BQ",
    joined_on=date(2014, 4, 1),
    mail="brookmere.skylarkvalley.example",
    years=("N2", *PRIMARY_YEARS),
    intake=57,
    classes=("Oak", "Rowan"),
)
ST_OSWIN = School(
    urn="199103",
    laestab="9903306",
    name="St Oswin’s Church of England Primary School",
    phase="Primary",
    postcode="SV3 1WN",
    joined_on=date(2018, 9, 1),
    mail="stoswins.skylarkvalley.example",
    years=PRIMARY_YEARS,
    intake=56,
    classes=("A", "B"),
)
HOLLOW_LANE = School(
    urn="199104",
    laestab="9902127",
    name="Hollow Lane Primary School",
    phase="Primary",
    postcode="SV6 2HL",
    joined_on=date(2020, 1, 1),
    mail="hollowlane.skylarkvalley.example",
    years=PRIMARY_YEARS,
    intake=15,
    classes=("",),
)
WENDHAM = School(
    urn="199105",
    laestab="9912008",
    name="Wendham Village Primary School",
    phase="Primary",
    postcode="SV7 5WV",
    joined_on=date(2021, 9, 1),
    mail="wendham.skylarkvalley.example",
    years=PRIMARY_YEARS,
    intake=27,
    classes=("",),
)
ACADEMY = School(
    urn="199201",
    laestab="9904003",
    name="Skylark Valley Academy",
    phase="Secondary",
    postcode="SV1 8SA",
    joined_on=date(2013, 9, 1),
    mail="academy.skylarkvalley.example",
    years=(*SECONDARY_YEARS, "12", "13"),
    intake=230,
    classes=tuple("SKYLARVE"),
    sixth_form=112,
)
KESTREL_PARK = School(
    urn="199202",
    laestab="9914010",
    name="Kestrel Park High School",
    phase="Secondary",
    postcode="SV5 6KP",
    joined_on=date(2016, 9, 1),
    mail="kestrelpark.skylarkvalley.example",
    years=SECONDARY_YEARS,
    intake=194,
    classes=tuple("ABCDEFG"),
)
WILLOWS = School(
    urn="199301",
    laestab="9907002",
    name="The Willows School",
    phase="Special",
    postcode="SV2 9WS",
    joined_on=date(2019, 4, 1),
    mail="thewillows.skylarkvalley.example",
    years=YEARS[RECEPTION:-1],
    intake=7,
    classes=(
        *("Alder", "Aspen", "Beech", "Cherry", "Elm", "Hazel"),
        *("Juniper", "Larch", "Maple", "Pine", "Poplar", "Yew"),
    ),
    mixed_classes=True,
)

SCHOOLS = (
    LARKFIELD,
    BROOKMERE,
    ST_OSWIN,
    HOLLOW_LANE,
    WENDHAM,
    ACADEMY,
    KESTREL_PARK,
    WILLOWS,
)


def _streets(text: str) -> tuple[str, ...]:
    return tuple(street.replace("_", " ") for street in text.split())


AREAS = (
    Area(
        name="Larkfield",
        district="SV1",
        weight=26,
        streets=_streets(
            "Larkrise_Road Pipit_Close Meadow_View Station_Road Corn_Street Albert_Terrace "
            "Mill_Race Canal_Wharf Tanyard_Lane Victoria_Street Linnet_Drive Cutler_Row"
        ),
        primary=LARKFIELD,
        secondary=ACADEMY,
    ),
    Area(
        name="Brookmere",
        district="SV2",
        weight=25,
        streets=_streets(
            "Brook_Street Watermill_Way Sedge_Close Reed_Bank Bridge_Street Ford_Lane "
            "Osier_Gardens Weir_Road Chapel_Street Nelson_Street Trafalgar_Court Dye_House_Lane"
        ),
        primary=BROOKMERE,
        secondary=ACADEMY,
    ),
    Area(
        name="Oswinthorpe",
        district="SV3",
        weight=24,
        streets=_streets(
            "Abbey_Road Minster_Close Priory_Street Almoner_Court Church_Walk Bell_Lane "
            "Saints_Way Cloister_Drive Northgate Glebe_Avenue Pilgrim_Street Vicarage_Gardens"
        ),
        primary=ST_OSWIN,
        secondary=ACADEMY,
    ),
    Area(
        name="Kestrel Park",
        district="SV5",
        weight=62,
        streets=_streets(
            "Falcon_Way Merlin_Crescent Harrier_Road Osprey_Court Hobby_Close Buzzard_Drive "
            "Peregrine_Street Windhover_Lane Kite_Hill Goshawk_Avenue Eyrie_Court Talon_Road"
        ),
        primary=None,
        secondary=KESTREL_PARK,
    ),
    Area(
        name="Hollowdale",
        district="SV6",
        weight=9,
        streets=_streets("Hollow_Lane Quarry_Road Dale_Street Edge_View Packhorse_Lane Top_Fold"),
        primary=HOLLOW_LANE,
        secondary=KESTREL_PARK,
    ),
    Area(
        name="Wendham",
        district="SV7",
        weight=18,
        streets=_streets("The_Green Mill_Lane Orchard_Way Back_Lane Smithy_Fold Manor_Drive"),
        primary=WENDHAM,
        secondary=KESTREL_PARK,
    ),
)


def school_year_of(day: date) -> int:
    """The calendar year in which the school year of a day began, on 1 September."""
    return day.year if day.month >= 9 else day.year - 1


def birth_span(year: str, school_year: int) -> tuple[date, date]:
    """First and last date of birth of a year group's usual age, in the school year that began in
    `school_year`: Reception turns 5 between September and August."""
    turns = 5 + YEARS.index(year) - RECEPTION
    first = date(school_year - turns, 9, 1)
    return first, date(school_year - turns + 1, 8, 31)
