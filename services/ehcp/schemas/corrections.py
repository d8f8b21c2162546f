"""What an entry should have said, or that it never happened."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from shared.personal import Audience

from .base import Said
from .parts import PARTS


class SayingSchema(Schema):
    """What the entry `corrects` should have said, in full, or that it never happened."""

    corrects = fields.UUID(required=True)
    reason = Said(required=True)
    never_happened = fields.Boolean(load_default=False)

    @validates_schema
    def check_parts(self, data: dict[str, Any], **_: Any) -> None:
        given = [name for name in PARTS if name in data]
        if len(given) + data["never_happened"] != 1:
            told = f"Give exactly one of {', '.join(PARTS)}, or never_happened."
            raise ValidationError(told, given[1] if len(given) > 1 else "corrects")


# One field for each of the parts: `receipt`, `decision` and so on, as they are recorded.
CorrectionSchema = SayingSchema.from_dict(
    {name: fields.Nested(part.schema) for name, part in PARTS.items()}, name="CorrectionSchema"
)


class StrikeOutSchema(Schema):
    """replaced_by: the case of the right pupil."""

    reason = Said(Audience.STAFF, required=True)
    replaced_by = fields.UUID(allow_none=True, load_default=None)
