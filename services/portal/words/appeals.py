"""The codes of mediation and appeals as people say them."""

from typing import Final

ENDS: Final = {
    "ended": "It ended",
    "declined": "The family does not want it",
    "not-arranged": "The council cannot arrange it in time",
}
REMEDIES: Final = {
    "assess": "To assess",
    "make-plan": "To make a plan",
    "amend": "To change the plan",
    "name-school": "To name a school",
    "keep-plan": "To keep the plan",
    "other": "Something else",
}
ORDERS: Final = {**REMEDIES, "dismissed": "Nothing: the appeal was dismissed"}
SECTIONS: Final = {
    "B": "Section B, the needs",
    "F": "Section F, the help",
    "I": "Section I, the school",
}
