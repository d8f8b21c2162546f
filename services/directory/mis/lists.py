"""The lists of the format: each entry with its other spellings, and how a value is found in them.

The texts are compared in plain form: lower case, without spaces, underscores and hyphens.
"""

from collections.abc import Iterable, Mapping

from .columns import Kind


def plain(cleaned: str) -> str:
    """The form in which headings and list values are compared.

    cleaned: a text as `reading.clean` leaves it. Only U+0020, `_` and `-` are left out: a tab or
    line end inside a value stays and makes it another value.
    """
    return cleaned.lower().replace(" ", "").replace("_", "").replace("-", "")


def _list(*entries: str, spellings: Mapping[str, Iterable[str]] | None = None) -> dict[str, str]:
    found = {plain(entry): entry for entry in entries}
    for entry, others in (spellings or {}).items():
        found |= {plain(other): entry for other in others}
    return found


def _year_groups() -> dict[str, str]:
    """N1, N2, R and X with their spellings; 1 to 14, those also after Year, Yr or Y.

    "All also after Year" is read of the numbers: R has `YR` and `Year R` in its own brackets, and
    nothing says `Year X` or `Year N1`.
    """
    spellings: dict[str, tuple[str, ...]] = {
        "N1": ("E1",),
        "N2": ("E2",),
        "R": ("Reception", "YR", "Year R"),
        "X": (),
    }
    for year in range(1, 15):
        digits = {f"{year}", f"{year:02d}"}
        spellings[f"{year}"] = tuple(
            before + number for before in ("", "Year", "Yr", "Y") for number in sorted(digits)
        )
    return _list(*spellings, spellings=spellings)


# Read as an entry, with a notice: the codes of before 2014.
HISTORIC_STATUS = {plain("A"): "K", plain("P"): "K"}
HISTORIC_NEED = {plain("BESD"): "SEMH"}
# A statement: refused, since whether there is a plan today is a legal fact that nobody may guess.
STATEMENT = plain("S")

# Plain form of a value -> the entry that is stored.
LISTS: Mapping[Kind, Mapping[str, str]] = {
    Kind.PHASE: _list(
        "Nursery",
        "Primary",
        "Middle",
        "Secondary",
        "All-through",
        "Special",
        "Alternative provision",
        "Post-16",
        spellings={"Alternative provision": ["AP"], "Post-16": ["16 plus"]},
    ),
    Kind.ROLE: _list(
        "Teacher",
        "SENCO",
        "Teaching assistant",
        "Headteacher",
        "Trust SEND lead",
        "Office",
        spellings={
            "Teacher": ["Class teacher"],
            "SENCO": ["SENDCo"],
            "Teaching assistant": ["TA"],
            "Headteacher": ["Principal"],
            "Office": ["Admin"],
        },
    ),
    Kind.SEX: _list("M", "F", spellings={"M": ["Male"], "F": ["Female"]}),
    Kind.YES_NO: _list(
        "Y", "N", spellings={"Y": ["Yes", "True", "T", "1"], "N": ["No", "False", "F", "0"]}
    ),
    Kind.YEAR_GROUP: _year_groups(),
    Kind.SEN_STATUS: _list(
        "N",
        "K",
        "E",
        spellings={
            "N": ["No SEN", "No special educational need"],
            "K": ["SEN support"],
            "E": ["EHCP", "EHC plan", "Education, health and care plan"],
        },
    ),
    Kind.SEN_NEED: _list(
        *("SPLD", "MLD", "SLD", "PMLD", "DS", "SLCN", "ASD", "SEMH"),
        *("HI", "VI", "MSI", "PD", "OTH", "NSA"),
    ),
    Kind.RELATIONSHIP: _list(
        "Mother",
        "Father",
        "Parent",
        "Step-parent",
        "Grandparent",
        "Foster carer",
        "Guardian",
        "Sibling",
        "Other family member",
        "Social worker",
        "Other",
    ),
}
# What a blank value of these types says; everywhere else blank says nothing.
BLANK_IS: Mapping[Kind, str] = {Kind.YES_NO: "N", Kind.SEN_STATUS: "N"}
