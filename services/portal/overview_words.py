"""What a pupil's overview says: how much help was given this week, and who said what last."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, TypedDict
from uuid import UUID

from .clients.plans import Help, Plan, Review, View
from .clients.referrals import Concern
from .plan_words import disagreements, standing
from .words.concerns import gathered
from .words.counts import count
from .words.plans import missed_reasons

A_WEEK: Final = timedelta(weeks=1)
TO_FRIDAY: Final = timedelta(days=4)
PARENT: Final = "parent"
# Whose concern is in their own words, or in those of the adult who wrote them down.
OF_FAMILY: Final = (PARENT, "young-person")


def this_week(plan: Plan, today: date) -> str:
    """ "3 of 4 sessions given this week. Missed: ...", of the week from Monday to Sunday."""
    help_ = {one.provision_id: one for one in standing(plan.provision)}
    if not help_:
        return "No help is arranged yet."
    monday = today - timedelta(days=today.weekday())
    planned, of_plan = planned_in(help_.values(), monday)
    recorded = [
        one
        for one in standing(plan.sessions)
        if one.provision_id in help_ and monday <= one.on < monday + A_WEEK
    ]
    if not recorded:
        return of_plan if planned == 0 else f"No session is recorded this week yet. {of_plan}"
    missed = Counter(one.missed for one in recorded if one.missed)
    given = len(recorded) - missed.total()
    why_not = f" Missed: {missed_reasons(missed)}." if missed else ""
    if planned is not None and len(recorded) <= planned:
        return f"{given:,} of {count(planned, 'session')} given this week.{why_not}"
    return f"{count(given, 'session').capitalize()} given this week. {of_plan}{why_not}"


def planned_in(help_: Iterable[Help], monday: date) -> tuple[int | None, str]:
    """How many sessions a week has, and that in words.

    None where some help goes on in a part of the week: the plan names no days, so nobody can say.
    """
    goes_on = [one for one in help_ if one.starts_on < monday + A_WEEK and last_day(one) >= monday]
    if not goes_on:
        return 0, "No help is planned for this week."
    friday = monday + TO_FRIDAY
    if any(one.starts_on > monday or last_day(one) < friday for one in goes_on):
        return None, "Some help starts or ends this week."
    planned = sum(one.times_a_week for one in goes_on)
    return planned, f"The plan has {planned:,} a week."


def last_day(line: Help) -> date:
    return line.ended.on if line.ended else line.ends_on


class Place(TypedDict):
    address: str
    concern_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody said. address: the page that it is from.

    text: None for an answer without words. how: "wrote it here", or how they were heard, `by` whom.
    concern_of: the day of the concern that it was said for; None for what is about the plan.
    """

    speaker: str
    person_id: UUID | None = None
    text: str | None
    stance: str | None = None
    confidential: bool = False
    how: str
    by: UUID | None = None
    on: date
    at: datetime
    address: str
    concern_of: date | None = None


def last_said(plan: Plan | None, concerns: Iterable[Concern]) -> list[Said]:
    """The pupil's last words, the family's, and those of who does not agree; the latest first."""
    said = [one for concern in concerns for one in of_concern(concern)]
    against: list[Said] = []
    if plan:
        said += of_plan(plan)
        against = [of_view(plan, view) for view in disagreements(plan)]
    said.sort(key=when, reverse=True)
    pupils = [one for one in said if one.speaker != PARENT]
    familys = [one for one in said if one.speaker == PARENT]
    found = dict.fromkeys([*pupils[:1], *familys[:1], *against])
    return sorted(found, key=when, reverse=True)


def when(one: Said) -> tuple[date, datetime]:
    return one.on, one.at


def of_plan(plan: Plan) -> list[Said]:
    views = [of_view(plan, view) for view in standing(plan.views)]
    return views + [one for review in standing(plan.reviews) for one in of_review(plan, review)]


def of_view(plan: Plan, view: View) -> Said:
    return Said(
        speaker=view.speaker,
        person_id=view.person_id,
        text=view.said,
        stance=view.stance,
        confidential=view.confidential,
        how="wrote it here" if view.own else f"heard {gathered(view.gathered)} by",
        by=None if view.own else view.by,
        on=view.on,
        at=view.at,
        address=f"/pupils/{plan.pupil_id}/plan#said",
    )


def of_review(plan: Plan, review: Review) -> list[Said]:
    """Nobody knows which of the parents it was."""
    return [
        Said(
            speaker=speaker,
            text=text,
            how="at the review led by",
            by=review.by,
            on=review.on,
            at=review.at,
            address=f"/pupils/{plan.pupil_id}/plan#reviews",
        )
        for speaker, text in ((PARENT, review.parents_views), ("pupil", review.pupils_views))
        if text
    ]


def of_concern(concern: Concern) -> list[Said]:
    """What was told as it was raised, and what staff heard since."""
    place: Place = {
        "address": f"/concerns/{concern.referral_id}",
        "concern_of": concern.raised_on,
    }
    source = concern.source if concern.source in OF_FAMILY else None
    begun = [
        Said(
            speaker=speaker,
            text=text,
            how="when the concern was raised",
            on=concern.raised_on,
            at=concern.raised_at,
            **place,
        )
        for speaker, text in ((source, concern.noticed), (PARENT, concern.family_said))
        if speaker and text
    ]
    heard = [
        Said(
            speaker=one.speaker,
            person_id=one.person_id,
            text=one.text,
            confidential=one.confidential,
            how=f"heard {gathered(one.gathered)} by",
            by=one.by,
            on=one.on,
            at=one.at,
            **place,
        )
        for one in concern.entries
        if one.speaker and one.gathered and not one.struck_out
    ]
    return begun + heard
