"""From the bytes of a file to its records: characters, delimiter, quotes, lines, cleaning."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

UTF_8_MARK = b"\xef\xbb\xbf"
# In the order that decides a tie.
DELIMITERS = (",", ";", "\t")
# Nothing else ends a line: str.splitlines would also split at U+0085, U+2028 and form feed.
LINE_END = re.compile(r"\r\n|\r|\n")


class UnreadableFile(Exception):
    """The bytes are no text in UTF-8 or Windows-1252, or a quote in the header never closes."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in the file.

    line: the physical line on which it starts, from 1. fields: cleaned, at least one.
    unclosed: a quote was still open at the end of the file.
    """

    line: int
    fields: tuple[str, ...]
    unclosed: bool = False

    @property
    def blank(self) -> bool:
        return not self.unclosed and not any(self.fields)


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding, `utf-8` or `windows-1252`.

    Raises UnreadableFile for a NUL byte (UTF-16 has them), bad UTF-8 after a byte order mark, and
    bytes that are neither UTF-8 nor Windows-1252.
    """
    if b"\0" in content:
        raise UnreadableFile
    marked = content.startswith(UTF_8_MARK)
    try:
        return content.removeprefix(UTF_8_MARK).decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if marked:
            raise UnreadableFile from None
    try:
        # Python's cp1252 refuses exactly 81 8D 8F 90 9D, which the code lacks.
        return content.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        raise UnreadableFile from None


def find_delimiter(text: str) -> str:
    """The most frequent of comma, semicolon and tab outside double quotes on physical line 1.

    Each double quote there begins or ends what is quoted, also one inside a field: which quotes
    begin a field is not known before the delimiter is.
    """
    end = LINE_END.search(text)
    first_line = text[: end.start()] if end else text
    outside = "".join(first_line.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def records(text: str, delimiter: str) -> Iterator[Record]:
    """The records of a text after RFC 4180, blank ones too; none for an empty text.

    A field is quoted when its very first character is a double quote; any other quote is an
    ordinary character, and what follows a closing quote is appended as it is.
    """
    field = _field_pattern(delimiter)
    place, line = 0, 1
    while place < len(text):
        start, fields, more, unclosed = line, [], True, False
        while more:
            match = field.match(text, place)
            if match is None:
                raise AssertionError("the pattern matches at every place")
            quoted, closing, rest, end = match.groups()
            if quoted is not None:
                line += _line_ends(quoted)
                rest = quoted.replace('""', '"') + rest
                unclosed = not closing
            fields.append(clean(rest))
            place, more = match.end(), end == delimiter
        line += 1
        yield Record(start, tuple(fields), unclosed)


@cache
def _field_pattern(delimiter: str) -> re.Pattern[str]:
    # Possessive throughout: whatever a file holds, no part of it is tried a second time.
    quoted = r'"([^"]*+(?:""[^"]*+)*+)("?)'
    return re.compile(rf"(?:{quoted})?+([^{delimiter}\r\n]*+)({delimiter}|\r\n|\r|\n|\Z)")


def _line_ends(text: str) -> int:
    return len(LINE_END.findall(text)) if "\n" in text or "\r" in text else 0


def clean(text: str) -> str:
    """A heading or value as it is compared and kept: "" where it is blank.

    NFC; NBSP becomes a space; CRLF and CR become LF; spaces, tabs and LF go at both ends. All else
    stays, accents, capitals and inner spaces too.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")
