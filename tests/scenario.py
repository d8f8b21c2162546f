"""given/when for every aggregate: what has happened, what is asked, what then happens.

referral = Scenario(decide, evolve, Referral())

def test_a_closed_referral_keeps_its_outcome() -> None:
    with pytest.raises(AlreadyClosed):
        referral.given(RAISED, CLOSED).when(CLOSE_OTHERWISE)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Generic, TypeVar

S = TypeVar("S")
E = TypeVar("E")
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Scenario(Generic[S, E, C]):
    """An aggregate's two functions, and what has happened so far."""

    decide: Callable[[S, C], Sequence[E]]
    evolve: Callable[[S, E], S]
    initial: S
    past: tuple[E, ...] = ()

    def given(self, *events: E) -> "Scenario[S, E, C]":
        """The same after these events too."""
        return replace(self, past=(*self.past, *events))

    @property
    def state(self) -> S:
        return reduce(self.evolve, self.past, self.initial)

    def when(self, command: C) -> list[E]:
        """The events that follow; raises what `decide` raises."""
        return list(self.decide(self.state, command))

    def after(self, *commands: C) -> "Scenario[S, E, C]":
        """The same after these commands were carried out, one after the other."""
        return reduce(lambda story, command: story.given(*story.when(command)), commands, self)
