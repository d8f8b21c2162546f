"""What is said about a file: an entry for each reason and notice, in words for people.

The words name columns, rules and lines, and never a value: a report holds no personal data.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

from .columns import FILE
from .reading import Fault

MESSAGES: Final = {
    # the file
    "unreadable-file": "This file cannot be read: save it as CSV in UTF-8 and close every quote",
    "file-too-large": "This file is too large: 16 MB and 20,000 rows are the most",
    "missing-column": "A column that is needed has no heading: {column}",
    "duplicate-column": "More than one heading stands for the column {column}",
    "ignored-columns": "Some columns are not known and were passed over",
    # a row by itself
    "too-few-values": "This row has fewer values than the file has columns",
    "too-many-values": "This row has values beyond the last column",
    "missing-value": "{column} is blank, and it is needed",
    "no-pupil": "Give the pupil's Pupil ID in the MIS, or the UPN",
    "no-authority": "Give the authority's three-digit code, or its name",
    "text-too-long": "{column} must be one line of 100 characters at most",
    "invalid-upn": "{column} is not a UPN: look for a slip in its letters and digits",
    "invalid-urn": "{column} must be 6 digits, the first not 0",
    "invalid-la-code": "{column} must be the three digits of the authority",
    "unknown-state": "{column} must be a state of the list: say where the case stands today",
    "unknown-requester": "{column} must be School, Parent, Young person or Other",
    "unknown-decision": "{column} must be Keep, Amend or Cease",
    "invalid-date": "{column} must be a real day, as day/month/year or year-month-day",
    "date-in-future": "{column} must not lie after today: it says what has happened",
    "too-far-ahead": "{column} lies more than two years ahead: check the year",
    "before-the-act": "{column} lies before 1 September 2014, when EHC plans began: check the year",
    "out-of-order": "{column} must not lie before {other}: check both days",
    "beyond-state": "{column} tells of more than the State: check both",
    "letter-without-receipt": "{column} confirms a day: give it in {other}",
    "day-without-decision": "{column} is the day of a decision: say which in {other}",
    "same-authority": "{column} is the authority of {other}: give the one before, or none",
    "not-running": "The case has ceased: only running cases are taken over, this one was left out",
    "temporary-upn": "{column} is a temporary one and finds nobody: give the Pupil ID",
    "day-not-taken": "{column} alone says too little; it is asked for again with {other}",
    # a row among others
    "duplicate-row": "This row says the same as line {other} and was passed over",
    "two-rows-for-one": "This pupil has another row, on line {other}: leave the one that holds",
    "authority-without-code": "Give this authority's three-digit code in one row with its name",
    "authority-disputed": "Rows with this name of an authority give more than one code",
    "authority-named-otherwise": "Other rows name this code otherwise; their name was taken",
    # a row and the trust's records
    "pupil-not-found": "No pupil of the trust has this {column}",
    "pupil-at-another-school": "This pupil is at another school than {column} says: check both",
    "pupil-ids-differ": "Pupil ID and UPN are those of two different pupils",
    "pupil-not-unique": "More than one pupil has this {column}: give the Pupil ID",
    "pupil-erased": "This pupil's record was erased; take the row out of the file",
    "pupil-not-known-yet": "This pupil has not reached the EHC cases yet: try again in a minute",
    "one-pupil-twice": "Another row, on line {other}, is about the same pupil",
    "other-case": "A case of this pupil was opened here by a person: work on that one",
    "struck-out": "This case was struck out here as entered in error; the row was left out",
    "told-otherwise": "{column}: a person has recorded otherwise here since; that was kept",
    "request-is-kept": "{column}: how a case began does not change after it was taken over",
    "authority-is-kept": "{column}: another authority is a move: say when the plan was transferred",
    "refused-by-rule": "{column}: a rule of EHC cases does not allow this ({other})",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A reason or a notice as the report shows it. line: 1 where it is about the whole file."""

    file: str
    line: int
    column: str
    code: str
    message: str


def entry(fault: Fault) -> Entry:
    """What is said of a fault."""
    message = MESSAGES[fault.code].format(column=fault.column, other=fault.other)
    return Entry(file=FILE, line=fault.line, column=fault.column, code=fault.code, message=message)


def shown(faults: Iterable[Fault]) -> list[dict[str, object]]:
    """Entries as JSON, by line, column and code."""
    ordered = sorted(set(faults), key=lambda one: (one.line, one.column, one.code, one.other))
    return [asdict(entry(fault)) for fault in ordered]


def counted(faults: Iterable[Fault]) -> dict[str, int]:
    """Code -> how many."""
    return dict(sorted(Counter(fault.code for fault in faults).items()))
