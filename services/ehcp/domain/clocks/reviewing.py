"""The clocks of reviews: the 12 months, the meeting's own, the phase transfer, the amendment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..facts import Amended, AmendmentDropped, AmendmentNotice, EhcCase, Entry
from ..review_terms import ReviewOutcome, Transfer, TransferTo
from ..reviews import ReviewStory, is_transfer, stories
from .counting import Counter, Deadline, Inputs, Standing

PERIOD_END: Final = "review.period_end"
MEET_BY: Final = "review.meeting_latest"
ASK: Final = "review.ask"
GIVE_NOTICE: Final = "review.invite"
ADVICE_BACK: Final = "review.advice_back"
CIRCULATE: Final = "review.circulate"
REPORT: Final = "review.report"
DECISION: Final = "review.decision"
FINAL_DUE: Final = "review.final_due"
VIEWS_ON_NOTICE: Final = "amend.representations_end"
AMEND_FINAL: Final = "amend.final"
TRANSFER_MEET_BY: Final = "phase.meeting_latest"
STRICT: Final = {
    TransferTo.SCHOOL: "phase.school.strict",
    TransferTo.POST_16: "phase.post16.strict",
    TransferTo.POST_16_FROM_POST_16: "phase.post16_to_post16",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A day from which 12 months count: the plan was made, or last reviewed."""

    by: Entry
    on: date


def of_reviewing(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    told = stories(case)
    yield from _periods(case, told, counter)
    for story in told:
        yield from _own(story, counter)
        yield from _transfer(story, counter)
    for notice in case.amendment_notices:
        yield from _of_notice(case, notice, counter)


def points(case: EhcCase, told: tuple[ReviewStory, ...]) -> list[Point]:
    """Whatever starts 12 months, in the order of its days."""
    found = [Point(by=one, on=one.issued_on) for one in case.final_plans[:1]]
    for story in told:
        if story.reviewed_on is not None:
            found.append(Point(by=story.review, on=story.reviewed_on))
    elsewhere = [one for one in case.review_decisions if one.review_id is None]
    found += [Point(by=one, on=one.told_on) for one in elsewhere]
    return sorted(found, key=lambda one: one.on)


def _periods(case: EhcCase, told: tuple[ReviewStory, ...], counter: Counter) -> Iterator[Deadline]:
    """A period ends with the first decision after it began; a meeting alone does not end it.

    A meeting after that decision belongs to a later period: of this one, none was told.
    Where the plan goes over to another council within it, the limits of the move take its place.
    """
    decided = [(one.told_on, one.review_id or one.key) for one in case.review_decisions]
    for point in points(case, told):
        after = [on for on, key in decided if on >= point.on and key != point.by.key]
        met = [
            one.held.on
            for one in told
            if one.held is not None and one.held.on >= point.on and one.key != point.by.key
        ]
        about, by = point.by.key, point.by
        done_on = min(after, default=None)
        held_on = min((on for on in met if done_on is None or on <= done_on), default=None)
        end = counter.deadline(PERIOD_END, point.on, about=about, by=by, done_on=done_on)
        moved_on = _moved_on(case, point, end)
        over = Standing.OVERTAKEN if done_on and held_on is None else None
        if moved_on is not None:
            end = replace(end, standing=Standing.NOT_COUNTED, done_on=None)
            over = Standing.NOT_COUNTED if (held_on or date.max) >= moved_on else None
        yield end
        yield counter.deadline(MEET_BY, point.on, about=about, by=by, done_on=held_on, ended=over)


def _moved_on(case: EhcCase, point: Point, end: Deadline) -> date | None:
    """The day on which the plan went over to another council before this period was over.

    From then on the later of two limits binds (SEND Regulations 2014, regulation 15(5)).
    """
    if end.due_on is None:
        return None
    last_on = min(end.due_on, end.done_on or date.max)
    return min((one.on for one in case.transfers if point.on <= one.on <= last_on), default=None)


def _own(story: ReviewStory, counter: Counter) -> Iterator[Deadline]:
    """Counted back from the meeting, and on from it. Without its day there is none of them."""
    invited_on = min((on for _, on in story.invited), default=None)
    circulated_on = story.circulated.on if story.circulated else None
    before = [
        (ASK, invited_on),
        (GIVE_NOTICE, story.review.notice_given_on or story.all_invited_on),
        (CIRCULATE, circulated_on),
    ]
    if any(one.advice_asked for one, _ in story.invited):
        before.insert(2, (ADVICE_BACK, story.advice_back_on))
    for rule, done_on in before:
        over = Standing.OVERTAKEN if story.held is not None and done_on is None else None
        yield _of_meeting(rule, story, counter, done_on=done_on, ended=over)
    decided_on = story.decision.told_on if story.decision else None
    sent_on = story.report.on if story.report else None
    over = Standing.OVERTAKEN if decided_on and sent_on is None else None
    yield _of_meeting(REPORT, story, counter, done_on=sent_on, ended=over)
    yield _of_meeting(DECISION, story, counter, done_on=decided_on)
    if story.amends:
        yield _of_meeting(FINAL_DUE, story, counter, done_on=story.finished_on)


def _of_meeting(
    rule: str,
    story: ReviewStory,
    counter: Counter,
    *,
    done_on: date | None,
    ended: Standing | None = None,
) -> Deadline:
    told: Inputs = {
        "review_meeting": story.meeting_on,
        "amendment_notice_sent": story.notice.sent_on if story.notice else None,
    }
    names = (*counter.book.needs(rule).required, *counter.book.needs(rule).optional)
    inputs = {name: told[name] for name in names}
    by = story.held or story.review
    return counter.deadline(rule, inputs, about=story.key, by=by, done_on=done_on, ended=ended)


def _transfer(story: ReviewStory, counter: Counter) -> Iterator[Deadline]:
    """The institution decides which limit counts, and not the year group."""
    transfer = story.review.transfer
    if transfer is None or not is_transfer(story.review):
        return
    about, by = story.key, story.review
    inputs = _inputs(transfer)
    done_on = _transferred_on(story)
    yield counter.deadline(STRICT[transfer.to], inputs, about=about, by=by, done_on=done_on)
    if transfer.to is not TransferTo.POST_16_FROM_POST_16:
        held_on = story.held.on if story.held else None
        yield counter.deadline(TRANSFER_MEET_BY, inputs, about=about, by=by, done_on=held_on)


def _inputs(transfer: Transfer) -> Inputs:
    september = date(transfer.year, 9, 1) if transfer.year else None
    return {
        "transfer_september": september,
        "transfer_to": transfer.to.value,
        "transfer_date": transfer.on,
    }


def _transferred_on(story: ReviewStory) -> date | None:
    """Reviewed and amended, or it was decided that there is nothing to amend."""
    if story.decision is None or story.decision.decision is ReviewOutcome.AMEND:
        return story.finished_on
    return story.finished_on or story.decision.told_on


def _of_notice(case: EhcCase, notice: AmendmentNotice, counter: Counter) -> Iterator[Deadline]:
    """The family's 15 days; the 8 weeks, where no review sets an earlier limit."""
    if not notice.with_changes:
        return
    about = notice.key
    ends: list[Amended | AmendmentDropped] = [*case.amended_plans, *case.amendments_dropped]
    same = [one for one in ends if one.review_id == notice.review_id]
    ended_on = min((one.told_on for one in same if one.told_on >= notice.told_on), default=None)
    said_on = next((one.on for one in case.representations if one.about == about), None)
    over = Standing.OVERTAKEN if ended_on and said_on is None else None
    served_on = notice.served_on
    yield counter.deadline(
        VIEWS_ON_NOTICE, served_on, about=about, by=notice, done_on=said_on, ended=over
    )
    if notice.review_id is None:
        sent_on = notice.sent_on
        yield counter.deadline(AMEND_FINAL, sent_on, about=about, by=notice, done_on=ended_on)
