"""What was typed, on its way from a command into an event."""

from uuid import UUID

from shared.personal import Audience, Personal, typed_text

from .rules import AboutAnotherPupil, NothingWritten, WrongAudience


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
    if not typed_text(text).strip():
        raise NothingWritten
    return text


def meant_if_any(text: Personal | None, about: UUID, *readers: Audience) -> Personal | None:
    return None if text is None else meant(text, about, *readers)
