"""Section F as it was given, in words: hours owed and given, the balance, why not all of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from .clients.ehcp_delivery import Delivered, Delivery
from .clients.ehcp_plan import Provision, RecordedPlan
from .words.counts import count
from .words.ehc import amount
from .words.plans import MISSED

AN_HOUR: Final = 60
NOT_COUNTED: Final = "Nobody can count it: the plan does not say how long and how often"
NO_TERMS: Final = "Nobody can count it: the school's term dates are not recorded"
ALL_GIVEN: Final = "Nothing is missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One provision as the page draws it. short: something that is owed was not given."""

    what: str
    promised: str
    owed: str
    given: str
    balance: str
    why: str
    short: bool


def hours(minutes: int) -> str:
    """ "2 hours 40 minutes", "20 minutes", "no time"."""
    whole, rest = divmod(abs(minutes), AN_HOUR)
    parts = [
        count(number, thing) for number, thing in ((whole, "hour"), (rest, "minute")) if number
    ]
    return " ".join(parts) or "no time"


def lines(delivery: Delivery, plans: Sequence[RecordedPlan]) -> list[Line]:
    """plans: the newest first; a provision says what the newest plan that has it says."""
    known = provisions(plans)
    return [line(one, known.get(one.provision_id), delivery) for one in delivery.provisions]


def provisions(plans: Iterable[RecordedPlan]) -> dict[UUID, Provision]:
    found: dict[UUID, Provision] = {}
    for plan in plans:
        for one in plan.content.provisions:
            found.setdefault(one.provision_id, one)
    return found


def line(one: Delivered, provision: Provision | None, delivery: Delivery) -> Line:
    return Line(
        what=provision.text if provision else "Help of an earlier plan",
        promised=amount(provision.minutes, provision.sessions, provision.per) if provision else "",
        owed=owed(one, delivery),
        given=f"{hours(one.given_minutes)} in {count(one.given_sessions, 'session')}"
        if one.given_sessions
        else "Nothing is recorded as given",
        balance=balance(one.balance_minutes),
        why=why(one),
        short=(one.balance_minutes or 0) < 0,
    )


def owed(one: Delivered, delivery: Delivery) -> str:
    if one.owed_minutes is None:
        return NOT_COUNTED if delivery.terms_known else NO_TERMS
    return f"{hours(one.owed_minutes)} in {count(one.owed_sessions, 'session')}"


def balance(minutes: int | None) -> str:
    """ "2 hours 40 minutes are still owed"."""
    if minutes is None:
        return "Not known"
    if minutes == 0:
        return ALL_GIVEN
    time = hours(minutes)
    return f"Still owed: {time}" if minutes < 0 else f"{time} more than was owed"


def why(one: Delivered) -> str:
    """ "Member of staff absent (3), pupil absent (1); nothing is recorded of 2 sessions"."""
    reasons = [f"{MISSED.get(code, code)} ({number})" for code, number in one.missed.items()]
    said = [", ".join(reasons)] if reasons else []
    if one.unrecorded:
        said.append(f"nothing is recorded of {count(one.unrecorded, 'session')}")
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def finding(delivery: Delivery) -> str | None:
    """What all of it comes to, in a sentence; None where nothing can be counted."""
    counted = [one for one in delivery.provisions if one.owed_minutes is not None]
    if not counted:
        return None
    due = sum(one.owed_minutes or 0 for one in counted)
    given = sum(one.given_minutes for one in counted)
    short = sum(min(one.balance_minutes or 0, 0) for one in counted)
    left = f" Still owed: {hours(short)}." if short else f" {ALL_GIVEN}."
    others = len(delivery.provisions) - len(counted)
    uncounted = (
        f" Not counted: {count(others, 'other help', 'other kinds of help')}." if others else ""
    )
    return f"Owed: {hours(due)}. Given: {hours(given)}.{left}{uncounted}"
