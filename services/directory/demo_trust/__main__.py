"""The command: python -m services.directory.demo_trust FOLDER writes the demo trust's export."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from shared.calendar import london_date, utc_now

from .writing import write_export

USAGE = "usage: python -m services.directory.demo_trust FOLDER"


def main(arguments: Sequence[str], *, today: date) -> int:
    """Write the export into a folder; 64 for wrong use, 73 for a folder that cannot be written."""
    if len(arguments) != 1 or not arguments[0]:
        print(USAGE, file=sys.stderr)
        return 64
    try:
        write_export(Path(arguments[0]), today=today)
    except OSError as error:
        print(f"{error.filename} cannot be written: {error.strerror}", file=sys.stderr)
        return 73
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], today=london_date(utc_now())))
