"""Which decisions of a case can be appealed against, and what was told of mediation and appeals."""

from collections.abc import Mapping
from typing import Any, Final

from .ehcp import Case, Entry

APPEAL: Final = "ehcp-appeal-made"
ASKED: Final = "ehcp-mediation-asked"
ENDED: Final = "ehcp-mediation-ended"
CERTIFICATE: Final = "ehcp-certificate-issued"
AGREED: Final = "ehcp-mediation-agreed"
KEPT: Final = "ehcp-agreement-kept"
CONCEDED: Final = "ehcp-appeal-conceded"
ORDERED: Final = "ehcp-tribunal-ordered"
WITHDRAWN: Final = "ehcp-appeal-withdrawn"
STEPS: Final = (ASKED, ENDED, CERTIFICATE, AGREED, KEPT, APPEAL, CONCEDED, ORDERED, WITHDRAWN)
OTHER: Final = "other"
# By the type of the entry, the decisions that can be appealed against; None: each of them.
CAN_BE_APPEALED: Final[Mapping[str, tuple[str, ...] | None]] = {
    "ehcp-decision-recorded": ("refused",),
    "ehcp-plan-decision-recorded": ("no-plan",),
    "ehcp-plan-finalised": None,
    "ehcp-plan-amended": None,
    "ehcp-amendment-dropped": None,
    "ehcp-review-decision-recorded": ("keep", "cease"),
    "ehcp-reassessment-decided": ("refused",),
    "ehcp-cease-decided": None,
}


def appealable(case: Case) -> list[Entry]:
    """The decisions against which the family can appeal, in the order recorded."""
    return [one for one in case.entries if one.stands and can_be_appealed(one)]


def can_be_appealed(entry: Entry) -> bool:
    if entry.type not in CAN_BE_APPEALED:
        return False
    decisions = CAN_BE_APPEALED[entry.type]
    return decisions is None or entry.decision in decisions


def open_appeals(case: Case) -> list[Entry]:
    """Appeals that are neither decided nor taken back."""
    over = named_by(case, "appeal_id", ORDERED, WITHDRAWN)
    return [one for one in case.standing(APPEAL) if str(case.root(one)) not in over]


def open_ended(case: Case) -> list[Entry]:
    """Agreements on something that no other entry tells the end of."""
    return [one for one in case.standing(AGREED) if one.details.get("remedy") == OTHER]


def not_kept(case: Case) -> list[Entry]:
    """Those of them of which nobody has told that it was done."""
    over = named_by(case, "agreement_id", KEPT)
    return [one for one in open_ended(case) if str(case.root(one)) not in over]


def named_by(case: Case, what: str, *types: str) -> set[Any]:
    """Which entries those of these types name."""
    return {one.details.get(what) for type_ in types for one in case.standing(type_)}
