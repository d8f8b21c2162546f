"""The clocks of reviews: the 12 months, the meeting's own, the phase transfer, the amendment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..facts import Amended, AmendmentDropped, AmendmentNotice, EhcCase, Entry, FinalPlan
from ..review_terms import ReviewOutcome, Transfer, TransferTo
from ..reviews import ReviewStory, decisions, is_transfer, review_of, stories
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
HELD_BY: Final = "review_meeting_held_by"
STRICT: Final = {
    TransferTo.SCHOOL: "phase.school.strict",
    TransferTo.POST_16: "phase.post16.strict",
    TransferTo.POST_16_FROM_POST_16: "phase.post16_to_post16",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The plan was made, or last reviewed. counted_from: the first day of the next 12 months."""

    by: Entry
    on: date
    counted_from: date

    def is_before(self, on: date) -> bool:
        """Whether a review of that day ends the period. Two of one day begin it together, and
        neither ends the other's; one on the day on which the plan was made is its first.
        """
        return on > self.on or (on == self.on and isinstance(self.by, FinalPlan))


def of_reviewing(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    told = stories(case)
    yield from _periods(case, told, counter)
    for story in told:
        yield from _own(story, counter)
        yield from _transfer(story, counter)
    for notice in case.amendment_notices:
        yield from _of_notice(case, told, notice, counter)


def points(case: EhcCase, told: tuple[ReviewStory, ...]) -> list[Point]:
    """Whatever starts 12 months, in the order of its days."""
    made = case.final_plans[:1]
    found = [Point(by=one, on=one.issued_on, counted_from=one.issued_on) for one in made]
    for story in told:
        on, counted_from = story.reviewed_on, story.next_counted_from
        if on is not None and counted_from is not None:
            found.append(Point(by=story.review, on=on, counted_from=counted_from))
    elsewhere = [one for one in case.review_decisions if review_of(case, one) is None]
    found += [Point(by=one, on=one.told_on, counted_from=one.day) for one in elsewhere]
    return sorted(found, key=lambda one: one.on)


def _periods(case: EhcCase, told: tuple[ReviewStory, ...], counter: Counter) -> Iterator[Deadline]:
    """A period ends with the first decision after it began; a meeting alone does not end it.

    A meeting after that decision belongs to a later period: of this one, none was told.
    Where the plan goes over to another council within it, the limits of the move take its place.
    """
    decided = decisions(case, told)
    for point in points(case, told):
        after = [on for on, key in decided if point.is_before(on) and key != point.by.key]
        met = [
            one.held.on
            for one in told
            if one.held is not None and one.held.on >= point.on and one.key != point.by.key
        ]
        about, by = point.by.key, point.by
        done_on = min(after, default=None)
        held_on = min((on for on in met if done_on is None or on <= done_on), default=None)
        first_day = point.counted_from
        end = counter.deadline(PERIOD_END, first_day, about=about, by=by, done_on=done_on)
        moved_on = _moved_on(case, point, end)
        over = Standing.OVERTAKEN if done_on and held_on is None else None
        if moved_on is not None:
            end = replace(end, standing=Standing.NOT_COUNTED, done_on=None)
            over = Standing.NOT_COUNTED if (held_on or date.max) >= moved_on else None
        yield end
        yield counter.deadline(MEET_BY, first_day, about=about, by=by, done_on=held_on, ended=over)


def _moved_on(case: EhcCase, point: Point, end: Deadline) -> date | None:
    """The day on which the plan went over to another council before this period was over.

    From then on the later of two limits binds (SEND Regulations 2014, regulation 15(5)).
    """
    if end.due_on is None:
        return None
    within = [one.on for one in case.transfers if point.on <= one.on <= end.due_on]
    return min((on for on in within if on < (end.done_on or date.max)), default=None)


def _own(story: ReviewStory, counter: Counter) -> Iterator[Deadline]:
    """Counted back from the meeting, and on from it. Without its day there is none of them."""
    invited_on = min((on for _, on in story.invited), default=None)
    circulated_on = story.circulated.on if story.circulated else None
    before = [
        (ASK, invited_on),
        (GIVE_NOTICE, story.notice_given_on),
        (CIRCULATE, circulated_on),
    ]
    if any(one.advice_asked for one, _ in story.invited):
        before.insert(2, (ADVICE_BACK, story.advice_back_on))
    for rule, done_on in before:
        over = Standing.OVERTAKEN if story.held is not None and done_on is None else None
        yield _of_meeting(rule, story, counter, done_on=done_on, ended=over)
    decided_on = story.decision.told_on if story.decision else story.answered_on
    sent_on = story.report.on if story.report else None
    over = Standing.OVERTAKEN if decided_on and sent_on is None else None
    yield _of_meeting(REPORT, story, counter, done_on=sent_on, ended=over)
    yield _of_meeting(DECISION, story, counter, done_on=story.answered_on)
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
        HELD_BY: story.review.held_by.value,
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
        meant = {**inputs, HELD_BY: story.review.held_by.value}
        yield counter.deadline(TRANSFER_MEET_BY, meant, about=about, by=by, done_on=held_on)


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


def _of_notice(
    case: EhcCase, told: tuple[ReviewStory, ...], notice: AmendmentNotice, counter: Counter
) -> Iterator[Deadline]:
    """The family's 15 days; the 8 weeks, where no meeting sets an earlier limit."""
    if not notice.with_changes:
        return
    about = notice.key
    ends: list[Amended | AmendmentDropped] = [*case.amended_plans, *case.amendments_dropped]
    same = [one for one in ends if review_of(case, one) == review_of(case, notice)]
    ended_on = min((one.told_on for one in same if one.told_on >= notice.told_on), default=None)
    said_on = min((one.on for one in case.representations if one.about == about), default=None)
    over = Standing.OVERTAKEN if ended_on and said_on is None else None
    served_on = notice.served_on
    yield counter.deadline(
        VIEWS_ON_NOTICE, served_on, about=about, by=notice, done_on=said_on, ended=over
    )
    meeting_known = any(one.key == notice.review_id and one.meeting_on is not None for one in told)
    if not meeting_known:
        sent_on = notice.sent_on
        yield counter.deadline(AMEND_FINAL, sent_on, about=about, by=notice, done_on=ended_on)
