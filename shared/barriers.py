"""Places where a process may be stopped on purpose, to be killed there: `make chaos`.

A barrier is armed by a file `<name>.armed` in the folder that WAYMARK_BARRIERS names. The process
that reaches it first renames the file to `<name>.reached`, writes its id into it and waits to be
killed. Without that setting, which no deployment has, reaching one does nothing.
"""

import os
import threading
from pathlib import Path
from typing import Final

SETTING: Final = "WAYMARK_BARRIERS"
LONGEST_SECONDS: Final = 30.0
_FOLDER: Final = os.environ.get(SETTING)


def reach(name: str) -> None:
    """Stop here if the barrier is armed; goes on after 30 s when nobody has killed the process."""
    if _FOLDER is None:
        return
    reached = Path(_FOLDER, f"{name}.reached")
    try:
        Path(_FOLDER, f"{name}.armed").rename(reached)
    except FileNotFoundError:
        return
    reached.write_text(str(os.getpid()))
    threading.Event().wait(LONGEST_SECONDS)
