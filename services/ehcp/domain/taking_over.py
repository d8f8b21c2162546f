"""A case that is taken over from the trust's own list: where it stands, whatever days are known."""

from typing import Final

from .commands import TakeOverCase
from .events import EhcpCaseTakenOver, Event
from .facts import EhcCase
from .told import Decides, is_known, tell


def take_over(case: EhcCase, command: TakeOverCase) -> list[Event]:
    """A later list stands beside the earlier one, and is the one that counts."""
    if is_known(case, command):
        return []
    on = command.imported_on or command.today
    return tell(case, command, EhcpCaseTakenOver, effective_on=on)


DECIDES: Final[Decides] = {TakeOverCase: take_over}
