"""What is asked where somebody says that it was impractical to be in time: no date moves."""

from typing import Any, Final
from uuid import UUID

from flask import request

from services.portal import ehc_words
from services.portal.clients.ehcp import Case, Entry
from services.portal.clients.ehcp_dates import Deadline
from services.portal.clock import today
from services.portal.forms import Body, DateParts, LongText, Radios
from services.portal.pages.ehc_form_parts import (
    EXAMPLE,
    FAMILY_READS,
    TellingForm,
    day_if_known,
    iso,
    past,
)
from services.portal.words.ehc import EXCUSES

CLOSED: Final = ("school-closed", "early-years-closed")
PLANNED: Final = "derived_planning"
WHO_MAY_CLAIM: Final = ("LA", "school")
OF_CLOSURE: Final = {
    "first_closed_on": "Enter the first day of the closure",
    "reopens_on": "Enter the first day it is open again",
}


class ExcuseForm(TellingForm):
    """clock: the date, as `clock_of` names it."""

    order = (("first_closed_on", "reopens_on", "the first closed day"),)
    clock = Radios(
        "Which date is it about?",
        empty="Select the date",
        hint="An excuse never moves a date. It stands beside it.",
    )
    ground = Radios("What is the reason?", choices=list(EXCUSES.items()), empty="Select the reason")
    claimed_on = past(
        "On which day were you told of it?",
        "The day you were told",
        "Enter the day you were told",
    )
    evidence = LongText(
        "What was said, and what shows it?", subject="What was said", hint=FAMILY_READS
    )
    family_told_on = past(
        "On which day was the family told the reason?", "The day the family was told"
    )
    first_closed_on = DateParts(
        "If it was closed: what was the first closed day?",
        subject="The first closed day",
        hint=EXAMPLE,
    )
    reopens_on = DateParts(
        "If it was closed: on which day is it open again, or was?",
        subject="The day it opens again",
        hint=EXAMPLE,
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """The days of a closure decide whether it excuses anything: they come together."""
        right = super().validate(extra_validators)
        given = [name for name in OF_CLOSURE if any(self[name].typed.values())]
        if self.ground.data not in CLOSED or len(given) != 1:
            return right
        for name in OF_CLOSURE:
            if name not in given:
                self[name].errors = [OF_CLOSURE[name]]
        return False

    def body(self) -> Body:
        rule, _, about = (self.clock.data or "").partition("/")
        closed = self.ground.data in CLOSED
        return {
            "rule": rule,
            "about": about or None,
            "ground": self.ground.data,
            "claimed_on": iso(self.claimed_on.day),
            "first_closed_on": iso(self.first_closed_on.data) if closed else None,
            "reopens_on": iso(self.reopens_on.data) if closed else None,
            "family_told_on": iso(self.family_told_on.data),
            "evidence": self.evidence.data or None,
        }


def clock_of(rule: str, about: object | None) -> str:
    """ "ehcna.decide" or "reassess.final/<id>"."""
    return f"{rule}/{about}" if about else rule


def can_be_excused(one: Deadline) -> bool:
    """Whether somebody has to act by it: only then can anybody say that they could not.

    A day that the school only plans by is none: nobody need be excused for it.
    """
    planned = one.force == PLANNED and one.responsible == "school"
    return one.kind == "by" and one.responsible in WHO_MAY_CLAIM and not planned


def excusable(case: Case) -> list[Deadline]:
    """Those that run come first."""
    some = [one for one in case.deadlines if can_be_excused(one)]
    return sorted(some, key=lambda one: not one.running)


def new_excuse(_: Case) -> Body:
    """About the date from whose page somebody came."""
    rule = request.args.get("rule", "")
    return {
        "clock": clock_of(rule, request.args.get("about", type=UUID)),
        "claimed_on": today(),
    }


def offer_clocks(form: ExcuseForm, case: Case, entry: Entry | None) -> None:
    """The dates of the case; for a correction also the one that was claimed for, if it is gone."""
    choices = [(clock_of(one.rule, one.about), said(one)) for one in excusable(case)]
    known = known_excuse(entry)["clock"] if entry else None
    if known and known not in dict(choices):
        choices.append((known, "The date that was recorded before"))
    form.clock.offer(choices)


def said(one: Deadline) -> str:
    """ "Send the final EHC plan: Friday 2 April 2027"."""
    return f"{one.title}: {ehc_words.due(one)}"


def known_excuse(entry: Entry) -> Body:
    told = entry.details
    return {
        "clock": clock_of(str(told.get("rule")), told.get("about")),
        "ground": told.get("ground"),
        "claimed_on": entry.on,
        "evidence": told.get("evidence") or "",
        "family_told_on": day_if_known(told.get("family_told_on")),
        "first_closed_on": day_if_known(told.get("first_closed_on")),
        "reopens_on": day_if_known(told.get("reopens_on")),
    }
