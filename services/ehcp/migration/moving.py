"""A plan that has gone over from another authority already, as a list tells it."""

from ..domain import commands as ask
from ..domain import events as told
from ..domain.moves import last_transfer
from ..domain.terms import Authority
from . import columns as c
from .telling import Teller


def first_authority(teller: Teller) -> Authority:
    """At which the case of a row began: the one that the plan came from, where that is known."""
    row = teller.row
    gone_over = row.day(c.TRANSFERRED) is not None
    return row.came_from if row.came_from and gone_over else row.authority


def compare_authority(teller: Teller, began_at: Authority) -> None:
    """Another authority than the case has is a move: told with its day, else by a person."""
    last = last_transfer(teller.case)
    now = last.to if last else began_at
    if teller.row.authority.code != now.code and teller.row.day(c.TRANSFERRED) is None:
        teller.notice(c.LA_CODE, "authority-is-kept")


def tell_move(teller: Teller) -> None:
    """That the plan went over, and that the family was told so."""
    row = teller.row
    gone_on = row.day(c.TRANSFERRED)
    if gone_on is None:
        return
    same = [one for one in teller.case.transfers if one.to.code == row.authority.code]
    teller.tell(
        c.TRANSFERRED,
        told.EhcpPlanTransferred,
        ask.RecordTransfer,
        {"transferred_on": gone_on},
        {"to": row.authority},
        among=same,
    )
    sent_on = row.day(c.TRANSFER_TOLD)
    if sent_on is not None:
        teller.tell(
            c.TRANSFER_TOLD,
            told.EhcpTransferExplained,
            ask.RecordTransferLetter,
            {"sent_on": sent_on},
            {"received_on": teller.today},
            among=[one for one in teller.case.transfer_letters if one.on >= gone_on],
        )
