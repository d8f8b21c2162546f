"""A concern from the first word to its decision: the stream of `referrals`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from services.directory.demo_trust.chance import Chance

from .told import Line, an_id, chance_of, for_family, for_staff
from .trust import Pupil
from .words import area_of, words_about, words_for_all

# How many school days a school took from a concern to a decision.
QUICKEST, SLOWEST = 14, 34
OPEN_FOR: Final = 55
ENDINGS: Final = {"not-send": 5, "watch-and-review": 3, "signpost": 1, "open": 3}
SOURCES: Final = {"staff": 70, "parent": 18, "health-professional": 6, "previous-school": 6}
MONTHS_TO_LOOK_AGAIN: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A concern under its ids. decided_on: None while nothing is decided."""

    line: Line
    referral_id: UUID
    decision_id: UUID
    decided_on: date | None


@dataclass(slots=True, kw_only=True)
class _Looking:
    """One concern as it is written down. need: what it is about; None where there is none."""

    pupil: Pupil
    line: Line
    chance: Chance
    need: str | None

    def says(self, name: str) -> Any:
        return self.chance.one_of(words_about(self.need)[name])


def of_support(pupil: Pupil, since: date) -> Concern:
    """The concern that ended in SEN Support from a day on."""
    days, chance = pupil.school.days, chance_of(pupil, "concern")
    decided_on = days.on_or_before(since)
    if decided_on < pupil.entered_on:
        decided_on = days.on_or_after(pupil.entered_on)
    earliest = max(pupil.entered_on, decided_on - timedelta(days=90))
    before = days.between(earliest, decided_on)
    took = chance.between(QUICKEST, SLOWEST)
    raised_on = before[-took] if len(before) >= took else (before or [decided_on])[0]
    looking, concern = _begun(pupil, chance, raised_on, decided_on, pupil.needs[0])
    _look_into(looking, raised_on, decided_on)
    finding = {
        "outcome": "sen-support",
        "primary_need": pupil.needs[0],
        "secondary_need": pupil.second_need,
    }
    looking.line.tell(
        "decide-referral",
        by=pupil.school.senco(decided_on),
        decision_id=concern.decision_id,
        finding=finding,
        reasons=for_family(chance.one_of(words_for_all()["support_reasons"])),
        decided_on=decided_on,
        effective_on=since,
        parents_told_on=decided_on,
    )
    return concern


def of_no_need(pupil: Pupil, today: date) -> Concern:
    """A concern of the last year about a pupil without SEN: decided otherwise, or still open."""
    days, chance = pupil.school.days, chance_of(pupil, "looked-at")
    ending = chance.weighted(ENDINGS)
    if ending == "open":
        raised_on = days.on_or_before(today - timedelta(days=chance.between(0, OPEN_FOR)))
        decided_on = None
    else:
        raised_on = days.on_or_before(today - timedelta(days=chance.between(60, 360)))
        decided_on = days.on_or_before(days.after(raised_on, chance.between(QUICKEST, SLOWEST)))
        decided_on = min(decided_on, days.on_or_before(today))
    raised_on = max(raised_on, days.on_or_after(pupil.entered_on))
    if decided_on is not None:
        decided_on = max(decided_on, raised_on)
    looking, concern = _begun(pupil, chance, raised_on, decided_on, None)
    if decided_on is None:
        _look_into(looking, raised_on, today, most=chance.between(0, 4))
        return concern
    _look_into(looking, raised_on, decided_on)
    looking.line.tell(
        "decide-referral",
        by=pupil.school.senco(decided_on),
        decision_id=concern.decision_id,
        finding=_finding(looking, ending, decided_on),
        reasons=for_family(looking.says("reasons")),
        decided_on=decided_on,
        effective_on=decided_on,
        parents_told_on=decided_on,
    )
    return concern


def _finding(looking: _Looking, ending: str, decided_on: date) -> dict[str, Any]:
    days = looking.pupil.school.days
    again_on = days.on_or_after(decided_on + timedelta(days=30 * MONTHS_TO_LOOK_AGAIN))
    if ending == "watch-and-review":
        return {
            "outcome": ending,
            "owner_id": looking.pupil.school.senco(decided_on),
            "review_on": again_on,
            "looks_at": for_family(looking.says("watch")),
        }
    if ending == "signpost":
        how = for_family(looking.says("signpost"))
        return {"outcome": ending, "to": ["early-help", "school-nurse"], "how": how}
    return {
        "outcome": ending,
        "adjustments": for_family(looking.says("adjustments")),
        "other_support": for_family(looking.says("other_support")),
        "look_again_if": for_family(looking.says("look_again_if")),
        "look_again_on": again_on,
    }


def _begun(
    pupil: Pupil, chance: Chance, raised_on: date, decided_on: date | None, need: str | None
) -> tuple[_Looking, Concern]:
    referral_id = an_id(pupil, "concern", need or "none")
    line = Line(pupil=pupil, common={"referral_id": referral_id})
    looking = _Looking(pupil=pupil, line=line, chance=chance, need=need)
    _raise(looking, raised_on)
    concern = Concern(
        line=line,
        referral_id=referral_id,
        decision_id=an_id(pupil, "decision", need or "none"),
        decided_on=decided_on,
    )
    return looking, concern


def _raise(looking: _Looking, raised_on: date) -> None:
    pupil, chance = looking.pupil, looking.chance
    source = chance.weighted(SOURCES)
    senco = pupil.school.senco(raised_on)
    teachers = pupil.school.staff("Teacher", raised_on) or [senco]
    author, by = senco, senco
    readers: Callable[[str], dict[str, Any]] = for_staff
    if source == "parent" and pupil.parents:
        author, readers = pupil.parents[0], for_family
    elif source in ("parent", "staff"):
        source, author = "staff", chance.one_of(teachers)
        by = author
    what, effect = looking.says("tried")
    looking.line.tell(
        "raise-referral",
        by=by,
        author_id=author,
        pupil_id=pupil.pupil_id,
        source=source,
        areas=[area_of(looking.need)] if looking.need else [],
        noticed=readers(looking.says("noticed")),
        tried=[{"what": readers(what), "weeks": chance.between(3, 10), "effect": readers(effect)}],
        family_said=for_family(looking.says("family")) if source == "staff" else None,
        lawful_basis="consent" if source == "health-professional" else None,
        effective_on=raised_on,
    )


def _look_into(looking: _Looking, raised_on: date, until: date, *, most: int = 5) -> None:
    """Acknowledged, then each step on a day of its own, in order; the first `most` of them."""
    days, chance, pupil = looking.pupil.school.days, looking.chance, looking.pupil
    span = days.between(raised_on, until) or [raised_on]
    answered = span[min(chance.weighted({0: 4, 1: 5, 2: 4, 4: 1}), len(span) - 1)]
    places = sorted(chance.between(0, len(span) - 1) for _ in range(4))
    on = [max(span[place], answered) for place in places]
    senco = pupil.school.senco(answered)
    steps: list[Callable[[], None]] = [
        lambda: looking.line.tell("acknowledge-referral", by=senco, effective_on=answered),
        lambda: _evidence(looking, senco, on[0]),
        lambda: _observation(looking, senco, on[1]),
        lambda: _view(looking, senco, on[2], "parent"),
        lambda: _view(looking, senco, on[3], "pupil"),
    ]
    for step in steps[:most]:
        step()


def _evidence(looking: _Looking, senco: UUID, on: date) -> None:
    looking.line.tell(
        "add-evidence",
        by=senco,
        evidence_id=an_id(looking.pupil, "evidence", looking.need),
        kind=looking.chance.one_of(["attainment", "attainment", "attendance", "behaviour"]),
        text=for_staff(looking.says("evidence")),
        covers_from=on - timedelta(days=90),
        covers_to=on,
        effective_on=on,
    )


def _observation(looking: _Looking, senco: UUID, on: date) -> None:
    looking.line.tell(
        "record-observation",
        by=senco,
        observation_id=an_id(looking.pupil, "observation", looking.need),
        setting=looking.chance.one_of(["lesson", "lesson", "out-of-lessons", "teachers-asked"]),
        seen=for_staff(looking.says("seen")),
        observed_by=senco,
        effective_on=on,
    )


def _view(looking: _Looking, senco: UUID, on: date, speaker: str) -> None:
    parents = looking.pupil.parents
    looking.line.tell(
        "record-view",
        by=senco,
        consultation_id=an_id(looking.pupil, "view", speaker, looking.need),
        speaker=speaker,
        person_id=(parents[0] if parents else None) if speaker == "parent" else None,
        gathered=looking.chance.one_of(["meeting", "phone"] if speaker == "parent" else ["words"]),
        said=for_family(looking.says(speaker)),
        effective_on=on,
    )
