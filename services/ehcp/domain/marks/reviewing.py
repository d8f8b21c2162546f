"""Reviews: who was left out, meetings that come too late, changes that are not set out."""

from collections.abc import Iterator
from typing import Final

from shared.rulebook.reading import BOOK
from shared.rulebook.words import in_full

from ..clocks.changing import MOVED_MEET_BY
from ..clocks.counting import Deadline
from ..clocks.reviewing import GIVE_NOTICE, MEET_BY, VIEWS_ON_NOTICE
from ..facts import EhcCase
from ..plan_terms import Right
from ..review_terms import Adulthood, Invitee, ReviewOutcome, Whose
from ..reviews import ReviewStory, is_about_adulthood, review_of, stories
from .drafting import rights_missing
from .flag import Flag, Mark

PEOPLE: Final = {
    Invitee.FAMILY: "the parents or the young person",
    Invitee.HEAD: "the head or the provider",
    Invitee.COUNCIL_SEN: "the council's SEN officer",
    Invitee.HEALTH: "a health professional",
    Invitee.COUNCIL_SOCIAL_CARE: "the council's social care officer",
    Invitee.VIRTUAL_HEAD: "the virtual school head",
    Invitee.CARER: "the carer",
}
MEETINGS: Final = (MEET_BY, MOVED_MEET_BY)
SET_OUT: Final = "SEND Regulations 2014, regulation 22(2)(a); [2022] EWHC 493 (Admin)"
VIEWS: Final = "SEND Regulations 2014, regulation 19"
ADULTHOOD: Final = "SEND Code 8.9, 9.184"
AFTER_REVIEW: Final = "SEND Regulations 2014, regulation 20(11)"


def of_reviewing(case: EhcCase, found: tuple[Deadline, ...]) -> Iterator[Flag]:
    due = {one.clock: one for one in found}
    told = stories(case)
    for story in told:
        yield from _left_out(story)
        yield from _views(case, story)
        yield from _adulthood(story)
    yield from _too_late(told, found)
    yield from _decisions(case)
    for notice in case.amendment_notices:
        limit = due.get((VIEWS_ON_NOTICE, notice.key))
        if limit is not None and limit.limit is not None:
            yield from _amended_too_early(case, limit)


def _left_out(story: ReviewStory) -> Iterator[Flag]:
    if not story.invited:
        return
    for who in story.missing:
        rule = BOOK.latest(GIVE_NOTICE)
        said = f"Not invited to the review: {PEOPLE[who]} ({rule.source})."
        yield Flag(
            mark=Mark.NOT_INVITED, rule=rule.id, source=rule.source, about=story.key, said=said
        )


def _views(case: EhcCase, story: ReviewStory) -> Iterator[Flag]:
    """A report without the views of the child and the family."""
    there = {one.whose for one in case.views if one.review_id == story.key}
    missing = [one.value for one in Whose if one not in there]
    if story.report is not None and missing:
        said = f"The review has no views of the {' and the '.join(missing)} ({VIEWS})."
        yield Flag(mark=Mark.VIEWS_MISSING, source=VIEWS, about=story.key, said=said)


def _adulthood(story: ReviewStory) -> Iterator[Flag]:
    """A report that leaves a heading out: of the council's, since the school's own is refused."""
    if story.report is None or not is_about_adulthood(story.review):
        return
    if set(Adulthood) - set(story.report.adulthood):
        said = f"The report is not about all four headings of adulthood ({ADULTHOOD})."
        yield Flag(mark=Mark.ADULTHOOD_LEFT_OUT, source=ADULTHOOD, about=story.key, said=said)


def _too_late(told: tuple[ReviewStory, ...], found: tuple[Deadline, ...]) -> Iterator[Flag]:
    """The next meeting, planned after the day by which it leaves the council its four weeks.

    Those after it belong to a period that has yet to begin.
    """
    running = [one for one in found if one.rule in MEETINGS and one.running and one.limit]
    latest = min((one.limit.due_on for one in running if one.limit), default=None)
    to_come = [one for one in told if one.held is None and one.decision is None]
    planned = [(one.meeting_on, one.key) for one in to_come if one.meeting_on is not None]
    if latest is None or not planned:
        return
    next_on, key = min(planned)
    if next_on > latest:
        said = f"A meeting after {in_full(latest)} leaves the council less than four weeks."
        yield Flag(mark=Mark.MEETING_TOO_LATE, rule=MEET_BY, about=key, said=said)


def _decisions(case: EhcCase) -> Iterator[Flag]:
    for one in case.review_decisions:
        if one.decision is ReviewOutcome.AMEND and one.changes_set_out is False:
            yield Flag(
                mark=Mark.CHANGES_NOT_SET_OUT,
                source=SET_OUT,
                about=one.key,
                said="The council says that it will amend the plan, and does not set out the"
                f" changes: that starts no time, and the limits run on ({SET_OUT}).",
            )
        if one.decision is not ReviewOutcome.AMEND and one.rights is not None:
            yield from rights_missing(one.rights, AFTER_REVIEW)
    for dropped in case.amendments_dropped:
        if dropped.rights is not None:
            yield from rights_missing(dropped.rights, AFTER_REVIEW)
    for amended in case.amended_plans:
        rights: tuple[Right, ...] | None = amended.rights
        if rights is not None:
            yield from rights_missing(rights, "SEND Regulations 2014, regulation 22(5)")


def _amended_too_early(case: EhcCase, views: Deadline) -> Iterator[Flag]:
    """An amended plan within the 15 days of its notice."""
    notice = next(one for one in case.amendment_notices if one.key == views.about)
    if views.limit is None:
        return
    for plan in case.amended_plans:
        ours = review_of(case, plan) == review_of(case, notice)
        if ours and notice.told_on <= plan.told_on <= views.limit.due_on:
            rule = views.limit.rule
            yield Flag(
                mark=Mark.FINAL_TOO_EARLY,
                rule=rule.id,
                source=rule.source,
                about=plan.key,
                said="The amended plan came before the family had its 15 days for its views, up"
                f" to and including {in_full(views.limit.due_on)} ({rule.source}).",
            )
