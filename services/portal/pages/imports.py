"""What was brought in from other systems: what came of it, and why rows were refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, render_template

from services.portal.clients import clients, part
from services.portal.clients.imports import Import
from services.portal.signed_in import for_roles
from services.portal.words.counts import count
from shared.access.grants import Role

imports = Blueprint("imports", __name__, url_prefix="/imports")

ENDS: Final = {
    "done": "Done",
    "running": "Running, or broken off: running it again is safe",
    "failed": "Failed: running it again is safe",
}
CAPITALS: Final = {word: word.upper() for word in ("la", "laestab", "upn", "urn")}
NOTHING: Final = "Nothing new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One import as the page draws it. brought, refused, notices: in words; "" for none."""

    one: Import
    ended: str
    brought: str
    refused: str
    notices: str
    gone: str


@imports.get("")
@for_roles(Role.TRUST_LEAD, Role.OPS)
def shown() -> str:
    of_the_mis = part(clients().imports.of_the_mis)
    of_cases = part(clients().imports.of_cases)
    return render_template(
        "trust/imports.html",
        of_the_mis=of_the_mis.then(lambda some: [card(one, rows(one)) for one in some]),
        of_cases=of_cases.then(lambda some: [card(one, cases(one)) for one in some]),
    )


def card(one: Import, brought: str) -> Card:
    whole = one.complete or one.state != "done"
    return Card(
        one=one,
        ended=ENDS.get(one.state, "Not known") if whole else "Done, but a file was missing",
        brought=brought if one.state == "done" else "",
        refused=reasons(one.refused),
        notices=reasons(one.notices),
        gone=f"{one.gone:,}" if one.gone else "",
    )


def rows(one: Import) -> str:
    """Of the MIS: "Rows taken: 412 pupil, 30 school"."""
    some = [f"{number:,} {kind}" for kind, number in sorted(one.accepted.items()) if number]
    return f"Rows taken: {', '.join(some)}" if some else NOTHING


def cases(one: Import) -> str:
    """Of a list: "3 new cases, 1 changed, 12 as they were"."""
    told = [
        (one.new, count(one.new, "new case")),
        (one.changed, f"{one.changed:,} changed"),
        (one.unchanged, f"{one.unchanged:,} as before"),
    ]
    said = [text for number, text in told if number]
    return ", ".join(said) or NOTHING


def reasons(numbers: Mapping[str, int]) -> str:
    """ "Missing value (2), unknown school (1)": the most frequent first."""
    ordered = sorted(numbers.items(), key=lambda one: (-one[1], one[0]))
    said = ", ".join(f"{in_words(code)} ({number:,})" for code, number in ordered)
    return said[:1].upper() + said[1:]


def in_words(code: str) -> str:
    """ "temporary-upn": "temporary UPN"."""
    return " ".join(CAPITALS.get(word, word) for word in code.split("-"))
