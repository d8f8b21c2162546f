"""marshmallow fields for what people type: texts with a limit, days, codes, pages of a list."""

import unicodedata
from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from shared.calendar import london_date, utc_now

MOST_CHARACTERS = 4_000
PAGE = 25
MOST_PER_PAGE = 100


class Text(fields.String):
    """A text as a person typed it: trimmed, Unicode NFC, no control characters but line breaks."""

    def __init__(self, *, most: int = MOST_CHARACTERS, least: int = 1, **options: Any) -> None:
        self.most, self.least = most, least
        options.setdefault("metadata", {})
        options["validate"] = validate.Length(min=least, max=most)
        super().__init__(**options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
        if any(unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t" for one in text):
            raise ValidationError("Remove the characters that cannot be seen.")
        if len(text) > self.most:
            raise ValidationError(f"Use {self.most:,} characters or less.")
        if len(text) < self.least:
            raise ValidationError("Enter a text.")
        return text


class PastDay(fields.Date):
    """A day that has come: today in London, or before."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        day: date = super()._deserialize(value, attr, data, **kwargs)
        if day > london_date(utc_now()):
            raise ValidationError("Must be today or in the past.")
        if day.year < 1900:
            raise ValidationError("Must be a day from 1900 on.")
        return day


class PageSchema(Schema):
    """The query of a list: where to go on, how many, and what it must have seen."""

    cursor = fields.String(validate=validate.Length(max=200))
    limit = fields.Integer(load_default=PAGE, validate=validate.Range(min=1, max=MOST_PER_PAGE))
    after = fields.String(validate=validate.Regexp(r"[a-z]+-[0-9a-f-]{36}@\d{1,10}\Z"))


class SaidSchema(Schema):
    """A text about a person as it is shown: "erased" once its key is gone."""

    text = fields.String(required=True)


class KeptDay(fields.Date):
    """A day on its way out: documents keep it as the text "2026-11-22" already."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value if isinstance(value, str) else super()._serialize(value, attr, obj, **kwargs)


class ShownText(fields.String):
    """A text as it was opened for this viewer, or none; "erased" once its key is gone."""

    def __init__(self) -> None:
        super().__init__(allow_none=True)
