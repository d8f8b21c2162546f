"""The closed lists of the field, as they are on the wire."""

from enum import StrEnum


class Phase(StrEnum):
    """What kind of school it is."""

    NURSERY = "nursery"
    PRIMARY = "primary"
    MIDDLE = "middle"
    SECONDARY = "secondary"
    ALL_THROUGH = "all-through"
    SPECIAL = "special"
    ALTERNATIVE_PROVISION = "alternative-provision"
    POST_16 = "post-16"


class PostRole(StrEnum):
    """What a member of staff is employed as, at a school or for the whole trust."""

    TEACHER = "teacher"
    SENCO = "senco"
    TEACHING_ASSISTANT = "teaching-assistant"
    HEADTEACHER = "headteacher"
    TRUST_SEND_LEAD = "trust-send-lead"
    OFFICE = "office"


class Sex(StrEnum):
    """As the school census has it."""

    FEMALE = "F"
    MALE = "M"


class SenStatus(StrEnum):
    """Census code: no special educational need, SEN Support, EHC plan (domain guide 1.4)."""

    NONE = "N"
    SUPPORT = "K"
    PLAN = "E"


class SenNeed(StrEnum):
    """Census codes of types of need (domain guide 1.5)."""

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
    NSA = "NSA"


class Relationship(StrEnum):
    """What an adult is to a pupil."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    STEP_PARENT = "step-parent"
    GRANDPARENT = "grandparent"
    FOSTER_CARER = "foster-carer"
    GUARDIAN = "guardian"
    SIBLING = "sibling"
    OTHER_FAMILY_MEMBER = "other-family-member"
    SOCIAL_WORKER = "social-worker"
    OTHER = "other"
