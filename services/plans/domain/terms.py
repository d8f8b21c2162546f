"""The codes of a support plan: kept in clear, stored and sent by their values."""

from enum import StrEnum


class Area(StrEnum):
    """The four broad areas of need (Code 6.28-6.35): which need a target is for."""

    COMMUNICATION = "communication-and-interaction"
    COGNITION = "cognition-and-learning"
    SOCIAL = "social-emotional-and-mental-health"
    SENSORY = "sensory-and-physical"


class Who(StrEnum):
    """Who measures a target or delivers provision; a person of the trust is named by id besides."""

    CLASS_TEACHER = "class-teacher"
    SUBJECT_TEACHER = "subject-teacher"
    TEACHING_ASSISTANT = "teaching-assistant"
    SENCO = "senco"
    SPECIALIST = "specialist"
    PUPIL = "pupil"
    FAMILY = "family"
    OTHER = "other"


class Result(StrEnum):
    """How a target stood at a review."""

    MET = "met"
    PARTLY_MET = "partly-met"
    NOT_MET = "not-met"
    NOT_MEASURED = "not-measured"


class Missed(StrEnum):
    """Why a session did not happen."""

    STAFF_ABSENT = "staff-absent"
    PUPIL_ABSENT = "pupil-absent"
    PUPIL_REFUSED = "pupil-refused"
    NO_ROOM = "no-room"
    SCHOOL_EVENT = "school-event"  # a trip, a play, an exam
    SCHOOL_CLOSED = "school-closed"
    OTHER = "other"


class Speaker(StrEnum):
    """Whose view it is. A young person, over compulsory school age, speaks in their own right."""

    PARENT = "parent"
    PUPIL = "pupil"
    YOUNG_PERSON = "young-person"


class Gathered(StrEnum):
    """How somebody was heard. `portal`: they wrote it themselves, signed in."""

    MEETING = "meeting"
    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    FORM = "form"
    WORDS = "words"
    SYMBOLS = "symbols"
    DRAWING = "drawing"
    OBSERVATION = "observation"
    PORTAL = "portal"


class Stance(StrEnum):
    """What somebody says about a plan that was shared with them."""

    AGREE = "agree"
    ADD = "add"
    DISAGREE = "disagree"


class EntryKind(StrEnum):
    """What can be entered in error and struck out."""

    NOTE = "note"
    TARGET = "target"
    MEASURE = "measure"
    PROVISION = "provision"
    ENDING = "ending"
    SESSION = "session"
    VIEWS = "views"
    REVIEW = "review"
    CLOSING = "closing"
