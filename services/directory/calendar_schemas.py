"""The JSON of people's calendar addresses."""

from typing import Final

from marshmallow import Schema, fields, validate

from shared.access.grants import Role

MOST_INITIALS: Final = 500


class CalendarOfSchema(Schema):
    """Which of a person's calendars. school_id: of a role at a school; null for families."""

    role = fields.Enum(Role, by_value=True, required=True)
    school_id = fields.UUID(required=True, allow_none=True)


class CalendarAddressSchema(Schema):
    """An address that holds. asked_at: when a calendar last fetched it."""

    role = fields.String(required=True)
    school_id = fields.UUID(required=True, allow_none=True, attribute="on")
    made_at = fields.AwareDateTime(required=True)
    asked_at = fields.AwareDateTime(required=True, allow_none=True)


class CalendarAddressesSchema(Schema):
    addresses = fields.List(fields.Nested(CalendarAddressSchema), required=True)


class CalendarSecretSchema(Schema):
    """The secret of an address: 256 random bits, told this once."""

    secret = fields.String(required=True, validate=validate.Length(min=1, max=200))


class CalendarTokenSchema(Schema):
    """access_token: good for a calendar alone; null where the owner ended the address, or may see
    nothing now: whoever asks is shown an empty calendar.
    """

    role = fields.String(required=True)
    access_token = fields.String(required=True, allow_none=True)


class PupilsAskedSchema(Schema):
    ids = fields.List(
        fields.UUID(), required=True, validate=validate.Length(min=1, max=MOST_INITIALS)
    )


class InitialsSchema(Schema):
    """What a calendar says of a pupil. initials: "L.M."; empty once the name is erased."""

    pupil_id = fields.UUID(required=True)
    initials = fields.String(required=True)
    school = fields.String(required=True)


class InitialsListSchema(Schema):
    """Those of the pupils whom the caller may see; the others are absent."""

    pupils = fields.List(fields.Nested(InitialsSchema), required=True)
