"""Stage 2: a row among the others of its file that passed stage 1, in file order.

Of refusals and `duplicate-row` only the first that applies to a row counts.

Readings chosen where the format could be read in two ways:

- Whether two values *differ* is asked of the cleaned texts alone: a detail that was dropped is not
  blank there, since the format calls blank what is empty after cleaning.
- Capitals are compared by `str.lower`, as plain form is: a sharp s and a double s differ.
- A Work email is *kept* where it is still stored: one that was dropped keeps nothing from others.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from .columns import CONTACTS, PUPILS, SCHOOLS, STAFF, TERMS, File
from .lists import plain
from .rows import Row

Key = tuple[str, ...]

STAFF_PERSON = ("Title", "Forename", "Surname", "Work email")
CONTACT_PERSON = ("Title", "Forename", "Surname", "Address", "Postcode", "Mobile", "Email")
NAMES = ("Forename", "Surname")


def judge_together(rows: Sequence[Row], file: File) -> None:
    """Judge the rows of a file that passed stage 1: fills refusals, notices and `ignored`."""
    _JUDGES[file.name](rows)


def _judge_schools(rows: Sequence[Row]) -> None:
    _settle_duplicates(rows, _by("School URN"), "School URN", _no_other_rule)


def _judge_staff(rows: Sequence[Row]) -> None:
    staff = _People("Staff ID", STAFF_PERSON)
    emails: set[str] = set()

    def judge(row: Row) -> None:
        if staff.has_met(row):
            staff.compare(row)
            return
        email = row.values.get("Work email", "").lower()
        if email in emails:
            row.drop("Work email", "duplicate-email")
        elif email:
            emails.add(email)
        staff.meet(row)

    _settle_duplicates(rows, _by("Staff ID", "School URN", "Role"), "Staff ID", judge)


def _judge_pupils(rows: Sequence[Row]) -> None:
    # Duplicates are measured against the first row of their key, whatever becomes of it later.
    _settle_duplicates(rows, _by("Pupil ID"), "Pupil ID", _no_other_rule)
    _refuse_shared_upns(row for row in rows if row.accepted)
    _notice_same_persons(row for row in rows if row.accepted)


def _judge_contacts(rows: Sequence[Row]) -> None:
    link = _by("Contact ID", "Pupil ID")
    _refuse_disputed_bars(rows, link)
    guardians = _People("Contact ID", CONTACT_PERSON)

    def judge(row: Row) -> None:
        if guardians.has_met(row):
            guardians.compare(row)
        else:
            guardians.meet(row)

    _settle_duplicates([row for row in rows if row.accepted], link, "Contact ID", judge)


def _judge_terms(rows: Sequence[Row]) -> None:
    accepted: dict[str, list[Row]] = defaultdict(list)

    def judge(row: Row) -> None:
        terms = accepted[row.values["School URN"]]
        other = next((term for term in terms if _share_a_day(term, row)), None)
        if other:
            row.refuse("First day", "overlapping-term", other=other)
        else:
            terms.append(row)

    _settle_duplicates(rows, _term_key, "Term", judge)


def _settle_duplicates(
    rows: Iterable[Row],
    key: Callable[[Row], Key],
    known_by: str,
    judge: Callable[[Row], None],
) -> None:
    """Judge rows in order: against the accepted row of their key, or else by the file's own rule.

    A row that the rule refuses leaves its key free for a later one.
    """
    accepted: dict[Key, Row] = {}
    for row in rows:
        first = accepted.get(key(row))
        if first is None:
            judge(row)
            if row.accepted:
                accepted[key(row)] = row
        elif row.texts == first.texts:
            row.ignore(known_by, "duplicate-row", other=first)
        else:
            row.refuse(known_by, "duplicate-id", other=first)


def _no_other_rule(_row: Row) -> None:
    """Schools and pupils: whoever is first of a key is taken."""


def _by(*columns: str) -> Callable[[Row], Key]:
    return lambda row: tuple(row.values.get(column, "") for column in columns)


def _term_key(row: Row) -> Key:
    return row.values["School URN"], plain(row.values["Term"])


def _share_a_day(one: Row, other: Row) -> bool:
    return (
        one.values["First day"] <= other.values["Last day"]
        and other.values["First day"] <= one.values["Last day"]
    )


class _People:
    """The persons of a file with a row for each post or link, by their first accepted rows."""

    def __init__(self, known_by: str, person: Sequence[str]) -> None:
        self._known_by = known_by
        self._person = person
        self._details = [column for column in person if column not in NAMES]
        self._first: dict[str, Row] = {}

    def has_met(self, row: Row) -> bool:
        return row.values[self._known_by] in self._first

    def meet(self, row: Row) -> None:
        self._first[row.values[self._known_by]] = row

    def compare(self, row: Row) -> None:
        """Refuse a row about someone else; else keep the person as stored from the first row."""
        first = self._first[row.values[self._known_by]]
        if _differ(row, first, NAMES):
            row.refuse(self._known_by, "person-differs", other=first)
            return
        if _differ(row, first, self._details):
            row.notice(self._known_by, "details-differ", other=first)
        for column in self._person:
            row.values.pop(column, None)
            if column in first.values:
                row.values[column] = first.values[column]


def _differ(one: Row, other: Row, columns: Iterable[str]) -> bool:
    pairs = ((one.texts[column], other.texts[column]) for column in columns)
    return any(mine and theirs and mine.lower() != theirs.lower() for mine, theirs in pairs)


def _refuse_disputed_bars(rows: Iterable[Row], link: Callable[[Row], Key]) -> None:
    by_link = _grouped(rows, link)
    for group in by_link.values():
        if len({row.values["No contact"] for row in group}) > 1:
            for row in group:
                row.refuse("No contact", "bar-disputed")


def _refuse_shared_upns(rows: Iterable[Row]) -> None:
    with_upn = (row for row in rows if "UPN" in row.values)
    for group in _grouped(with_upn, _by("UPN")).values():
        persons = {_person_of(row) for row in group}
        schools = {row.values["School URN"] for row in group}
        if len(group) > 1 and (len(persons) > 1 or len(schools) < len(group)):
            for row in group:
                row.refuse("UPN", "duplicate-upn")


def _notice_same_persons(rows: Iterable[Row]) -> None:
    met: dict[Key, Row] = {}
    for row in rows:
        first = met.setdefault(_person_of(row), row)
        if first is not row:
            row.notice("Pupil ID", "possible-same-person", other=first)


def _person_of(row: Row) -> Key:
    """What makes two rows of pupils.csv the same person: equal but for capitals."""
    values = row.values
    return (
        values["Legal forename"].lower(),
        values["Legal surname"].lower(),
        values["Date of birth"],
    )


def _grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, list[Row]]:
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


_JUDGES: Mapping[str, Callable[[Sequence[Row]], None]] = {
    SCHOOLS.name: _judge_schools,
    STAFF.name: _judge_staff,
    PUPILS.name: _judge_pupils,
    CONTACTS.name: _judge_contacts,
    TERMS.name: _judge_terms,
}
