"""The route by which every service tells who has opened a pupil's record in it."""

from typing import Any
from uuid import UUID

from flask import g
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from shared.access.grants import Target
from shared.access.pupils import records_of, target
from shared.http.asking import permission, platform


class OpenedSchema(Schema):
    """Somebody opened the pupil's record here.

    why: the permission by which they did. reason: the one they stated, by its code; a family is
    told `duty` for some of them.
    """

    person_id = fields.UUID(required=True)
    role = fields.String(required=True)
    what = fields.String(required=True)
    why = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)
    service = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class OpenedListSchema(Schema):
    """Latest first; at most 200."""

    opened = fields.List(fields.Nested(OpenedSchema), required=True)


def _pupil(pupil_id: UUID) -> Target:
    return target(platform().views, pupil_id)


def opened_blueprint() -> Blueprint:
    """For a service that keeps the view of pupils."""
    blp = Blueprint("opened", __name__, description="Who has opened a pupil's record here")

    @blp.get("/pupils/<uuid:pupil_id>/opened")
    @blp.response(200, OpenedListSchema)
    @permission("pupil.opened", on=_pupil)
    def opened(pupil_id: UUID) -> dict[str, Any]:
        """Who opened a pupil's record in this service."""
        records = records_of(platform().views, pupil_id)
        return {"opened": platform().access_log.of_pupil(records, asked_by=g.grant)}

    return blp
