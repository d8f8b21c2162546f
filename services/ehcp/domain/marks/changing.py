"""Plans that end too early, or without anybody having been asked."""

from collections.abc import Iterator
from datetime import date

from shared.rulebook.reading import BOOK
from shared.rulebook.words import in_full

from ..appeal_terms import Decision
from ..appealable import appealable, kept_on, open_against
from ..clocks.changing import KEEP_PLAN
from ..clocks.counting import Deadline
from ..facts import Ceased, EhcCase
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
    for ended in case.ceased:
        yield from _too_early(case, ended, found)


def _too_early(case: EhcCase, ended: Ceased, found: tuple[Deadline, ...]) -> Iterator[Flag]:
    """Its last day was before that of the time to appeal, or an appeal against its end was open.

    What the council sent after the plan was kept is about another end.
    """
    limits = {one.about: one.limit for one in found if one.rule == KEEP_PLAN}
    until_kept = kept_on(case, ended.on) or date.max
    for one in appealable(case):
        limit = limits.get(one.entry.key) if one.against is Decision.CEASING else None
        if limit is None or (one.sent_on or date.max) > until_kept:
            continue
        was_open, decided_on = open_against(case, one, ended.on)
        if ended.on < limit.due_on or was_open:
            until = _until(limit.due_on, was_open=was_open, decided_on=decided_on)
            said = f"The plan ended too early: it goes on until {until} ({limit.rule.source})."
            yield Flag(
                mark=Mark.CEASED_TOO_EARLY,
                rule=limit.rule.id,
                source=limit.rule.source,
                about=ended.key,
                said=said,
            )


def _until(due_on: date, *, was_open: bool, decided_on: date | None) -> str:
    """Until when a plan goes on that the council will cease."""
    if not was_open:
        return in_full(due_on)
    on = f" on {in_full(decided_on)}" if decided_on else ""
    return f"the appeal is decided{on}"
