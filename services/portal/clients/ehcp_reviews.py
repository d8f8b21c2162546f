"""The reviews of a case, put together from its entries."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .ehcp import Case, Entry

PLANNED = "ehcp-review-planned"
MOVED = "ehcp-review-meeting-moved"
INVITED = "ehcp-review-invitations-sent"
REMINDED = "ehcp-review-advice-chased"
ADVICE = "ehcp-review-advice-received"
PAPERS = "ehcp-review-papers-circulated"
VIEWS = "ehcp-review-views-recorded"
HELD = "ehcp-review-meeting-held"
REPORT = "ehcp-review-report-sent"
DECIDED = "ehcp-review-decision-recorded"
NOTICE = "ehcp-amendment-notice-received"
AMENDED = "ehcp-plan-amended"
DROPPED = "ehcp-amendment-dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who was invited. who: a code. reminded_on: the last time."""

    person_id: UUID
    who: str
    invited_on: date
    advice_asked: bool
    name: str | None = None
    reminded_on: date | None = None
    came_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """review_id: by which the service names it. entries: all that was told of it and stands."""

    review_id: UUID
    planned: Entry
    entries: list[Entry]

    def of(self, type_: str) -> list[Entry]:
        return [one for one in self.entries if one.type == type_]

    def has(self, type_: str) -> bool:
        return bool(self.of(type_))

    @property
    def kind(self) -> str:
        return str(self.planned.details.get("kind"))

    @property
    def year_group(self) -> int | None:
        """0 is Reception."""
        return self.planned.details.get("year_group")

    @property
    def meeting_on(self) -> date | None:
        """The day it was held; else the day it is planned for, if there is one."""
        if self.has(HELD):
            return self.of(HELD)[-1].on
        moved = self.of(MOVED)[-1:] or [self.planned]
        told = moved[0].details.get("meeting_on")
        return date.fromisoformat(told) if told else None

    @property
    def guests(self) -> list[Guest]:
        """In the order in which they were invited."""
        return [
            Guest(
                person_id=UUID(str(one["person_id"])),
                who=one["who"],
                invited_on=sent.on,
                advice_asked=one["advice_asked"],
                name=one.get("name"),
                reminded_on=self._reminded_on(one["person_id"]),
                came_on=self._came_on(one["person_id"]),
            )
            for sent in self.of(INVITED)
            for one in sent.details["people"]
        ]

    def _reminded_on(self, person_id: str) -> date | None:
        days = [one.on for one in self.of(REMINDED) if person_id in one.details["person_ids"]]
        return max(days, default=None)

    def _came_on(self, person_id: str) -> date | None:
        days = [one.on for one in self.of(ADVICE) if one.details["person_id"] == person_id]
        return min(days, default=None)


def reviews_of(case: Case) -> list[Review]:
    """The newest first."""
    planned = case.standing(PLANNED)
    return [review_of(case, one) for one in reversed(planned)]


def review_of(case: Case, planned: Entry) -> Review:
    key = case.root(planned)
    told = [one for one in case.entries if one.stands and one.details.get("review_id") == str(key)]
    return Review(review_id=key, planned=planned, entries=told)
