"""The hourly tick of EHC deadlines: the same number due among few open cases, and among many.

What is due is appended by the service's own decisions and folded by its own consumer. The other
open cases are copies of folded ones, under other ids: whole documents, as their view keeps them.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from functools import reduce
from itertools import cycle, islice
from typing import Any, Final
from uuid import UUID, uuid4

from deploy.bench.ground import Ground
from deploy.bench.people import SCHOOL, TEACHER, append_all
from deploy.bench.publishing import WAIT_SECONDS, WITHIN_SECONDS, place_all
from deploy.bench.ratios import PAIRS, Aim, Row, alternate
from deploy.local.waiting import wait_until
from services.ehcp.clock import deadline_ticker
from services.ehcp.codec import CASE_EVENTS, SERVICE
from services.ehcp.domain.case import decide
from services.ehcp.domain.commands import (
    Command,
    RecordDecision,
    RecordFinalPlan,
    RecordPlanDecision,
    RecordReceipt,
    RequestAssessment,
)
from services.ehcp.domain.events import Event
from services.ehcp.domain.facts import EhcCase
from services.ehcp.domain.state import evolve
from services.ehcp.domain.terms import AssessmentDecision, Authority, PlanDecision, Requester
from services.ehcp.handlers import case_stream
from services.ehcp.projections.cases import CASES
from shared.access.pupils import PUPILS
from shared.calendar import london_date, utc_now
from shared.commits import Document
from shared.consumer import Consumer
from shared.eventstore import EventStore
from shared.feeds import LogFeed
from shared.generations import Generations
from shared.views import View, collection_name

COUNCIL: Final = Authority(code="873", name="Fenshire Council")
FIRST_NOTICE: Final = timedelta(days=14)  # after the receipt: 28 days before six weeks are over
MOST_TURNS: Final = 14  # from then on the first cases would be due for their second notice
TEMPLATES: Final = 40
AT_ONCE: Final = 2_000
GENERATION: Final = 1
NINE: Final = time_of_day(9)

Told = tuple[str, Sequence[Event], UUID]


class OtherWork(Exception):
    """A tick did not do what was due: what was measured is not what the row says."""


def ticking(small: Ground, large: Ground, *, few: int, many: int, due: int, slices: int) -> Row:
    """Row 9: a tick with `due` notices to give among `many` open cases, and among `few`."""
    turns = 1 + PAIRS * slices
    ours, baseline = (
        Clock(ground, opened=opened, due=due, turns=turns)
        for ground, opened in ((large, many), (small, few))
    )
    pairs = alternate(ours.turn, baseline.turn, slices=slices)
    return Row(
        what=f"an hourly tick with {due} due, {many:,} EHC cases open",
        against=f"the same with {few:,} open",
        aim=Aim(value=1.5, at_most=True),
        ratios=tuple(pair.time for pair in pairs),
        note=f"{1000 * sum(one.ours for one in pairs) / PAIRS / slices:.0f} ms a tick",
    )


class Clock:
    """A worker's clock over so many open cases, of which so many come due on each of some days."""

    def __init__(self, ground: Ground, *, opened: int, due: int, turns: int) -> None:
        if turns > MOST_TURNS:
            raise ValueError(f"at most {MOST_TURNS} turns")
        self._ground, self._due, self._turn = ground, due, 0
        self._views = ground.views(SERVICE)
        self._first = london_date(utc_now()) - timedelta(days=30)
        for view in (CASES, PUPILS):
            _make(self._views, view)
        received = [self._first + timedelta(days=turn) for turn in range(turns)]
        dues = [_asked(on) for on in received for _ in range(due)]
        templates = _templates(london_date(utc_now()))
        append_all(ground.store(SERVICE, CASE_EVENTS), [*dues, *templates])
        self._consumer = _consumer(ground)
        self._catch_up()
        self._fill([told[0] for told in templates], opened - len(dues) - len(templates))
        self._know_pupils()
        store = EventStore(
            ground.main(SERVICE, "worker"), CASE_EVENTS, ground.sealer(SERVICE), source=SERVICE
        )
        self._ticker = deadline_ticker(ground.client(SERVICE, "worker"), self._views, store)

    def turn(self) -> float:
        """Seconds that one tick takes; the view catches up with it outside of them."""
        day = self._first + FIRST_NOTICE + timedelta(days=self._turn)
        now = datetime.combine(day, NINE, tzinfo=UTC)
        self._turn += 1
        began = time.perf_counter()
        done = self._ticker.tick(now)
        seconds = time.perf_counter() - began
        before = self.announced()
        self._catch_up()
        if (done, self.announced() - before) != (self._due, self._due):
            raise OtherWork(f"{done} done, {self._due} were due")
        return seconds

    def announced(self) -> int:
        """How many cases have had a notice, as their view has seen."""
        return self._views[collection_name(CASES.name, GENERATION)].count_documents(
            {"notices.what": "approaching"}
        )

    def _catch_up(self) -> None:
        place_all(self._ground, SERVICE)
        wait_until(
            lambda: (
                self._consumer.step(wait_seconds=WAIT_SECONDS) >= 0 and self._consumer.behind() == 0
            ),
            "the view to have caught up",
            within_seconds=WITHIN_SECONDS,
            every=0,
        )

    def _fill(self, streams: Sequence[str], count: int) -> None:
        """Copies of these cases, each under its own id and about a pupil of its own."""
        cases = self._views[collection_name(CASES.name, GENERATION)]
        ids = [UUID(stream.partition("-")[2]) for stream in streams]
        folded = cycle(list(cases.find({"_id": {"$in": ids}})))
        for start in range(0, count, AT_ONCE):
            some = islice(folded, min(AT_ONCE, count - start))
            copies = [{**one, "_id": uuid4(), "pupil_id": uuid4()} for one in some]
            cases.insert_many(copies, ordered=False)

    def _know_pupils(self) -> None:
        """Every case's pupil is on the roll of the school."""
        cases = self._views[collection_name(CASES.name, GENERATION)]
        pupils = (one["pupil_id"] for one in cases.find({}, {"pupil_id": 1}))
        known = self._views[collection_name(PUPILS.name, GENERATION)]
        while some := list(islice(pupils, AT_ONCE)):
            place: Document = {"school_id": SCHOOL, "left_on": None}
            known.insert_many([{**place, "_id": pupil} for pupil in some], ordered=False)


def _make(views: Any, view: View) -> None:
    generations = {str(GENERATION): "live"}
    views["views"].insert_one(
        {"_id": view.name, "live": GENERATION, "last": GENERATION, "generations": generations}
    )
    views[collection_name(view.name, GENERATION)].create_indexes(list(view.indexes))


def _consumer(ground: Ground) -> Consumer:
    client, views = ground.client(SERVICE, "worker"), ground.views(SERVICE)
    feed = LogFeed(ground.main(SERVICE, "worker"), service=SERVICE, woken=lambda _: None)
    sink = Generations(client, views, CASES, service=SERVICE).sink(GENERATION)
    return Consumer(client, views, feed, sink)


def _templates(today: date) -> list[Told]:
    """Open cases of which nothing is due for some days yet: some just asked for, some plans.

    The time to appeal against these plans is over; their reviews lie months ahead.
    """
    asked = [_asked(today - timedelta(days=n % 5)) for n in range(TEMPLATES)]
    return [*asked, *(_planned(today - timedelta(days=200 - n)) for n in range(TEMPLATES))]


def _asked(received_on: date) -> Told:
    """A parent asked the council, which received it on a day."""
    return _told(received_on, uuid4(), uuid4(), [])


def _planned(issued_on: date) -> Told:
    """A plan was made in 20 weeks."""
    received_on, case_id = issued_on - timedelta(weeks=20), uuid4()
    who = _who(case_id)
    decided = received_on + timedelta(weeks=5)
    answers: list[Command] = [
        RecordDecision(
            **who,
            entry_id=uuid4(),
            decision=AssessmentDecision.ASSESS,
            sent_on=decided,
            received_on=decided,
        ),
        RecordPlanDecision(
            **who,
            entry_id=uuid4(),
            decision=PlanDecision.PLAN,
            sent_on=received_on + timedelta(weeks=15),
            received_on=received_on + timedelta(weeks=15),
        ),
        RecordFinalPlan(**who, entry_id=uuid4(), issued_on=issued_on, sent_on=issued_on),
    ]
    return _told(received_on, case_id, uuid4(), answers)


def _who(case_id: UUID) -> dict[str, Any]:
    return {"case_id": case_id, "by": TEACHER, "today": london_date(utc_now())}


def _told(received_on: date, case_id: UUID, pupil_id: UUID, more: Sequence[Command]) -> Told:
    who = _who(case_id)
    asked = RequestAssessment(
        **who,
        pupil_id=pupil_id,
        requester=Requester.PARENT,
        authority=COUNCIL,
        effective_on=received_on,
    )
    received = RecordReceipt(**who, entry_id=uuid4(), received_on=received_on)
    return case_stream(case_id), list(_events([asked, received, *more])), pupil_id


def _events(commands: Sequence[Command]) -> Iterator[Event]:
    case = EhcCase()
    for command in commands:
        events = decide(case, command)
        case = reduce(evolve, events, case)
        yield from events
