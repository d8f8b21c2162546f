"""The clocks of the draft: the least time for the family's views, and the school's answer."""

from collections.abc import Iterator
from typing import Final

from ..facts import Consultation, Draft, EhcCase
from ..naming import made_plans
from .counting import Counter, Deadline, Standing

VIEWS_ON_DRAFT: Final = "draft.representations_end"
SCHOOL_ANSWERS: Final = "consult.school_response"


def of_drafting(case: EhcCase, counter: Counter) -> Iterator[Deadline]:
    for draft in case.drafts:
        yield _views(case, draft, counter)
    for asked in case.consultations:
        yield _answer(case, asked, counter)


def _views(case: EhcCase, draft: Draft, counter: Counter) -> Deadline:
    """The 15 days begin with the day of service, and are not ended by an early answer."""
    said_on = min((one.on for one in case.representations if one.about == draft.key), default=None)
    over = said_on is None and any(one.told_on >= draft.told_on for one in made_plans(case))
    return counter.deadline(
        VIEWS_ON_DRAFT,
        draft.served_on,
        about=draft.key,
        by=draft,
        done_on=said_on,
        ended=Standing.OVERTAKEN if over else None,
    )


def _answer(case: EhcCase, asked: Consultation, counter: Counter) -> Deadline:
    sent_on = next((one.on for one in case.answers if one.about == asked.key), None)
    over = sent_on is None and any(one.told_on >= asked.on for one in made_plans(case))
    return counter.deadline(
        SCHOOL_ANSWERS,
        asked.on,
        about=asked.key,
        by=asked,
        done_on=sent_on,
        ended=Standing.OVERTAKEN if over else None,
    )
