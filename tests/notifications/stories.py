"""A concern as referrals really writes it, about a pupil of a test's own."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.referrals.domain import referral
from services.referrals.domain.commands import ReferralCommand
from services.referrals.domain.events import ReferralEvent
from services.referrals.domain.outcomes import SenSupport
from services.referrals.domain.referral import Referral
from services.referrals.domain.terms import Need, Source
from shared.personal import Audience, Typed
from shared.recorded import Actor, Origin
from tests.notifications.trust import CANARY, Trust
from tests.referrals import examples
from tests.scenario import Scenario


class Concern:
    """One concern: what is asked of it is decided as referrals does, and written to its log."""

    def __init__(self, trust: Trust, pupil_id: UUID, author_id: UUID, **raised: Any) -> None:
        self.id = uuid4()
        self.author_id = author_id
        self._trust = trust
        self._pupil_id = pupil_id
        self._scenario: Scenario[Referral, ReferralEvent, ReferralCommand] = Scenario(
            referral.decide, referral.evolve, Referral()
        )
        self._raised = raised

    def text(self, audience: Audience = Audience.STAFF) -> Typed:
        said = f"{' '.join(CANARY)} has speech, language and communication needs (SLCN)"
        return Typed(subject=self._pupil_id, audience=audience, text=said)

    def _asked(self, command: ReferralCommand, by: UUID, origin: Origin) -> None:
        actor = Actor(person_id=by, role="somebody")
        events = self._scenario.when(command)
        self._scenario = self._scenario.given(*events)
        self._trust.concern(*events, actor=actor, origin=origin)

    def is_raised(self, *, origin: Origin = Origin.PERSON) -> "Concern":
        family = self._raised.get("source") is Source.PARENT
        command = replace(
            examples.RAISE,
            referral_id=self.id,
            pupil_id=self._pupil_id,
            author_id=self.author_id,
            by=self.author_id,
            noticed=self.text(Audience.FAMILY if family else Audience.STAFF),
            tried=(),
            family_said=None if family else self.text(Audience.FAMILY),
            **self._raised,
        )
        self._asked(command, self.author_id, origin)
        return self

    def _looked_into(self, by: UUID, origin: Origin) -> None:
        for step in examples.STEPS:
            told: dict[str, Any] = {"referral_id": self.id, "by": by}
            for name in ("text", "seen", "said"):
                if hasattr(step, name):
                    told[name] = self.text(getattr(step, name).audience)
            self._asked(replace(step, **told), by, origin)

    def is_decided(self, by: UUID, *, origin: Origin = Origin.PERSON) -> "Concern":
        acknowledge = replace(examples.ACKNOWLEDGE, referral_id=self.id, by=by)
        self._asked(acknowledge, by, origin)
        self._looked_into(by, origin)
        command = replace(
            examples.DECIDE,
            referral_id=self.id,
            by=by,
            finding=SenSupport(primary_need=Need.SLCN),
            reasons=self.text(Audience.FAMILY),
        )
        self._asked(command, by, origin)
        return self

    def is_corrected(self, by: UUID) -> None:
        command = replace(
            examples.CORRECT,
            referral_id=self.id,
            by=by,
            reasons=self.text(Audience.FAMILY),
            reason=self.text(Audience.FAMILY),
            effective_on=date(2026, 11, 2),
        )
        self._asked(command, by, Origin.PERSON)

    def is_struck_out(self, by: UUID) -> None:
        command = replace(
            examples.STRIKE_OUT, referral_id=self.id, by=by, reason=self.text(), replaced_by=None
        )
        self._asked(command, by, Origin.PERSON)
