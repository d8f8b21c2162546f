"""Plans that end too early, or without anybody having been asked."""

from collections.abc import Iterator

from shared.rulebook.reading import BOOK
from shared.rulebook.words import in_full

from ..appeal_terms import Decision
from ..appealable import appeal_open, appealable
from ..clocks.changing import KEEP_PLAN
from ..clocks.counting import Deadline
from ..facts import EhcCase
from .drafting import rights_missing
from .flag import Flag, Mark


def of_changing(case: EhcCase, found: tuple[Deadline, ...]) -> Iterator[Flag]:
    duty = BOOK.duty("cease.consult")
    for one in appealable(case):
        if one.against is Decision.CEASING and not case.cease_consultations:
            said = f"{duty.title}: nobody has recorded that ({duty.source})."
            about = one.entry.key
            yield Flag(mark=Mark.NOT_CONSULTED, source=duty.source, about=about, said=said)
    for decided in case.cease_decisions:
        if decided.rights is not None:
            yield from rights_missing(decided.rights, duty.source)
    yield from _too_early(case, found)


def _too_early(case: EhcCase, found: tuple[Deadline, ...]) -> Iterator[Flag]:
    """Ended before the time to appeal had run out, or while an appeal is open."""
    if not case.ceased:
        return
    ended_on = case.ceased[0].on
    keep = [one.limit for one in found if one.rule == KEEP_PLAN and one.limit is not None]
    for limit in keep:
        if ended_on <= limit.due_on or appeal_open(case):
            until = "the appeal is decided" if appeal_open(case) else in_full(limit.due_on)
            said = f"The plan ended too early: it goes on until {until} ({limit.rule.source})."
            yield Flag(
                mark=Mark.CEASED_TOO_EARLY,
                rule=limit.rule.id,
                source=limit.rule.source,
                about=case.ceased[0].key,
                said=said,
            )
