"""A school of the trust, with its terms."""

from dataclasses import dataclass, replace

from .commands import RecordSchool
from .events import SchoolDetailsChanged, SchoolEvent, SchoolJoinedTrust, Term, TermDatesSet
from .terms import Phase

Details = tuple[str, str, str, Phase, str, str | None]


@dataclass(frozen=True, slots=True)
class School:
    """details: None before it joined."""

    details: Details | None = None
    terms: tuple[Term, ...] = ()


def evolve(school: School, event: SchoolEvent) -> School:
    """Fold one event into the state. Never fails: the past has been decided."""
    match event:
        case SchoolJoinedTrust() | SchoolDetailsChanged():
            return replace(school, details=_details(event))
        case TermDatesSet():
            return replace(school, terms=event.terms)


def decide(school: School, command: RecordSchool) -> list[SchoolEvent]:
    """What is new about the school; [] if nothing is."""
    terms = merged_terms(school.terms, command.terms)
    events: list[SchoolEvent] = []
    if school.details is None:
        events.append(_joined(command))
    elif school.details != _details(command):
        events.append(_changed(command))
    if terms != school.terms:
        events.append(
            TermDatesSet(school_id=command.school_id, terms=terms, effective_on=command.told_on)
        )
    return events


def merged_terms(known: tuple[Term, ...], told: tuple[Term, ...]) -> tuple[Term, ...]:
    """The told terms, and the known ones that none of them renames or overlaps, by first day."""
    names = {plain_name(term.name) for term in told}
    kept = [
        term
        for term in known
        if plain_name(term.name) not in names and not any(overlaps(term, other) for other in told)
    ]
    return tuple(sorted([*kept, *told], key=lambda term: (term.first_day, term.name)))


def plain_name(name: str) -> str:
    """A term's name as it is compared: "Autumn 1" and "autumn-1" are the same."""
    return "".join(one for one in name.lower() if one not in " _-")


def overlaps(one: Term, other: Term) -> bool:
    """Whether two terms share a day."""
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def _details(said: RecordSchool | SchoolJoinedTrust | SchoolDetailsChanged) -> Details:
    return (said.urn, said.laestab, said.name, said.phase, said.la_code, said.postcode)


def _joined(command: RecordSchool) -> SchoolJoinedTrust:
    return SchoolJoinedTrust(
        school_id=command.school_id,
        urn=command.urn,
        laestab=command.laestab,
        name=command.name,
        phase=command.phase,
        la_code=command.la_code,
        postcode=command.postcode,
        effective_on=command.joined_on or command.told_on,
    )


def _changed(command: RecordSchool) -> SchoolDetailsChanged:
    return SchoolDetailsChanged(
        school_id=command.school_id,
        urn=command.urn,
        laestab=command.laestab,
        name=command.name,
        phase=command.phase,
        la_code=command.la_code,
        postcode=command.postcode,
        effective_on=command.told_on,
    )
