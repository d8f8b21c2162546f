"""The read models: the inbox, of the own log; who is who and who may be told, of the topics."""

from typing import Final

from shared.access.pupils import PUPILS

from .authors import AUTHORS
from .contacts import CONTACTS
from .families import FAMILIES
from .guardians import GUARDIANS
from .inbox import INBOX
from .schools import SCHOOLS
from .staff import STAFF

VIEWS: Final = (INBOX, PUPILS, FAMILIES, GUARDIANS, CONTACTS, STAFF, SCHOOLS, AUTHORS)

__all__ = [
    "AUTHORS",
    "CONTACTS",
    "FAMILIES",
    "GUARDIANS",
    "INBOX",
    "PUPILS",
    "SCHOOLS",
    "STAFF",
    "VIEWS",
]
