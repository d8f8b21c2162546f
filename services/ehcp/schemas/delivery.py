"""The JSON of section F as it was delivered."""

from datetime import date, timedelta
from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, validates_schema

from ..domain.delivery import SCHOOL_YEAR_FROM, school_year
from .base import today

MOST_DAYS: Final = 400


def begin_of_school_year() -> date:
    return date(school_year(today()), SCHOOL_YEAR_FROM, 1)


class DeliveryQuery(Schema):
    """From which day to which: of themselves this school year, up to today."""

    from_on = fields.Date(load_default=begin_of_school_year)
    to_on = fields.Date(load_default=today)

    @validates_schema
    def check_days(self, data: dict[str, Any], **_: Any) -> None:
        """What comes is not owed yet."""
        if data["to_on"] > today():
            raise ValidationError("The last day must be today or in the past.", "to_on")
        if data["from_on"] > data["to_on"]:
            raise ValidationError("The last day must not be before the first.", "to_on")
        if data["to_on"] - data["from_on"] > timedelta(days=MOST_DAYS):
            raise ValidationError(f"Ask for at most {MOST_DAYS} days.", "from_on")


class DeliveredSchema(Schema):
    """One provision of section F. owed, balance and unrecorded are null where the plan does not say
    how much, or the school's terms are not known.

    missed: reason -> sessions. unrecorded: sessions owed of which nothing is recorded.
    """

    provision_id = fields.UUID(required=True)
    owed_sessions = fields.Integer(required=True, allow_none=True)
    owed_minutes = fields.Integer(required=True, allow_none=True)
    given_sessions = fields.Integer(required=True)
    given_minutes = fields.Integer(required=True)
    balance_minutes = fields.Integer(required=True, allow_none=True)
    missed = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    unrecorded = fields.Integer(required=True, allow_none=True)


class DeliverySchema(Schema):
    """terms_known: whether the school's terms are, without which nothing can be owed."""

    case_id = fields.UUID(required=True)
    from_on = fields.Date(required=True)
    to_on = fields.Date(required=True)
    terms_known = fields.Boolean(required=True)
    provisions = fields.List(fields.Nested(DeliveredSchema), required=True)
