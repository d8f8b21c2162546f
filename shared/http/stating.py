"""The reason that a request states for opening a pupil's record, in a header of its own."""

from typing import Final

from flask import request

from shared.access.grants import OPENS_A_RECORD, Grant, Target, needs_reason
from shared.access.reasons import Reason
from shared.errors import Invalid, ReasonMissing

HEADER: Final = "Waymark-Reason"
PARAMETER: Final = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": (
        "Why the record is opened. Whoever is not of the pupil's usual staff or family must say"
        " so: without it they are answered 403, with the rule `ReasonMissing`."
    ),
    "schema": {"type": "string", "enum": [reason.value for reason in Reason]},
}


def stated(permission: str, grant: Grant, target: Target) -> Reason | None:
    """The reason for opening a record; None where none was stated or nothing is opened.

    Raises ReasonMissing where the role needs one, Invalid for a code that there is not.
    """
    if permission not in OPENS_A_RECORD:
        return None
    said = request.headers.get(HEADER)
    if said is None:
        if needs_reason(permission, grant.role):
            raise ReasonMissing(permission, target.pupil_id)
        return None
    try:
        return Reason(said.strip())
    except ValueError:
        raise Invalid({HEADER: [f"Send one of {', '.join(Reason)}."]}) from None
