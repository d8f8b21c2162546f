"""All that happened about a pupil, in order; one entry of it, and where it is put right."""

from typing import Final
from uuid import UUID

from flask import Blueprint, render_template, request

from services.portal.clients import NotThere, clients, part
from services.portal.clients.reporting import HistoryEvent
from services.portal.correcting import ways, why_none
from services.portal.naming import names_of
from services.portal.pages.pupils import READERS, header, school_name, timeline
from services.portal.signed_in import for_roles, me
from services.portal.words.history import event as said
from shared.access.grants import Role

histories = Blueprint("history", __name__, url_prefix="/pupils/<uuid:pupil_id>/history")

PER_QUESTION: Final = 100
# More than any child's record has; past it the entry counts as not there.
MOST_QUESTIONS: Final = 20


@histories.get("")
@for_roles(*READERS)
def shown(pupil_id: UUID) -> str:
    """The entry recorded last first."""
    pupil = header(pupil_id)
    cursor = request.args.get("cursor")
    found = part(lambda: clients().reporting.history(pupil_id, cursor=cursor))
    events = found.then(lambda page: page.events)
    names = names_of(*(one.by.person_id for one in events.or_else([])))
    return render_template(
        "pupils/history.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        entries=events.then(lambda some: timeline(some, names, f"/pupils/{pupil_id}/history")),
        following=None if found.down else found.value.following,
    )


@histories.get("/<uuid:event_id>")
@for_roles(*READERS)
def one(pupil_id: UUID, event_id: UUID) -> str:
    """One entry with what may be done about it."""
    pupil = header(pupil_id)
    found = part(lambda: sought(pupil_id, event_id))
    names = names_of(*([] if found.down else [found.value.by.person_id]))
    works = me().role is Role.SENCO
    return render_template(
        "pupils/entry.html",
        pupil=pupil,
        school=school_name(pupil.school_id),
        entry=found.then(lambda event: timeline([event], names)[0]),
        said=found.then(lambda event: said(event.type)).or_else("An entry of the history"),
        ways=found.then(lambda event: ways(event, pupil_id)).or_else([]) if works else [],
        why_none=found.then(why_none).or_else(""),
        works=works,
    )


def sought(pupil_id: UUID, event_id: UUID) -> HistoryEvent:
    """Raises NotThere, Down."""
    cursor: str | None = None
    for _ in range(MOST_QUESTIONS):
        page = clients().reporting.history(pupil_id, cursor=cursor, limit=PER_QUESTION)
        for event in page.events:
            if event.event_id == event_id:
                return event
        cursor = page.following
        if cursor is None:
            break
    raise NotThere
