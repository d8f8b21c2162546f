"""What a pupil's document keeps of how a plan ends; `plan_end` reads from it on which day."""

from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from shared.commits import Document
from shared.documents import day
from shared.recorded import RecordedEvent

from ..inbound_ehcp import (
    EhcpAppealMade,
    EhcpAppealWithdrawn,
    EhcpCeaseDecided,
    EhcpCertificateIssued,
    EhcpPlanCeased,
    EhcpReviewDecisionRecorded,
    EhcpTribunalOrdered,
    EndingEntry,
)

CEASE: Final = "cease"
DISMISSED: Final = "dismissed"


class Step(StrEnum):
    """What an entry says. NOTHING: of an end; it may still correct one that did."""

    ENDED = "ended"
    CEASING = "ceasing"
    CERTIFIED = "certified"
    APPEALED = "appealed"
    APPEAL_OVER = "appeal-over"
    NOTHING = "nothing"


def with_ending(pupil: Document, recorded: RecordedEvent[Any], event: EndingEntry) -> Document:
    """The pupil with one entry more:

    endings: [{stream, step, fact_id, root: the first of those that it corrects, corrects,
    about: a root | None, sent_on: day | None, upheld: bool, effective_on, recorded_at}]
    """
    return _with(
        pupil,
        recorded,
        fact_id=event.entry_id,
        root=_root(pupil, event.corrects) or event.entry_id,
        corrects=event.corrects,
        **_said(event),
    )


def without_ending(pupil: Document, recorded: RecordedEvent[Any], entry_id: UUID) -> Document:
    """An entry is corrected away; what is none of these changes nothing."""
    if entry_id not in [one["fact_id"] for one in pupil["endings"]]:
        return pupil
    return _with(pupil, recorded, fact_id=None, root=None, corrects=entry_id, step=Step.NOTHING)


def without_endings(pupil: Document, recorded: RecordedEvent[Any]) -> Document:
    """Nothing of a case that was entered in error holds."""
    for one in pupil["endings"]:
        if one["stream"] == recorded.stream and one["fact_id"]:
            pupil = without_ending(pupil, recorded, one["fact_id"])
    return pupil


def _with(
    pupil: Document,
    recorded: RecordedEvent[Any],
    *,
    step: Step,
    about: UUID | None = None,
    sent_on: str | None = None,
    upheld: bool = False,
    **ids: UUID | None,
) -> Document:
    entry = {
        "stream": recorded.stream,
        "step": step.value,
        **ids,
        "about": about,
        "sent_on": sent_on,
        "upheld": upheld,
        "effective_on": day(recorded.effective_on),
        "recorded_at": recorded.recorded_at,
    }
    return pupil | {"endings": [*pupil["endings"], entry]}


def _root(pupil: Document, corrects: UUID | None) -> UUID | None:
    """Other entries name the first of a chain of corrections, by which they stay true."""
    roots = [one["root"] for one in pupil["endings"] if corrects and one["fact_id"] == corrects]
    return roots[0] if roots else corrects


def _said(event: EndingEntry) -> dict[str, Any]:
    match event:
        case EhcpPlanCeased():
            return {"step": Step.ENDED}
        case EhcpCeaseDecided():
            return {"step": Step.CEASING, "sent_on": day(event.sent_on)}
        case EhcpReviewDecisionRecorded() if event.decision == CEASE:
            return {"step": Step.CEASING, "sent_on": day(event.sent_on)}
        case EhcpReviewDecisionRecorded():
            return {"step": Step.NOTHING}
        case EhcpCertificateIssued():
            return {"step": Step.CERTIFIED, "about": event.decision_id}
        case EhcpAppealMade():
            return {"step": Step.APPEALED, "about": event.decision_id}
        case EhcpTribunalOrdered():
            upheld = event.remedy != DISMISSED
            return {"step": Step.APPEAL_OVER, "about": event.appeal_id, "upheld": upheld}
        case EhcpAppealWithdrawn():
            return {"step": Step.APPEAL_OVER, "about": event.appeal_id}
