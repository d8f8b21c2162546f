"""How old a reader a text needs: the Flesch-Kincaid grade, in years of age.

Grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59 (Kincaid and others, 1975); a
child in that American grade is 5 years older than its number.
"""

import re
from html.parser import HTMLParser

BLOCKS = {"p", "li", "h1", "h2", "h3", "dt", "dd"}
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|\d+")
VOWELS = re.compile(r"[aeiouy]+")


def reading_age(sentences: list[str]) -> float:
    """Years. sentences: plain text, one sentence each."""
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    syllables = sum(count_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59 + 5


def count_syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end: right for most English words."""
    lower = re.sub(r"['’]s?$", "", word.lower())
    if not re.search(r"[aeiouy]", lower):
        return 1
    if lower.endswith(("es", "ed")) and not lower.endswith(("ted", "ded", "ses", "ches", "les")):
        lower = lower[:-2]
    elif lower.endswith("e") and not lower.endswith("le"):
        lower = lower[:-1]
    return max(1, len(VOWELS.findall(lower)))


class Blocks(HTMLParser):
    """The text of each paragraph, heading and list entry."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag in BLOCKS:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data


def sentences_of(html: str) -> list[str]:
    blocks = Blocks()
    blocks.feed(html)
    parts = [part for text in blocks.texts for part in re.split(r"(?<=[.?!:])\s+", text.strip())]
    return [part for part in parts if WORD.search(part)]
