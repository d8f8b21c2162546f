"""Every rule that can refuse a command. The first line is said to a person.

What the council did is never refused, however late or wrong: the family needs that record. Here
stand the school's own unlawful acts, and what cannot be true.
"""

from shared.errors import Refused


class AlreadyRequested(Refused):
    """This case is about another pupil; strike it out and open a new one."""


class EnteredInError(Refused):
    """This case was struck out as entered in error; use what replaced it."""


class FamilyNotConsulted(Refused):
    """Consult the parents, or the young person, before the school asks for an assessment.

    Source: Children and Families Act 2014, section 36(1); SEND Code of Practice 9.8, 9.14.
    """


class BeforeTheAct(Refused):
    """There are no EHC needs assessments before 1 September 2014: check the year."""


class LetterDayMissing(Refused):
    """Enter the date of the council's letter that confirms the day of receipt."""


class ReceiptAlreadyRecorded(Refused):
    """A day of receipt is recorded; correct it if the council received the request on another."""


class AdviceAlreadyRequested(Refused):
    """The council's request for advice is recorded; correct it if its day is wrong.

    A re-assessment asks anew: record first that there is one.
    """


class AdviceNotRequested(Refused):
    """Record the day on which the school received the council's request for advice first."""


class AdviceAlreadySent(Refused):
    """The school's advice is recorded as sent; correct it if its day is wrong."""


class PlanAlreadyFinal(Refused):
    """A final plan is recorded; correct it if its day is wrong."""


class UnknownDeadline(Refused):
    """There is no such time limit in the rule book."""


class NotAnExcuse(Refused):
    """This ground does not excuse the school: a closure is the council's excuse alone.

    Source: SEND Regulations 2014, regulation 8(2).
    """


class NotOfThisCase(Refused):
    """What this is about is not there, or was struck out; look at the case again."""


class ConsultationAlreadyAnswered(Refused):
    """The school's answer to this consultation is recorded; correct it if it is wrong."""


class AnswerWithoutGround(Refused):
    """Say on which ground the school cannot meet the needs: the law has three, and no other.

    Source: Children and Families Act 2014, section 39(4).
    """


class NoticeTooShort(Refused):
    """Give at least two weeks' notice of a review meeting: choose a later day.

    Source: SEND Regulations 2014, regulation 20(3).
    """


class TransferNotSaid(Refused):
    """Say to which kind of institution the child goes, and when: it decides which limit counts."""


class MeetingAlreadyHeld(Refused):
    """The meeting of this review is recorded as held; correct it if it is wrong."""


class MeetingNotHeld(Refused):
    """Record the meeting first: the report is about it."""


class ReportAlreadySent(Refused):
    """The report of this review is recorded as sent; correct it if it is wrong."""


class NotInvited(Refused):
    """Record the invitation of this person first."""


class AdulthoodLeftOut(Refused):
    """From Year 9 a review is about all four headings of adulthood; nothing to add counts too.

    Source: SEND Code 8.9, 9.184.
    """


class PlanAlreadyCeased(Refused):
    """The plan is recorded as ended; correct that entry if its day is wrong."""


class NotTransferred(Refused):
    """Record that the plan went over to the other council first."""


class NotAStandingEntry(Refused):
    """What you correct is not there, of another kind, or was replaced; look at the case again."""


class CorrectionReasonMissing(Refused):
    """Say why you correct this: the family can read it."""


class TooManyEntries(Refused):
    """A case holds 500 entries; strike out what was entered in error."""
