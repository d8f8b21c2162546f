"""For operations: a clock that has stopped because it cannot be right is asked to go on."""

from typing import Any, Final

from flask import g
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from shared.access.grants import TRUST
from shared.http.asking import permission, platform
from shared.standstill import Standstill

CODE: Final = r"[A-Za-z0-9-]{3,60}\Z"


class ResumeSchema(Schema):
    """reason: a code, "incident-4711": a free text could name a child."""

    reason = fields.String(
        required=True,
        validate=validate.Regexp(CODE, error="Enter a code of 3 to 60 letters, digits and dashes."),
    )


class ResumedSchema(Schema):
    command_id = fields.UUID(required=True)


def clock_blueprint(service: str) -> Blueprint:
    """For a service whose worker has a clock."""
    blp = Blueprint(
        "clock_orders", __name__, url_prefix="/clock", description="A clock that stopped"
    )

    @blp.post("/resume")
    @blp.arguments(ResumeSchema)
    @blp.response(202, ResumedSchema)
    @permission("operations", on=lambda _: TRUST)
    def resume(body: dict[str, Any]) -> Any:
        """Ask the clock to go on, once it is right again; who asked is kept."""
        order = Standstill(platform().views, service).ask_to_go_on(
            reason=body["reason"], asked_by=g.caller.person_id
        )
        return {"command_id": order}, 202

    return blp
