"""Every rule that can refuse a command. The first line is said to a person."""

from shared.errors import Refused


class OpenedForAnother(Refused):
    """This plan was opened for another pupil."""


class PlanEnded(Refused):
    """This plan was closed by then; a new decision for SEN Support opens a new one."""


class SupportNotDecided(Refused):
    """The decision for SEN Support behind this plan was corrected; nothing can be added to it."""


class NotMeasurable(Refused):
    """A target needs a measure, a starting point and a date."""


class NeedMissing(Refused):
    """Say which need this target is for."""


class NoTargets(Refused):
    """A plan needs at least one target before it is shared."""


class ReviewDateMissing(Refused):
    """Say on which day the plan will be reviewed: the family is told it with the plan.

    Source: SEND Code of Practice 6.48.
    """


class ProvisionStopped(Refused):
    """This provision had ended by then; arrange it again if it goes on."""


class SessionsAfterwards(Refused):
    """Sessions of this provision are recorded after that day."""


class SharedAgain(Refused):
    """This plan was shared again since they read it; what they think is of what they have read."""


class NotTheirOwn(Refused):
    """Only the person who speaks can write in the portal; say how you heard it instead."""


class TheirOwnWords(Refused):
    """What the family wrote themselves stays; record what they say now beside it."""


class BeforeItBegan(Refused):
    """Nothing is shared or reviewed before the day on which it began."""


class TooManyEntries(Refused):
    """A plan holds 500 entries besides its sessions; close it at the next review."""


class TooManySessions(Refused):
    """A plan holds 2,000 sessions; close it at the next review."""
