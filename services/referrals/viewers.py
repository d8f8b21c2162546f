"""What each kind of person may raise, and sees of a concern whose texts were opened for them.

`shared.http.reading` has left out each text that is not for the viewer's audience; here goes what
would show that there was one, and what is the word of somebody else in the family.
"""

from uuid import UUID

from shared.access.grants import Role
from shared.commits import Document
from shared.errors import Invalid

from .domain.terms import Source, Speaker

FAMILY = frozenset({Role.PARENT, Role.YOUNG_PERSON})
OWN_SOURCE = {Role.PARENT: Source.PARENT, Role.YOUNG_PERSON: Source.YOUNG_PERSON}
NO_NEED = {"need": None, "secondary_need": None}
NOTE = "author-note-added"
VIEW = "family-consulted"


def source_of(role: Role, told: Source | None) -> Source:
    """Whose concern it is, as far as the author's role says so.

    A family raises its own; staff may also write down somebody else's. Raises Invalid.
    """
    own = OWN_SOURCE.get(role, Source.STAFF)
    if role in OWN_SOURCE and told not in (None, own):
        raise Invalid({"source": [f"Leave this out, or send {own.value}."]})
    return told or own


def other_author(role: Role, caller_id: UUID, told: UUID | None) -> UUID | None:
    """For whom staff write a concern down; None where it is the caller's own. Raises Invalid."""
    if told in (None, caller_id):
        return None
    if role in OWN_SOURCE:
        raise Invalid({"author_id": ["Leave this out: the concern is yours."]})
    return told


def in_list(concern: Document, role: Role) -> Document:
    """A concern's line in a list: a teacher sees no need code."""
    return {**concern, **NO_NEED} if role is Role.TEACHER else concern


def seen_by(concern: Document, role: Role, viewer_id: UUID) -> Document:
    """The concern as this person may see it, in this role, without a visible gap."""
    if role in FAMILY:
        return _for_family(concern, viewer_id)
    if role is Role.TEACHER:
        return _for_author(concern, viewer_id)
    return {**concern, "entries": _readable(concern)}


def _readable(concern: Document) -> list[Document]:
    return [one for one in concern["entries"] if "text" in one]


def _for_author(concern: Document, viewer_id: UUID) -> Document:
    """A teacher sees what she wrote and what came of it; no need code, nothing of the family's."""
    own = [one for one in _readable(concern) if one["by"] == viewer_id]
    return {
        **concern,
        "entries": own,
        "set_aside": {},
        **NO_NEED,
        "decision": _without_needs(concern["decision"]),
        "history": [],
    }


def _without_needs(decision: Document | None) -> Document | None:
    return None if decision is None else {**decision, "sen_support": None}


def _for_family(concern: Document, viewer_id: UUID) -> Document:
    """Parents never read each other's words. The viewer's own and the pupil's stay."""
    anothers = concern["source"] == Source.PARENT.value and concern["raised_by"] != viewer_id
    hidden: Document = {"noticed": None, "tried": []} if anothers else {}
    entries = [
        one for one in _readable(concern) if _own_words(one, viewer_id) or _pupils_words(one)
    ]
    return {
        **concern,
        **hidden,
        "family_said": None,  # as staff wrote it down: nobody knows which of the parents it was
        "not_talked_because": None,
        "entries": entries,
        "set_aside": {},
    }


def _own_words(entry: Document, viewer_id: UUID) -> bool:
    author: UUID | None = entry["person_id"] if entry["type"] == VIEW else entry["by"]
    return entry["type"] in (VIEW, NOTE) and author == viewer_id


def _pupils_words(entry: Document) -> bool:
    return entry["type"] == VIEW and Speaker(entry["speaker"]) is not Speaker.PARENT
