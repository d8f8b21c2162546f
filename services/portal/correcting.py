"""Where an entry of the history is put right: each service keeps its own entries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from .clients.reporting import HistoryEvent
from .pages.ehc_every_telling import address_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """text: of the link. address: of the page on which it is done."""

    text: str
    address: str


FROM_THE_MIS: Final = (
    "This comes from the school's own records. Put it right there: the next import brings it."
)
NOT_BY_ITSELF: Final = "This says what was done, and is not corrected by itself."
CONCERN_ENTRIES: Final = ("evidence-added", "pupil-observed", "family-consulted")
DECISIONS: Final = ("referral-decided", "decision-corrected")


def ways(event: HistoryEvent, pupil_id: UUID) -> list[Way]:
    """The pages on which a SENCO puts an entry right; none where it is not corrected by itself."""
    find = WAYS.get(event.service)
    return find(event, pupil_id) if find else []


def why_none(event: HistoryEvent) -> str:
    return FROM_THE_MIS if event.service == "directory" else NOT_BY_ITSELF


def of_concern(event: HistoryEvent, _: UUID) -> list[Way]:
    concern = f"/concerns/{about(event)}"
    if event.type in CONCERN_ENTRIES:
        address = f"{concern}/entries/{event.data.get('entry_id')}/error"
        return [Way(text="It was entered in error", address=address)]
    if event.type in DECISIONS:
        return [Way(text="Correct the decision", address=f"{concern}/decision")]
    if event.type == "referral-raised":
        return [Way(text="The whole concern was entered in error", address=f"{concern}/error")]
    return []


def of_case(event: HistoryEvent, pupil_id: UUID) -> list[Way]:
    told = f"/pupils/{pupil_id}/ehc/told"
    if event.type == "ehcp-assessment-requested":
        address = f"{told}/error/{about(event)}"
        return [Way(text="The whole case was entered in error", address=address)]
    if what := address_of(event.type):
        entry = event.data.get("entry_id")
        return [
            Way(text="Correct this", address=f"{told}/{what}/{entry}"),
            Way(text="It never happened", address=f"{told}/error/{entry}"),
        ]
    return []


def of_plan(_: HistoryEvent, pupil_id: UUID) -> list[Way]:
    return [Way(text="Put it right in the support plan", address=f"/pupils/{pupil_id}/plan")]


def about(event: HistoryEvent) -> str:
    """The id in a stream's name: "referral-<id>"."""
    return event.stream.partition("-")[2]


WAYS: Final[Mapping[str, Callable[[HistoryEvent, UUID], list[Way]]]] = {
    "referrals": of_concern,
    "ehcp": of_case,
    "plans": of_plan,
}
