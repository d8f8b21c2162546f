"""Stage 1: a row by itself. Every check is made, so that a row shows all its reasons at once.

A value that is wrong or in the future (where that is checked) is not in `Row.values`, and a check
that compares two values is made only when both are. Days are compared as stored, yyyy-mm-dd.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shared.upn import is_temporary

from .columns import CONTACTS, PUPILS, SCHOOLS, STAFF, TERMS, Column, File, IfWrong, Kind, Need
from .lists import BLANK_IS
from .rows import Row
from .values import Wrong, read_value

NEEDS = ("SEN need 1", "SEN need 2")
ROLES_FOR_THE_TRUST = ("Trust SEND lead", "Office")


@dataclass(frozen=True, slots=True)
class Known:
    """What a row is judged against: School URNs and Pupil IDs of accepted rows, and the day.

    today: in Europe/London, yyyy-mm-dd.
    """

    urns: frozenset[str]
    pupil_ids: frozenset[str]
    today: str


def judge_alone(row: Row, file: File, facts: Known) -> None:
    """Judge a row by itself: fills its values, refusals and notices."""
    needs = []
    for column in file.columns:
        if column.kind is Kind.SEN_NEED:
            needs.append(column)  # which of them is looked at depends on the status
        else:
            _read(row, column)
    _CHECKS[file.name](row, facts)
    if needs:
        _judge_needs(row, needs)


def _read(row: Row, column: Column) -> None:
    text = row.texts[column.name]
    if text:
        _read_text(row, column, text)
    elif column.need is Need.VALUE:
        row.refuse(column.name, "missing-value")
    if column.name not in row.values and column.kind in BLANK_IS:
        row.values[column.name] = BLANK_IS[column.kind]


def _read_text(row: Row, column: Column, text: str) -> None:
    value = read_value(column.kind, text)
    if isinstance(value, Wrong):
        _charge(row, column, value.code, text)
        return
    if value.stored:
        row.values[column.name] = value.stored
    if value.notice:
        row.notice(column.name, value.notice)


def _charge(row: Row, column: Column, code: str, text: str) -> None:
    """What a value that fails its type costs."""
    match column.if_wrong:
        case IfWrong.REFUSE:
            row.refuse(column.name, code)
        case IfWrong.DROP:
            row.drop(column.name, code)
        case IfWrong.KEEP:
            row.notice(column.name, code)
            row.values[column.name] = text
        case IfWrong.OTHER:
            row.notice(column.name, code)
            row.values[column.name] = "Other"


def _check_school(row: Row, _facts: Known) -> None:
    laestab, authority = row.values.get("LAESTAB"), row.values.get("Local authority code")
    if laestab and authority and laestab[:3] != authority:
        row.notice("Local authority code", "la-differs")


def _check_staff(row: Row, facts: Known) -> None:
    role = row.values.get("Role")
    if role and role not in ROLES_FOR_THE_TRUST and not row.texts["School URN"]:
        row.refuse("School URN", "missing-value")
    _check_urn(row, facts)
    if _before(row, "End date", "Start date"):
        row.refuse("End date", "ends-before-start")


def _check_pupil(row: Row, facts: Known) -> None:
    _check_urn(row, facts)
    if row.values.get("Date of birth", "") > facts.today:
        row.refuse("Date of birth", "date-in-future")
        del row.values["Date of birth"]  # nothing else is compared with it
    if row.values.get("SEN status since", "") > facts.today:
        row.drop("SEN status since", "date-in-future")
    if _before(row, "Leaving date", "Entry date"):
        row.refuse("Leaving date", "leaves-before-entry")
    if _before(row, "Entry date", "Date of birth"):
        row.refuse("Entry date", "before-birth")
    if _before(row, "SEN status since", "Date of birth"):
        row.drop("SEN status since", "before-birth")
    upn = row.values.get("UPN")
    if upn and is_temporary(upn):
        row.notice("UPN", "temporary-upn")


def _check_contact(row: Row, facts: Known) -> None:
    pupil_id = row.values.get("Pupil ID")
    if pupil_id and pupil_id not in facts.pupil_ids:
        row.refuse("Pupil ID", "unknown-pupil")
    if row.values.get("No contact") == row.values.get("Correspondence") == "Y":
        row.notice("Correspondence", "barred-correspondence")
        row.values["Correspondence"] = "N"


def _check_term(row: Row, facts: Known) -> None:
    _check_urn(row, facts)
    if _before(row, "Last day", "First day"):
        row.refuse("Last day", "ends-before-start")
    first, last = row.values.get("First day"), row.values.get("Last day")
    if first and last:
        _keep_closures_within(row, first, last)


def _check_urn(row: Row, facts: Known) -> None:
    urn = row.values.get("School URN")
    if urn and urn not in facts.urns:
        row.refuse("School URN", "unknown-school")


def _before(row: Row, later: str, earlier: str) -> bool:
    """Whether a day that should be later is before the other; False unless both are there."""
    if later not in row.values or earlier not in row.values:
        return False
    return row.values[later] < row.values[earlier]


def _keep_closures_within(row: Row, first: str, last: str) -> None:
    closed = row.values.get("Closed on")
    if not closed:
        return
    inside = [day for day in closed.split(";") if first <= day <= last]
    if len(inside) < len(closed.split(";")):
        row.drop("Closed on", "closed-outside-term")
        if inside:
            row.values["Closed on"] = ";".join(inside)


def _judge_needs(row: Row, columns: list[Column]) -> None:
    """The needs, once the status is known; with status N no other check of them is made."""
    if row.values.get("SEN status") == "N":
        for column in columns:
            if row.texts[column.name]:
                row.drop(column.name, "needs-with-status-n")
        return
    for column in columns:
        _read(row, column)
        if row.values.get("SEN status") == "E" and row.values.get(column.name) == "NSA":
            row.drop(column.name, "nsa-with-e")
    _order_needs(row)


def _order_needs(row: Row) -> None:
    first, second = NEEDS
    if second in row.values and first not in row.values:
        row.notice(second, "need-moved-up")
        row.values[first] = row.values.pop(second)
    elif second in row.values and row.values[first] == row.values[second]:
        row.drop(second, "same-need-twice")


_CHECKS: Mapping[str, Callable[[Row, Known], None]] = {
    SCHOOLS.name: _check_school,
    STAFF.name: _check_staff,
    PUPILS.name: _check_pupil,
    CONTACTS.name: _check_contact,
    TERMS.name: _check_term,
}
