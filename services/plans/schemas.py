"""The JSON that is asked with. Texts have 4,000 characters at most; a day is "2026-11-23"."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from shared.calendar import london_date, utc_now
from shared.http.fields import PageSchema, PastDay, Text

from .domain.terms import Area, Gathered, Missed, Result, Speaker, Stance, Who
from .queries import STATUSES

MOST_RESULTS: Final = 50
LARGEST_NUMBER: Final = Decimal(100_000)
MOST_PENCE: Final = 100_000_000
OF_STAFF: Final = [one for one in Gathered if one is not Gathered.PORTAL]


def today() -> date:
    return london_date(utc_now())


def whole(least: int, most: int, **options: Any) -> fields.Integer:
    """A whole number; what is out of range is told what would be right."""
    between = f"Must be a whole number from {least:,} to {most:,}."
    return fields.Integer(
        strict=True, validate=validate.Range(min=least, max=most, error=between), **options
    )


class NearDay(fields.Date):
    """A day that something is planned for: within 5 years."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        day: date = super()._deserialize(value, attr, data, **kwargs)
        if not 1900 <= day.year <= today().year + 5:
            raise ValidationError("Must be a day within 5 years.")
        return day


class Number(fields.Decimal):
    """What a measure counts: from 0 to 100,000, with 2 places at most, never 1E+3."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        number: Decimal = super()._deserialize(value, attr, data, **kwargs)
        exponent = number.as_tuple().exponent
        if not 0 <= number <= LARGEST_NUMBER or not isinstance(exponent, int) or exponent < -2:
            raise ValidationError("Must be a number from 0 to 100,000, with 2 places at most.")
        return Decimal(f"{number:f}")


class NeedsSchema(Schema):
    strengths = Text(required=True)
    needs = Text(required=True)
    at_home = Text(allow_none=True, load_default=None)
    effective_on = PastDay(load_default=today)


class TargetSchema(Schema):
    """Whatever is left out of what makes a target measurable, a rule names."""

    will_do = Text(required=True)
    measure = Text(allow_none=True, load_default=None)
    baseline = Number(allow_none=True, load_default=None)
    baseline_on = PastDay(allow_none=True, load_default=None)
    aim = Number(allow_none=True, load_default=None)
    by_when = NearDay(allow_none=True, load_default=None)
    measured_by = fields.Enum(Who, by_value=True, allow_none=True, load_default=None)
    measurer_id = fields.UUID(allow_none=True, load_default=None)
    area = fields.Enum(Area, by_value=True, allow_none=True, load_default=None)
    effective_on = PastDay(load_default=today)


class MeasureSchema(Schema):
    target_id = fields.UUID(required=True)
    value = Number(required=True)
    effective_on = PastDay(load_default=today)


class ProvisionSchema(Schema):
    """secures: the provision of an EHC plan's section F that this help delivers."""

    target_id = fields.UUID(required=True)
    secures = fields.UUID(allow_none=True, load_default=None)
    what = Text(required=True)
    delivered_by = fields.Enum(Who, by_value=True, required=True)
    deliverer_id = fields.UUID(allow_none=True, load_default=None)
    group_size = whole(1, 40, required=True)
    minutes = whole(5, 300, required=True)
    times_a_week = whole(1, 25, required=True)
    weeks = whole(1, 60, required=True)
    starts_on = NearDay(required=True)
    ends_on = NearDay(required=True)
    yearly_cost_pence = whole(0, MOST_PENCE, allow_none=True, load_default=None)
    effective_on = PastDay(load_default=today)


class EndingSchema(Schema):
    """effective_on: the last day."""

    reason = Text(required=True)
    effective_on = PastDay(load_default=today)


class SessionSchema(Schema):
    """missed: why it did not happen; only where it did not."""

    provision_id = fields.UUID(required=True)
    happened = fields.Boolean(required=True)
    missed = fields.Enum(Missed, by_value=True, allow_none=True, load_default=None)
    note = Text(allow_none=True, load_default=None)
    effective_on = PastDay(load_default=today)

    @validates_schema
    def check_reason(self, data: dict[str, Any], **_: Any) -> None:
        if "happened" not in data or data["happened"] == (data.get("missed") is None):
            return
        right = "Leave this out: the session took place." if data["happened"] else "Say why."
        raise ValidationError({"missed": [right]})


class ViewsSchema(Schema):
    """What somebody of the family said, as staff heard it."""

    speaker = fields.Enum(Speaker, by_value=True, required=True)
    person_id = fields.UUID(allow_none=True, load_default=None)
    gathered = fields.Enum(
        Gathered, by_value=True, required=True, validate=validate.OneOf(OF_STAFF)
    )
    stance = fields.Enum(Stance, by_value=True, allow_none=True, load_default=None)
    said = Text(allow_none=True, load_default=None)
    confidential = fields.Boolean(load_default=False)
    effective_on = PastDay(load_default=today)

    @validates_schema
    def check_readers(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("confidential") and data.get("speaker") is Speaker.PARENT:
            raise ValidationError({"confidential": ["Only a pupil's words can be."]})


class OwnViewsSchema(Schema):
    """What the caller says about the plan that was shared with them, as they have read it."""

    share_id = fields.UUID(required=True)
    stance = fields.Enum(Stance, by_value=True, required=True)
    said = Text(allow_none=True, load_default=None)


class ReadSchema(Schema):
    share_id = fields.UUID(required=True)


class ShareSchema(Schema):
    """review_on: left out, the day that was agreed before stays."""

    review_on = NearDay(allow_none=True, load_default=None)
    say_by = NearDay(allow_none=True, load_default=None)
    effective_on = PastDay(load_default=today)


class ResultSchema(Schema):
    target_id = fields.UUID(required=True)
    result = fields.Enum(Result, by_value=True, required=True)


class ReviewSchema(Schema):
    """effective_on: the day of the review. led_by: the caller, if it is left out."""

    effect = Text(required=True)
    parents_views = Text(allow_none=True, load_default=None)
    pupils_views = Text(allow_none=True, load_default=None)
    led_by = fields.UUID(allow_none=True, load_default=None)
    results = fields.List(
        fields.Nested(ResultSchema), load_default=list, validate=validate.Length(max=MOST_RESULTS)
    )
    next_review_on = NearDay(required=True)
    effective_on = PastDay(load_default=today)

    @validates_schema
    def check_results(self, data: dict[str, Any], **_: Any) -> None:
        targets = [one["target_id"] for one in data.get("results", []) if "target_id" in one]
        if len(set(targets)) < len(targets):
            raise ValidationError({"results": ["Name each target once."]})


class ClosingSchema(Schema):
    """effective_on: the first day without SEN Support."""

    reason = Text(required=True)
    evidence = Text(required=True)
    parents_told_on = PastDay(required=True)
    effective_on = PastDay(load_default=today)


class ReasonSchema(Schema):
    reason = Text(required=True)


class SchoolQuery(PageSchema):
    """Which school's plans, and in which state."""

    school_id = fields.UUID(required=True)
    status = fields.String(load_default="open", validate=validate.OneOf([*STATUSES, "all"]))


class PupilQuery(PageSchema):
    """What the list must have seen."""

    class Meta:
        fields = ("after",)
