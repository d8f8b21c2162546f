"""What a case is called where no name may stand: four letters and digits of its id."""

from typing import Final
from uuid import UUID

# No vowels, so that no word comes of it, and nothing that is taken for something else.
LETTERS: Final = "23456789BCDFGHJKMNPQRSTVWXZ"
LENGTH: Final = 4


def reference(about: UUID) -> str:
    """ "7F3K": the same for the same case, in a message, a calendar and on a page."""
    number, letters = about.int, ""
    for _ in range(LENGTH):
        number, digit = divmod(number, len(LETTERS))
        letters += LETTERS[digit]
    return letters
