"""What a deployment counts by, in a few letters: another digest, other dates.

Of what was read and not of the files, so that a remark in one of them changes nothing. The bank
holidays are those of the calendar that is installed, with a deployment's own.
"""

import hashlib
from typing import Any, Final

import msgspec

from .appeals import APPEALABLE
from .exceptions import EXCUSES
from .moves import CONSEQUENCES
from .reading import BOOK, ENGLAND

LETTERS: Final = 16


def digest(*data: Any) -> str:
    """The same for equal values (of dataclasses, mappings, sequences, days), in any process."""
    written = msgspec.json.encode(msgspec.to_builtins(data, str_keys=True), order="deterministic")
    return hashlib.sha256(written).hexdigest()[:LETTERS]


STATUTE: Final = digest(
    *(BOOK.rules, BOOK.events, BOOK.duties), ENGLAND, EXCUSES, APPEALABLE, CONSEQUENCES
)
