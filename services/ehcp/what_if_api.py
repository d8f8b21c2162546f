"""What if a day were another one: a rehearsal that shows what moves. Nothing is ever written."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid5

from flask import g
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError, fields, validate

from shared.commits import Document
from shared.errors import Invalid
from shared.http.asking import permission
from shared.personal import Personal, Typed, map_personal, typed_text
from shared.rulebook.reading import BOOK

from .access import on_case, store
from .domain.commands import Told
from .domain.deadlines import Deadline, status_on
from .domain.imagining import Moved, imagine, what_if
from .domain.stage import stage
from .handlers import read_case
from .in_words import in_words
from .schemas.base import imagined_days, today
from .schemas.parts import PARTS
from .shown import ExplanationSchema

MOST_IMAGINED: Final = 20

blp = Blueprint("what_if", __name__, url_prefix="/cases", description="Rehearsals")


class ImaginedSchema(Schema):
    """part, told: as it would be recorded, its days also ahead. corrects: what it replaces.

    entry_id: by which a later one can name it.
    """

    part = fields.String(required=True, validate=validate.OneOf(sorted(PARTS)))
    told = fields.Dict(keys=fields.String(), required=True)
    corrects = fields.UUID(allow_none=True, load_default=None)
    entry_id = fields.UUID(allow_none=True, load_default=None)


class WhatIfSchema(Schema):
    imagine = fields.List(
        fields.Nested(ImaginedSchema),
        load_default=list,
        validate=validate.Length(max=MOST_IMAGINED),
    )


class AsOfSchema(Schema):
    """A deadline, as it is or as it would be."""

    status = fields.String(required=True)
    start_on = fields.Date(allow_none=True)
    due_on = fields.Date(allow_none=True)
    last_working_day_on = fields.Date(allow_none=True)
    provisional = fields.Boolean(required=True)
    done_on = fields.Date(allow_none=True)
    explanation = fields.Nested(ExplanationSchema, allow_none=True)


class MovedSchema(Schema):
    """days: by how many it would be later; below 0, earlier."""

    rule = fields.String(required=True)
    about = fields.UUID(allow_none=True)
    title = fields.String(required=True)
    source = fields.String(required=True)
    responsible = fields.String(required=True)
    moves = fields.Boolean(required=True)
    days = fields.Integer(allow_none=True)
    was = fields.Nested(AsOfSchema, allow_none=True)
    would_be = fields.Nested(AsOfSchema, allow_none=True)


class RehearsalSchema(Schema):
    stage = fields.String(required=True)
    stage_would_be = fields.String(required=True)
    deadlines = fields.List(fields.Nested(MovedSchema), required=True)


@blp.post("/<uuid:case_id>/what-if")
@blp.arguments(WhatIfSchema)
@blp.response(200, RehearsalSchema)
@permission("ehc.read", on=on_case)
def rehearse(body: dict[str, Any], case_id: UUID) -> Document:
    """What would move if all this were told. Nothing is saved."""
    case = read_case(store(), case_id)
    commands = list(_commands(body["imagine"], case_id))
    now = today()
    return {
        "stage": stage(case).value,
        "stage_would_be": stage(imagine(case, commands)).value,
        "deadlines": [moved(one, now) for one in what_if(case, commands)],
    }


def _commands(imagined: Sequence[Mapping[str, Any]], case_id: UUID) -> Iterator[Told]:
    """Raises Invalid, which names the field of the item that is wrong."""
    for n, one in enumerate(imagined):
        part = PARTS[one["part"]]
        try:
            with imagined_days():
                told = part.schema().load(one["told"])
        except ValidationError as error:
            raise Invalid(dict(_named(f"imagine.{n}.told", error.messages))) from None
        command: Told = part.command(
            case_id=case_id,
            by=g.caller.person_id,
            today=today(),
            entry_id=one["entry_id"] or uuid5(case_id, f"imagined/{n}"),
            corrects=one["corrects"],
            **told,
        )
        yield map_personal(command, _about_pupil)


def _about_pupil(_: str, text: Personal) -> Personal:
    about: UUID = g.target.pupil_id
    return Typed(subject=about, audience=text.audience, text=typed_text(text))


def _named(path: str, messages: Any) -> Iterator[tuple[str, list[str]]]:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _named(path if name == "_schema" else f"{path}.{name}", inner)
    else:
        yield path, [str(one) for one in messages]


def moved(one: Moved, now: date) -> Document:
    """A deadline as it is and as it would be on a day, in the shape of `MovedSchema`."""
    deadline = one.either
    rule = deadline.limit.rule if deadline.limit else BOOK.latest(deadline.rule)
    return {
        "rule": rule.id,
        "about": deadline.about,
        "title": rule.title,
        "source": rule.source,
        "responsible": rule.responsible.value,
        "moves": one.moves,
        "days": one.days,
        "was": _as_of(one.was, now),
        "would_be": _as_of(one.would_be, now),
    }


def _as_of(deadline: Deadline | None, now: date) -> Document | None:
    if deadline is None:
        return None
    limit = deadline.limit
    return {
        "status": status_on(deadline, now).value,
        "start_on": limit.start_on if limit else None,
        "due_on": limit.due_on if limit else None,
        "last_working_day_on": limit.last_working_day_on if limit else None,
        "provisional": limit.provisional if limit else False,
        "done_on": deadline.done_on,
        "explanation": in_words(deadline),
    }
