"""The JSON of what calendars show."""

from marshmallow import Schema, fields

from ..domain.calendar import Mark
from ..shown import DeadlineRowSchema


class CalendarDateSchema(DeadlineRowSchema):
    """A date. uid: its name, the same for as long as there is one. sequence: grows with each
    change. changed_at: when it last changed. done_on: of what was done.
    """

    uid = fields.UUID(required=True)
    sequence = fields.Integer(required=True)
    changed_at = fields.AwareDateTime(required=True)
    mark = fields.String(required=True, metadata={"enum": [one.value for one in Mark]})
    done_on = fields.Date(required=True, allow_none=True)


class CalendarSchema(Schema):
    """What is to be done stands first. more: there are others, which the pages show."""

    dates = fields.List(fields.Nested(CalendarDateSchema), required=True)
    more = fields.Boolean(required=True)
