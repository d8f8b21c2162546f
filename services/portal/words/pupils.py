"""A pupil's year and class as schools say them."""

from typing import Final

WITHOUT_NUMBER: Final = {
    "R": "Reception",
    "N1": "Nursery, first year",
    "N2": "Nursery, second year",
    "X": "No year group",
}


def year(code: str | None) -> str:
    """ "Year 6", "Reception"; a code of the school's own stands as it is."""
    if not code:
        return "Year not known"
    if code.isdecimal():
        return f"Year {int(code)}"
    return WITHOUT_NUMBER.get(code, code)


def year_and_class(year_group: str | None, registration_group: str | None) -> str:
    """ "Year 2, class 2B"."""
    said = year(year_group)
    return f"{said}, class {registration_group}" if registration_group else said
