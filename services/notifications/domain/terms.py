"""The codes of a message: kept in clear, stored and sent by their values."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """What changed, and so in which words it is told."""

    CONCERN_RAISED = "concern-raised"  # the SENCO: by a member of staff
    CONCERN_ARRIVED = "concern-arrived"  # the SENCO: by a family, or from outside
    CONCERN_RECEIVED = "concern-received"  # the parent who raised it
    CONCERN_SHARED = "concern-shared"  # the rest of the family, or all of it
    CONCERN_ANSWERED = "concern-answered"  # its author on the staff
    DECISION = "decision"  # the family
    PLAN_SHARED = "plan-shared"  # the family
    PLAN_CHANGED = "plan-changed"  # the family
    DATE_NEAR = "date-near"  # the SENCO: the school's reply to the council
    TASK_NEAR = "task-near"  # the SENCO: another date of the school's own
    DATE_NEAR_COUNCIL = "date-near-council"  # the SENCO: the council's
    DATE_NEAR_FAMILY = "date-near-family"  # the SENCO: the family's
    DATE_NEAR_ADVISER = "date-near-adviser"  # the SENCO: the mediation adviser's
    OWN_DATE_NEAR = "own-date-near"  # the family: its own
    SCHOOL_DATE_NEAR = "school-date-near"  # the family: the school's
    COUNCIL_DATE_NEAR = "council-date-near"  # the family: the council's
    ADVISER_DATE_NEAR = "adviser-date-near"  # the family: the mediation adviser's
    LATE_OURS = "late-ours"  # the SENCO and the trust's lead: the reply to the council
    TASK_LATE = "task-late"  # the SENCO and the trust's lead: another date of the school's own
    LATE_COUNCIL = "late-council"  # the family and the SENCO
    RECORD_OPENED = "record-opened"  # the family: by somebody from outside the usual staff
    TOLD_IN_ERROR = "told-in-error"  # all who were told
    UNDELIVERED = "undelivered"  # the SENCO: a family could not be told
    CASES_IMPORTED = "cases-imported"  # the SENCO: a list of running cases was taken over


class Page(StrEnum):
    """Which page a message leads to."""

    CONCERN = "concern"
    PLAN = "plan"
    CASE = "ehc-case"
    PUPIL = "pupil"
    TODAY = "today"  # a school's own list; id: the school


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page, and of which concern, plan, case or pupil."""

    page: Page
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a list told of a school: of how many cases, and how many facts are missing."""

    cases: int
    missing_facts: int


class Failure(StrEnum):
    """Why a message did not go out by e-mail; in the inbox it is all the same."""

    NO_ADDRESS = "no-address"  # the directory has none
    ADDRESS_ERASED = "address-erased"
    REFUSED = "refused"  # the mail server refuses the address for good
    NOT_DELIVERED = "not-delivered"  # tried for two days
    NO_LONGER = "no-longer-a-recipient"  # barred, unlinked or out of post since


class Whom(StrEnum):
    """Who must know, to be judged by the people whom the directory has."""

    SENCO = "senco"
    TRUST_LEAD = "trust-lead"
    AUTHOR = "author"  # of a concern, where that is a member of staff
    FAMILY = "family"
    FAMILY_AUTHOR = "family-author"  # of a concern, where that is one of the family
    STAFF_TOLD = "staff-told"  # the members of staff who were told before
    FAMILY_TOLD = "family-told"
