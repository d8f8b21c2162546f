"""Every rule that can refuse a command. The first line is said to a person."""

from shared.errors import Refused


class AlreadyRaised(Refused):
    """This concern was raised for another pupil; strike it out and raise a new one."""


class EnteredInError(Refused):
    """This was struck out as entered in error; use what replaced it."""


class AlreadyDecided(Refused):
    """This concern was decided and the decision stays; new evidence makes a new concern."""


class NotDecidedYet(Refused):
    """This concern has no decision yet."""


class NotAcknowledged(Refused):
    """Acknowledge the concern before deciding: the family was promised an answer."""


class NotTheAuthor(Refused):
    """Only the person whose concern it is can add a note to it."""


class FamilyTalkMissing(Refused):
    """Say what the family said, or why nobody has talked to them yet."""


class LawfulBasisMissing(Refused):
    """Say on what lawful basis the local authority or social worker shared this."""


class TooManyEntries(Refused):
    """A concern holds 100 entries; decide it, or raise a new one that follows it."""


class StepDone(Refused):
    """This step was done, so it cannot be set aside."""


class TriageIncomplete(Refused):
    """Do each step before deciding, or say why it is not needed."""


class FamilyNotConsulted(Refused):
    """Record the views of the parents, or of the young person, before asking for an assessment.

    Source: Children and Families Act 2014, section 36(1); SEND Code of Practice 9.8, 9.14.
    """


class NeedsNotRanked(Refused):
    """Two needs cannot both be the main need."""


class NsaNotAlone(Refused):
    """ "No specialist assessment" says that no type of need is known; it stands alone."""


class NotSendIncomplete(Refused):
    """Say what all teachers will do, what other help there is, what would make us look again."""


class NotTheStandingDecision(Refused):
    """Another decision has replaced this one; look at the concern again."""


class AlreadyTold(Refused):
    """The day on which the parents were told is recorded; correct the decision to change it."""


class ConsentMissing(Refused):
    """Ask the parent or the young person to agree first; record who agreed, how and when."""


class AlreadyAsked(Refused):
    """This request is for another specialist or pupil; make a new one."""


class AlreadyReported(Refused):
    """The specialist's report has come; ask anew if another assessment is needed."""


class RequestWithdrawn(Refused):
    """This request was withdrawn; ask anew if it is needed after all."""


class TooManyChases(Refused):
    """A request is chased 50 times at most; withdraw it and ask another specialist."""
