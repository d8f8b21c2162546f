"""The codes of an EHC case: kept in clear, stored and sent by their values."""

from dataclasses import dataclass
from enum import StrEnum


class Requester(StrEnum):
    """Who asked the council for an EHC needs assessment.

    A parent, a young person or a school asks (Children and Families Act 2014, section 36(1)).
    OTHER, a doctor say, brings the child to the council's attention (section 24): then the clock
    starts when the council becomes responsible (SEND Regulations 2014, regulation 5(1)(b)). A
    pupil of compulsory school age asks through the parent.
    """

    SCHOOL = "school"
    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    OTHER = "other"
    NOT_KNOWN = "not-known"  # of a case that was taken over, alone


class NotKnown(StrEnum):
    """What nobody knows any more about how a case that was taken over began."""

    ASKED_ON = "asked-on"
    FAMILY_CONSULTED = "family-consulted"


class TakenOverState(StrEnum):
    """Where a trust's own list says that a case stands. From FINAL on there is a plan in force."""

    REQUESTED = "requested"
    DECIDING = "deciding"
    REFUSED = "refused"
    ASSESSING = "assessing"
    NO_PLAN = "no-plan"
    DRAFT = "draft"
    FINAL = "final"
    IN_REVIEW = "in-review"
    AMENDING = "amending"
    REASSESSING = "re-assessing"
    MOVING = "moving"  # between two authorities


class Basis(StrEnum):
    """How the day of the council's receipt is known."""

    COUNCIL_LETTER = "council-letter"
    AS_TOLD = "as-told"


class AssessmentDecision(StrEnum):
    """What the council decided about the assessment."""

    ASSESS = "assess"
    REFUSED = "refused"


class PlanDecision(StrEnum):
    """What the council decided after the assessment."""

    PLAN = "plan"
    NO_PLAN = "no-plan"


class Notice(StrEnum):
    """What was announced about a deadline."""

    APPROACHING = "approaching"
    MISSED = "missed"
    MET = "met"


class Cause(StrEnum):
    """Why an announcement was wrong."""

    DATES_CHANGED = "dates-changed"
    DONE_IN_TIME = "done-in-time"  # told to us late, but done by the day
    NOT_NEEDED = "not-needed"  # what was decided, the limit does not bind
    ENTERED_IN_ERROR = "entered-in-error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """The local authority. code: three digits, kept as text; no list of them is ever complete."""

    code: str
    name: str
