"""What lists are asked with."""

from typing import Final

from marshmallow import Schema, fields, validate

from shared.http.fields import PageSchema

MOST_DEADLINES: Final = 1_000


class SchoolQuery(PageSchema):
    """Which school, and whether also the cases that are over."""

    school_id = fields.UUID(required=True)
    open = fields.Boolean(load_default=True)


class DeadlinesQuery(Schema):
    """Which school. The nearest dates, `limit` of them; `after`: what must be seen."""

    school_id = fields.UUID(required=True)
    limit = fields.Integer(
        load_default=MOST_DEADLINES, validate=validate.Range(min=1, max=MOST_DEADLINES)
    )
    after = fields.String(validate=validate.Regexp(r"ehccase-[0-9a-f-]{36}@[0-9]{1,10}\Z"))
