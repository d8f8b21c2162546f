"""A support plan on its way: decided, filled, shared; as its SENCO and the family do it."""

from datetime import date, timedelta

from deploy.local.waiting import wait_until
from shared.calendar import london_date, utc_now
from tests.journeys.conftest import raised
from tests.journeys.test_concerns import SUPPORT, day, decided, triaged
from tests.journeys.visitors import Visitor

TODAY = london_date(utc_now())
OPEN_SECONDS = 30
IN_A_MONTH = TODAY + timedelta(days=30)


def plan_of(senco: Visitor, teacher: Visitor, who: str = "Ayo") -> str:
    """The address of the open support plan of a pupil; a decision opens one where there is none."""
    senco.goes_to("/pupils")
    senco.sends({"name": "Oyelaran"})
    plan = f"{senco.link(who)}/plan"
    if "Support plan, cycle" not in senco.goes_to(plan).text:
        concern = raised(teacher, "She hides when we read aloud.", who)
        triaged(senco, concern)
        decided(senco, concern, "sen-support", SUPPORT | day("from_on", TODAY))
        until_it_opens(senco, plan)
    return plan


def until_it_opens(visitor: Visitor, plan: str) -> None:
    def opened() -> bool:
        return "Support plan, cycle" in visitor.goes_to(plan).text

    wait_until(opened, "the plan to be opened", within_seconds=OPEN_SECONDS)


def target(will_do: str, **instead: str) -> dict[str, str]:
    return {
        "will_do": will_do,
        "measure": "Sounds read aloud from cards",
        "baseline": "22",
        **day("baseline_on", TODAY - timedelta(days=7)),
        "aim": "40",
        **day("by_when", IN_A_MONTH),
        "measured_by": "class-teacher",
        "area": "cognition-and-learning",
        **instead,
    }


def help_for_it(what: str) -> dict[str, str]:
    return {
        "what": what,
        "delivered_by": "teaching-assistant",
        "group_size": "3",
        "minutes": "20",
        "times_a_week": "4",
        "weeks": "6",
        **day("starts_on", TODAY - timedelta(days=7)),
        **day("ends_on", IN_A_MONTH),
        "yearly_cost": "840",
    }


def sets_target(senco: Visitor, plan: str, will_do: str) -> str:
    """The address of the target, which a new one has as its own page."""
    senco.goes_to(f"{plan}/targets/new")
    senco.sends(target(will_do))
    assert senco.address == plan, senco.text
    return senco.link(f"Record a measure : {will_do}")


def arranges(senco: Visitor, plan: str, to: str, what: str) -> str:
    """Arrange help for a target; the address of the help."""
    senco.goes_to(f"{to}/help")
    senco.sends(help_for_it(what))
    assert senco.address == plan, senco.text
    return senco.link(f"Record a session : {what}")


def shares(senco: Visitor, plan: str, review_on: date = IN_A_MONTH) -> None:
    senco.goes_to(f"{plan}/share")
    senco.sends(day("review_on", review_on) | day("say_by", TODAY + timedelta(days=10)))
    assert senco.address == plan, senco.text


def familys_plan(parent: Visitor, who: str = "Ayo") -> str:
    """The address of the plan on the family's pages."""
    parent.goes_to("/family")
    return f"{parent.link(who)}/plan"
