"""What a school is told of an import, in one message: whatever else an import brings is silent."""

from typing import Final

from shared.policies import derived_id
from shared.recorded import RecordedEvent

from .domain.commands import Tell
from .domain.terms import Kind, Link, Numbers, Page, Whom
from .inbound_ehcp import EhcpCasesImported

TELL_OF_IMPORT: Final = "tell-of-import"


def tell_of_import(recorded: RecordedEvent[EhcpCasesImported]) -> list[Tell]:
    """The SENCO hears that a list was taken over; no family does."""
    event = recorded.event
    return [
        Tell(
            telling_id=derived_id(recorded.event_id, TELL_OF_IMPORT),
            because=recorded.event_id,
            about_id=event.school_id,
            pupil_id=None,
            school_id=event.school_id,
            whom=Whom.SENCO,
            kind=Kind.CASES_IMPORTED,
            link=Link(page=Page.TODAY, id=event.school_id),
            happened_at=recorded.recorded_at,
            numbers=Numbers(cases=event.cases, missing_facts=event.missing_facts),
        )
    ]
