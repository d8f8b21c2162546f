"""Everything that can be told of a case, by what a correction calls it."""

from collections.abc import Mapping
from typing import Any, Final

from services.portal.clients.ehcp import Case, Entry
from services.portal.clients.ehcp_reviews import Review, reviews_of
from services.portal.pages import ehc_appeal_steps, ehc_review_steps
from services.portal.pages.ehc_changes import CHANGES
from services.portal.pages.ehc_review_steps import PLANNING
from services.portal.pages.ehc_telling import Telling
from services.portal.pages.ehc_tellings import TELLINGS

# What is told under `told/`; the rest begins on the page of its review, or of the appeals.
BEGINS_HERE: Final[Mapping[str, Telling[Case]]] = {**TELLINGS, **CHANGES}
OF_REVIEW: Final = {one.type: one for one in ehc_review_steps.STEPS.values()}
OF_TYPE: Final[Mapping[str, Telling[Any]]] = {
    PLANNING.type: PLANNING,
    **OF_REVIEW,
    **{one.type: one for one in ehc_appeal_steps.STEPS.values()},
    **{one.type: one for one in BEGINS_HERE.values() if one.type not in OF_REVIEW},
}


def address_of(type_: str) -> str | None:
    """The last part of the address under which an entry of a type is corrected, if it can be."""
    telling = OF_TYPE.get(type_)
    return telling.address if telling else None


def review_of_entry(case: Case, entry: Entry) -> Review | None:
    """The review that an entry is about; None where it is about none, or none that stands."""
    wanted = str(entry.details.get("review_id"))
    return next((one for one in reviews_of(case) if str(one.review_id) == wanted), None)
