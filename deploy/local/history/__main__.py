"""`python -m deploy.local.history`: plays the past of the demo trust into the running platform.

What is there is passed over: it finishes what was broken off, and otherwise changes nothing.
"""

import sys
from pathlib import Path

from rich.console import Console

from deploy.local.demo_data import LOADED, load_past
from deploy.local.run import prepare_trust
from deploy.local.signing_in import complain, running_addresses
from deploy.local.stack import read_note
from deploy.local.trouble import Trouble


def main() -> int:
    """0 when all of it is there; 1 otherwise."""
    try:
        services = list(running_addresses())
        trust = prepare_trust(read_note(), services)
        load_past(trust, services, Path(LOADED.read_text().strip()), Console())
    except (Trouble, OSError) as error:
        return complain(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
