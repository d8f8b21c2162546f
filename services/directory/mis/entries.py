"""What is said about an export: an entry for each reason and notice, in words for people.

The words name columns, rules and lines, and never a value: reports hold no personal data.
"""

from dataclasses import dataclass

from .header import Fault

MESSAGES = {
    "missing-file": "This file is required and is not in the folder",
    "unreadable-file": "This file cannot be read: save it as CSV in UTF-8 and close every quote",
    "missing-column": "A column that is needed has no heading: {column}",
    "duplicate-column": "More than one heading stands for the column {column}",
    "ignored-columns": "Some columns are not known and were passed over",
    "unclosed-quote": "A double quote that opens here is never closed; nothing after it was read",
    "too-few-values": "This row has fewer values than the file has columns",
    "too-many-values": "This row has values beyond the last column",
    "missing-value": "{column} is blank, and it is needed",
    "invalid-urn": "{column} must be 6 digits, the first not 0",
    "invalid-la-code": "{column} must be 3 digits",
    "invalid-laestab": "{column} must be 7 digits, beginning with the local authority's code",
    "invalid-date": "{column} must be a real day, as day/month/year or year-month-day",
    "invalid-upn": "{column} is not a UPN: look for a slip in its letters and digits",
    "invalid-number": "{column} must be a number from 1 to 99; it was left out",
    "invalid-email": "{column} is not an e-mail address; it was left out",
    "invalid-mobile": "{column} is not a mobile number; it was left out",
    "unusual-postcode": "{column} does not look like a postcode; it was kept as it is",
    "unknown-value": "{column} holds a value that is not in the list for this column",
    "historic-sen-status": "{column} holds a code of before 2014 and was read as SEN Support",
    "historic-statement": "{column} says there was a statement: find out whether there is a plan",
    "historic-need": "{column} holds a code of before 2014 and was read as its successor",
    "unknown-school": "{column} is not that of a school in schools.csv that was accepted",
    "unknown-pupil": "{column} is not that of a pupil in pupils.csv who was accepted",
    "date-in-future": "{column} is after today",
    "before-birth": "{column} is before the date of birth",
    "leaves-before-entry": "{column} is before the date of entry",
    "ends-before-start": "{column} is before the start",
    "closed-outside-term": "{column} names days outside the term; they were left out",
    "la-differs": "{column} is not the one with which the LAESTAB begins",
    "temporary-upn": "{column} is a temporary one",
    "needs-with-status-n": "{column} was left out, since the SEN status says no SEN",
    "nsa-with-e": "{column} was left out: a pupil with a plan has been assessed",
    "need-moved-up": "{column} became the first need, since there is no other",
    "same-need-twice": "{column} repeats the first need and was left out",
    "barred-correspondence": "{column} was set to no, since this contact is barred from the pupil",
    "bar-disputed": "Rows about this contact and pupil disagree on {column}",
    "duplicate-row": "This row says the same as an earlier one and was passed over",
    "duplicate-id": "{column}: an earlier row has the same key and says something else",
    "duplicate-upn": "{column} is shared by several pupils",
    "possible-same-person": "An earlier pupil has the same name and date of birth",
    "person-differs": "{column}: an earlier row gives another name to this person",
    "details-differ": "{column}: an earlier row gives other details, and those were kept",
    "duplicate-email": "{column} belongs to an earlier member of staff and was left out",
    "overlapping-term": "{column}: this term shares a day with an earlier one of its school",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A reason or a notice as the report shows it. line: 1 where it is about the whole file."""

    file: str
    line: int
    column: str
    code: str
    message: str


def entry(file: str, fault: Fault) -> Entry:
    """The entry about a fault in the file of that name."""
    message = MESSAGES[fault.code].format(column=fault.column)
    if fault.other_line is not None:
        message = f"{message} (line {fault.other_line})"
    return Entry(file=file, line=fault.line, column=fault.column, code=fault.code, message=message)
