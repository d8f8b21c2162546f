"""Puts what is really there into generated requests: else most of them end at "not found"."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from shared.calendar import london_date, utc_now
from tests.whole.world import World

# By which name the later requests call the entry that this route made.
CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    "reviews": ("review_id",),
    "decision": ("decision_id",),
    "plan-decision": ("decision_id",),
    "final-plan": ("decision_id", "of"),
    "draft-plans": ("of", "about"),
    "amendment-notices": ("about",),
    "consultations": ("about",),
    "appeals": ("appeal_id",),
    "mediation-agreements": ("agreement_id",),
    "targets": ("target_id",),
    "provision": ("provision_id",),
    "shares": ("share_id",),
}
PEOPLE: Final = ("author_id", "observed_by", "measurer_id", "deliverer_id", "owner_id", "led_by")
LATEST_DAYS: Final = 40
AS_IT_IS: Final = 0.2


class Filling:
    """The real ids by their names: those of the world, and what the requests have made since."""

    def __init__(self, world: World, person_id: str, chance: Random) -> None:
        self._world = world
        self._chance = chance
        self._today = london_date(utc_now())
        self._known = defaultdict(list, {name: [one] for name, one in world.ids.items()})
        self._known["into_pupil_id"] = [world.ids["pupil_id"]]
        for name in PEOPLE:
            self._known[name] = [person_id]

    def remember(self, route: str, made_id: str) -> None:
        """An entry that a route made."""
        for name in ("entry_id", "corrects", *CALLED.get(route.rsplit("/", 1)[-1], ())):
            self._known[name].append(made_id)

    def path(self, parameters: dict[str, Any]) -> None:
        parameters.update({name: self._real(name, one) for name, one in parameters.items()})

    def query(self, generated: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._real(name, one) for name, one in generated.items()}

    def body(self, route: str, generated: Any) -> Any:
        """As it was generated, as the world has it, or that with the generated fields beside it."""
        sent = self._ids(self._world.bodies.get(route))
        if sent is None or not isinstance(generated, dict):
            return self._days(self._ids(generated))
        match self._chance.randrange(3):
            case 0:
                return sent
            case 1:
                return {**self._days(self._ids(generated)), **sent}
        return self._days(self._ids(generated))

    def _ids(self, value: Any, name: str = "") -> Any:
        match value:
            case Mapping():
                return {name: self._ids(one, name) for name, one in value.items()}
            case list():
                return [self._ids(one, name.removesuffix("s")) for one in value]
            case str():
                return self._real(name, value)
        return value

    def _real(self, name: str, value: Any) -> Any:
        """The latest of that name, mostly."""
        if name not in self._known:
            return value
        known = self._known[name]
        return known[-1] if self._chance.random() < 0.7 else self._chance.choice(known)

    def _days(self, value: Any) -> Any:
        """A generated day is mostly in another century, where no case is."""
        match value:
            case dict():
                return {name: self._days(one) for name, one in value.items()}
            case list():
                return [self._days(one) for one in value]
            case str() if is_day(value) and self._chance.random() > AS_IT_IS:
                return (
                    self._today - timedelta(days=self._chance.randrange(LATEST_DAYS))
                ).isoformat()
        return value


def is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
