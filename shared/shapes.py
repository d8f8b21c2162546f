"""Plain values (of JSON, of a document) to dataclasses, from any number of threads.

msgspec looks into a class when it first meets it, and lets other threads in meanwhile; one that
converts to the same class then finds half of what is known of it, and the process is gone
(msgspec 0.22, a segmentation fault). So each class is looked into once, by one thread.
"""

import threading
from typing import Any, Final, TypeVar

import msgspec

T = TypeVar("T")

_looking: Final = threading.Lock()
_known: Final[set[Any]] = set()


def convert(value: Any, kind: type[T]) -> T:
    """Raises msgspec.ValidationError."""
    if kind not in _known:
        with _looking:
            msgspec.json.Decoder(kind)
            _known.add(kind)
    return msgspec.convert(value, kind)
