"""A plan as a page shows it: its parts put together, and what each kind of person sees of them.

`shared.http.reading` leaves out each text that is not for the viewer's audience; here goes what
would show that there was one, and what is the word of somebody else in the family.
"""

from collections import Counter
from typing import Any, Final
from uuid import UUID

from shared.access.grants import FAMILY, Role
from shared.commits import Document
from shared.documents import is_sealed
from shared.personal import Audience

from .domain.terms import EntryKind, Speaker

MOST_SESSIONS_SHOWN: Final = 100
STRIKEABLE: Final = ("targets", "provision", "sessions", "views", "reviews")
# What a share hands over: kind, the list that it is in, the field of its id.
IN_SHARES: Final = (
    (EntryKind.NOTE, "notes", "note_id"),
    (EntryKind.TARGET, "targets", "target_id"),
    (EntryKind.PROVISION, "provision", "provision_id"),
)


def _stand(entries: list[Document]) -> list[Document]:
    return [one for one in entries if one["struck_out"] is None]


def _by_day(entries: list[Document], *, latest_first: bool = False) -> list[Document]:
    """What is told late comes where its day belongs."""
    return sorted(entries, key=lambda one: (one["on"], one["at"]), reverse=latest_first)


def in_list(plan: Document) -> Document:
    """A plan's line in a list: no text, and how many targets stand."""
    names = ("pupil_id", "status", "since", "primary_need", "secondary_need", "review_on")
    more = ("shared_on", "closed_on", "version")
    shown = {name: plan[name] for name in (*names, *more)}
    return {"plan_id": plan["_id"], **shown, "targets": len(_stand(plan["targets"]))}


def put_together(plan: Document) -> Document:
    """Measures and results within their targets, sessions counted by provision; the last 100."""
    reviewed = {one["review_id"] for one in _stand(plan["reviews"])}
    results = _by_day([one for one in plan["results"] if one["review_id"] in reviewed])
    return {
        **plan,
        "targets": [_target(one, plan["measures"], results) for one in plan["targets"]],
        "provision": [_provision(one, plan) for one in plan["provision"]],
        "sessions": _by_day(plan["sessions"], latest_first=True)[:MOST_SESSIONS_SHOWN],
        "views": [_view(one) for one in _by_day(plan["views"])],
        "reviews": _by_day(plan["reviews"]),
        "share": plan["shares"][-1] if plan["shares"] else None,
        "note": next(reversed(_stand(plan["notes"])), None),
        "review_notified": plan["review_on"] in plan["noticed"],
        "closing": next(reversed(_stand(plan["closings"])), None),
        "taken_out": [],
    }


def _target(target: Document, measures: list[Document], results: list[Document]) -> Document:
    """now: the measure of the latest day, None before the first."""
    its = [one for one in measures if one["target_id"] == target["target_id"]]
    ordered = _by_day(its)
    latest = next(reversed(_stand(ordered)), None)
    return {
        **target,
        "measures": ordered,
        "now": latest["value"] if latest else None,
        "now_on": latest["on"] if latest else None,
        "results": [one for one in results if one["target_id"] == target["target_id"]],
    }


def _provision(provision: Document, plan: Document) -> Document:
    """given: how many took place; missed: reason -> how many did not. ended: None if it goes on."""
    its, ended = (
        [one for one in _stand(plan[name]) if one["provision_id"] == provision["provision_id"]]
        for name in ("sessions", "endings")
    )
    missed = Counter(one["missed"] for one in its if one["missed"] is not None)
    given = len(its) - missed.total()
    return {
        **provision,
        "given": given,
        "missed": dict(sorted(missed.items())),
        "ended": ended[-1] if ended else None,
    }


def _view(view: Document) -> Document:
    """confidential: told by the seal, since words that were opened no longer say for whom."""
    said = view["said"]
    sealed_for = Audience(said["audience"]) if is_sealed(said) else None
    return {**view, "confidential": sealed_for is Audience.CONFIDENTIAL}


def seen_by(plan: Document, role: Role, viewer_id: UUID) -> Document:
    """A plan that was put together and opened, as this person may see it in this role."""
    readable = {**plan, "views": [one for one in plan["views"] if "said" in one]}
    return _for_family(readable, viewer_id) if role in FAMILY else readable


def _for_family(plan: Document, viewer_id: UUID) -> Document:
    """What was shared with them, without what was struck out; what happens with it as it happens.

    That something was taken out of what was shared is told, without its text or the reason.
    Parents never read each other's words. The viewer's own and the pupil's stay.
    """
    share = plan["share"]
    stands = {name: _stand(plan[name]) for name in STRIKEABLE}
    provision = _among(stands["provision"], "provision_id", share, "provision_ids")
    own = [one for one in stands["views"] if _own_words(one, viewer_id) or _pupils_words(one)]
    return {
        **plan,
        "targets": [
            {**one, "measures": _stand(one["measures"])}
            for one in _among(stands["targets"], "target_id", share, "target_ids")
        ],
        "provision": provision,
        "endings": [],
        "sessions": _sessions_of(provision, stands["sessions"]),
        "views": own,
        # As staff wrote it down: nobody knows which of the parents it was.
        "reviews": [{**one, "parents_views": None} for one in stands["reviews"]],
        "note": _shared_note(plan["notes"], share),
        "share": {**share, "reads": _own_reads(share, viewer_id)} if share else None,
        "changes_to_share": None,
        "taken_out": _taken_out(plan),
    }


def _among(entries: list[Document], name: str, share: Document | None, ids: str) -> list[Document]:
    return [one for one in entries if share and one[name] in share[ids]]


def _taken_out(plan: Document) -> list[Document]:
    """What stood in any share and was struck out: {kind, at}.

    No words: that a child's were taken out may tell that they were meant for the SENCO alone.
    """
    shares = plan["shares"]
    shown = {share["note_id"] for share in shares}
    shown |= {one for share in shares for one in (*share["target_ids"], *share["provision_ids"])}
    return [
        {"kind": kind.value, "at": one["struck_out"]["at"]}
        for kind, entries, name in IN_SHARES
        for one in plan[entries]
        if one["struck_out"] and one[name] in shown
    ]


def _sessions_of(provision: list[Document], sessions: list[Document]) -> list[Document]:
    shown: set[Any] = {one["provision_id"] for one in provision}
    # A note is for staff; without the field of it nobody sees whether there was one.
    return [{**one, "note": None} for one in sessions if one["provision_id"] in shown]


def _shared_note(notes: list[Document], share: Document | None) -> Document | None:
    wanted = share["note_id"] if share else None
    return next((one for one in _stand(notes) if one["note_id"] == wanted), None)


def _own_reads(share: Document, viewer_id: UUID) -> list[Document]:
    return [one for one in share["reads"] if one["by"] == viewer_id]


def _own_words(views: Document, viewer_id: UUID) -> bool:
    author: UUID | None = views["person_id"]
    return author == viewer_id


def _pupils_words(views: Document) -> bool:
    return Speaker(views["speaker"]) is not Speaker.PARENT
