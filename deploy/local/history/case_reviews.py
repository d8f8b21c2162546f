"""The reviews of a plan, year by year: the last one step by step, the earlier ones by their end."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from .case_amending import Review, amend, id_of
from .case_writing import CaseWriting
from .school_days import weekday
from .told import for_family

YEAR: Final = timedelta(days=365)
PLANNED_AHEAD, SHORT_NOTICE = timedelta(days=43), timedelta(days=9)
OLD: Final = timedelta(days=340)
REMEMBERED: Final = timedelta(days=120)  # the steps before and after a meeting, one by one
LONGEST_HOLIDAY: Final = timedelta(days=50)
COUNCIL: Final = timedelta(weeks=4)
LATE_SCHOOL: Final = 0.1
LATE_COUNCIL: Final = 0.25
AMENDED: Final = 0.4
REQUIRED: Final = (
    "family",
    "head-or-provider",
    "council-sen-officer",
    "health-professional",
    "council-social-care-officer",
)
ADVISERS: Final = ("health-professional", "senco")
ADULTHOOD: Final = (
    "higher-education-or-employment",
    "independent-living",
    "participation-in-society",
    "healthy-adult-life",
)
FIRST_YEAR_OF_ADULTHOOD: Final = 9
# The last year of a school whose children go on to another kind.
LEAVING: Final = {("Primary", "6"): "school", ("Secondary", "11"): "post16"}


def review_yearly(writing: CaseWriting, final: date, *, until: date | None) -> None:
    """Every review since a final plan. until: nothing is told of the time after it."""
    point, number = final, 1
    last = until or writing.today + PLANNED_AHEAD
    while (review := _next(writing, point, number)).meeting <= last:
        if review.decided < (until or writing.today) - OLD:
            _decide_only(writing, review)
        else:
            _go_through(writing, review)
        point, number = review.decided, number + 1


def _next(writing: CaseWriting, point: date, number: int) -> Review:
    """The review of the 12 months that begin with a day: in time as a rule, both meeting and
    letter.
    """
    chance = writing.chance
    ahead = COUNCIL + timedelta(days=chance.between(4, 45))
    if chance.happens(LATE_SCHOOL):
        ahead = timedelta(days=chance.between(1, 20))
    wanted = weekday(point + YEAR - ahead)
    meeting = writing.days.on_or_before(wanted)
    if meeting < wanted - LONGEST_HOLIDAY:
        meeting = wanted  # past the last term that the export knows
    after = chance.between(12, 28)
    if chance.happens(LATE_COUNCIL):
        after = chance.between(31, 60)
    return Review(
        number=number,
        meeting=meeting,
        decided=weekday(meeting + timedelta(days=after)),
        # Of a meeting that lies ahead the service refuses it.
        short_notice=chance.happens(LATE_SCHOOL) and meeting < writing.today,
    )


def _decide_only(writing: CaseWriting, review: Review) -> None:
    """All that is still known of a review of long ago."""
    writing.step(
        review.decided,
        "record-review-decision",
        entry_id=writing.id("review-decision", review.number),
        decision="keep",
        **writing.letter(review.decided),
    )


def _go_through(writing: CaseWriting, review: Review) -> None:
    amends = writing.chance.happens(AMENDED) or _transfer(writing, review) is not None
    _plan(writing, review)
    _meet(writing, review)
    if review.meeting > writing.today - REMEMBERED:
        _prepare(writing, review)
        _hear(writing, review)
        _report(writing, review, amends=amends)
    set_out = writing.chance.happens(0.85)
    writing.step(
        review.decided,
        "record-review-decision",
        entry_id=writing.id("review-decision", review.number),
        review_id=id_of(writing, review),
        decision="amend" if amends else "keep",
        changes_set_out=set_out if amends else None,
        **writing.letter(review.decided),
        reasons=for_family(writing.says("council_amends" if amends else "council_keeps")),
    )
    if amends:
        amend(writing, review, late_notice=not set_out)


def _transfer(writing: CaseWriting, review: Review) -> dict[str, Any] | None:
    """Where the child goes after this school year, if this review is the one before it."""
    pupil, today = writing.pupil, writing.today
    to = LEAVING.get((pupil.school.phase, pupil.year))
    begins = date(today.year if today.month >= 9 else today.year - 1, 9, 1)
    before = begins - timedelta(days=90)
    if to is None or review.meeting < before:
        return None
    return {"to": to, "year": begins.year + 1}


def _year_group(writing: CaseWriting) -> int | None:
    year = writing.pupil.year
    return int(year) if year.isdecimal() else None


def _invited_on(review: Review) -> date:
    return weekday(review.meeting - (SHORT_NOTICE if review.short_notice else PLANNED_AHEAD))


def _plan(writing: CaseWriting, review: Review) -> None:
    transfer, invited = _transfer(writing, review), _invited_on(review)
    writing.step(
        invited,
        "plan-review",
        entry_id=id_of(writing, review),
        kind="phase-transfer" if transfer else "annual",
        transfer=transfer,
        meeting_on=review.meeting,
        notice_given_on=invited,
        year_group=_year_group(writing),
    )


def _prepare(writing: CaseWriting, review: Review) -> None:
    """Backwards from the meeting: invitations, advice, papers; some too late."""
    chance, meeting, review_id = writing.chance, review.meeting, id_of(writing, review)
    invited = _invited_on(review)
    left_out = "health-professional" if chance.happens(0.08) else None
    people = [who for who in (*REQUIRED, "senco") if who != left_out]
    writing.step(
        invited,
        "record-invitations",
        entry_id=writing.id("invitations", review.number),
        review_id=review_id,
        sent_on=invited,
        people=[
            {
                "person_id": writing.id("invited", review.number, who),
                "who": who,
                "name": None,
                "advice_asked": who in ADVISERS,
            }
            for who in people
        ],
    )
    _advise(writing, review, [who for who in ADVISERS if who in people])
    late_papers = review.short_notice or chance.happens(LATE_SCHOOL)
    sent = weekday(meeting - timedelta(days=6 if late_papers else 16))
    papers_id = writing.id("papers", review.number)
    writing.step(sent, "record-papers", entry_id=papers_id, review_id=review_id, sent_on=sent)


def _advise(writing: CaseWriting, review: Review, asked: Sequence[str]) -> None:
    """The advice that comes back, of one in ten it does not."""
    chance, invited = writing.chance, _invited_on(review)
    for who in asked:
        came = weekday(
            review.meeting - timedelta(days=chance.between(3 if review.short_notice else 21, 30))
        )
        if came >= invited and chance.happens(0.9):
            writing.step(
                came,
                "record-review-advice",
                entry_id=writing.id("review-advice", review.number, who),
                review_id=id_of(writing, review),
                person_id=writing.id("invited", review.number, who),
                received_on=came,
            )


def _hear(writing: CaseWriting, review: Review) -> None:
    """What child and family say: of one in six nobody wrote it down."""
    on = weekday(review.meeting - timedelta(days=2))
    for whose, words in (("child", "pupil_at_review"), ("family", "parent_at_review")):
        said = writing.says(words)
        if writing.chance.happens(0.85):
            writing.step(
                on,
                "record-views",
                entry_id=writing.id("views", review.number, whose),
                review_id=id_of(writing, review),
                whose=whose,
                said=for_family(said),
                said_on=on,
            )


def _meet(writing: CaseWriting, review: Review) -> None:
    writing.step(
        review.meeting,
        "record-meeting",
        entry_id=writing.id("meeting", review.number),
        review_id=id_of(writing, review),
        held_on=review.meeting,
        attended=["family", "head-or-provider", "senco"],
    )


def _report(writing: CaseWriting, review: Review, *, amends: bool) -> None:
    chance = writing.chance
    sent = weekday(review.meeting + timedelta(days=chance.between(3, 14)))
    if chance.happens(LATE_SCHOOL):
        sent = weekday(review.meeting + timedelta(days=chance.between(17, 27)))
    adult = (_year_group(writing) or 0) >= FIRST_YEAR_OF_ADULTHOOD
    writing.step(
        max(sent, review.meeting),
        "record-report",
        entry_id=writing.id("report", review.number),
        review_id=id_of(writing, review),
        sent_on=max(sent, review.meeting),
        recommends="amend" if amends else "keep",
        said=for_family(writing.says("review_report")),
        adulthood=[{"heading": one, "said": None} for one in ADULTHOOD] if adult else [],
    )
