"""On which day a plan ends: not before the law lets it, whatever the council says.

A plan goes on until the time to appeal against ceasing it has run out and, where an appeal was
made in that time, until it is decided; where the Tribunal does not dismiss it, it goes on.

Source: Children and Families Act 2014, sections 45(4) and 51.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from shared.rulebook.limits import compute

from .projections.endings import Step

KEEP_PLAN: Final = "cease.keep_plan"
ENDED: Final = "ended"  # of a fact about provision: from that day on there is no plan
ONE_DAY: Final = timedelta(days=1)
Entry = Mapping[str, Any]


def ends_of(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    """The end of each case's plan, as a fact about provision, from the first day without one.

    entries: those of `endings` that stand, as known on a day. Nothing for a plan that goes on.
    """
    cases: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        cases[entry["stream"]].append(entry)
    for case in cases.values():
        last_on = _last_day(case)
        if last_on is not None:
            settled = [one for one in case if one["step"] in (Step.ENDED, Step.APPEAL_OVER)]
            yield {
                "code": ENDED,
                "need": None,
                "effective_on": (last_on + ONE_DAY).isoformat(),
                "recorded_at": max(one["recorded_at"] for one in settled),
            }


def _last_day(case: Sequence[Entry]) -> date | None:
    """The last day of the plan; None while it goes on, or nobody has said that it ended."""
    ended = _of(case, Step.ENDED)
    if not ended:
        return None
    days = [max(_on(one) for one in ended)]
    for ceasing in _of(case, Step.CEASING):
        kept_until = _kept_until(case, ceasing)
        days += [kept_until] if kept_until else []
        for appeal in _about(case, Step.APPEALED, ceasing):
            over = _about(case, Step.APPEAL_OVER, appeal)
            if any(one["upheld"] and _on(one) >= days[0] for one in over):
                return None
            if kept_until and _on(appeal) > kept_until:
                continue  # too late to keep a plan going, though the Tribunal may yet allow it
            if not over:
                return None
            days += [_on(one) for one in over]
    return max(days)


def _kept_until(case: Sequence[Entry], ceasing: Entry) -> date | None:
    """The last day of the time to appeal; None where nobody has said when the letter was sent."""
    if ceasing["sent_on"] is None:
        return None
    certified = [_on(one) for one in _about(case, Step.CERTIFIED, ceasing)]
    inputs = {
        "decision_notice_sent": date.fromisoformat(ceasing["sent_on"]),
        "mediation_certificate_issued": max(certified, default=None),
    }
    return compute(KEEP_PLAN, inputs).due_on


def _of(case: Sequence[Entry], step: Step) -> list[Entry]:
    return [one for one in case if one["step"] == step]


def _about(case: Sequence[Entry], step: Step, what: Entry) -> list[Entry]:
    return [one for one in _of(case, step) if one["about"] == what["root"]]


def _on(entry: Entry) -> date:
    return date.fromisoformat(entry["effective_on"])
