"""How anything is told: once, about a case that stands, in the place of what it corrects."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Final

from shared.days import in_order
from shared.personal import Audience, Personal, personal_fields
from shared.texts import meant

from .commands import Telling
from .dates import happened_if_known, since_the_act
from .events import Event, Told
from .facts import EhcCase, Entry, Opened
from .keeping import KEPT, standing_of
from .rules import CorrectionReasonMissing, NotAStandingEntry, TooManyEntries
from .state import standing

MOST_ENTRIES: Final = 500
Decides = Mapping[type[Any], Callable[[EhcCase, Any], list[Event]]]
NOT_COPIED: Final = frozenset({"corrects", "reason", "effective_on"})


def is_known(case: EhcCase, command: Telling) -> bool:
    """Whether this very entry was told before. Raises NotFound, EnteredInError."""
    standing(case)
    return command.entry_id in case.entry_ids


def tell(
    case: EhcCase,
    command: Telling,
    event: type[Told],
    *,
    effective_on: date,
    staff: Collection[str] = (),
    **own: Any,
) -> list[Event]:
    """The event that tells it: the command's fields by their names, and its `own`.

    staff: the texts that are for staff; all others are for the family. Raises TooManyEntries,
    BeforeTheAct, what a correction breaks, and what `meant` raises.
    """
    opened = standing(case)
    names = [one.name for one in fields(event) if one.name not in NOT_COPIED]
    same = {name: getattr(command, name) for name in names if hasattr(command, name)}
    told = event(**{**same, **entered(case, command, event), "effective_on": effective_on, **own})
    # Days that may lie ahead, which `happened` is not asked about, are among them.
    days = (getattr(told, one.name) for one in fields(event))
    since_the_act(*(day for day in days if isinstance(day, date)))
    for path, text in personal_fields(told):
        reader = Audience.STAFF if path in staff else Audience.FAMILY
        meant(text, opened.pupil_id, reader)
    return [told]


def entered(
    case: EhcCase,
    command: Telling,
    event: type[Told],
    among: Sequence[Entry] | None = None,
) -> Mapping[str, Any]:
    """What every entry says of itself. among: what it may correct, if not each of its kind.

    Raises TooManyEntries, and what a correction breaks.
    """
    opened = standing(case)
    if len(case.entry_ids) >= MOST_ENTRIES:
        raise TooManyEntries
    correctable = standing_of(case, KEPT[event]) if among is None else among
    return {
        "case_id": command.case_id,
        "pupil_id": opened.pupil_id,
        "entry_id": command.entry_id,
        "corrects": command.corrects,
        "reason": _reason(opened, command, correctable),
        "recorded_by": command.by,
    }


def _reason(opened: Opened, command: Telling, correctable: Sequence[Entry]) -> Personal | None:
    if command.corrects is None:
        return None
    if command.corrects not in {one.entry_id for one in correctable}:
        raise NotAStandingEntry
    if command.reason is None:
        raise CorrectionReasonMissing
    return meant(command.reason, opened.pupil_id, Audience.FAMILY)


def days_of_letter(command: Any, what: str, *names: str) -> None:
    """Its days have come, one after another: decided, sent, served, received.

    what: "the draft plan". Raises DateInFuture, BeforeTheAct, DatesOutOfOrder.
    """
    for name in names:
        said = f"{what} was {name.removesuffix('_on')}"
        happened_if_known(getattr(command, name), today=command.today, what=said)
    order = f"{what[0].upper()}{what[1:]}: check the order of its days."
    in_order(*(getattr(command, name) for name in names), what=order)
