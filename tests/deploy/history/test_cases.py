"""The demo trust's EHC cases: in every state of the process, late and in time, all possible."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from typing import Any
from uuid import UUID

import pytest

from deploy.local.history.writing import write_past
from services.directory.demo_trust.writing import write_export
from services.ehcp.domain.appealable import appeal_open
from services.ehcp.domain.case import decide, evolve
from services.ehcp.domain.clocks.counting import can_be_missed
from services.ehcp.domain.clocks.interim import INTERIM_FROM, INTERIM_TO
from services.ehcp.domain.commands import RecordUnderFive
from services.ehcp.domain.deadlines import Standing, deadlines
from services.ehcp.domain.facts import EhcCase
from services.ehcp.domain.flags import Mark, flags
from services.ehcp.domain.review_terms import ReviewKind, ReviewOutcome
from services.ehcp.domain.reviews import ReviewStory, stories
from services.ehcp.domain.stage import Stage, stage
from services.ehcp.history import PAST
from shared.rulebook.rule import Party
from tests.deploy.history.ages import under_five
from tests.deploy.history.playing import states

KEY = bytes(range(32))
Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Its cases on a day: what was told of each, and the state that it led to.

    under_five: pupil -> until when, of those who are.
    """

    today: date
    under_five: Mapping[UUID, date] = field(default_factory=dict, repr=False)
    lines: list[Told] = field(repr=False)
    cases: list[EhcCase] = field(repr=False)


# In term, and in the summer holidays.
@pytest.fixture(scope="module", params=[date(2026, 11, 22), date(2027, 8, 9)], ids=str)
def trust(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Trust:
    folder = tmp_path_factory.mktemp("trust")
    write_export(folder, today=request.param)
    file = write_past(folder, KEY, folder, today=request.param)["ehcp"]
    return Trust(
        today=request.param,
        under_five=under_five(folder, KEY, request.param),
        lines=[json.loads(line) for line in file.read_text().splitlines()],
        cases=[state for _, state in states(PAST, file, request.param)],
    )


def last_review(case: EhcCase) -> ReviewStory | None:
    told = stories(case)
    return told[-1] if told else None


def is_reviewed(case: EhcCase, *, reported: bool) -> bool:
    """The meeting was held and the council has not decided."""
    last = last_review(case)
    if last is None or last.held is None or last.decision is not None:
        return False
    return (last.report is not None) == reported


def decided(case: EhcCase, outcome: ReviewOutcome) -> bool:
    last = last_review(case)
    return last is not None and last.decision is not None and last.decision.decision is outcome


# As the process names them: domain guide 4.1.
STATES: Mapping[str, Callable[[EhcCase], bool]] = {
    "requested": lambda case: stage(case) is Stage.REQUESTED,
    "deciding whether to assess": lambda case: stage(case) is Stage.DECIDING,
    "refused to assess": lambda case: stage(case) is Stage.REFUSED,
    "assessing": lambda case: stage(case) is Stage.ASSESSING,
    "no plan": lambda case: stage(case) is Stage.NO_PLAN,
    "draft issued": lambda case: stage(case) is Stage.DRAFT,
    "final issued": lambda case: stage(case) is Stage.FINAL and not case.reviews,
    "maintained": lambda case: stage(case) is Stage.FINAL and bool(case.reviews),
    "review planned": lambda case: stage(case) is Stage.REVIEWING and not last_held(case),
    "review meeting held": lambda case: is_reviewed(case, reported=False),
    "report sent": lambda case: is_reviewed(case, reported=True),
    "decided to keep": lambda case: decided(case, ReviewOutcome.KEEP),
    "decided to amend": lambda case: decided(case, ReviewOutcome.AMEND),
    "decided to cease": lambda case: stage(case) is Stage.CEASING,
    "amending": lambda case: stage(case) is Stage.AMENDING,
    "final amended": lambda case: stage(case) is Stage.FINAL and bool(case.amended_plans),
    "ceased": lambda case: stage(case) is Stage.CEASED,
    "re-assessing": lambda case: stage(case) is Stage.REASSESSING,
    "transferring between authorities": lambda case: stage(case) is Stage.MOVING,
    "transferred": lambda case: bool(case.transfers),
    "appeal open": appeal_open,
    "appeal decided": lambda case: bool(case.orders),
    "exception claimed": lambda case: bool(case.claims),
}


def last_held(case: EhcCase) -> bool:
    last = last_review(case)
    return last is not None and last.held is not None


def test_there_are_150_cases_in_four_authorities_and_more(trust: Trust) -> None:
    assert len(trust.cases) >= 150
    asked = Counter(line["commands"][0]["authority"]["code"] for line in trust.lines)
    assert len(asked) >= 4
    assert min(asked.values()) >= 5


@pytest.mark.parametrize("name", STATES)
def test_every_state_of_the_process_is_there(trust: Trust, name: str) -> None:
    assert sum(STATES[name](case) for case in trust.cases) >= 2


def test_children_of_the_last_year_have_a_review_before_they_change_school(trust: Trust) -> None:
    to = Counter(
        review.transfer.to.value
        for case in trust.cases
        for review in case.reviews
        if review.kind is ReviewKind.PHASE_TRANSFER and review.transfer
    )
    assert to.keys() == {"school", "post16"}


def test_some_children_under_five_have_a_plan_that_should_be_reviewed_sooner(trust: Trust) -> None:
    rules = Counter(one.rule for case in of_young(trust) for one in deadlines(case))
    assert rules[INTERIM_TO] >= 1
    assert rules[INTERIM_FROM] >= 1


def of_young(trust: Trust) -> Iterator[EhcCase]:
    """The cases of children under five, as they are once directory has told their ages."""
    for line, case in zip(trust.lines, trust.cases, strict=True):
        until = trust.under_five.get(UUID(line["pupil_id"]))
        if until is not None:
            case_id = UUID(line["commands"][0]["case_id"])
            told = RecordUnderFive(case_id=case_id, today=trust.today, under_five_until=until)
            yield reduce(evolve, decide(case, told), case)


# Late, and beautifully on time


def kept(trust: Trust, party: Party) -> Iterator[int]:
    """Days in hand of what somebody had to do; below 0 late, done or not."""
    for case in trust.cases:
        for one in deadlines(case):
            if one.limit is None or one.limit.rule.responsible is not party:
                continue
            if not can_be_missed(one.limit):
                continue
            if one.days_in_hand is not None:
                yield one.days_in_hand
            elif one.standing is Standing.RUNNING and one.limit.due_on < trust.today:
                yield (one.limit.due_on - trust.today).days


@pytest.mark.parametrize("party", [Party.LA, Party.SCHOOL], ids=["council", "school"])
def test_some_dates_are_missed_and_most_are_kept_with_days_in_hand(
    trust: Trust, party: Party
) -> None:
    found = list(kept(trust, party))
    late = sum(days < 0 for days in found)
    assert late >= 20
    assert late < len(found) / 3
    assert sum(days > 0 for days in found) > len(found) / 2


def test_some_cases_have_never_missed_a_date(trust: Trust) -> None:
    alone = [Trust(today=trust.today, lines=[], cases=[case]) for case in trust.cases]
    clean = [
        one
        for one in alone
        if all(days >= 0 for party in (Party.LA, Party.SCHOOL) for days in kept(one, party))
        and one.cases[0].final_plans
    ]
    assert len(clean) >= 20


# Possible

PLANNED = ("meeting_on", "move_on", "first_closed_on", "reopens_on")
# The day of a command: the first of these that it says.
DAYS = (
    "effective_on",
    "asked_on",
    "served_on",
    "decided_on",
    "ended_on",
    "received_on",
    "issued_on",
)
MORE_DAYS = ("held_on", "said_on", "told_on", "claimed_on", "ordered_on", "withdrawn_on")
SENT = ("sent_on", "transferred_on", "notice_given_on")
FOLLOWS = {
    "record-receipt": "request-assessment",
    "record-decision": "record-receipt",
    "record-advice-request": "record-decision",
    "record-advice": "record-advice-request",
    "record-plan-decision": "record-advice",
    "record-draft-plan": "record-plan-decision",
    "record-final-plan": "record-plan-decision",
    "record-invitations": "plan-review",
    "record-papers": "record-invitations",
    "record-report": "record-meeting",
    "record-amendment-notice": "record-review-decision",
    "record-amended-plan": "record-review-decision",
    "record-appeal": "record-certificate",
    "record-order": "record-appeal",
    "record-reassessment": "request-reassessment",
    "record-transfer": "record-final-plan",
    "record-ceased": "record-cease-decision",
}
NO_REVIEW = {"record-amended-plan"}  # also by the Tribunal's order, without a review


def dates_of(told: Told) -> Iterator[tuple[str, date]]:
    for name, value in told.items():
        if name.endswith("_on"):
            yield name, date.fromisoformat(value)


def day_of(told: Told) -> date | None:
    days = dict(dates_of(told))
    return next((days[name] for name in (*DAYS, *MORE_DAYS, *SENT) if name in days), None)


def test_nothing_lies_ahead_but_what_is_planned(trust: Trust) -> None:
    for line in trust.lines:
        for command in line["commands"]:
            for name, day in dates_of(command):
                soon = trust.today + timedelta(days=60)
                assert day <= (soon if name in PLANNED else trust.today), command


def test_each_step_comes_after_the_one_that_it_follows_from(trust: Trust) -> None:
    for line in trust.lines:
        told = line["commands"]
        order = [command["do"] for command in told]
        days = [day for command in told if (day := day_of(command)) is not None]
        assert days == sorted(days), line["pupil_id"]
        for n, do in enumerate(order):
            before = FOLLOWS.get(do)
            by_order = do in NO_REVIEW and "record-order" in order
            assert before is None or before in order[:n] or by_order, (do, line["pupil_id"])


def test_a_final_plan_is_not_before_the_family_had_its_15_days(trust: Trust) -> None:
    marks = Counter(
        flag.mark for case in trust.cases for flag in flags(case, tuple(deadlines(case)))
    )
    assert marks[Mark.BEFORE_RECEIPT] == 0
    assert marks[Mark.FINAL_TOO_EARLY] == 0
    assert marks[Mark.AFTER_REFUSAL] == 0
    assert marks[Mark.LATE] >= 50
    assert marks[Mark.EXCUSE_DOES_NOT_HOLD] >= 1
