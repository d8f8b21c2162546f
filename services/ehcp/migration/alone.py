"""A row by itself. Every check is made, so that a row shows all its reasons at once.

A value that is wrong is not in `Row.values`, and a check that compares two is made only when both
are. Days are compared as they are kept, yyyy-mm-dd.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from shared.upn import is_temporary

from ..domain.dates import THE_ACT_BEGAN
from ..domain.terms import TakenOverState
from . import columns as c
from .rows import Row
from .values import CEASED, Wrong, read_value

FURTHEST_AHEAD: Final = timedelta(days=2 * 366)  # a review is due within 12 months
# The day in the second column cannot lie before the one in the first.
ORDER: Final = (
    (c.CONSULTED, c.REQUESTED),
    (c.CONSULTED, c.RECEIVED),
    (c.CONSULTED, c.ADVICE_ASKED),
    (c.CONSULTED, c.DECISION_SENT),
    (c.CONSULTED, c.DRAFT_SENT),
    (c.CONSULTED, c.FINAL_ISSUED),
    (c.REQUESTED, c.RECEIVED),
    (c.REQUESTED, c.ADVICE_ASKED),
    (c.REQUESTED, c.DECISION_SENT),
    (c.REQUESTED, c.DRAFT_SENT),
    (c.REQUESTED, c.FINAL_ISSUED),
    (c.RECEIVED, c.RECEIPT_LETTER),
    (c.RECEIVED, c.DECIDED),
    (c.RECEIVED, c.DECISION_SENT),
    (c.RECEIVED, c.ADVICE_ASKED),
    (c.RECEIVED, c.DRAFT_SENT),
    (c.RECEIVED, c.DRAFT_SERVED),
    (c.RECEIVED, c.FINAL_ISSUED),
    (c.DECIDED, c.DECISION_SENT),
    (c.ADVICE_ASKED, c.ADVICE_SENT),
    (c.DECISION_SENT, c.PLAN_DECISION_SENT),
    (c.PLAN_DECIDED, c.PLAN_DECISION_SENT),
    (c.DRAFT_SENT, c.DRAFT_SERVED),
    (c.DRAFT_SENT, c.FINAL_ISSUED),
    (c.FINAL_ISSUED, c.FINAL_SENT),
    (c.FINAL_ISSUED, c.FINAL_RECEIVED),
    (c.FINAL_SENT, c.FINAL_RECEIVED),
    (c.FINAL_ISSUED, c.AMENDED_ISSUED),
    (c.FINAL_ISSUED, c.REVIEW_MET),
    (c.REVIEW_MET, c.REVIEW_DECIDED),
    (c.REVIEW_MET, c.REVIEW_SENT),
    (c.REVIEW_DECIDED, c.REVIEW_SENT),
    (c.REVIEW_MET, c.NEXT_REVIEW),
    (c.FINAL_ISSUED, c.NEXT_REVIEW),
    (c.NOTICE_GIVEN, c.NEXT_REVIEW),
    (c.FINAL_ISSUED, c.TRANSFERRED),
    (c.TRANSFERRED, c.TRANSFER_TOLD),
)

_S = TakenOverState
RECEIVED_STATES: Final = frozenset(_S) - {_S.REQUESTED}
DECIDED_STATES: Final = RECEIVED_STATES - {_S.DECIDING}
PLAN_DECIDED_STATES: Final = DECIDED_STATES - {_S.REFUSED}
DRAFT_STATES: Final = PLAN_DECIDED_STATES - {_S.ASSESSING, _S.NO_PLAN}
PLAN_STATES: Final = DRAFT_STATES - {_S.DRAFT}
# In which states a column may say something.
TOLD_IN: Final[Mapping[str, frozenset[TakenOverState]]] = {
    **dict.fromkeys((c.RECEIVED, c.RECEIPT_LETTER, c.ADVICE_ASKED, c.ADVICE_SENT), RECEIVED_STATES),
    **dict.fromkeys((c.DECIDED, c.DECISION_SENT), DECIDED_STATES),
    **dict.fromkeys((c.PLAN_DECIDED, c.PLAN_DECISION_SENT), PLAN_DECIDED_STATES),
    **dict.fromkeys((c.DRAFT_SENT, c.DRAFT_SERVED), DRAFT_STATES),
    **dict.fromkeys((c.FINAL_ISSUED, c.FINAL_SENT, c.FINAL_RECEIVED), PLAN_STATES),
    **dict.fromkeys((c.AMENDED_ISSUED, c.REVIEW_MET), PLAN_STATES),
    **dict.fromkeys((c.NEXT_REVIEW, c.NOTICE_GIVEN), PLAN_STATES),
    **dict.fromkeys((c.REVIEW_DECIDED, c.REVIEW_SENT, c.REVIEW_DECISION), PLAN_STATES),
    **dict.fromkeys((c.CAME_FROM, c.TRANSFERRED, c.TRANSFER_TOLD), PLAN_STATES),
}
# A day that cannot be recorded without the other one: when the family was told, or when it began.
NEEDS: Final = (
    (c.ADVICE_SENT, c.ADVICE_ASKED),
    (c.DECIDED, c.DECISION_SENT),
    (c.PLAN_DECIDED, c.PLAN_DECISION_SENT),
    (c.FINAL_SENT, c.FINAL_ISSUED),
    (c.FINAL_RECEIVED, c.FINAL_ISSUED),
    (c.REVIEW_DECIDED, c.REVIEW_SENT),
    (c.REVIEW_DECISION, c.REVIEW_SENT),
    (c.NOTICE_GIVEN, c.NEXT_REVIEW),
    (c.CAME_FROM, c.TRANSFERRED),
    (c.TRANSFER_TOLD, c.TRANSFERRED),
)


def judge_alone(row: Row, today: date) -> None:
    """Judge a row by itself: fills its values, refusals and notices. today: in Europe/London."""
    for column in c.COLUMNS:
        _read(row, column)
    _check_pupil(row)
    if not row.texts[c.LA_CODE] and not row.texts[c.LA_NAME]:
        row.refuse(c.LA_CODE, "no-authority")
    _check_days(row, today)
    _check_order(row)
    _check_state(row)
    _check_pairs(row)
    if row.values.get(c.STATE) == CEASED and not row.refusals:
        row.ignore(c.STATE, "not-running")


def _read(row: Row, column: c.Column) -> None:
    text = row.texts[column.name]
    if not text:
        if column.needed:
            row.refuse(column.name, "missing-value")
        return
    try:
        row.values[column.name] = read_value(column.kind, text)
    except Wrong as wrong:
        row.refuse(column.name, wrong.code)


def _check_pupil(row: Row) -> None:
    if not row.texts[c.PUPIL_ID] and not row.texts[c.UPN]:
        row.refuse(c.PUPIL_ID, "no-pupil")
    upn = row.values.get(c.UPN)
    if upn and is_temporary(upn) and not row.texts[c.PUPIL_ID]:
        row.refuse(c.UPN, "temporary-upn")


def _check_days(row: Row, today: date) -> None:
    first, last = THE_ACT_BEGAN.isoformat(), today.isoformat()
    furthest = (today + FURTHEST_AHEAD).isoformat()
    for name in c.DAYS:
        day = row.values.get(name)
        if day is None:
            continue
        if day < first:
            row.refuse(name, "before-the-act")
        elif name == c.NEXT_REVIEW and day > furthest:
            row.refuse(name, "too-far-ahead")
        elif name != c.NEXT_REVIEW and day > last:
            row.refuse(name, "date-in-future")


def _check_order(row: Row) -> None:
    for earlier, later in ORDER:
        both = earlier in row.values and later in row.values
        if both and row.values[later] < row.values[earlier]:
            row.refuse(later, "out-of-order", earlier)


def _check_state(row: Row) -> None:
    state = row.values.get(c.STATE)
    if state is None or state == CEASED:
        return
    for name, states in TOLD_IN.items():
        if row.texts[name] and state not in states:
            row.refuse(name, "beyond-state")


def _check_pairs(row: Row) -> None:
    if row.texts[c.RECEIPT_LETTER] and not row.texts[c.RECEIVED]:
        row.refuse(c.RECEIPT_LETTER, "letter-without-receipt", c.RECEIVED)
    for name in (c.REVIEW_DECIDED, c.REVIEW_SENT):
        if row.texts[name] and not row.texts[c.REVIEW_DECISION]:
            row.refuse(name, "day-without-decision", c.REVIEW_DECISION)
    for name, other in NEEDS:
        if name in row.values and not row.texts[other]:
            row.notice(name, "day-not-taken", other)
