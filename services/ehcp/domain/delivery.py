"""Section F as it was delivered: what was owed, what was given, and why not all of it.

Owed are the sessions of every period that has passed whole while the plan stood and the school was
open: a week that has begun is not yet owed, nor one in which the plan was made. A provision that
does not say how much and how often cannot be counted: that is said, and flagged elsewhere.

Source of the duty: Children and Families Act 2014, section 42(2). How it is counted is ours.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from .appealable import plan_ended_on
from .facts import Amended, EhcCase, FinalPlan, Promised
from .plan_terms import Period, Section

ONE_DAY: Final = timedelta(days=1)
SCHOOL_YEAR_FROM: Final = 9  # September
Span = tuple[date, date]
Plan = FinalPlan | Amended


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term or half-term: "Autumn 1" and "Autumn 2" are one term of two halves."""

    name: str
    first_day: date
    last_day: date
    closed_on: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One session for a provision of section F. missed: why it was; None: it was given."""

    provision_id: UUID
    on: date
    minutes: int
    missed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """One provision of section F over a span of days.

    owed_minutes: None where it cannot be counted. missed: reason -> sessions. unrecorded: sessions
    that were owed and of which nothing is recorded, neither given nor missed.
    """

    provision_id: UUID
    owed_sessions: int | None
    owed_minutes: int | None
    given_sessions: int
    given_minutes: int
    missed: Mapping[str, int] = field(default_factory=dict)

    @property
    def balance_minutes(self) -> int | None:
        """What was given beyond what was owed; below 0, what is still owed."""
        return None if self.owed_minutes is None else self.given_minutes - self.owed_minutes

    @property
    def unrecorded(self) -> int | None:
        if self.owed_sessions is None:
            return None
        return max(0, self.owed_sessions - self.given_sessions - sum(self.missed.values()))


def delivered(
    case: EhcCase, sessions: Sequence[Session], terms: Sequence[Term], span: Span
) -> tuple[Delivered, ...]:
    """Each provision of section F that stood on a day of the span, in the plan's order.

    terms: the school's own; none, where they are not known: then nothing that is owed can be.
    """
    spans: dict[UUID, list[tuple[Promised, Span]]] = {}
    for promised, stood in _promises(case, span):
        spans.setdefault(promised.provision_id, []).append((promised, stood))
    return tuple(_line(stood, sessions, terms) for stood in spans.values())


def _promises(case: EhcCase, span: Span) -> Iterator[tuple[Promised, Span]]:
    """What each plan in force promised in section F, and the days of the span on which it did."""
    made: list[Plan] = [*case.final_plans, *case.amended_plans]
    plans = sorted(made, key=lambda plan: plan.issued_on)
    for plan, following in zip(plans, [*plans[1:], None], strict=False):
        first = max(plan.issued_on, span[0])
        last = min(_last_day(case, following), span[1])
        if first <= last:
            yield from ((one, (first, last)) for one in _section_f(case, plan))


def _last_day(case: EhcCase, following: Plan | None) -> date:
    if following is not None:
        return following.issued_on - ONE_DAY
    return plan_ended_on(case) or date.max


def _section_f(case: EhcCase, plan: Plan) -> Sequence[Promised]:
    """Of the content that was recorded last of a plan."""
    contents = [one for one in case.contents if one.of == plan.key]
    promised = contents[-1].promised if contents else ()
    return [one for one in promised if one.section is Section.F]


def _line(
    stood: Sequence[tuple[Promised, Span]], sessions: Sequence[Session], terms: Sequence[Term]
) -> Delivered:
    provision_id = stood[0][0].provision_id
    counted = [owed_sessions(promised, terms, span) for promised, span in stood]
    known = [
        (owed, promised.minutes)
        for owed, (promised, _) in zip(counted, stood, strict=True)
        if owed is not None and promised.minutes is not None
    ]
    whole = len(known) == len(stood)
    ours = [
        one
        for one in sessions
        if one.provision_id == provision_id
        and any(first <= one.on <= last for _, (first, last) in stood)
    ]
    given = [one for one in ours if one.missed is None]
    return Delivered(
        provision_id=provision_id,
        owed_sessions=sum(owed for owed, _ in known) if whole else None,
        owed_minutes=sum(owed * minutes for owed, minutes in known) if whole else None,
        given_sessions=len(given),
        given_minutes=sum(one.minutes for one in given),
        missed=dict(sorted(Counter(one.missed for one in ours if one.missed).items())),
    )


def owed_sessions(promised: Promised, terms: Sequence[Term], span: Span) -> int | None:
    """The sessions of every period that lies whole within the span; None where nobody can say."""
    if promised.sessions is None or promised.per is None or not terms:
        return None
    ends = [days for days in _periods(terms, promised.per) if span[0] <= days[0] <= days[1]]
    return promised.sessions * sum(1 for _, last in ends if last <= span[1])


def _periods(terms: Sequence[Term], per: Period) -> Iterator[Span]:
    """The first and the last school day of each period, in order."""
    groups: dict[Hashable, list[date]] = {}
    weeks: dict[tuple[int, int, int], int] = {}
    for term in sorted(terms, key=lambda one: one.first_day):
        for day in school_days(term):
            week = (school_year(day), *day.isocalendar()[:2])
            weeks.setdefault(week, sum(1 for one in weeks if one[0] == week[0]))
            keys: dict[Period, Hashable] = {
                Period.DAY: day,
                Period.WEEK: week,
                Period.FORTNIGHT: (school_year(day), weeks[week] // 2),
                Period.HALF_TERM: (term.name, term.first_day),
                Period.TERM: (school_year(day), term.name.partition(" ")[0]),
                Period.YEAR: school_year(day),
            }
            groups.setdefault(keys[per], []).append(day)
    return iter([(days[0], days[-1]) for days in groups.values()])


def school_days(term: Term) -> Iterator[date]:
    """Mondays to Fridays on which the school is open."""
    day = term.first_day
    while day <= term.last_day:
        if day.weekday() < 5 and day not in term.closed_on:
            yield day
        day += ONE_DAY


def school_year(day: date) -> int:
    """The year in which the school year of a day began: 1 September to 31 August."""
    return day.year if day.month >= SCHOOL_YEAR_FROM else day.year - 1
