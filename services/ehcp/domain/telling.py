"""What never happened: an entry that is struck out."""

from shared.personal import Audience
from shared.texts import meant

from .commands import StrikeOutEntry
from .events import EhcpEntryStruckOut, Event
from .facts import EhcCase
from .keeping import entries
from .rules import NotAStandingEntry
from .state import standing


def strike_out_entry(case: EhcCase, command: StrikeOutEntry) -> list[Event]:
    opened = standing(case)
    kinds = {entry.entry_id: kind for kind, entry in entries(case)}
    if command.entry_id not in kinds:
        if command.entry_id in case.entry_ids:
            return []  # struck out already, or replaced: it does not stand any more
        raise NotAStandingEntry
    return [
        EhcpEntryStruckOut(
            case_id=command.case_id,
            pupil_id=opened.pupil_id,
            entry_id=command.entry_id,
            type=kinds[command.entry_id],
            reason=meant(command.reason, opened.pupil_id, Audience.FAMILY),
            struck_out_by=command.by,
        )
    ]
