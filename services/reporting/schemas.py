"""The JSON shapes of reporting."""

from datetime import date, datetime
from typing import Any

from marshmallow import Schema, fields, validates_schema
from marshmallow.exceptions import ValidationError

from shared.calendar import london_date, utc_now
from shared.http.fields import PageSchema


class RegisterQuery(Schema):
    """Which school, true on which day, as known on which day; both default to today.

    known_at: in place of `known_on`, what had been recorded before that instant.
    """

    school_id = fields.UUID(required=True)
    true_on = fields.Date()
    known_on = fields.Date()
    known_at = fields.AwareDateTime()

    @validates_schema
    def check_days(self, data: dict[str, Any], **_: Any) -> None:
        """What will be known tomorrow, nobody knows."""
        known_on: date | None = data.get("known_on")
        if known_on and known_on > london_date(utc_now()):
            raise ValidationError("'As known on' must be today or in the past.", "known_on")
        known_at: datetime | None = data.get("known_at")
        if known_at and known_at > utc_now():
            raise ValidationError("'As known at' must be in the past.", "known_at")
        if known_at and known_on:
            raise ValidationError("Say either 'known_on' or 'known_at'.", "known_at")


class EntrySchema(Schema):
    """One pupil's line."""

    pupil_id = fields.UUID(required=True)
    year_group = fields.String(allow_none=True)
    code = fields.String(required=True)
    need = fields.String(allow_none=True)
    since = fields.String(allow_none=True)
    recorded_at = fields.AwareDateTime(allow_none=True)


class DifferenceSchema(Schema):
    """A pupil who stands differently by what is known today."""

    pupil_id = fields.UUID(required=True)
    was = fields.String(allow_none=True)
    now = fields.String(allow_none=True, attribute="is")
    true_from = fields.String(allow_none=True)
    recorded_at = fields.AwareDateTime(allow_none=True)


class RegisterSchema(Schema):
    """counts: {"K": 63, "E": 21, "N": 336}, as known then and as known today."""

    school_id = fields.UUID(required=True)
    true_on = fields.Date(required=True)
    known_on = fields.Date(required=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    counts_today = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    differences = fields.List(fields.Nested(DifferenceSchema), required=True)
    pupils = fields.List(fields.Nested(EntrySchema), required=True)


class CaseloadSchema(Schema):
    """One school's line of the trust's table.

    late_ours, late_council, due_soon: dates of EHC cases. reviews_told: yearly reviews that ended,
    or should have, in the last 12 months; reviews_on_time: those of them that ended in time.
    """

    school_id = fields.UUID(required=True)
    name = fields.String(required=True)
    phase = fields.String(required=True)
    roll = fields.Integer(required=True)
    K = fields.Integer(required=True)
    E = fields.Integer(required=True)
    N = fields.Integer(required=True)
    open_concerns = fields.Integer(required=True)
    late_to_acknowledge = fields.Integer(required=True)
    late_to_decide = fields.Integer(required=True)
    late_ours = fields.Integer(required=True)
    late_council = fields.Integer(required=True)
    due_soon = fields.Integer(required=True)
    reviews_on_time = fields.Integer(required=True)
    reviews_told = fields.Integer(required=True)


class CaseloadsSchema(Schema):
    """Every school of the trust, the worst first."""

    schools = fields.List(fields.Nested(CaseloadSchema), required=True)


class WaitingSchema(Schema):
    """A pupil with a concern that waits."""

    pupil_id = fields.UUID(required=True)
    oldest_open = fields.String(allow_none=True)
    open_concerns = fields.Integer(required=True)
    late_to_acknowledge = fields.Integer(required=True)
    late_to_decide = fields.Integer(required=True)


class ConcernsSchema(Schema):
    """The pupils of a school with a concern that waits, oldest first; at most 500."""

    pupils = fields.List(fields.Nested(WaitingSchema), required=True)


class BySchema(Schema):
    """Who did it."""

    person_id = fields.UUID(allow_none=True)
    role = fields.String(required=True)
    on_behalf_of = fields.UUID(allow_none=True)


class ShownTextSchema(Schema):
    """A text of an event, opened for this viewer."""

    field = fields.String(required=True)
    text = fields.String(required=True)


class HistoryEntrySchema(Schema):
    """One event about a pupil."""

    event_id = fields.UUID(required=True, attribute="_id")
    service = fields.String(required=True)
    type = fields.String(required=True)
    stream = fields.String(required=True)
    version = fields.Integer(required=True)
    effective_on = fields.String(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    by = fields.Nested(BySchema, required=True)
    origin = fields.String(required=True)
    data = fields.Dict(required=True)
    texts = fields.List(fields.Nested(ShownTextSchema), required=True)


class HistorySchema(Schema):
    """A page of a pupil's history."""

    events = fields.List(fields.Nested(HistoryEntrySchema), required=True)
    next = fields.String(allow_none=True, required=True)


class HistoryQuery(PageSchema):
    """Which page."""

    class Meta:
        exclude = ("after",)
