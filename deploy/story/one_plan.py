"""Chapter 8: two years of one child's plan, from the request to the change of school."""

from http import HTTPStatus

from deploy.story.assessment import request_plan
from deploy.story.case_file import CaseFile
from deploy.story.council import LAST_YEAR, pupils_without_case
from deploy.story.plan_days import plan_days
from deploy.story.reviews import change_school, review_plan
from deploy.story.stage import Stage
from shared.access.reasons import Reason


def follow_plan(stage: Stage) -> None:
    """Every step as it was told, every date as the service explains it."""
    stage.chapter("8. One child's plan, from the request to the change of school")
    stage.tell("SENCO", "enters what happened in two years: nobody needs to wait for any of it")
    stage.tell(
        "date", "each is told with its law (why) and its arithmetic (how), as it is answered"
    )
    days = plan_days(stage.today)
    file = request_plan(stage, child_of_last_year(stage), days.request)
    review_plan(file, days)
    change_school(file, days)
    read_by_others(file)


def child_of_last_year(stage: Stage) -> str:
    """A child of Year 6 about whom the council has not been asked."""
    leaving = [one for one, year in pupils_without_case(stage).items() if year == LAST_YEAR]
    stage.require(bool(leaving), "every child of Year 6 has a case already")
    return leaving[0]


def read_by_others(file: CaseFile) -> None:
    """The same dates for everybody who may read them, and no case at all for others."""
    stage, ours = file.stage, file.now()
    stage.require(ours["stage"] == "final-plan", f"the case ends as {ours['stage']}")
    head = stage.see("head", "ehcp", file.path)
    lead = stage.see("trust_lead", "ehcp", file.path, why=Reason.REVIEW)
    stage.require(
        head["deadlines"] == ours["deadlines"] == lead["deadlines"], "people see other dates"
    )
    stage.tell("head", f"reads the case: the same {len(ours['deadlines'])} dates")
    stage.tell("trust lead", "reads it too, having said why")
    told = {"received_on": stage.today.isoformat()}
    refused = stage.as_("other_senco").post("ehcp", f"{file.path}/receipt", told, seen=1)
    stage.require(
        refused.status_code == HTTPStatus.NOT_FOUND, "another school's SENCO can tell of the case"
    )
    stage.tell("other SENCO", "is told that there is no such case")
    [running] = [
        one
        for one in ours["deadlines"]
        if one["rule"] == "review.period_end" and one["days_left"] is not None
    ]
    file.explain(running["rule"], running["about"])
