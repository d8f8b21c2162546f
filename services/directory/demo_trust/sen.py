"""Who has special educational needs, and which: the mix that English schools report.

Sources: DfE, Special educational needs in England 2025/26, and the primary needs in plans of
January 2025; boys are on the register about twice as often as girls.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .chance import Chance
from .schools import School

NEEDS_IN_PLANS = {
    "ASD": 31.5,
    "SLCN": 21.3,
    "SEMH": 20.7,
    "MLD": 10.6,
    "SLD": 2.0,
    "PD": 3.9,
    "SPLD": 2.4,
    "HI": 1.4,
    "OTH": 1.2,
    "VI": 0.8,
    "MSI": 0.3,
    "DS": 0.8,
}
NEEDS_IN_SPECIAL_SCHOOLS = {
    "ASD": 46,
    "SLD": 24,
    "PMLD": 11,
    "SLCN": 8,
    "MLD": 4,
    "DS": 4,
    "SEMH": 2,
    "MSI": 1,
}
NEEDS_IN_PRIMARY_SUPPORT = {
    "SLCN": 36,
    "SEMH": 18,
    "MLD": 14,
    "SPLD": 11,
    "ASD": 8,
    "NSA": 5,
    "OTH": 3,
    "PD": 2,
    "HI": 1.6,
    "VI": 1,
}
NEEDS_IN_SECONDARY_SUPPORT = {
    "SPLD": 23,
    "SEMH": 25,
    "MLD": 15,
    "SLCN": 13,
    "ASD": 12,
    "OTH": 5,
    "NSA": 3,
    "PD": 2,
    "HI": 1.8,
    "VI": 1,
}
SUPPORT_BY_YEAR = {"N2": 0.05, "R": 0.09, "1": 0.12, "2": 0.145, "12": 0.06, "13": 0.06}
PLANS_BY_YEAR = {"N2": 0.005, "R": 0.018, "12": 0.012, "13": 0.012}
USUAL_SUPPORT, USUAL_PLANS = 0.145, 0.025
BY_SEX = {"M": 1.3, "F": 0.7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """status: N, K or E. since: None for N. needs: none, one or two, ranked."""

    status: str
    since: date | None = None
    needs: tuple[str, ...] = ()


NO_SEN = Provision(status="N")


def provision(
    chance: Chance, school: School, year: str, sex: str, *, looked_after: bool
) -> Provision:
    """What a pupil is given, without the day since when."""
    status = _status(chance, school, year, sex, looked_after)
    if status == "N":
        return NO_SEN
    mix = _mix(school, status)
    needs = [chance.weighted(mix)]
    if chance.happens(0.45 if status == "E" else 0.22):
        second = chance.weighted(mix)
        if second not in needs and second != "NSA":
            needs.append(second)
    return Provision(status=status, needs=tuple(needs))


def since(chance: Chance, entry: date, today: date) -> date:
    """Since when: after the pupil came, in the last six years, and not in the last two weeks."""
    earliest = max(entry, today - timedelta(days=6 * 365))
    return min(chance.weekday(earliest, today - timedelta(days=14)), today)


def _status(chance: Chance, school: School, year: str, sex: str, looked_after: bool) -> str:
    if school.phase == "Special":
        # One or two come for an assessment while the authority decides on their plan.
        return "K" if chance.happens(0.03) else "E"
    factor = BY_SEX[sex] * (2.5 if looked_after else 1)
    plans = PLANS_BY_YEAR.get(year, USUAL_PLANS) * factor
    support = SUPPORT_BY_YEAR.get(year, USUAL_SUPPORT) * factor
    return chance.weighted({"E": plans, "K": support, "N": 1 - plans - support})


def _mix(school: School, status: str) -> Mapping[str, float]:
    if school.phase == "Special":
        return NEEDS_IN_SPECIAL_SCHOOLS
    if status == "E":
        return NEEDS_IN_PLANS
    return NEEDS_IN_PRIMARY_SUPPORT if school.phase == "Primary" else NEEDS_IN_SECONDARY_SUPPORT
