"""The local authorities around the demo trust: made up, with codes that are given to nobody."""

from collections.abc import Mapping
from typing import Final

COUNCILS: Final[Mapping[str, str]] = {
    "990": "Wenshire Council",
    "991": "Aldersea Council",
    "992": "Brackenshire Council",
    "993": "Hollinford Borough Council",
    "994": "Marrowdale Council",
}
# Of a hundred plans, how many are whose: one of each plan, whatever school it names.
SHARES: Final[Mapping[str, int]] = {"990": 60, "991": 18, "992": 10, "993": 7, "994": 5}


def council(code: str) -> dict[str, str]:
    """A council as a command names it."""
    return {"code": code, "name": COUNCILS[code]}
