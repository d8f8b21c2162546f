"""The days of chapter 8, counted back from today: whenever it is played, all of them have come."""

from dataclasses import dataclass
from datetime import date, timedelta

from deploy.local.history.school_days import SchoolDays, usual_terms, weekday

SEPTEMBER = 9
LAST_YEAR = 6  # of a primary school
ALMOST_A_YEAR = timedelta(weeks=46)  # early enough for the council to decide within 12 months


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """From the request to the final plan: 20 weeks, less a day or two."""

    consulted: date
    asked: date
    received: date
    letter: date
    decided: date
    advice_asked: date
    advice_sent: date
    plan_decided: date
    drafted: date
    draft_served: date
    school_answered: date
    family_answered: date
    final: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One review of the plan. decided: the council's letter; what follows it is the chapter's."""

    invited: date
    advice_back: date
    circulated: date
    meeting: date
    reported: date
    decided: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDays:
    """september: the year in which the child, now in Year 6, changes to a secondary school.

    first_year, second_year: the child's year group at each of the two reviews.
    """

    request: Request
    annual: Review
    transfer: Review
    notice_served: date
    family_answered: date
    amended: date
    september: int
    first_year: int
    second_year: int


def plan_days(today: date) -> PlanDays:
    """The life of one plan, up to the change of school that comes next after today.

    The meeting about the change is in early autumn at the latest: the council needs twelve weeks
    after it, before 15 February.
    """
    open_days = SchoolDays(usual_terms(today.year))
    meeting = open_days.on_or_before(_last_meeting(today))
    transfer = _review(meeting, decided_after=24)
    annual = _review(open_days.on_or_before(meeting - ALMOST_A_YEAR), decided_after=32)
    return PlanDays(
        request=_request(weekday(annual.meeting - ALMOST_A_YEAR)),
        annual=annual,
        transfer=transfer,
        notice_served=weekday(transfer.decided + timedelta(days=3)),
        family_answered=weekday(transfer.decided + timedelta(days=10)),
        amended=weekday(transfer.decided + timedelta(days=39)),
        september=school_year(today) + 1,
        first_year=LAST_YEAR - school_year(today) + school_year(annual.meeting),
        second_year=LAST_YEAR - school_year(today) + school_year(meeting),
    )


def _last_meeting(today: date) -> date:
    """So long ago that the plan is amended by now; not in a September whose invitations would have
    gone out in the holidays.
    """
    begins = school_year(today)
    latest = min(today - timedelta(days=70), date(begins, 11, 10))
    in_holidays = date(begins, 7, 15) < latest < date(begins, 10, 17)
    return date(begins, 7, 15) if in_holidays else latest


def school_year(day: date) -> int:
    """The calendar year in which the school year of a day begins."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def _request(final: date) -> Request:
    """Every step in time: the final plan after 137 to 139 of the 140 days."""
    received = weekday(final - timedelta(days=137))

    def after(days: int) -> date:
        return weekday(received + timedelta(days=days))

    return Request(
        consulted=after(-12),
        asked=after(-3),
        received=received,
        letter=after(5),
        decided=after(38),
        advice_asked=after(42),
        advice_sent=after(77),
        plan_decided=after(103),
        drafted=after(104),
        draft_served=after(107),
        school_answered=after(117),
        family_answered=after(119),
        final=final,
    )


def _review(meeting: date, *, decided_after: int) -> Review:
    """The school's part in time; the council decides so many days after the meeting."""

    def after(days: int) -> date:
        return weekday(meeting + timedelta(days=days))

    return Review(
        invited=after(-43),
        advice_back=after(-22),
        circulated=after(-16),
        meeting=meeting,
        reported=after(9),
        decided=after(decided_after),
    )
