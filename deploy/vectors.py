"""`make vectors FILE=path.json`: every case of a file, by the functions that the services use.

It prints each difference and, last, "N checked, M differ". Each expected entry is one check, with
its day, weekday and working days; so is each flag. It needs no server and no network.
"""

import sys
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

from shared.rulebook.vectors.cases import UnreadableFile, read_cases
from shared.rulebook.vectors.checking import check

USAGE = "usage: python -m deploy.vectors FILE"


class Exit(IntEnum):
    """UNREADABLE: no file of cases; what cannot be computed within one only differs."""

    ALL_SAME = 0
    DIFFERENT = 1
    UNREADABLE = 2
    WRONG_USE = 64


def main(arguments: Sequence[str]) -> Exit:
    """arguments: FILE."""
    if len(arguments) != 1:
        print(USAGE, file=sys.stderr)
        return Exit.WRONG_USE
    try:
        found = read_cases(Path(arguments[0]))
    except UnreadableFile as error:
        print(f"{arguments[0]}: {error}", file=sys.stderr)
        return Exit.UNREADABLE
    checked = differ = 0
    for one in check(found):
        checked += 1
        if not one.same:
            differ += 1
            print(one)
    print(f"{checked} checked, {differ} differ")
    return Exit.DIFFERENT if differ else Exit.ALL_SAME


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
