"""What was typed, on its way from a command into an event; pure, for every service's domain."""

from uuid import UUID

from shared.errors import Refused
from shared.personal import Audience, Personal, typed_text


class NothingWritten(Refused):
    """Write something: a text cannot be blank."""


class AboutAnotherPupil(Refused):
    """This text is about another pupil than the record it was written for."""


class WrongAudience(Refused):
    """This text is marked for readers whom this kind of text is not for."""


def meant(text: Personal, about: UUID, *readers: Audience) -> Personal:
    """The text itself, if it is about this pupil and for readers whom its kind is for.

    A text under another pupil's key would be lost with that pupil's record, and one for the
    wrong readers is a leak: both are checked here, whoever made the command.
    Raises AboutAnotherPupil, WrongAudience, NothingWritten.
    """
    if text.subject != about:
        raise AboutAnotherPupil
    if text.audience not in readers:
        raise WrongAudience
    if is_blank(text):
        raise NothingWritten
    return text


def meant_if_any(text: Personal | None, about: UUID, *readers: Audience) -> Personal | None:
    return None if text is None else meant(text, about, *readers)


def is_blank(text: Personal) -> bool:
    return not typed_text(text).strip()
