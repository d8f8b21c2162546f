"""The events of other services, as far as plans reads them."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from shared.codec import Codec

SEN_SUPPORT: Final = "sen-support"


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The needs of a decision for SEN Support, as census codes."""

    primary_need: str
    secondary_need: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision, as far as it opens a plan. sen_support: None for every other outcome."""

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
    """referrals: what a concern's decision should have said, in full."""

    referral_id: UUID
    pupil_id: UUID
    decision_id: UUID
    decision: Decision
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralStruckOut:
    """referrals: the whole concern was entered in error: nothing of it holds."""

    referral_id: UUID
    pupil_id: UUID


Event = ReferralDecided | DecisionCorrected | ReferralStruckOut
REFERRALS: Final[Codec[Event]] = Codec([ReferralDecided, DecisionCorrected, ReferralStruckOut])
