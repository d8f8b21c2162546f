"""HTTP in: the facts that are missing, the imports of lists, and what one would do."""

import base64
from typing import Any, Final

from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from shared.access.grants import TRUST, Target
from shared.calendar import utc_now
from shared.errors import Invalid
from shared.http.asking import permission, platform
from shared.http.waiting import behind_header, wait_until_seen

from .access import school_of_query, store
from .migration.asking import missing_of_school
from .migration.cases_file import read_cases
from .migration.found import BadFinding, read_finding
from .migration.journal import latest_migrations
from .migration.missing import Ask, Fact
from .migration.run import Cases, preview
from .projections.cases import CASES
from .schemas.base import today
from .schemas.queries import DeadlinesQuery
from .shown import ShownAuthoritySchema

MOST_CHARACTERS: Final = 900_000
Body = dict[str, Any]
Reply = tuple[Body, int, Body]

blp = Blueprint("migration", __name__, description="Running cases that come from a trust's list")


class MissingRowSchema(Schema):
    """A question about a case. ask: who knows it; said: in words; why: what depends on it."""

    case_id = fields.UUID(required=True)
    pupil_id = fields.UUID(required=True)
    authority = fields.Nested(ShownAuthoritySchema, required=True)
    fact = fields.String(required=True, validate=validate.OneOf([one.value for one in Fact]))
    ask = fields.String(required=True, validate=validate.OneOf([one.value for one in Ask]))
    said = fields.String(required=True)
    why = fields.String(required=True)


class MissingSchema(Schema):
    """The most urgent first. taken_over: how many of the school's cases came from a list."""

    missing = fields.List(fields.Nested(MissingRowSchema), required=True)
    more = fields.Boolean(required=True)
    taken_over = fields.Integer(required=True)
    last_on = fields.Date(required=True, allow_none=True)


class MigrationSchema(Schema):
    """An import in numbers. new, changed, unchanged: cases; the others by code or type."""

    migration_id = fields.UUID(required=True, attribute="_id")
    started_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    state = fields.String(required=True)
    rows = fields.Integer()
    new = fields.Integer()
    changed = fields.Integer()
    unchanged = fields.Integer()
    vanished = fields.Integer()
    events = fields.Dict(keys=fields.String(), values=fields.Integer())
    refused = fields.Dict(keys=fields.String(), values=fields.Integer())
    notices = fields.Dict(keys=fields.String(), values=fields.Integer())


class MigrationsSchema(Schema):
    migrations = fields.List(fields.Nested(MigrationSchema), required=True)


class PreviewAskedSchema(Schema):
    """content: the list's bytes in base64. finding: what directory found, as it was written."""

    content = fields.String(required=True, validate=validate.Length(max=MOST_CHARACTERS))
    finding = fields.Dict(required=True)


class PreviewSchema(Schema):
    """What an import would do: counts, each row's events by its line, and what is refused."""

    rows = fields.Integer(required=True)
    new = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    events = fields.Dict(required=True, keys=fields.String(), values=fields.Integer())
    schools = fields.List(fields.Dict(), required=True)
    cases = fields.List(fields.Dict(), required=True)
    refused = fields.List(fields.Dict(), required=True)
    notices = fields.List(fields.Dict(), required=True)
    vanished = fields.List(fields.UUID(), required=True)


def the_trust(*_: Any, **__: Any) -> Target:
    return TRUST


@blp.get("/cases/missing")
@blp.arguments(DeadlinesQuery, location="query")
@blp.response(200, MissingSchema)
@permission("ehc.list", on=school_of_query)
def missing(query: Body) -> Reply:
    """What is to be asked about a school's cases, since a date depends on it."""
    views = platform().views
    wait_until_seen(views, CASES.name, query.get("after"))
    found = missing_of_school(views, query["school_id"], today(), limit=query["limit"])
    body = {
        "missing": found.rows,
        "more": found.more,
        "taken_over": found.taken_over,
        "last_on": found.last_on,
    }
    return body, 200, behind_header()


@blp.get("/migrations")
@blp.response(200, MigrationsSchema)
@permission("import.run", on=the_trust)
def migrations() -> Body:
    """The last 50 imports of lists in numbers, latest first."""
    return {"migrations": latest_migrations(platform().main)}


@blp.post("/migrations/preview")
@blp.arguments(PreviewAskedSchema)
@blp.response(200, PreviewSchema)
@permission("import.run", on=the_trust)
def preview_migration(body: Body) -> Body:
    """What an import of a list would do. Nothing is appended, and no text is opened."""
    file = read_cases(_bytes_of(body["content"]), today=today())
    try:
        finding = read_finding(body["finding"])
        cases = Cases(store=store(), views=platform().views)
        return preview(cases, file, finding, now=utc_now()).as_json()
    except BadFinding as problem:
        raise Invalid({"finding": [str(problem)]}) from None


def _bytes_of(content: str) -> bytes:
    """Raises Invalid."""
    try:
        return base64.b64decode(content, validate=True)
    except ValueError:  # binascii.Error is one; letters beyond ASCII raise it plain
        raise Invalid({"content": ["Send the file's bytes in base64."]}) from None
