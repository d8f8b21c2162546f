"""For operations: the streams that stand in a service, and the orders about them."""

from typing import Any, Final

from flask import g
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from shared.access.grants import TRUST
from shared.errors import NotFound
from shared.http.asking import permission, platform
from shared.mending import REASON, Action, ParkedCommand, ParkedCommands
from shared.parking import MOST_LISTED, is_parked, listed_of_all

LONGEST_NAME: Final = 200
CODE: Final = validate.Regexp(
    REASON.pattern + r"\Z", error="Enter a code of 3 to 60 letters, digits and dashes."
)


class OneStreamSchema(Schema):
    """consumer: "reporting.caseload_3", or "plans.policies.open-plan"."""

    consumer = fields.String(required=True, validate=validate.Length(1, LONGEST_NAME))
    stream = fields.String(required=True, validate=validate.Length(1, LONGEST_NAME))


class AfterSchema(Schema):
    """The last row of the page before, both or neither."""

    after_consumer = fields.String(load_default="", validate=validate.Length(max=LONGEST_NAME))
    after_stream = fields.String(load_default="", validate=validate.Length(max=LONGEST_NAME))


class ParkedSchema(OneStreamSchema):
    """reason: a rule's name or the kind of a failure; no personal data.

    waiting: how many events. waits: whether it is tried again by itself.
    """

    reason = fields.String(required=True)
    since = fields.AwareDateTime(required=True)
    waiting = fields.Integer(required=True)
    waits = fields.Boolean(required=True)


class ParkedStreamsSchema(Schema):
    """more: whether another page follows the last row."""

    streams = fields.List(fields.Nested(ParkedSchema), required=True)
    more = fields.Boolean(required=True)


class ParkedOrderSchema(OneStreamSchema):
    """replay: apply what waits, in its order. discard: never apply it.

    reason: a code, "incident-4711": a free text could name a child.
    """

    action = fields.Enum(Action, by_value=True, required=True)
    reason = fields.String(required=True, validate=CODE)


class ParkedOrderedSchema(Schema):
    command_id = fields.UUID(required=True)


class AskedSchema(Schema):
    """An order. result: "replayed 3", "still parked: ..."; null until it is carried out."""

    command_id = fields.UUID(required=True, attribute="_id")
    consumer = fields.String(required=True)
    stream = fields.String(required=True)
    action = fields.String(required=True)
    reason = fields.String(required=True)
    asked_by = fields.UUID(required=True)
    asked_at = fields.AwareDateTime(required=True)
    done_at = fields.AwareDateTime(required=True, allow_none=True)
    result = fields.String(required=True, allow_none=True)


class ParkedOrdersSchema(Schema):
    orders = fields.List(fields.Nested(AskedSchema), required=True)


def parked_blueprint() -> Blueprint:
    """For every service: each has views or policies that may come to stand."""
    blp = Blueprint("parked", __name__, url_prefix="/parked", description="Streams that stand")

    @blp.get("")
    @blp.arguments(AfterSchema, location="query")
    @blp.response(200, ParkedStreamsSchema)
    @permission("operations", on=lambda _: TRUST)
    def listed(after: dict[str, str]) -> dict[str, Any]:
        """At most 500, by consumer and stream."""
        found = listed_of_all(platform().views, (after["after_consumer"], after["after_stream"]))
        return {"streams": found[:MOST_LISTED], "more": len(found) > MOST_LISTED}

    @blp.post("/orders")
    @blp.arguments(ParkedOrderSchema)
    @blp.response(202, ParkedOrderedSchema)
    @permission("operations", on=lambda _: TRUST)
    def order(body: dict[str, Any]) -> Any:
        """Ask the worker to replay or give up what waits of a stream; who asked is kept."""
        if not is_parked(platform().views, body["consumer"], body["stream"]):
            raise NotFound(f"{body['stream']} does not stand in {body['consumer']}")
        command = ParkedCommand(**body, asked_by=g.caller.person_id)
        return {"command_id": ParkedCommands(platform().views).ask(command)}, 202

    @blp.get("/orders")
    @blp.response(200, ParkedOrdersSchema)
    @permission("operations", on=lambda: TRUST)
    def orders() -> dict[str, Any]:
        """The latest 100: who asked for what, and what came of it."""
        return {"orders": ParkedCommands(platform().views).listed()}

    return blp
