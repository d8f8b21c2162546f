"""schools.csv and terms.csv: what they tell of each school."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

from ..domain.commands import RecordSchool
from ..domain.events import Term
from ..domain.school import plain_name
from ..domain.terms import Phase
from ..mis.export import AcceptedRow, Export
from ..records import MisIds
from .telling import Kind, Telling, ToldRow

PHASES: Final = {
    "Nursery": Phase.NURSERY,
    "Primary": Phase.PRIMARY,
    "Middle": Phase.MIDDLE,
    "Secondary": Phase.SECONDARY,
    "All-through": Phase.ALL_THROUGH,
    "Special": Phase.SPECIAL,
    "Alternative provision": Phase.ALTERNATIVE_PROVISION,
    "Post-16": Phase.POST_16,
}


def school_tellings(export: Export, ids: MisIds, today: date) -> list[Telling]:
    """One for each school, with its terms."""
    terms: dict[str, list[AcceptedRow]] = defaultdict(list)
    for row in export.terms:
        terms[row.values["School URN"]].append(row)
    return [_telling(row, terms[row.values["School URN"]], ids, today) for row in export.schools]


def _telling(row: AcceptedRow, terms: Sequence[AcceptedRow], ids: MisIds, today: date) -> Telling:
    urn = row.values["School URN"]
    school_id = ids.id(Kind.SCHOOL, urn)
    command = RecordSchool(
        school_id=school_id,
        urn=urn,
        laestab=row.values["LAESTAB"],
        name=row.values["Name"],
        phase=PHASES[row.values["Phase"]],
        la_code=row.values["Local authority code"],
        postcode=row.text("Postcode"),
        joined_on=row.day("Joined trust on"),
        terms=tuple(_term(term) for term in terms),
        told_on=today,
    )
    rows = [ToldRow(kind=Kind.SCHOOL, key=ids.digest("row", Kind.SCHOOL, urn), line=row.line)]
    for term in terms:
        key = ids.digest("row", Kind.TERM, urn, plain_name(term.values["Term"]))
        rows.append(ToldRow(kind=Kind.TERM, key=key, line=term.line))
    return Telling(
        command=command,
        rows=tuple(rows),
        file="schools.csv",
        column="School URN",
        school_id=school_id,
    )


def _term(row: AcceptedRow) -> Term:
    return Term(
        name=row.values["Term"],
        first_day=date.fromisoformat(row.values["First day"]),
        last_day=date.fromisoformat(row.values["Last day"]),
        closed_on=row.days("Closed on"),
    )
