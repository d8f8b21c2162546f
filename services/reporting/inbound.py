"""The other services' events, as far as reporting reads them; ehcp's are in `inbound_ehcp`."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from shared.codec import Codec, decode_sealed
from shared.personal import Personal


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolJoinedTrust:
    """directory: a school of this trust."""

    school_id: UUID
    name: str
    phase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDetailsChanged:
    """directory: its name or phase is another by now."""

    school_id: UUID
    name: str
    phase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilEnrolled:
    """directory: a pupil is on the roll of a school from a day."""

    pupil_id: UUID
    school_id: UUID
    year_group: str
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilMovedSchool:
    """directory: a pupil is on the roll of another school of the trust from a day."""

    pupil_id: UUID
    school_id: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilLeft:
    """directory: a pupil is on no roll of the trust from the day after."""

    pupil_id: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class YearGroupChanged:
    """directory: the national curriculum year that a pupil is taught in."""

    pupil_id: UUID
    year_group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SenStatusRecorded:
    """directory: N, K or E as the MIS has it; since: None where the MIS does not say."""

    pupil_id: UUID
    status: str
    since: date | None
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilsMerged:
    """directory: this record and another one are of the same child: the other one goes on."""

    pupil_id: UUID
    into_pupil_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilErased:
    """directory: what was known about a pupil is erased."""

    pupil_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRaised:
    """referrals: somebody is worried about a pupil. effective_on: when the school was told.

    acknowledge_by, decide_by: what the school promised then; None where nobody said.
    confidential: only those may know of it whom confidential words are for.
    """

    referral_id: UUID
    pupil_id: UUID
    acknowledge_by: date | None = None
    decide_by: date | None = None
    confidential: bool = False
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAcknowledged:
    """referrals: the author was told that it has arrived."""

    referral_id: UUID
    pupil_id: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The needs of a decision for SEN Support."""

    primary_need: str
    secondary_need: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision, as far as the register shows it."""

    outcome: str
    sen_support: Support | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDecided:
    """referrals: the SENCO decided; effective_on: from when it holds."""

    referral_id: UUID
    pupil_id: UUID
    decision_id: UUID
    decision: Decision
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCorrected:
    """referrals: the decision `corrects` should have said this."""

    referral_id: UUID
    pupil_id: UUID
    decision_id: UUID
    corrects: UUID
    decision: Decision
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralStruckOut:
    """referrals: the whole concern was entered in error: nothing of it holds."""

    referral_id: UUID
    pupil_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanClosed:
    """plans: the pupil needs SEN Support no more; effective_on: the first day without it."""

    pupil_id: UUID
    closing_id: UUID
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntryStruckOut:
    """plans: an entry was entered in error; a closing (kind) that never was."""

    pupil_id: UUID
    entry_id: UUID
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilFact:
    """Any event about a pupil: its data as they came, with its texts still sealed."""

    pupil_id: UUID
    data: dict[str, Any]
    texts: tuple[tuple[str, Personal], ...]


SchoolEvent = SchoolJoinedTrust | SchoolDetailsChanged
PlaceEvent = (
    PupilEnrolled | PupilMovedSchool | PupilLeft | YearGroupChanged | PupilsMerged | PupilErased
)
ReferralEvent = (
    ReferralRaised | ReferralAcknowledged | ReferralDecided | DecisionCorrected | ReferralStruckOut
)
Event = SchoolEvent | PlaceEvent | SenStatusRecorded | ReferralEvent

PlanEvent = PlanClosed | PlanEntryStruckOut

SCHOOLS: Codec[SchoolEvent] = Codec([SchoolJoinedTrust, SchoolDetailsChanged])
DIRECTORY: Codec[PlaceEvent | SenStatusRecorded] = Codec(
    [
        PupilEnrolled,
        PupilMovedSchool,
        PupilLeft,
        YearGroupChanged,
        PupilsMerged,
        PupilErased,
        SenStatusRecorded,
    ]
)
REFERRALS: Codec[ReferralEvent] = Codec(
    [ReferralRaised, ReferralAcknowledged, ReferralDecided, DecisionCorrected, ReferralStruckOut]
)


PLANS: Codec[PlanEvent] = Codec([PlanClosed, PlanEntryStruckOut])


class EveryFact(Codec[PupilFact]):
    """Reads every event that names a pupil, whatever it is: the history shows them all."""

    def __init__(self) -> None:
        super().__init__([])

    def knows(self, name: str) -> bool:
        return not name.startswith("school-")

    def decode_data(self, _: str, __: int, data: bytes | msgspec.Raw) -> PupilFact:
        """Raises what msgspec does; the pupil is the nil UUID for an event about no pupil."""
        tree: dict[str, Any] = msgspec.json.decode(data)
        texts: list[tuple[str, Personal]] = []
        plain = _plain(tree, "", texts)
        return PupilFact(
            pupil_id=UUID(tree.get("pupil_id") or UUID(int=0).hex),
            data=plain,
            texts=tuple(texts),
        )


def _plain(value: Any, path: str, texts: list[tuple[str, Personal]]) -> Any:
    """The value without its sealed texts, which are collected with their paths."""
    if isinstance(value, dict) and value.keys() == {"subject", "audience", "context", "box"}:
        texts.append((path, decode_sealed(value)))
        return None
    if isinstance(value, dict):
        return {
            name: _plain(inner, f"{path}.{name}" if path else name, texts)
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [_plain(inner, path, texts) for inner in value]
    return value


EVERY_FACT = EveryFact()
