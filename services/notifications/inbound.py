"""The other services' events, as far as notifications reads them; ehcp's: `inbound_ehcp`.

A day with a default is shown in a message where its owner publishes it, and left out where not:
this service works out no date by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from shared.codec import Codec
from shared.personal import Personal

from .inbound_ehcp import CASES


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """What is known about a member of staff or a guardian: here, where mail goes."""

    email: Personal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolJoinedTrust:
    """directory: a school of this trust."""

    school_id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolDetailsChanged:
    """directory: its name is another by now."""

    school_id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffJoined:
    """directory: somebody works for the trust."""

    staff_id: UUID
    details: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDetailsChanged:
    """directory: what is known about a member of staff is now this."""

    staff_id: UUID
    details: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class PostTaken:
    """directory: a post from a day on. school_id: None for the whole trust."""

    staff_id: UUID
    school_id: UUID | None
    role: str
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEnded:
    """directory: the last day of a post."""

    staff_id: UUID
    school_id: UUID | None
    role: str
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilEnrolled:
    """directory: a pupil is on a roll."""

    pupil_id: UUID
    end_of_compulsory_school_age: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilContactRecorded:
    """directory: a pupil's own e-mail address is now this; None: the school knows of none."""

    pupil_id: UUID
    email: Personal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOpened:
    """directory: somebody from outside a pupil's usual staff opened the record.

    opening_id: of this person, pupil and day. reason: a code; newer ones may come.
    """

    opening_id: UUID
    pupil_id: UUID
    opened_by: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilsMerged:
    """directory: this record and another one are of the same child; the other one goes on."""

    pupil_id: UUID
    into_pupil_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilErased:
    """directory: what was known about a pupil is erased."""

    pupil_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianRecorded:
    """directory: an adult whom a school may turn to."""

    guardian_id: UUID
    details: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianDetailsChanged:
    """directory: what is known about a guardian is now this."""

    guardian_id: UUID
    details: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianLinked:
    """directory: what an adult is to a pupil. correspondence: receives letters."""

    guardianship_id: UUID
    pupil_id: UUID
    guardian_id: UUID
    relationship: str
    parental_responsibility: bool
    correspondence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianBarred:
    """directory: an order keeps an adult from a pupil."""

    guardianship_id: UUID
    pupil_id: UUID
    guardian_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianUnbarred:
    """directory: no order keeps an adult from a pupil any more."""

    guardianship_id: UUID
    pupil_id: UUID
    guardian_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardianUnlinked:
    """directory: an adult has nothing to do with a pupil any more."""

    guardianship_id: UUID
    pupil_id: UUID
    guardian_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRaised:
    """referrals: somebody is worried about a pupil.

    acknowledge_by, decide_by: what the school promises.
    confidential: not even that there is a concern is for the family.
    """

    referral_id: UUID
    pupil_id: UUID
    raised_by: UUID
    source: str
    acknowledge_by: date | None = None
    decide_by: date | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision, as far as it says whether the family must be told of it."""

    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDecided:
    """referrals: the SENCO decided. confidential: about a confidential concern."""

    referral_id: UUID
    pupil_id: UUID
    decision: Decision
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCorrected:
    """referrals: a decision was recorded wrongly; the one that stands in its place."""

    referral_id: UUID
    pupil_id: UUID
    decision: Decision
    confidential: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralStruckOut:
    """referrals: the whole concern was entered in error, for the wrong pupil say."""

    referral_id: UUID
    pupil_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShared:
    """plans: the family may read the plan. say_by: until when the school waits for its views."""

    plan_id: UUID
    pupil_id: UUID
    say_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReviewed:
    """plans: school and family looked at what the help has done.

    shared: whether the family could read the plan by then; None in old ones, of which it was told.
    """

    plan_id: UUID
    pupil_id: UUID
    review_id: UUID
    shared: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntryStruckOut:
    """plans: an entry, of a kind ("review"), was entered in error."""

    plan_id: UUID
    pupil_id: UUID
    entry_id: UUID
    kind: str


SchoolEvent = SchoolJoinedTrust | SchoolDetailsChanged
StaffEvent = StaffJoined | StaffDetailsChanged | PostTaken | PostEnded
GuardianEvent = GuardianRecorded | GuardianDetailsChanged
LinkEvent = GuardianLinked | GuardianBarred | GuardianUnbarred | GuardianUnlinked
FamilyEvent = PupilEnrolled | PupilsMerged | PupilErased | LinkEvent
ReferralEvent = ReferralRaised | ReferralDecided | DecisionCorrected | ReferralStruckOut
PlanEvent = PlanShared | PlanReviewed | PlanEntryStruckOut

SCHOOLS: Codec[SchoolEvent] = Codec([SchoolJoinedTrust, SchoolDetailsChanged])
STAFF: Codec[StaffEvent] = Codec([StaffJoined, StaffDetailsChanged, PostTaken, PostEnded])
GUARDIANS: Codec[GuardianEvent] = Codec([GuardianRecorded, GuardianDetailsChanged])
FAMILIES: Codec[FamilyEvent] = Codec(
    [
        PupilEnrolled,
        PupilsMerged,
        PupilErased,
        GuardianLinked,
        GuardianBarred,
        GuardianUnbarred,
        GuardianUnlinked,
    ]
)
CONTACTS: Codec[PupilContactRecorded] = Codec([PupilContactRecorded])
OPENINGS: Codec[RecordOpened] = Codec([RecordOpened])
AUTHORS: Codec[ReferralRaised] = Codec([ReferralRaised])
REFERRALS: Codec[ReferralEvent] = Codec(
    [ReferralRaised, ReferralDecided, DecisionCorrected, ReferralStruckOut]
)
PLANS: Codec[PlanEvent] = Codec([PlanShared, PlanReviewed, PlanEntryStruckOut])
TOLD: Final[Mapping[str, Codec[Any]]] = {"referrals": REFERRALS, "plans": PLANS, "ehcp": CASES}
