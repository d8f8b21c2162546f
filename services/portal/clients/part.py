"""A part of a page that may fail alone: what is down is said, and never looks like "none"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from .problems import Down

T = TypeVar("T")
U = TypeVar("U")


class Missing(RuntimeError):
    """A page used a part that is down as if it were there."""


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """down: the service did not answer; then there is no value."""

    _value: T | None = None
    down: bool = False

    @property
    def value(self) -> T:
        """Raises Missing where the part is down."""
        if self.down:
            raise Missing
        return self._value  # type: ignore[return-value]

    def then(self, change: Callable[[T], U]) -> "Part[U]":
        """The part made of this one; down where this one is."""
        return Part(down=True) if self.down else part(lambda: change(self.value))

    def or_else(self, instead: T) -> T:
        return instead if self.down else self.value


def part(ask: Callable[[], T]) -> Part[T]:
    """What a service answers, or that it is down; every other problem is the whole page's."""
    try:
        return Part(ask())
    except Down:
        return Part(down=True)
