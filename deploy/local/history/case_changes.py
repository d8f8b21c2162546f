"""What else becomes of a plan: an appeal, a new assessment, a move to another council, its end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from .case_writing import CaseWriting
from .councils import COUNCILS, council
from .school_days import weekday
from .told import for_family

# Of a hundred plans.
LIVES: Final = {
    "usual": 68,
    "appeal": 9,
    "re-assessment": 8,
    "moving": 4,
    "moved": 5,
    "ceasing": 6,
}
APPEALED: Final = 0.4  # of the refusals to assess
LATE: Final = 0.25
PLAN_ENDS_AFTER: Final = timedelta(days=300)


def happen(writing: CaseWriting, final: date) -> date | None:
    """What happens to a plan beside its reviews. Returns after which day it has no more of them."""
    life = writing.chance.weighted(LIVES)
    ways: dict[str, Callable[[CaseWriting, date], date | None]] = {
        "appeal": _appeal_contents,
        "re-assessment": _assess_again,
        "moving": _move,
        "moved": _have_moved,
        "ceasing": _end,
    }
    return ways[life](writing, final) if life in ways else None


def _appeal_contents(writing: CaseWriting, final: date) -> None:
    """Against what the plan says: open for most of a year, then decided or withdrawn."""
    appealed = _mediate_and_appeal(writing, "final", final)
    over = weekday(appealed + timedelta(days=writing.chance.between(180, 330)))
    appeal_id = writing.id("appeal")
    if writing.chance.happens(0.3):
        writing.step(
            over,
            "record-withdrawal",
            entry_id=writing.id("withdrawal"),
            appeal_id=appeal_id,
            withdrawn_on=over,
        )
        return
    writing.step(
        over,
        "record-order",
        entry_id=writing.id("order"),
        appeal_id=appeal_id,
        remedy="amend",
        ordered_on=over,
    )
    issued = weekday(over + timedelta(days=writing.chance.between(20, 50)))
    plan_id = writing.id("amended-by-order")
    writing.step(issued, "record-amended-plan", entry_id=plan_id, issued_on=issued, sent_on=issued)


def appeal_refusal(writing: CaseWriting, decided: date) -> None:
    """Some families go to the Tribunal when the council will not assess."""
    if writing.chance.happens(APPEALED):
        _mediate_and_appeal(writing, "decision", decided)


def _mediate_and_appeal(writing: CaseWriting, what: str, decided: date) -> date:
    """A certificate, mostly without mediation, and the appeal in its two months."""
    chance, decision_id = writing.chance, writing.id(what)
    wanted = chance.happens(0.4)
    told = weekday(decided + timedelta(days=chance.between(9, 18)))
    ended = weekday(told + timedelta(days=chance.between(14, 30))) if wanted else told
    if wanted:
        writing.step(
            told,
            "record-mediation",
            entry_id=writing.id("mediation"),
            decision_id=decision_id,
            told_on=told,
        )
    writing.step(
        ended,
        "record-mediation-end",
        entry_id=writing.id("mediation-end"),
        decision_id=decision_id,
        how="ended" if wanted else "declined",
        ended_on=ended,
    )
    issued = weekday(ended + timedelta(days=3))
    writing.step(
        max(issued, ended),
        "record-certificate",
        entry_id=writing.id("certificate"),
        decision_id=decision_id,
        issued_on=max(issued, ended),
    )
    appealed = weekday(decided + timedelta(days=chance.between(52, 59)))
    writing.step(
        appealed,
        "record-appeal",
        entry_id=writing.id("appeal"),
        decision_id=decision_id,
        sent_on=appealed,
        sections=["B", "F"] if what == "final" else [],
    )
    return appealed


def _assess_again(writing: CaseWriting, final: date) -> date | None:
    """Asked for in these months: the council assesses anew, or will not."""
    chance, today = writing.chance, writing.today
    asked = weekday(today - timedelta(days=chance.between(4, 150)))
    if asked < final + timedelta(days=30):
        return None
    received = min(weekday(asked + timedelta(days=3)), today)
    request_id = writing.id("reassessment")
    writing.step(
        asked,
        "request-reassessment",
        entry_id=request_id,
        requester=chance.one_of(["parent", "school"]),
        asked_on=asked,
        received_on=max(received, asked),
    )
    decided = weekday(asked + timedelta(days=chance.between(9, 17)))
    if chance.happens(LATE):
        decided = weekday(asked + timedelta(days=chance.between(25, 40)))
    writing.step(
        decided,
        "record-reassessment",
        entry_id=writing.id("reassessment-decision"),
        request_id=request_id,
        decision=chance.weighted({"reassess": 5, "refused": 1}),
        **writing.letter(decided),
    )
    return asked - timedelta(days=1)


def _elsewhere(writing: CaseWriting) -> dict[str, str]:
    asked = next(one for one in writing.steps if one.do == "request-assessment")
    others = [code for code in COUNCILS if code != asked.fields["authority"]["code"]]
    return council(writing.chance.one_of(others))


def _move(writing: CaseWriting, final: date) -> None:
    """The family moves in these weeks: the plan is still with the old council."""
    chance, today = writing.chance, writing.today
    known = weekday(today - timedelta(days=chance.between(3, 20)))
    if known < final + timedelta(days=5):
        return
    writing.step(
        today,
        "record-move",
        entry_id=writing.id("move"),
        move_on=today + timedelta(days=chance.between(-8, 40)),
        to=_elsewhere(writing),
        known_on=known,
    )


def _have_moved(writing: CaseWriting, final: date) -> None:
    """The plan went over to another council, which tells the family what it will do."""
    chance = writing.chance
    transferred = weekday(writing.today - timedelta(days=chance.between(25, 300)))
    if transferred < final + timedelta(days=60):
        return
    writing.step(
        transferred,
        "record-transfer",
        entry_id=writing.id("transfer"),
        to=_elsewhere(writing),
        transferred_on=transferred,
    )
    told = weekday(transferred + timedelta(days=chance.between(15, 42)))
    if chance.happens(LATE):
        told = weekday(transferred + timedelta(days=chance.between(45, 70)))
    writing.step(
        told,
        "record-transfer-letter",
        entry_id=writing.id("transfer-letter"),
        sent_on=told,
        received_on=told,
        will_assess=False,
    )


def _end(writing: CaseWriting, final: date) -> date | None:
    """The council will not keep the plan: it goes on while the family can appeal."""
    decided = weekday(writing.today - timedelta(days=writing.chance.between(3, 50)))
    if decided < final + PLAN_ENDS_AFTER:
        return None
    cease(writing, decided)
    return decided - timedelta(days=100)


def cease(writing: CaseWriting, decided: date) -> None:
    """The council asks family and school, mostly, and decides to end the plan."""
    asked = weekday(decided - timedelta(days=writing.chance.between(28, 50)))
    if writing.chance.happens(0.8):
        writing.step(
            asked,
            "record-cease-consultation",
            entry_id=writing.id("cease-consultation"),
            sent_on=asked,
            received_on=asked,
        )
    writing.step(
        decided,
        "record-cease-decision",
        entry_id=writing.id("cease-decision"),
        **writing.letter(decided),
        reasons=for_family(writing.says("council_ceases")),
    )
