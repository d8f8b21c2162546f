"""What a SENCO gathers before she decides (domain guide 2.2), step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deploy.story.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """records: kind of evidence -> what it says. seen: in a lesson. parent, pupil: their views."""

    records: Mapping[str, str]
    seen: str
    parent: str
    pupil: str


def gather(stage: Stage, referral_id: str, found: Found) -> int:
    """Acknowledge a new concern and do every step. Returns its version."""
    path = f"/referrals/{referral_id}"
    version = _next(stage, f"{path}/acknowledgement", {}, seen=1)
    for kind, text in found.records.items():
        body = {
            "kind": kind,
            "text": text,
            "covers_from": stage.days_ago(80),
            "covers_to": stage.days_ago(15),
        }
        version = _next(stage, f"{path}/evidence", body, seen=version)
    body = {"setting": "lesson", "seen": found.seen, "effective_on": stage.days_ago(12)}
    version = _next(stage, f"{path}/observations", body, seen=version)
    for speaker, gathered, said in (
        ("parent", "meeting", found.parent),
        ("pupil", "drawing", found.pupil),
    ):
        body = {
            "speaker": speaker,
            "gathered": gathered,
            "said": said,
            "effective_on": stage.days_ago(10),
        }
        version = _next(stage, f"{path}/views", body, seen=version)
    return version


def _next(stage: Stage, path: str, body: Mapping[str, Any], *, seen: int) -> int:
    done: dict[str, int] = stage.do("senco", "referrals", path, body, seen=seen)
    return done["version"]
