"""What the school and the family can do about a date that has passed: whole sentences."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from shared.rulebook.reading import BOOK
from shared.rulebook.rule import Party

from .domain.deadlines import Deadline, Status, status_on

OF_COUNCIL: Final = (
    "Ask the council in writing by when it will act, and keep its answer.",
    "The family can complain to the council, and after that to the Ombudsman.",
    "SENDIASS advises families free of charge.",
)
ABOUT_LATE: Final[Mapping[Party, tuple[str, ...]]] = {
    Party.LA: OF_COUNCIL,
    Party.OLD_LA: OF_COUNCIL,
    Party.NEW_LA: OF_COUNCIL,
    Party.SCHOOL: (
        "Do it now, and record the day on which it was done.",
        "Tell the family and the council that it is late, and why.",
    ),
    Party.MEDIATION_ADVISER: ("Ask the mediation adviser for the certificate.",),
}
ADVICE: Final = ("Ask SENDIASS for advice: the Tribunal can admit a late appeal.",)


def can_do(deadline: Deadline, today: date) -> tuple[str, ...]:
    """Nothing while it is in time, or done."""
    status = status_on(deadline, today)
    if status is Status.ASK_FOR_ADVICE:
        return ADVICE
    if status is not Status.LATE:
        return ()
    rule = deadline.limit.rule if deadline.limit else BOOK.latest(deadline.rule)
    return ABOUT_LATE.get(rule.responsible, ())
