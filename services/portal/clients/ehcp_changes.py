"""What was told of a plan that is changed, assessed anew, ended or moved, from a case's entries."""

from typing import Any, Final

from .ehcp import Case, Entry

EXCUSE: Final = "ehcp-exception-claimed"
REASSESSMENT_ASKED: Final = "ehcp-reassessment-requested"
REASSESSMENT: Final = "ehcp-reassessment-decided"
CEASE_ASKED: Final = "ehcp-cease-consulted"
CEASE: Final = "ehcp-cease-decided"
CEASED: Final = "ehcp-plan-ceased"
MOVE: Final = "ehcp-move-told-of"
TRANSFERRED: Final = "ehcp-plan-transferred"
TRANSFER_LETTER: Final = "ehcp-transfer-explained"


def last(case: Case, type_: str) -> Entry | None:
    """The entry of a type that was recorded last and stands."""
    return next(reversed(case.standing(type_)), None)


def council_of(entry: Entry) -> dict[str, Any]:
    """{name, code} of the council that an entry says the plan goes to."""
    to = entry.details.get("to") or {}
    return {"name": to.get("name") or "", "code": to.get("code") or ""}
