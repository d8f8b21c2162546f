"""The concerns that the bench measures with: one to raise, and whole stories to publish."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from deploy.bench.people import TEACHER
from services.referrals.domain.commands import RaiseReferral, TypedTried
from services.referrals.domain.events import (
    Event,
    EvidenceAdded,
    FamilyConsulted,
    ReferralAcknowledged,
    ReferralDecided,
    ReferralRaised,
    Tried,
)
from services.referrals.domain.outcomes import Decision, SenSupport
from services.referrals.domain.terms import (
    Area,
    EvidenceKind,
    Gathered,
    Need,
    Outcome,
    Source,
    Speaker,
)
from services.referrals.handlers import referral_stream
from shared.personal import Audience, Typed

DAY: Final = date(2026, 6, 1)
NOTICED: Final = (
    "Loses the thread when told more than one thing at a time, and watches the others to see what"
    " to do. In maths she is fine as long as nothing has to be read."
)
TRIED: Final = "Instructions on cards, one step on each, at the beginning of every lesson"
EFFECT: Final = "Some help in maths, little in writing"
AT_HOME: Final = "The same at home: she asks what I said, though she hears well"
EVENTS_OF_A_STORY: Final = 5


def body(pupil_id: UUID) -> dict[str, Any]:
    """The JSON of a concern, as the portal sends it."""
    return {
        "pupil_id": str(pupil_id),
        "areas": [Area.COMMUNICATION.value],
        "noticed": NOTICED,
        "tried": [{"what": TRIED, "weeks": 6, "effect": EFFECT}],
        "family_said": AT_HOME,
        "effective_on": DAY.isoformat(),
    }


def raising(pupil_id: UUID) -> RaiseReferral:
    """The same as a command."""
    about = _about(pupil_id)
    return RaiseReferral(
        referral_id=uuid4(),
        by=TEACHER,
        today=DAY,
        pupil_id=pupil_id,
        author_id=TEACHER,
        source=Source.STAFF,
        areas=(Area.COMMUNICATION,),
        noticed=about(NOTICED, Audience.STAFF),
        tried=(
            TypedTried(
                what=about(TRIED, Audience.STAFF), weeks=6, effect=about(EFFECT, Audience.STAFF)
            ),
        ),
        family_said=about(AT_HOME, Audience.FAMILY),
        effective_on=DAY,
    )


def _about(pupil_id: UUID) -> Any:
    def about(text: str, audience: Audience) -> Typed:
        return Typed(subject=pupil_id, audience=audience, text=text)

    return about


def stories(pupils: Sequence[UUID], each: int) -> Iterator[list[tuple[str, Sequence[Event], UUID]]]:
    """Every pupil's concerns, as the commits of one week after another: (stream, events, pupil).

    A week holds one commit of every concern, so that a pupil's facts lie far apart in the log.
    """
    told = [(uuid4(), pupil) for _ in range(each) for pupil in pupils]
    for week in range(EVENTS_OF_A_STORY):
        yield [
            (referral_stream(referral_id), [_story(referral_id, pupil)[week]], pupil)
            for referral_id, pupil in told
        ]


def _story(referral_id: UUID, pupil_id: UUID) -> tuple[Event, ...]:
    about = _about(pupil_id)
    common: dict[str, Any] = {
        "referral_id": referral_id,
        "pupil_id": pupil_id,
        "effective_on": DAY,
    }
    return (
        ReferralRaised(
            **common,
            raised_by=TEACHER,
            source=Source.STAFF,
            areas=(Area.COMMUNICATION,),
            noticed=about(NOTICED, Audience.STAFF),
            tried=(
                Tried(
                    what=about(TRIED, Audience.STAFF),
                    weeks=6,
                    effect=about(EFFECT, Audience.STAFF),
                ),
            ),
            family_said=about(AT_HOME, Audience.FAMILY),
            not_talked_because=None,
            lawful_basis=None,
            follows=None,
            corrects=None,
        ),
        ReferralAcknowledged(**common, acknowledged_by=TEACHER),
        EvidenceAdded(
            **common,
            evidence_id=uuid4(),
            kind=EvidenceKind.ATTAINMENT,
            text=about(NOTICED, Audience.STAFF),
            covers_from=DAY,
            covers_to=DAY,
            added_by=TEACHER,
        ),
        FamilyConsulted(
            **common,
            consultation_id=uuid4(),
            speaker=Speaker.PARENT,
            person_id=None,
            gathered=Gathered.MEETING,
            said=about(AT_HOME, Audience.FAMILY),
            consulted_by=TEACHER,
        ),
        ReferralDecided(
            **common,
            decision_id=uuid4(),
            decision=Decision(
                outcome=Outcome.SEN_SUPPORT,
                decided_on=DAY,
                reasons=about(AT_HOME, Audience.FAMILY),
                parents_told_on=DAY,
                sen_support=SenSupport(primary_need=Need.SLCN),
            ),
            decided_by=TEACHER,
        ),
    )
