"""referrals: concerns, what is found out about them, decisions, specialists."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shared.shapes import convert

from .records import Mark, Recorded, Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Recorded):
    referral_id: UUID | None = None
    request_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ByWhom(Mark):
    how: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    what: str | None = None
    weeks: int
    effect: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """type: evidence-added, pupil-observed, family-consulted or author-note-added.

    confidential: for the SENCO alone.
    """

    entry_id: UUID
    type: str
    by: UUID | None = None
    on: date
    at: datetime
    text: str | None = None
    confidential: bool = False
    struck_out: ByWhom | None = None
    kind: str | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    setting: str | None = None
    speaker: str | None = None
    person_id: UUID | None = None
    gathered: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SenSupport:
    primary_need: str
    secondary_need: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    owner_id: UUID
    review_on: date
    looks_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signposting:
    to: list[str]
    how: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSend:
    adjustments: str | None = None
    other_support: str | None = None
    look_again_if: str | None = None
    look_again_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """on: from when it holds. corrects: the decision that it replaced; reason: why."""

    decision_id: UUID
    outcome: str
    by: UUID | None = None
    on: date
    at: datetime
    decided_on: date
    reasons: str | None = None
    corrects: UUID | None = None
    reason: str | None = None
    parents_told: ByWhom | None = None
    sen_support: SenSupport | None = None
    watch: Watch | None = None
    signposting: Signposting | None = None
    not_send: NotSend | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRow:
    """A concern in a list. acknowledge_by, decide_by: what the school promised.

    source, raised_by: None for the family, where it was raised in confidence.
    """

    referral_id: UUID
    pupil_id: UUID
    source: str | None
    raised_by: UUID | None
    raised_on: date
    raised_at: datetime
    status: str
    acknowledge_by: date
    decide_by: date
    version: int
    outcome: str | None = None
    need: str | None = None
    secondary_need: str | None = None
    since: date | None = None
    look_again_on: date | None = None
    follows: UUID | None = None
    corrects: UUID | None = None

    @property
    def open(self) -> bool:
        return self.status in ("raised", "acknowledged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern(ConcernRow):
    """A concern with all that this person may read."""

    areas: list[str] = field(default_factory=list)
    noticed: str | None = None
    tried: list[Tried] = field(default_factory=list)
    family_said: str | None = None
    not_talked_because: str | None = None
    lawful_basis: str | None = None
    acknowledged: ByWhom | None = None
    entries: list[Entry] = field(default_factory=list)
    set_aside: dict[str, ByWhom] = field(default_factory=dict)
    decision: Decision | None = None
    history: list[Decision] = field(default_factory=list)
    struck_out: ByWhom | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    written_on: date
    by: UUID | None = None
    on: date
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialistRequest:
    request_id: UUID
    pupil_id: UUID
    specialist: str
    asked_on: date
    requested_by: UUID
    status: str
    version: int
    question: str | None = None
    reply_wanted_by: date | None = None
    report: Report | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerns:
    """A page. following: the cursor of the next. behind: older than what was asked for."""

    concerns: list[ConcernRow]
    following: str | None = None
    behind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Open concerns, the one with the next promised day first. more: there are others after."""

    concerns: list[ConcernRow] = field(default_factory=list)
    more: bool = False


class Referrals(Records[Done]):
    """What the portal asks of referrals. Each method raises NotAnswered."""

    path = "/referrals"
    done = Done

    def concern(self, referral_id: UUID) -> Concern:
        return convert(self._calling.get(f"/referrals/{referral_id}").body, Concern)

    def of_school(
        self,
        school_id: UUID,
        *,
        status: str = "open",
        cursor: str | None = None,
        after: str | None = None,
        limit: int = 25,
    ) -> Concerns:
        """status: open, decided or all. after: a token that the list is to have seen."""
        return self._list(
            "/referrals",
            school_id=str(school_id),
            status=status,
            cursor=cursor,
            after=after,
            limit=limit,
        )

    def mine(self, *, cursor: str | None = None, after: str | None = None) -> Concerns:
        """The concerns that this person raised."""
        return self._list("/referrals/mine", cursor=cursor, after=after)

    def of_pupil(self, pupil_id: UUID, *, after: str | None = None) -> Concerns:
        return self._list(f"/referrals/of-pupil/{pupil_id}", after=after)

    def _list(self, path: str, **query: Any) -> Concerns:
        answer = self._calling.get(path, **query)
        return Concerns(
            concerns=convert(answer.body["concerns"], list[ConcernRow]),
            following=answer.body.get("next"),
            behind=answer.behind,
        )

    def waiting(self, school_id: UUID, *, after: str | None = None) -> Waiting:
        """The open concerns of a school, the most urgent 200."""
        answer = self._calling.get("/referrals/waiting", school_id=str(school_id), after=after)
        return convert(answer.body, Waiting)

    def looks_due(self, school_id: UUID, on: date) -> list[ConcernRow]:
        """Decided concerns that were to be looked at again by a day."""
        found = self._calling.get("/referrals/due", school_id=str(school_id), on=on.isoformat())
        return convert(found.body["concerns"], list[ConcernRow])

    def specialists(
        self, referral_id: UUID, *, after: str | None = None
    ) -> list[SpecialistRequest]:
        """Who was asked for a concern. after: a token that the list is to have seen."""
        path = f"/referrals/{referral_id}/specialist-requests"
        found = self._calling.get(path, limit=100, after=after)
        return convert(found.body["requests"], list[SpecialistRequest])
