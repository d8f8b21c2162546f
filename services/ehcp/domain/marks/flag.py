"""What a flag says."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Mark(StrEnum):
    """Kinds of flags."""

    LATE = "late"
    BEFORE_RECEIPT = "before-receipt"  # told to have been sent before the request was received
    AFTER_REFUSAL = "after-refusal"  # a step that follows only from a decision to assess
    RIGHTS_MISSING = "rights-missing"  # a letter does not tell what it has to
    DRAFT_NAMES_SCHOOL = "draft-names-school"
    FINAL_TOO_EARLY = "final-too-early"  # before the family had its 15 days
    EXCUSE_DOES_NOT_HOLD = "excuse-does-not-hold"
    NOT_INVITED = "not-invited"  # somebody whom the regulations name
    MEETING_TOO_LATE = "meeting-too-late"  # for the council to have its four weeks
    VIEWS_MISSING = "views-missing"
    ADULTHOOD_LEFT_OUT = "adulthood-left-out"  # of a report of the council's, from Year 9 on
    CHANGES_NOT_SET_OUT = "changes-not-set-out"
    CEASED_TOO_EARLY = "ceased-too-early"
    CERTIFICATE_MISSING = "certificate-missing"  # of an appeal that needs one first
    NOT_CONSULTED = "not-consulted"  # before a decision to cease
    VAGUE = "vague"
    NOT_QUANTIFIED = "not-quantified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """said: a sentence. rule: of the rule book, or source: the law's own place, that is broken.

    days: how late. about: the entry, provision or clock that it is about. phrase: of a text.
    """

    mark: Mark
    said: str
    rule: str | None = None
    source: str | None = None
    days: int | None = None
    about: UUID | None = None
    phrase: str | None = None
