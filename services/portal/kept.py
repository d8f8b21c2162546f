"""What somebody typed when their session ended: kept sealed for 24 hours, for them alone.

A POST that could not be taken is kept under the person whose session it was; when that person
next opens the form's address, the form comes back filled.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from flask import Flask, Response, current_app, g, request
from pymongo.errors import PyMongoError
from werkzeug.datastructures import MultiDict

from .clock import now
from .drafts import Drafts
from .sessions import current

NAME: Final = "waymark.kept"
KEEP: Final = timedelta(hours=24)
KIND: Final = "typed"
NEVER: Final = ("csrf_token",)
# What a form carries unseen: with nothing beside it, nobody typed anything.
UNSEEN: Final = ("idempotency_key", "seen", "marks", "shown", "back")
# One for each person and address: a second try takes the place of the first.
PLACES: Final = UUID("5e1c4b0e-6a2b-4bb5-8f39-1d5c0a0c7f11")
WITHOUT: Final = ("/sign-in", "/sign-out", "/account")


def install(app: Flask, drafts: Drafts) -> None:
    """Fill forms again, and forget what was kept once it was sent."""
    app.extensions[NAME] = drafts

    @app.context_processor
    def say_so() -> dict[str, object]:
        return {"typed_before": g.get("typed_before") is not None, "form_address": address()}

    @app.after_request
    def forget(response: Response) -> Response:
        sent = request.method == "POST" and response.status_code in (302, 303)
        if sent and g.get("person") and not request.path.startswith(WITHOUT):
            let_go(g.person.person_id, address())
        return response


def kept() -> Drafts:
    found: Drafts = current_app.extensions[NAME]
    return found


def place(person_id: UUID, at: str) -> UUID:
    return uuid5(PLACES, f"{person_id}{at}")


def address() -> str:
    """Of the form that this request is about: a pupil may have two cases, each with its own."""
    case_id = request.args.get("case", type=UUID)
    return f"{request.path}?case={case_id}" if case_id else request.path


def keep() -> bool:
    """Keep what this request brought. False where nobody knows whose it is, or nothing came."""
    person = g.get("person")
    person_id = person.person_id if person else current().ended_for
    if person_id is None or request.path.startswith(WITHOUT):
        return False
    came = typed()
    if not came:
        return False
    values = {"path": address(), "typed": came}
    try:
        kept().save(place(person_id, address()), person_id, values, now())
    except PyMongoError:
        return False
    return True


def typed() -> list[list[str]]:
    """What this request brought of a form; [] where nobody typed anything.

    An address that cannot be opened has no form: it takes the press of a button from elsewhere.
    """
    rule = request.url_rule
    if rule is None or "GET" not in (rule.methods or ()):
        return []
    came = [[name, value] for name, value in request.form.items(multi=True) if name not in NEVER]
    return came if any(name not in UNSEEN for name, _ in came) else []


def typed_before() -> "MultiDict[str, str] | None":
    """What was kept for whoever is signed in, of a form at this address."""
    person = g.get("person")
    if person is None or request.method != "GET":
        return None
    if "typed_before" not in g:
        found = kept().find(place(person.person_id, address()), person.person_id, now())
        g.typed_before = fields(found.values) if found else None
    before: MultiDict[str, str] | None = g.typed_before
    return before


def fields(values: Mapping[str, Any]) -> "MultiDict[str, str]":
    return MultiDict([(name, value) for name, value in values["typed"]])


def offered_to(person_id: UUID) -> str | None:
    """Where the form is whose text was kept for somebody who now signs in.

    Once: who leaves it is not led there again, and finds it in the form for the rest of the day.
    """
    waiting = [one for one in kept().of(person_id, now()) if not one.values.get("offered")]
    if not waiting:
        return None
    kept().save(waiting[0].draft_id, person_id, {**waiting[0].values, "offered": True}, now())
    return str(waiting[0].values["path"])


def let_go(person_id: UUID, at: str) -> None:
    """Forget what was kept of the form at an address: its writer sent it, or does not want it."""
    kept().remove(place(person_id, at), person_id)
