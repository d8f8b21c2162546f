"""How a person's name is said, from a document whose texts are opened."""

from collections.abc import Mapping
from typing import Any, Final

from shared.commits import Document
from shared.sealing import ERASED

NAME_FIELDS: Final = (
    "title",
    "forename",
    "surname",
    "legal_forename",
    "legal_surname",
    "preferred_forename",
    "preferred_surname",
)


def names_only(person: Document) -> Document:
    """A person's document with its id and names, so that nothing else is opened with them."""
    return {
        name: value for name, value in person.items() if name in ("_id", "erased", *NAME_FIELDS)
    }


def pupil_name(pupil: Document) -> dict[str, Any]:
    """{name, title, forename, surname, erased}: what a pupil is called, else the legal name."""
    forename = pupil.get("preferred_forename") or pupil.get("legal_forename")
    surname = pupil.get("preferred_surname") or pupil.get("legal_surname")
    if pupil.get("erased") or ERASED in (forename, surname):
        return _erased()
    return _named(f"{forename} {surname}", None, forename, surname)


def initials(name: Mapping[str, Any]) -> str:
    """ "L.M." of what a person is called; empty once it is erased."""
    parts = (name["forename"], name["surname"])
    return "".join(f"{part.strip()[:1].upper()}." for part in parts if part and part.strip())


def staff_name(staff: Document) -> dict[str, Any]:
    """The same for a member of staff: "Ms Okafor", or "Ada Okafor" where no title is known."""
    title, forename, surname = (staff.get(name) for name in ("title", "forename", "surname"))
    if ERASED in (forename, surname):
        return _erased()
    return _named(f"{title or forename} {surname}", title, forename, surname)


def guardian_name(guardian: Document) -> dict[str, Any]:
    """The same for a guardian: "Ada Okafor", or "Ms Okafor" where no forename is known."""
    title, forename, surname = (guardian.get(name) for name in ("title", "forename", "surname"))
    if ERASED in (forename, surname):
        return _erased()
    said = " ".join(part for part in (forename or title, surname) if part)
    return _named(said, title, forename, surname)


def _named(
    name: str, title: str | None, forename: str | None, surname: str | None
) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "forename": forename,
        "surname": surname,
        "erased": False,
    }


def _erased() -> dict[str, Any]:
    return {**_named(ERASED, None, None, None), "erased": True}
