"""Who was told what about one concern, plan or case: judged once for each event.

A redelivery must not judge again: by then a SENCO may have left and a guardian have been linked,
and whoever was to be told at first would be forgotten, or somebody be told of the distant past.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.personal import Audience

from .commands import ChooseRecipients, Wrong
from .events import Recipient, RecipientsChosen


@dataclass(frozen=True, slots=True)
class Telling:
    """Every telling, in order."""

    tellings: tuple[RecipientsChosen, ...] = ()

    def recipients(self, telling_id: UUID) -> tuple[Recipient, ...] | None:
        """Who was chosen for one telling; None if nobody has judged yet."""
        chosen = (one.recipients for one in self.tellings if one.telling_id == telling_id)
        return next(chosen, None)

    def told(self, audience: Audience, wrong: Wrong | None) -> dict[UUID, date]:
        """Everyone who was told what is wrong, and the day on which they last were."""
        if wrong is None:
            return {}
        return {
            one.person_id: telling.chosen_on
            for telling in self.tellings
            if wrong.tellings is None or telling.telling_id in wrong.tellings
            for one in telling.recipients
            if one.audience is audience and one.kind in wrong.kinds
        }


def evolve(telling: Telling, event: RecipientsChosen) -> Telling:
    """Fold one event into the state. Never fails: the past has been decided."""
    return Telling((*telling.tellings, event))


def decide(telling: Telling, command: ChooseRecipients) -> list[RecipientsChosen]:
    """The choice, unless it was made before: then the first one stands."""
    if telling.recipients(command.telling_id) is not None:
        return []
    return [
        RecipientsChosen(
            about_id=command.about_id,
            pupil_id=command.pupil_id,
            telling_id=command.telling_id,
            because=command.because,
            recipients=command.recipients,
            chosen_on=command.chosen_on,
        )
    ]
