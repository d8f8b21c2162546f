"""One EHC case, value by value. The council receives the request on Friday 13 November 2026."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from uuid import NAMESPACE_OID, UUID, uuid5

from services.ehcp.domain.case import decide
from services.ehcp.domain.commands import (
    AnnounceDeadlines,
    Command,
    RecordAdvice,
    RecordAdviceRequest,
    RecordDecision,
    RecordFinalPlan,
    RecordPlanDecision,
    RecordReceipt,
    RequestAssessment,
    StrikeOutCase,
    StrikeOutEntry,
)
from services.ehcp.domain.events import Announcement, Event
from services.ehcp.domain.facts import EhcCase
from services.ehcp.domain.state import evolve
from services.ehcp.domain.terms import (
    AssessmentDecision,
    Authority,
    Basis,
    PlanDecision,
    Requester,
)
from shared.personal import Audience, Typed
from tests.scenario import Scenario


def an_id(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"ehcp/{name}")


# Late enough for everything that is told below; a test that needs another day says so.
TODAY = date(2027, 6, 1)
TOMORROW = TODAY + timedelta(days=1)
NOW = datetime(2027, 6, 1, 9, 12, tzinfo=UTC)

ASKED_ON = date(2026, 11, 11)
RECEIVED_ON = date(2026, 11, 13)
DECIDE_BY = date(2026, 12, 25)  # Christmas Day: the date does not move
NO_PLAN_BY = date(2027, 3, 5)
FINAL_PLAN_BY = date(2027, 4, 2)
ADVICE_ASKED_ON = date(2027, 1, 4)
ADVICE_BY = date(2027, 2, 15)

PUPIL, OTHER_PUPIL = an_id("pupil"), an_id("other pupil")
SENCO = an_id("senco")
CASE, OTHER_CASE = an_id("case"), an_id("other case")
FENSHIRE = Authority(code="873", name="Fenshire Council")


def staff(text: str) -> Typed:
    return Typed(subject=PUPIL, audience=Audience.STAFF, text=text)


def family(text: str) -> Typed:
    return Typed(subject=PUPIL, audience=Audience.FAMILY, text=text)


WHO: dict[str, Any] = {"case_id": CASE, "by": SENCO, "today": TODAY}
WHY = family("The letter gives another day")

ASK = RequestAssessment(
    **WHO,
    pupil_id=PUPIL,
    requester=Requester.SCHOOL,
    authority=FENSHIRE,
    family_consulted_on=date(2026, 11, 9),
    reasons=family("Two cycles of help and no progress in reading"),
    referral_id=an_id("referral"),
    effective_on=ASKED_ON,
)
RECEIVE = RecordReceipt(**WHO, entry_id=an_id("receipt"), received_on=RECEIVED_ON)
CONFIRM = replace(
    RECEIVE,
    entry_id=an_id("letter"),
    basis=Basis.COUNCIL_LETTER,
    letter_dated_on=date(2026, 11, 16),
)
CORRECT_RECEIPT = replace(
    RECEIVE,
    entry_id=an_id("corrected receipt"),
    corrects=RECEIVE.entry_id,
    reason=WHY,
    received_on=date(2026, 11, 20),
)
TO_ASSESS = RecordDecision(
    **WHO,
    entry_id=an_id("decision"),
    decision=AssessmentDecision.ASSESS,
    decided_on=date(2026, 12, 16),
    sent_on=date(2026, 12, 17),
    received_on=date(2026, 12, 21),
)
REFUSE = replace(
    TO_ASSESS,
    entry_id=an_id("refusal"),
    decision=AssessmentDecision.REFUSED,
    reasons=family("The council says that the school can meet the needs"),
)
ASK_ADVICE = RecordAdviceRequest(
    **WHO, entry_id=an_id("advice request"), received_on=ADVICE_ASKED_ON
)
SEND_ADVICE = RecordAdvice(
    **WHO,
    entry_id=an_id("advice"),
    sent_on=date(2027, 2, 9),
    note=staff("Sent through the council's own page"),
)
WILL_PLAN = RecordPlanDecision(
    **WHO,
    entry_id=an_id("plan decision"),
    decision=PlanDecision.PLAN,
    sent_on=date(2027, 3, 1),
    received_on=date(2027, 3, 2),
)
NO_PLAN = replace(WILL_PLAN, entry_id=an_id("no plan"), decision=PlanDecision.NO_PLAN)
FINALISE = RecordFinalPlan(
    **WHO,
    entry_id=an_id("final plan"),
    issued_on=date(2027, 3, 30),
    sent_on=date(2027, 3, 31),
    received_on=date(2027, 4, 6),
)
STRIKE_DECISION = StrikeOutEntry(
    case_id=CASE,
    by=SENCO,
    today=TODAY,
    entry_id=TO_ASSESS.entry_id,
    reason=family("The letter was about another child"),
)
STRIKE_CASE = StrikeOutCase(
    case_id=CASE,
    by=SENCO,
    today=TODAY,
    reason=staff("Opened for the wrong pupil"),
    replaced_by=OTHER_CASE,
)


def clock(on: date) -> AnnounceDeadlines:
    """The clock, on a day."""
    return AnnounceDeadlines(case_id=CASE, today=on)


E = TypeVar("E")


def only(kind: type[E], events: list[Any]) -> E:
    """The one event of a kind among those that followed."""
    [found] = [event for event in events if isinstance(event, kind)]
    return found


def all_of(kind: type[E], events: list[Any]) -> list[E]:
    return [event for event in events if isinstance(event, kind)]


def notices(events: list[Event]) -> list[Announcement]:
    """What was announced: near, missed, met."""
    return [event for event in events if isinstance(event, Announcement)]


case: Scenario[EhcCase, Event, Command] = Scenario(decide, evolve, EhcCase())
asked = case.after(ASK)
received = asked.after(RECEIVE)
assessing = received.after(TO_ASSESS)
advice_asked = assessing.after(ASK_ADVICE)
advised = advice_asked.after(SEND_ADVICE)
planned = advised.after(WILL_PLAN)
finalised = planned.after(FINALISE)
corrected = received.after(CORRECT_RECEIPT)
