"""Working days in England: the day to aim at, and the few lengths that are counted in them.

They never move a limit of the SEND Regulations.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
CHRISTMAS_DAY = (12, 25)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A list of bank holidays, Good Friday and Christmas Day in it.

    holidays: day -> its name. listed_until: the last day that the list is complete for; later
    only weekends and 25 December are closed, and what is said rests on a guess.
    """

    holidays: Mapping[date, str]
    listed_until: date

    @classmethod
    def of(cls, days: Iterable[date]) -> "WorkingDays":
        """A bare list, complete to the end of its last year."""
        listed = dict.fromkeys(days, "a bank holiday")
        return cls(listed, date(max(listed, default=date.min).year, 12, 31))

    def is_working_day(self, day: date) -> bool:
        return self.closed_because(day) is None

    def closed_because(self, day: date) -> str | None:
        """The holiday's name or "a Saturday"; None on a working day."""
        if day in self.holidays:
            return self.holidays[day]
        if (day.month, day.day) == CHRISTMAS_DAY:
            return "Christmas Day"
        return f"a {day:%A}" if day.weekday() >= SATURDAY else None

    def last_on_or_before(self, day: date) -> date:
        """The last working day that is not after a day."""
        while not self.is_working_day(day):
            day -= A_DAY
        return day

    def first_on_or_after(self, day: date) -> date:
        """The first working day that is not before a day."""
        while not self.is_working_day(day):
            day += A_DAY
        return day

    def nth_after(self, day: date, n: int) -> date:
        """The nth working day after a day, which is left out whatever it is."""
        for _ in range(n):
            day = self.first_on_or_after(day + A_DAY)
        return day

    def nth_beginning_with(self, day: date, n: int) -> date:
        """The nth working day from a day on; that day, or the first working day after it, is 1."""
        return self.nth_after(self.first_on_or_after(day), n - 1)

    def nth_before(self, day: date, n: int) -> date:
        """The nth working day before a day, which is left out whatever it is."""
        for _ in range(n):
            day = self.last_on_or_before(day - A_DAY)
        return day

    def is_provisional(self, day: date) -> bool:
        """Whether a bank holiday may still be proclaimed for that day."""
        return day > self.listed_until
