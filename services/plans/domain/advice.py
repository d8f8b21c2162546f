"""What is said but never refused: vague words in a target, and what a school should do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

# Three times a year (SEND Code of Practice 6.65, a should), with a fortnight for holidays.
FURTHEST_APART: Final = timedelta(days=122 + 14)

HOW_OFTEN: Final = "say how often"
HOW_MUCH: Final = "say from what to what"
WHAT_IS_SEEN: Final = "say what will be seen or heard"
VAGUE: Final[Mapping[str, tuple[str, ...]]] = {
    HOW_OFTEN: ("regularly", "often", "frequently", "usually", "sometimes", "consistently"),
    HOW_MUCH: (
        *("improve", "improves", "improved", "improving", "improvement", "better"),
        *("increase", "increased", "reduce", "reduced", "progress", "develop", "developing"),
    ),
    WHAT_IS_SEEN: (
        *("understand", "understands", "understanding", "know", "knows", "aware", "awareness"),
        *("confident", "confidence", "engage", "engages", "engaged", "engagement", "try", "tries"),
        *("appropriate", "appropriately", "positive", "positively", "good", "well"),
    ),
    "say without whose help": ("independent", "independently", "independence"),
}
ASKS: Final = {word: ask for ask, words in VAGUE.items() for word in words}


@dataclass(frozen=True, slots=True, kw_only=True)
class VagueWord:
    """A word that two people would measure differently, and what to say instead."""

    word: str
    ask: str

    def __str__(self) -> str:
        return f"'{self.word}': {self.ask}"


def vague_words(text: str) -> tuple[VagueWord, ...]:
    """The vague words of a text, each once, in the order in which they stand."""
    words = dict.fromkeys(re.findall(r"[a-z]+", text.casefold()))
    return tuple(VagueWord(word=word, ask=ASKS[word]) for word in words if word in ASKS)


def review_date_advice(agreed_on: date, review_on: date) -> tuple[str, ...]:
    """Source: SEND Code of Practice 6.65: parents should be met at least three times a year."""
    if review_on - agreed_on <= FURTHEST_APART:
        return ()
    return (
        "Parents should be met at least three times a year (SEND Code 6.65):"
        " this review is more than four months away.",
    )


def review_advice(
    held_on: date, next_review_on: date, *, parents_heard: bool, pupil_heard: bool
) -> tuple[str, ...]:
    """Source: SEND Code of Practice 6.53 and 6.65."""
    heard = {"parents": parents_heard, "pupil": pupil_heard}
    unheard = [
        f"A review should take in the views of the {who} (SEND Code 6.53): none are recorded."
        for who, were_heard in heard.items()
        if not were_heard
    ]
    return (*unheard, *review_date_advice(held_on, next_review_on))
