"""Words in a provision that promise nothing: neither what, nor how much, nor by whom.

Source: SEND Code 9.69: provision is to be detailed and specific and normally quantified.
"""

import re
from typing import Final

VAGUE: Final = (
    "access to",
    "opportunities for",
    "opportunities to",
    "opportunity to",
    "regular",
    "regularly",
    "as appropriate",
    "where appropriate",
    "when appropriate",
    "if appropriate",
    "as required",
    "as needed",
    "as necessary",
    "if necessary",
    "where necessary",
    "where possible",
    "when possible",
    "if possible",
    "may benefit from",
    "would benefit from",
    "will benefit from",
    "subject to",
    "from time to time",
    "up to",
    "such as",
    "or equivalent",
    "or similar",
    "some support",
    "a range of",
    "access support",
)
_FOUND: Final = re.compile(
    r"\b(" + "|".join(re.escape(one) for one in sorted(VAGUE, key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)


def vague_phrases(text: str) -> tuple[str, ...]:
    """The phrases of the list that a text has, each once, in the order of the text."""
    plain = " ".join(text.split())
    return tuple(dict.fromkeys(one.lower() for one in _FOUND.findall(plain)))
