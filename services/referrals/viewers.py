"""What each kind of person may raise, and sees of a concern whose texts were opened for them.

`shared.http.reading` has left out each text that is not for the viewer's audience; here goes what
would show that there was one, and what is the word of somebody else in the family.
"""

from itertools import dropwhile
from uuid import UUID

from shared.access.grants import AUDIENCES, FAMILY, Role
from shared.commits import Document
from shared.errors import Invalid
from shared.personal import Audience

from .domain.terms import Outcome, Source, Speaker

OWN_SOURCE = {Role.PARENT: Source.PARENT, Role.YOUNG_PERSON: Source.YOUNG_PERSON}
NO_NEED = {"need": None, "secondary_need": None}
NO_AUTHOR: Document = {"source": None, "raised_by": None, "areas": [], "lawful_basis": None}
NOTE = "author-note-added"
VIEW = "family-consulted"
STRUCK_OUT = "struck-out"


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


def may_know_of(concern: Document, role: Role, viewer_id: UUID) -> bool:
    """Whether a concern is there at all for somebody; its texts are still sealed.

    That there is a confidential one may tell who spoke. Whoever raised it knows of it, whatever
    their role; the family does from a decision for SEN Support on.
    """
    if not _hides_its_author(concern, role, viewer_id):
        return True
    return role in FAMILY and bool(_for_parents(concern["history"]))


def known_to(role: Role, viewer_id: UUID) -> Document:
    """The same as a query, so that what is not there takes no place in a list either."""
    if Audience.CONFIDENTIAL in AUDIENCES[role]:
        return {}
    either: list[Document] = [
        {"noticed.audience": {"$ne": Audience.CONFIDENTIAL.value}},
        {"raised_by": viewer_id},
    ]
    if role in FAMILY:
        either.append({"history.outcome": Outcome.SEN_SUPPORT.value})
    return {"$or": either}


def in_confidence(concern: Document, role: Role, viewer_id: UUID) -> Document:
    """A concern that the viewer may know of, its texts still sealed: of a confidential one, the
    family learns what was decided, and not who told the school."""
    if not _hides_its_author(concern, role, viewer_id):
        return concern
    return {**concern, **NO_AUTHOR, "history": _for_parents(concern["history"])}


def marked(concern: Document) -> Document:
    """Its texts still sealed: words that were opened no longer say for whom they are."""
    entries = [{**one, "confidential": _for_senco_alone(one)} for one in concern["entries"]]
    return {**concern, "entries": entries}


def _for_senco_alone(entry: Document) -> bool:
    return Audience(entry["text"]["audience"]) is Audience.CONFIDENTIAL


def is_confidential(concern: Document) -> bool:
    """Whether that there is this concern is for some alone; its texts are still sealed."""
    return Audience(concern["noticed"]["audience"]) is Audience.CONFIDENTIAL


def _hides_its_author(concern: Document, role: Role, viewer_id: UUID) -> bool:
    hidden = is_confidential(concern) and Audience.CONFIDENTIAL not in AUDIENCES[role]
    return hidden and concern["raised_by"] != viewer_id


def _for_parents(history: list[Document]) -> list[Document]:
    """The decisions of a confidential concern that the family is told: SEN Support, of which it
    must be (Children and Families Act 2014, section 68), and whatever corrects that."""
    return list(dropwhile(lambda one: one["outcome"] != Outcome.SEN_SUPPORT.value, history))


def in_list(concern: Document, role: Role, viewer_id: UUID) -> Document:
    """A concern's line in a list: a teacher sees no need code."""
    row = in_confidence(concern, role, viewer_id)
    return {**row, **NO_NEED} if role is Role.TEACHER else row


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
    """Parents never read each other's words. The viewer's own and the pupil's stay; of what was
    entered in error only what the viewer wrote: it may be another child's, or for the SENCO alone.
    """
    in_error = concern["status"] == STRUCK_OUT
    hides = in_error or concern["source"] == Source.PARENT.value
    anothers = hides and concern["raised_by"] != viewer_id
    for_them = [one for one in concern["tried"] if "what" in one]
    hidden: Document = {"noticed": None, "tried": []} if anothers else {"tried": for_them}
    entries = [
        one
        for one in _readable(concern)
        if (_own_words(one, viewer_id) or _pupils_words(one))
        and (one["by"] == viewer_id or not (in_error or one["struck_out"]))
    ]
    return {
        **concern,
        **hidden,
        "history": [] if in_error else concern["history"],
        "family_said": None,  # as staff wrote it down: nobody knows which of the parents it was
        "not_talked_because": None,
        "entries": entries,
        "set_aside": {},
    }


def as_known_to(role: Role, then: Document, now: Document) -> Document:
    """A concern as it was known on a day, for this role: a family does not read by way of it what
    was found since to be entered in error. now: the same concern as it is known now.
    """
    if role not in FAMILY:
        return then
    if now["status"] == STRUCK_OUT:
        return now
    marked = {one["entry_id"]: one for one in now["entries"]}
    return {**then, "entries": [marked[one["entry_id"]] for one in then["entries"]]}


def _own_words(entry: Document, viewer_id: UUID) -> bool:
    author: UUID | None = entry["person_id"] if entry["type"] == VIEW else entry["by"]
    return entry["type"] in (VIEW, NOTE) and author == viewer_id


def _pupils_words(entry: Document) -> bool:
    return entry["type"] == VIEW and Speaker(entry["speaker"]) is not Speaker.PARENT
