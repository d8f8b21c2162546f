"""The codes of the referral pathway: kept in clear, stored and sent by their values."""

from enum import StrEnum


class Source(StrEnum):
    """Whose concern it is (SEND Code of Practice 6.17, 6.20, 6.45)."""

    STAFF = "staff"
    PARENT = "parent"
    YOUNG_PERSON = "young-person"
    PUPIL = "pupil"
    PREVIOUS_SCHOOL = "previous-school"
    HEALTH_PROFESSIONAL = "health-professional"
    LOCAL_AUTHORITY = "local-authority"  # also a social worker, early help


class LawfulBasis(StrEnum):
    """Why an outside body may share what it knows about a child (UK GDPR article 6)."""

    CONSENT = "consent"
    LEGAL_OBLIGATION = "legal-obligation"
    PUBLIC_TASK = "public-task"
    VITAL_INTERESTS = "vital-interests"


class Area(StrEnum):
    """The four broad areas of need (Code 6.28-6.35), for planning and not as labels."""

    COMMUNICATION = "communication-and-interaction"
    COGNITION = "cognition-and-learning"
    SOCIAL = "social-emotional-and-mental-health"
    SENSORY = "sensory-and-physical"


class EvidenceKind(StrEnum):
    """What the school's own records are about."""

    ATTAINMENT = "attainment"
    ATTENDANCE = "attendance"
    BEHAVIOUR = "behaviour"
    OTHER_CAUSE = "other-cause"  # hearing, sight, language, bereavement, gaps in teaching


class Setting(StrEnum):
    """Where a pupil was seen, or that the teachers were asked instead."""

    LESSON = "lesson"
    OUT_OF_LESSONS = "out-of-lessons"
    TEACHERS_ASKED = "teachers-asked"


class Speaker(StrEnum):
    """Whose view it is. A young person, over compulsory school age, speaks in their own right."""

    PARENT = "parent"
    PUPIL = "pupil"
    YOUNG_PERSON = "young-person"


class Gathered(StrEnum):
    """How somebody was heard, told or asked."""

    MEETING = "meeting"
    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    FORM = "form"
    WORDS = "words"
    SYMBOLS = "symbols"
    DRAWING = "drawing"
    OBSERVATION = "observation"


class Step(StrEnum):
    """What is done, or set aside with a reason, before a decision."""

    EVIDENCE = "evidence"
    OBSERVATION = "observation"
    PARENTS_VIEWS = "parents-views"
    PUPILS_VIEWS = "pupils-views"


class Outcome(StrEnum):
    """What was decided. None of them ends a family's way to the local authority."""

    SEN_SUPPORT = "sen-support"
    WATCH_AND_REVIEW = "watch-and-review"
    EHC_ASSESSMENT = "ehc-assessment"
    SIGNPOST = "signpost"
    NOT_SEND = "not-send"


class Need(StrEnum):
    """The school census's SEN types: a statistical label, not a diagnosis."""

    SPLD = "SPLD"
    MLD = "MLD"
    SLD = "SLD"
    PMLD = "PMLD"
    DS = "DS"
    SLCN = "SLCN"
    ASD = "ASD"
    SEMH = "SEMH"
    HI = "HI"
    VI = "VI"
    MSI = "MSI"
    PD = "PD"
    OTH = "OTH"
    NSA = "NSA"  # SEN Support, but no specialist assessment of the type of need


class OtherHelp(StrEnum):
    """Where a family may be pointed to."""

    EARLY_HELP = "early-help"
    MENTAL_HEALTH_TEAM = "mental-health-team"
    YOUNG_CARERS = "young-carers"
    SCHOOL_NURSE = "school-nurse"
    OTHER = "other"


class Specialist(StrEnum):
    """Who is asked for an assessment."""

    EDUCATIONAL_PSYCHOLOGIST = "educational-psychologist"
    SPEECH_AND_LANGUAGE_THERAPIST = "speech-and-language-therapist"
    CAMHS = "camhs"
    OCCUPATIONAL_THERAPIST = "occupational-therapist"
    TEACHER_OF_HEARING = "teacher-of-hearing-impaired"
    TEACHER_OF_VISION = "teacher-of-vision-impaired"
    TEACHER_OF_MULTI_SENSORY = "teacher-of-multi-sensory-impaired"
    PAEDIATRICIAN = "paediatrician"
    OTHER = "other"


class Withdrawal(StrEnum):
    """Why a specialist is no longer asked."""

    CONSENT_WITHDRAWN = "consent-withdrawn"
    NO_LONGER_NEEDED = "no-longer-needed"
    DECLINED = "declined-by-specialist"
    ENTERED_IN_ERROR = "entered-in-error"
