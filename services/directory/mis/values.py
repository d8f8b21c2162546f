"""One value: whether it is right in its type, and the form in which it is stored.

Digits and letters are ASCII only, and a pattern holds for the whole value.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from shared.upn import normalise, upn_problem

from .columns import Kind
from .lists import HISTORIC_NEED, HISTORIC_STATUS, LISTS, STATEMENT, plain
from .reading import clean

URN = re.compile(r"[1-9][0-9]{5}")
LA_CODE = re.compile(r"(?!000)[0-9]{3}")
LAESTAB = re.compile(r"(?!000)[0-9]{7}")
DAY_MONTH_YEAR = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
YEAR_MONTH_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
NUMBER = re.compile(r"0?[1-9]|[1-9][0-9]")
EMAIL = re.compile(
    r"[A-Za-z0-9_%+'-]+(\.[A-Za-z0-9_%+'-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)
UK_MOBILE = re.compile(r"(0|\+44|0044|\+440|00440)?7[0-9]{9}")
FOREIGN_MOBILE = re.compile(r"(?!\+44)\+[1-9][0-9]{7,14}")
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
FIRST_YEAR, LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True)
class Right:
    """A value that is right in its type, as stored; notice: a code, where it was read anew."""

    stored: str
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that fails its type."""

    code: str


def read_value(kind: Kind, text: str) -> Right | Wrong:
    """Read a cleaned value that is not blank."""
    return _READERS[kind](text)


def _matching(pattern: re.Pattern[str], code: str) -> Callable[[str], Right | Wrong]:
    def read(text: str) -> Right | Wrong:
        return Right(text) if pattern.fullmatch(text) else Wrong(code)

    return read


def _listed(kind: Kind) -> Callable[[str], Right | Wrong]:
    entries = LISTS[kind]

    def read(text: str) -> Right | Wrong:
        entry = entries.get(plain(text))
        return Right(entry) if entry else Wrong("unknown-value")

    return read


def _text(text: str) -> Right | Wrong:
    return Right(text)


def _laestab(text: str) -> Right | Wrong:
    digits = _without(text, " /-")
    return Right(digits) if LAESTAB.fullmatch(digits) else Wrong("invalid-laestab")


def _date(text: str) -> Right | Wrong:
    found = DAY_MONTH_YEAR.fullmatch(text) or YEAR_MONTH_DAY.fullmatch(text)
    if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        return Wrong("invalid-date")
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return Wrong("invalid-date")
    return Right(day.isoformat())


def _dates(text: str) -> Right | Wrong:
    """Days between semicolons; one wrong day makes the value wrong, none at all is right."""
    days: set[str] = set()
    for part in filter(None, map(clean, text.split(";"))):
        day = _date(part)
        if isinstance(day, Wrong):
            return day
        days.add(day.stored)
    return Right(";".join(sorted(days)))


def _upn(text: str) -> Right | Wrong:
    return Wrong("invalid-upn") if upn_problem(text) else Right(normalise(text))


def _number(text: str) -> Right | Wrong:
    return Right(text.lstrip("0")) if NUMBER.fullmatch(text) else Wrong("invalid-number")


def _mobile(text: str) -> Right | Wrong:
    number = _without(text, " -.()")
    if UK_MOBILE.fullmatch(number):
        return Right(f"+44{number[-10:]}")
    return Right(number) if FOREIGN_MOBILE.fullmatch(number) else Wrong("invalid-mobile")


def _postcode(text: str) -> Right | Wrong:
    # upper would make ASCII letters of a dotless i or a ligature: those are no letters here.
    compact = text.replace(" ", "").upper() if text.isascii() else ""
    if POSTCODE.fullmatch(compact) is None:
        return Wrong("unusual-postcode")
    return Right(f"{compact[:-3]} {compact[-3:]}")


def _sen_status(text: str) -> Right | Wrong:
    form = plain(text)
    if form == STATEMENT:
        return Wrong("historic-statement")
    if form in HISTORIC_STATUS:
        return Right(HISTORIC_STATUS[form], notice="historic-sen-status")
    return _listed(Kind.SEN_STATUS)(text)


def _sen_need(text: str) -> Right | Wrong:
    form = plain(text)
    if form in HISTORIC_NEED:
        return Right(HISTORIC_NEED[form], notice="historic-need")
    return _listed(Kind.SEN_NEED)(text)


def _without(text: str, characters: str) -> str:
    return text.translate(str.maketrans("", "", characters))


_READERS: Mapping[Kind, Callable[[str], Right | Wrong]] = {
    Kind.TEXT: _text,
    Kind.URN: _matching(URN, "invalid-urn"),
    Kind.LA_CODE: _matching(LA_CODE, "invalid-la-code"),
    Kind.LAESTAB: _laestab,
    Kind.DATE: _date,
    Kind.DATES: _dates,
    Kind.UPN: _upn,
    Kind.NUMBER: _number,
    Kind.EMAIL: _matching(EMAIL, "invalid-email"),
    Kind.MOBILE: _mobile,
    Kind.POSTCODE: _postcode,
    Kind.PHASE: _listed(Kind.PHASE),
    Kind.ROLE: _listed(Kind.ROLE),
    Kind.SEX: _listed(Kind.SEX),
    Kind.YES_NO: _listed(Kind.YES_NO),
    Kind.YEAR_GROUP: _listed(Kind.YEAR_GROUP),
    Kind.SEN_STATUS: _sen_status,
    Kind.SEN_NEED: _sen_need,
    Kind.RELATIONSHIP: _listed(Kind.RELATIONSHIP),
}
