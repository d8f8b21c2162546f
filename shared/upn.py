"""The unique pupil number: 13 characters, of which the first checks the others.

Source: DfE, "Unique pupil numbers: guide" (a check letter, a 3-digit local authority number, a
4-digit establishment number, 2 digits of the year of allocation, a 3-character serial). A UPN may
be missing and may change, so it identifies nobody by itself.
"""

import re

# Worth 0 to 22 in this order: I, O and S are never used, since they look like 1, 0 and 5.
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
# ASCII only: \d would take digits of other scripts.
SHAPE = re.compile(rf"[{LETTERS}][0-9]{{11}}[0-9{LETTERS}]")
EXAMPLE = "V201361425001"


def normalise(text: str) -> str:
    """The form in which a UPN is compared and stored: no spaces, upper case.

    A text with other than ASCII characters keeps its case, since `upper` would make ASCII letters
    of some (a dotless i, a ligature) and so let in a letter that nobody wrote.
    """
    compact = text.replace("\u00a0", " ").strip(" \t\r\n").replace(" ", "")
    return compact.upper() if compact.isascii() else compact


def upn_problem(text: str) -> str | None:
    """What a person should correct in a UPN as typed, or None where it is right.

    The words may name the letter that these digits need, so they are for whoever typed the UPN,
    never for a log or a report.
    """
    upn = normalise(text)
    if SHAPE.fullmatch(upn) is None:
        return f"Enter a UPN like {EXAMPLE}"
    if upn[1:4] == "000":
        return "Check the UPN: no local authority has the number 000"
    letter = check_letter(upn[1:])
    if upn[0] != letter:
        return f"Check the UPN: with these digits the first letter is {letter}"
    return None


def is_temporary(upn: str) -> bool:
    """Whether a right, normalised UPN is one that a school gave until the real one is known."""
    return not upn[12].isdigit()


def check_letter(rest: str) -> str:
    """The first letter of the UPN whose other twelve characters are given, normalised.

    Each character is worth its digit (in place 13 perhaps its letter's value) times its place.
    """
    weighted = sum(place * _worth(character) for place, character in enumerate(rest, start=2))
    return LETTERS[weighted % len(LETTERS)]


def _worth(character: str) -> int:
    return int(character) if character.isdigit() else LETTERS.index(character)
